#include "service/cli/input/line_chunks.h"

#include <sstream>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Cut(const std::string& text, uint64_t max_lines,
                             uint64_t max_bytes) {
  std::istringstream in(text);
  LineChunks chunks(in, max_lines, max_bytes);
  std::vector<std::string> all;
  uint64_t offset = 0;
  while (auto chunk = chunks.Next()) {
    EXPECT_EQ(chunk->offset, offset);
    offset += chunk->text.size();
    all.push_back(chunk->text);
  }
  EXPECT_EQ(offset, text.size());
  return all;
}

TEST(LineChunks, CutsByLines) {
  EXPECT_THAT(Cut("", 2, 100), IsEmpty());
  EXPECT_THAT(Cut("a\n", 2, 100), ElementsAre("a\n"));
  EXPECT_THAT(Cut("a\nb\n", 2, 100), ElementsAre("a\nb\n"));
  EXPECT_THAT(Cut("a\nb\nc", 2, 100), ElementsAre("a\nb\n", "c"));
  EXPECT_THAT(Cut("\n\n\r\n", 2, 100), ElementsAre("\n\n", "\r\n"));
}

TEST(LineChunks, CutsByBytesBehindWholeLines) {
  EXPECT_THAT(Cut("aaa\nb\nc\nd\n", 100, 4),
              ElementsAre("aaa\n", "b\nc\n", "d\n"));
  EXPECT_THAT(Cut("a long line\nb\n", 100, 4),
              ElementsAre("a long line\n", "b\n"));
}

TEST(LineChunks, CountsLines) {
  std::istringstream in("a\nb\nc\n");
  LineChunks chunks(in, 2, 100);
  EXPECT_EQ(chunks.Next()->first_line, 0);
  EXPECT_EQ(chunks.Next()->first_line, 2);
}

}  // namespace
}  // namespace weft::service
