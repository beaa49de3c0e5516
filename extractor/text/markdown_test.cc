#include "extractor/text/markdown.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::string TextOf(const std::string& markdown) {
  return ReadMarkdown(MappedText::Identity(markdown)).text.text();
}

TEST(ReadMarkdown, TakesMarksAway) {
  const struct {
    const char* given;
    const char* expected;
  } kRows[] = {
      {"**Bold** and *slanted* and __both__", "Bold and slanted and both"},
      {"2 * 3 = 6, snake_case", "2 * 3 = 6, snake_case"},
      {"See [the harbour](https://h.example/a_(b)) now.",
       "See the harbour now."},
      {"A [**bold** link][1]", "A bold link"},
      {"An array[3] stays", "An array[3] stays"},
      {"Run `make all` now", "Run make all now"},
      {"\\*not slanted\\*", "*not slanted*"},
      {"<https://h.example>", "https://h.example"},
      {"R&amp;D <b>x</b> 1 < 2", "R&D x 1 < 2"},
      {"~~gone~~ ~5", "gone ~5"},
      {"![A ship](s.jpg)", ""},
      {"[![A ship](s.jpg)](t)Ship", "Ship"},
      {"# Title #\ntext", "Title\n\ntext"},
      {"Title\n=====\ntext", "Title\n\ntext"},
      {"one\ntwo\n\nthree", "one two\n\nthree"},
      {"- one\n  more\n- two\n1. three", "one more\ntwo\nthree"},
      {"> quoted\n> text", "quoted text"},
      {"a\n\n```\ncode();\n```\nb", "a\n\nb"},
      {"| Ship | Tons |\n|---|---|\n| Ida | 40 |",
       "Ship , Tons \n\n Ida , 40 "},
      {"[1]: https://h.example\ntext", "text"},
      {"", ""},
  };
  for (const auto& row : kRows) {
    std::string text = TextOf(row.given);
    if (text.substr(0, 1) == " ") text.erase(0, 1);
    EXPECT_EQ(text, row.expected) << row.given;
  }
}

TEST(ReadMarkdown, MapsTheTextOfLinksBack) {
  const std::string markdown = "See [the harbour](h) **now**.";
  const MarkupText result = ReadMarkdown(MappedText::Identity(markdown));
  ASSERT_EQ(result.text.text(), "See the harbour now.");
  EXPECT_EQ(result.text.ToOriginal({4, 15}), (ByteSpan{5, 16}));
  EXPECT_EQ(result.text.ToOriginal({16, 19}), (ByteSpan{23, 26}));
}

TEST(ReadMarkdown, ReadsTitleAndDateOfFrontMatter) {
  const MarkupText result = ReadMarkdown(MappedText::Identity(
      "---\ntitle: \"Harbour opens\"\ndate: 2025-03-04\n---\n\nText."));
  EXPECT_EQ(result.title, "Harbour opens");
  EXPECT_EQ(result.published, "2025-03-04");
  EXPECT_EQ(result.text.text(), "Text.");
  EXPECT_EQ(ReadMarkdown(MappedText::Identity("# First\n# Second")).title,
            "First");
}

TEST(ReadMarkdown, StaysLinearOnOpeningBrackets) {
  const std::string brackets(200000, '[');
  EXPECT_EQ(TextOf(brackets).size(), brackets.size());
}

}  // namespace
}  // namespace weft::extractor
