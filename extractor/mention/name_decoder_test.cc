#include "extractor/mention/name_decoder.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/model/model_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Rows = std::vector<std::vector<float>>;

// Tags in the order O, B-person, I-person, B-place, I-place.
class NameDecoderTest : public ::testing::Test {
 protected:
  void SetUp() override { Load({}); }

  void Load(const std::vector<float>& transitions) {
    ModelWriter writer;
    writer.AddStrings("labels.names",
                      {"O", "B-person", "I-person", "B-place", "I-place"});
    if (!transitions.empty()) {
      writer.AddFloats("names.transitions", transitions);
    }
    bytes_ = writer.Finish();
    ASSERT_OK_AND_ASSIGN(model_, ModelFile::FromBytes(bytes_, "small"));
  }

  static bool IsValid(const std::vector<int>& tags) {
    for (size_t i = 0; i < tags.size(); ++i) {
      const bool inside = tags[i] == 2 || tags[i] == 4;
      if (inside &&
          (i == 0 || (tags[i - 1] != tags[i] && tags[i - 1] != tags[i] - 1))) {
        return false;
      }
    }
    return true;
  }

  std::vector<NameMention> Decode(const Rows& rows) {
    const auto decoder = NameDecoder::Create(*model_);
    std::vector<absl::Span<const float>> scores(rows.begin(), rows.end());
    return decoder->Decode(scores);
  }

  // "0-2 person" and so on.
  std::vector<std::string> Names(const Rows& rows) {
    std::vector<std::string> names;
    for (const NameMention& name : Decode(rows)) {
      names.push_back(absl::StrCat(name.tokens.begin, "-", name.tokens.end, " ",
                                   EntityTypeName(name.type)));
    }
    return names;
  }

  std::string bytes_;
  std::unique_ptr<const ModelFile> model_;
};

TEST_F(NameDecoderTest, ReadsRunsOfTags) {
  EXPECT_THAT(Names({{0, 9, 0, 0, 0},
                     {0, 0, 9, 0, 0},
                     {9, 0, 0, 0, 0},
                     {0, 0, 0, 9, 0},
                     {0, 0, 0, 9, 0}}),
              ElementsAre("0-2 person", "3-4 place", "4-5 place"));
  EXPECT_THAT(Names({{9, 0, 0, 0, 0}}), IsEmpty());
  EXPECT_THAT(Names({}), IsEmpty());
}

TEST_F(NameDecoderTest, NeverBeginsInside) {
  // I-person scores best, but only B-person may stand first.
  EXPECT_THAT(Names({{0, 4, 5, 0, 0}, {0, 0, 5, 0, 0}}),
              ElementsAre("0-2 person"));
  // A type may not change inside: the surer word decides.
  EXPECT_THAT(Names({{0, 3, 0, 2, 0}, {0, 0, 1, 0, 9}}),
              ElementsAre("0-2 place"));
}

TEST_F(NameDecoderTest, ProbabilityIsThatOfTheLeastCertainTag) {
  // After B-person the second word may be all but I-place.
  const std::vector<NameMention> names =
      Decode({{0, 20, 0, 0, 0}, {0, 0, 1, 0, 0}});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_NEAR(names[0].probability, std::exp(1.0) / (std::exp(1.0) + 3), 1e-5);
}

TEST_F(NameDecoderTest, AnUnsureNameHasNoType) {
  EXPECT_THAT(Names({{0, 5, 0, 4, 0}}), ElementsAre("0-1 misc"));
  EXPECT_THAT(Names({{0, 5, 0, 3, 0}}), ElementsAre("0-1 person"));
}

TEST_F(NameDecoderTest, ScoresPairsOfTagsWhereTheModelDoes) {
  // A place after a person is worth 8, everything at the start nothing.
  std::vector<float> transitions(6 * 5, 0.0f);
  transitions[1 * 5 + 3] = 8;
  Load(transitions);
  EXPECT_THAT(Names({{0, 9, 0, 0, 0}, {5, 0, 0, 0, 0}}),
              ElementsAre("0-1 person", "1-2 place"));
  EXPECT_THAT(Names({{9, 0, 0, 0, 0}, {5, 0, 0, 1, 0}}), IsEmpty());
}

TEST_F(NameDecoderTest, ProbabilityCountsAllValidSequences) {
  std::mt19937 random(7);
  std::vector<float> transitions(6 * 5);
  Rows rows(3, std::vector<float>(5));
  const auto draw = [&] { return static_cast<float>(random() % 100) / 100; };
  for (int round = 0; round < 50; ++round) {
    for (float& score : transitions) score = draw();
    for (auto& row : rows) {
      for (float& score : row) score = draw();
    }
    rows[1][1] += 3.5f;  // a name of one person, surely
    rows[0][0] += 3.5f;
    rows[2][0] += 3.5f;
    Load(transitions);
    double all = 0, here = 0;
    for (int code = 0; code < 125; ++code) {
      const int tags[] = {code / 25, code / 5 % 5, code % 5};
      if (!IsValid({tags[0], tags[1], tags[2]})) continue;
      float score = transitions[25 + tags[0]];
      for (int i = 0; i < 3; ++i) score += rows[i][tags[i]];
      for (int i = 1; i < 3; ++i)
        score += transitions[tags[i - 1] * 5 + tags[i]];
      all += std::exp(score);
      if (tags[1] == 1) here += std::exp(score);
    }
    const std::vector<NameMention> names = Decode(rows);
    ASSERT_EQ(names.size(), 1u);
    EXPECT_NEAR(names[0].probability, here / all, 1e-4);
  }
}

TEST_F(NameDecoderTest, FindsTheBestOfAllValidSequences) {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    Rows rows(4, std::vector<float>(5));
    for (auto& row : rows) {
      for (float& score : row) score = static_cast<float>(random() % 997);
    }
    float best = -1;
    std::vector<int> best_tags, tags(4);
    for (int code = 0; code < 625; ++code) {
      float sum = 0;
      for (int i = 0, rest = code; i < 4; ++i, rest /= 5) {
        tags[i] = rest % 5;
        sum += rows[i][tags[i]];
      }
      if (IsValid(tags) && sum > best) {
        best = sum;
        best_tags = tags;
      }
    }
    std::vector<int> found(4, 0);
    for (const NameMention& name : Decode(rows)) {
      const int begin = name.type == EntityType::kPerson ? 1 : 3;
      for (uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
        found[i] = i == name.tokens.begin ? begin : begin + 1;
      }
    }
    EXPECT_EQ(found, best_tags);
  }
}

TEST_F(NameDecoderTest, TransitionsOfAnotherSizeAreDataLoss) {
  Load({1, 2, 3});
  EXPECT_THAT(
      NameDecoder::Create(*model_),
      StatusIs(absl::StatusCode::kDataLoss, HasSubstr("names.transitions")));
}

TEST(NameDecoder, AnUnknownTagIsDataLoss) {
  for (const char* tag : {"B-", "X-person", "B-thing", ""}) {
    ModelWriter writer;
    writer.AddStrings("labels.names", {"O", tag});
    const std::string bytes = writer.Finish();
    ASSERT_OK_AND_ASSIGN(const auto model,
                         ModelFile::FromBytes(bytes, "small"));
    EXPECT_THAT(NameDecoder::Create(*model),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr("unknown tag")))
        << tag;
  }
}

}  // namespace
}  // namespace weft::extractor
