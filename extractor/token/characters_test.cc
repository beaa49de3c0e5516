#include "extractor/token/characters.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(CharacterAt, ReadsUtf8AndStopsAtTheEnd) {
  const absl::string_view text = "aé–😀";
  EXPECT_EQ(CharacterAt(text, 0).code, U'a');
  EXPECT_EQ(CharacterAt(text, 1).code, U'é');
  EXPECT_EQ(CharacterAt(text, 3).code, U'–');
  EXPECT_EQ(CharacterAt(text, 6).code, U'😀');
  EXPECT_EQ(CharacterAt(text, 6).size, 4u);
  EXPECT_EQ(CharacterAt(text, 10).size, 0u);
  // Cut in the middle: one byte.
  EXPECT_EQ(CharacterAt(text.substr(0, 8), 6).size, 1u);
}

TEST(CharacterBefore, ReadsBackwards) {
  const absl::string_view text = "aé–😀";
  EXPECT_EQ(CharacterBefore(text, 10).code, U'😀');
  EXPECT_EQ(CharacterBefore(text, 6).code, U'–');
  EXPECT_EQ(CharacterBefore(text, 3).code, U'é');
  EXPECT_EQ(CharacterBefore(text, 1).code, U'a');
  EXPECT_EQ(CharacterBefore(text, 0).size, 0u);
}

TEST(Classes, KnowTheLettersOfEuropeanScripts) {
  for (char32_t c : U"AÉØŁŽŸΩЖ") {
    if (c != 0) {
      EXPECT_TRUE(IsUpperCharacter(c)) << static_cast<uint32_t>(c);
    }
  }
  for (char32_t c : U"aéøłžÿωж") {
    if (c == 0) continue;
    EXPECT_TRUE(IsLowerCharacter(c)) << static_cast<uint32_t>(c);
    EXPECT_FALSE(IsUpperCharacter(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : U"1.–€“×😀 ") {
    EXPECT_FALSE(IsLetterCharacter(c)) << static_cast<uint32_t>(c);
  }
  EXPECT_TRUE(IsLetterCharacter(U'港'));
}

}  // namespace
}  // namespace weft::extractor
