#include "extractor/tagger/tag_decoder.h"

#include <string>

#include "base/status_matchers.h"
#include "extractor/model/model_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

TEST(TagDecoder, FollowsTheOrderOfTheModel) {
  ModelWriter writer;
  writer.AddStrings("labels.upos", {"VERB", "ADJ", "X"});
  writer.AddStrings("labels.xpos", {"NN", "$"});
  const std::string bytes = writer.Finish();
  ASSERT_OK_AND_ASSIGN(const auto model, ModelFile::FromBytes(bytes, "small"));
  ASSERT_OK_AND_ASSIGN(const TagDecoder decoder, TagDecoder::Create(*model));
  EXPECT_EQ(decoder.BestUpos({-1.0f, 2.0f, 1.0f}), Upos::kAdj);
  EXPECT_EQ(decoder.BestUpos({3.0f, 3.0f, 1.0f}), Upos::kVerb);
  EXPECT_EQ(decoder.BestXpos({-2.0f, -1.0f}), Xpos::kDollar);
}

TEST(TagDecoder, AnUnknownTagIsDataLoss) {
  ModelWriter writer;
  writer.AddStrings("labels.upos", {"VERB", "VRB"});
  writer.AddStrings("labels.xpos", {"NN"});
  const std::string bytes = writer.Finish();
  ASSERT_OK_AND_ASSIGN(const auto model, ModelFile::FromBytes(bytes, "small"));
  EXPECT_THAT(
      TagDecoder::Create(*model),
      StatusIs(absl::StatusCode::kDataLoss, HasSubstr("unknown tag: VRB")));
}

}  // namespace
}  // namespace weft::extractor
