// What tests of whole questions share: a graph of one text, and who answers
// from it.
#ifndef WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
#define WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_

#include <string>
#include <utility>
#include <vector>

#include "base/status_matchers.h"
#include "extractor/pipeline/extractor.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/ask/asker.h"
#include "service/ingest/document_facts.h"

namespace weft::service {

class AskerTestBase : public ::testing::Test {
 protected:
  // For SetUpTestSuite: extracts the text and keeps its facts.
  static void ReadText(const char* id, const char* text) {
    store_ = graphstore::Store::InMemory({})->release();
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
    asker_ = new Asker(Asker::ModelFactory(""));
  }
  static void TearDownTestSuite() {
    delete asker_;
    delete store_;
  }

  static v1::AskResponse Ask(const char* question) {
    v1::AskRequest request;
    request.set_question(question);
    auto response = asker_->Ask(**store_->Snapshot(), request, Cancellation());
    EXPECT_OK(response.status()) << question;
    return response.ok() ? *std::move(response) : v1::AskResponse();
  }

  struct Row {
    const char* question;
    const char* answer;  // within the first answer; "-": none
  };
  static void Check(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      const v1::AskResponse response = Ask(row.question);
      const std::string first =
          response.answered() ? response.answers(0).text() : "-";
      EXPECT_THAT(first, testing::HasSubstr(row.answer)) << row.question;
    }
  }

  static inline graphstore::Store* store_ = nullptr;
  static inline Asker* asker_ = nullptr;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
