#include "service/ask/relation_words.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;

TEST(RelationWords, ReadsEveryHabitOfNaming) {
  EXPECT_THAT(RelationWords("directed_by"), ElementsAre("directed"));
  EXPECT_THAT(RelationWords("has_genre"), ElementsAre("genre"));
  EXPECT_THAT(RelationWords("releaseYear"), ElementsAre("release", "year"));
  EXPECT_THAT(RelationWords("/book/written_work/author"),
              ElementsAre("author"));
  EXPECT_THAT(RelationWords("http://example.org/terms#birthPlace"),
              ElementsAre("birth", "place"));
  EXPECT_THAT(RelationWords("be chief executive of"),
              ElementsAre("chief", "executive"));
}

TEST(RelationWords, KeepsWhatIsLeftWhenAllWordsAreSmall) {
  EXPECT_THAT(RelationWords("is_in"), ElementsAre("is", "in"));
  EXPECT_THAT(RelationWords("P57"), ElementsAre("p57"));
  EXPECT_THAT(RelationWords(""), ElementsAre());
}

}  // namespace
}  // namespace weft::service
