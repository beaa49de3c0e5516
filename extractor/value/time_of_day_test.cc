#include "extractor/value/time_of_day.h"

#include <vector>

#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// "17:05 3" is the time and the number of its tokens; "" for none.
std::string Read(const char* text) {
  const std::vector<Sentence> sentences = Split(text, SplitMode::kLines);
  const auto time = ReadTimeOfDay(Words(sentences[0].tokens), 0);
  if (!time) return "";
  return IsoTime("", *time).substr(1) + " " + std::to_string(time->end);
}

TEST(ReadTimeOfDay, ReadsClockTimes) {
  EXPECT_EQ(Read("12:31 x"), "12:31 1");
  EXPECT_EQ(Read("5 p.m. x"), "17:00 2");
  EXPECT_EQ(Read("5:30pm EST x"), "17:30 3");
  EXPECT_EQ(Read("12 a.m. x"), "00:00 2");
  EXPECT_EQ(Read("12 pm x"), "12:00 2");
  EXPECT_EQ(Read("noon x"), "12:00 1");
  EXPECT_EQ(Read("10 am local time x"), "10:00 4");
}

TEST(ReadTimeOfDay, LeavesOtherNumbersAlone) {
  for (const char* text :
       {"5 ships", "3:2", "24:00", "13 p.m.", "12:75", "x", "2025"}) {
    EXPECT_EQ(Read(text), "") << text;
  }
}

}  // namespace
}  // namespace weft::extractor
