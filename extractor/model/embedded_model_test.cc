#include "extractor/model/embedded_model.h"

#include <vector>

#include "base/status_matchers.h"
#include "extractor/model/model_file.h"
#include "extractor/model/network.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

TEST(EmbeddedModel, IsAWholeModel) {
  ASSERT_OK_AND_ASSIGN(const auto model,
                       ModelFile::FromBytes(EmbeddedModel(), "embedded"));
  EXPECT_OK(Network::Create(*model));
}

TEST(EmbeddedModel, CarriesLicenceAndAttribution) {
  ASSERT_OK_AND_ASSIGN(const auto model,
                       ModelFile::FromBytes(EmbeddedModel(), "embedded"));
  ASSERT_OK_AND_ASSIGN(const absl::string_view meta, model->Bytes("meta"));
  for (const char* line :
       {"CC BY-SA 4.0", "English Web Treebank", "GUM", "Universal NER",
        "Wikigold", "CrossNER", "Re-DocRED", "OpenStax", "WordNet"}) {
    EXPECT_THAT(std::string(meta), HasSubstr(line));
  }
}

}  // namespace
}  // namespace weft::extractor
