// What tests of whole questions share: a graph of one text, and who answers
// from it.
#ifndef WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
#define WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_

#include <string>
#include <utility>

#include "base/status_matchers.h"
#include "extractor/pipeline/extractor.h"
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

  static inline graphstore::Store* store_ = nullptr;
  static inline Asker* asker_ = nullptr;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASKER_TEST_BASE_H_
