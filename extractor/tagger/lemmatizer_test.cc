#include "extractor/tagger/lemmatizer.h"

#include <string>

#include "base/status_matchers.h"
#include "extractor/model/model_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

// Keys are in byte order, as the format wants them.
std::string SmallModel(const std::string& ies) {
  ModelWriter writer;
  writer.AddStrings("lemma.suffixes",
                    {"NNP\x1f", "NNS\x1f", "NNS\x1fies", "NNS\x1fs", "VBD\x1f",
                     "VBD\x1f\u00E9"
                     "d"});
  writer.AddStrings("lemma.edits", {"A0", "a0", ies, "a1", "a2", "a1"});
  writer.AddStrings("lemma.exceptions", {"NNP\x1firaq", "NNS\x1fGIs",
                                         "NNS\x1fmice", "VBD\x1fwent"});
  writer.AddStrings("lemma.lemmas", {"Iraq", "GI", "mouse", "go"});
  return writer.Finish();
}

TEST(Lemmatizer, TakesExceptionsThenTheLongestSuffix) {
  const std::string bytes = SmallModel("a3y");
  ASSERT_OK_AND_ASSIGN(const auto model, ModelFile::FromBytes(bytes, "small"));
  ASSERT_OK_AND_ASSIGN(const Lemmatizer lemmatizer, Lemmatizer::Create(*model));
  const struct {
    const char* form;
    Xpos xpos;
    const char* lemma;
  } kCases[] = {
      {"mills", Xpos::kNns, "mill"},
      {"Mills", Xpos::kNns, "mill"},
      {"cities", Xpos::kNns, "city"},
      {"mice", Xpos::kNns, "mouse"},
      {"Mice", Xpos::kNns, "mouse"},
      {"GIs", Xpos::kNns, "GI"},
      {"people", Xpos::kNns, "people"},
      {"Cities", Xpos::kNnp, "Cities"},
      {"iraq", Xpos::kNnp, "Iraq"},
      {"IRAQ", Xpos::kNnp, "IRAQ"},  // the case of names counts
      {"walked", Xpos::kVbd, "walk"},
      {"WENT", Xpos::kVbd, "go"},
      {"touch\u00E9"
       "d",
       Xpos::kVbd, "touch\u00E9"},
      {"a", Xpos::kVbd, ""},  // nothing left to cut
      {"x", Xpos::kFw, "x"},  // no rule for this tag
      {"\u2014", Xpos::kColon, "\u2014"},
      {"don\u2019ts", Xpos::kNns, "don't"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(lemmatizer.Lemma(c.form, c.xpos), c.lemma) << c.form;
  }
}

TEST(Lemmatizer, ABrokenRuleIsDataLoss) {
  for (const char* edit : {"", "x3y", "a", "Ay"}) {
    const std::string bytes = SmallModel(edit);
    ASSERT_OK_AND_ASSIGN(const auto model,
                         ModelFile::FromBytes(bytes, "small"));
    EXPECT_THAT(
        Lemmatizer::Create(*model),
        StatusIs(absl::StatusCode::kDataLoss, HasSubstr("no lemma rule")))
        << edit;
  }
}

}  // namespace
}  // namespace weft::extractor
