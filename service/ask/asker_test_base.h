// What tests of whole questions share: a graph of some texts, and who answers
// from it.
#ifndef WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
#define WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/pipeline/extractor.h"
#include "gmock/gmock.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/ask/asker.h"
#include "service/ingest/document_facts.h"

namespace weft::service {

class AskerTestBase : public ::testing::Test {
 protected:
  struct Row {
    const char* question;
    const char* answer;  // within the first answer; "-": none
  };

  // For SetUpTestSuite: extracts the text and keeps its facts.
  static void ReadText(const char* id, const char* text) {
    if (store_ == nullptr) {
      store_ = graphstore::Store::InMemory({})->release();
      asker_ = new Asker(Asker::ModelFactory(""));
    }
    auto extractor = *extractor::Extractor::Create({});
    extractor::DocumentInput input;
    input.id = id;
    input.bytes = text;
    auto extracted = *extractor->Extract(input, {});
    ASSERT_OK(store_
                  ->WriteDocument(
                      ToDocumentFacts(std::move(input), std::move(extracted),
                                      extractor->version()),
                      {})
                  .status());
  }
  static void TearDownTestSuite() {
    delete std::exchange(asker_, nullptr);
    delete std::exchange(store_, nullptr);
  }

  static v1::AskResponse Ask(const char* question, bool explain = false) {
    v1::AskRequest request;
    request.set_question(question);
    request.set_explain(explain);
    auto response = asker_->Ask(**store_->Snapshot(), request, Cancellation());
    EXPECT_OK(response.status()) << question;
    return response.ok() ? *std::move(response) : v1::AskResponse();
  }

  static void Check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      const v1::AskResponse response = Ask(row.question);
      const std::string first =
          response.answered() ? response.answers(0).text() : "-";
      EXPECT_THAT(first, testing::HasSubstr(row.answer)) << row.question;
    }
  }

  // The rows of a query run by hand, cells joined by "|".
  static std::vector<std::string> Rows(const std::string& text) {
    std::shared_ptr<const graphstore::Reader> reader = *store_->Snapshot();
    const auto view = *graphstore::query::StoreView::Create(reader);
    const auto prepared = graphstore::query::Prepare(text);
    if (!prepared.ok()) return {prepared.status().ToString()};
    std::vector<std::string> out;
    const auto result = graphstore::query::Run(
        *prepared, *view, {},
        [&](absl::Span<const graphstore::query::Value> row) {
          std::string line;
          for (const auto& cell : row) {
            absl::StrAppend(&line, cell.is_string() ? cell.string() : "", "|");
          }
          out.push_back(line);
          return true;
        });
    if (!result.ok()) out.push_back(result.status().ToString());
    return out;
  }

  static inline graphstore::Store* store_ = nullptr;
  static inline Asker* asker_ = nullptr;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
