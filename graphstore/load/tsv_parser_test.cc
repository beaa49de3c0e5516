#include "graphstore/load/tsv_parser.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Each triple as "subject|predicate|object|time", bad lines as "number: why".
struct Parsed {
  std::vector<std::string> triples;
  std::vector<std::string> bad;
  uint64_t line_count;
};

Parsed Parse(const std::string& text, TsvColumns columns = {}) {
  TripleChunk chunk;
  chunk.text = text;
  chunk.first_line = 10;
  ParseTsv(columns, &chunk);
  Parsed parsed;
  for (const TripleView& t : chunk.triples) {
    parsed.triples.push_back(
        absl::StrCat(t.subject, "|", t.predicate, "|", t.object, "|", t.time));
  }
  for (const BadLine& bad : chunk.bad) {
    parsed.bad.push_back(absl::StrCat(bad.line, ": ", bad.why));
  }
  parsed.line_count = chunk.line_count;
  return parsed;
}

TEST(ParseTsv, TakesCellsByteForByte) {
  const Parsed parsed = Parse(
      "Acme\towns\tBolt\n"
      " Acme Inc. \t/org/owns it\t\"Bolt\", Ltd\t2019-05\n"
      "\n"
      "#tag\tis\tC:\\new\t\r\n"
      "Zo\xC3\xAB\tlikes\tlast line without a line feed");
  EXPECT_THAT(parsed.triples,
              ElementsAre("Acme|owns|Bolt|",
                          " Acme Inc. |/org/owns it|\"Bolt\", Ltd|2019-05",
                          "#tag|is|C:\\new|",
                          "Zo\xC3\xAB|likes|last line without a line feed|"));
  EXPECT_THAT(parsed.bad, IsEmpty());
  EXPECT_EQ(parsed.line_count, 5u);
}

TEST(ParseTsv, SaysWhatIsWrongWithALine) {
  const struct {
    std::string line;
    std::string why;
  } kCases[] = {
      {"alone", "it has 1 of 3 columns separated by tabs"},
      {"a\tb", "it has 2 of 3 columns separated by tabs"},
      {"\tb\tc", "the subject is empty"},
      {"a\t\tc", "the predicate is empty"},
      {"a\tb\t", "the object is empty"},
      {"a\tb\tc\tsoon",
       "the time \"soon\" is no date of ISO 8601 (2024, 2024-05-31, "
       "2024-05-31T12:00:00Z)"},
      {"a\xFF\tb\tc", "the subject is no UTF-8"},
      {"a\tb\t\xED\xA0\x80", "the object is no UTF-8"},
      {std::string(4097, 'x') + "\tb\tc",
       "the subject has 4097 bytes, more than 4096"},
      {"a\t" + std::string(513, 'x') + "\tc",
       "the predicate has 513 bytes, more than 512"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse("x\ty\tz\n" + test.line + "\n");
    EXPECT_THAT(parsed.bad, ElementsAre("11: " + test.why));
    EXPECT_THAT(parsed.triples, ElementsAre("x|y|z|"));
  }
  EXPECT_THAT(Parse(std::string(4096, 'x') + "\tb\tc").bad, IsEmpty());
}

TEST(ParseTsv, DecodesEscapesOnlyWhereTheRowSaysSo) {
  const TsvColumns columns{0, 1, 2, 3, 4};
  const Parsed parsed = Parse(
      "a\\tb\tp\\\\q\tc\\nd\\x\t\t1\n"
      "a\\tb\tp\tc\t\t\n"
      "a\\tb\tp\tc\n",
      columns);
  EXPECT_THAT(parsed.triples,
              ElementsAre("a\tb|p\\q|c\nd\\x|", "a\\tb|p|c|", "a\\tb|p|c|"));
}

TEST(ParseTsv, SurvivesJunk) {
  std::string junk;
  uint32_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525 + 1013904223;
    junk.push_back(static_cast<char>(state >> 24));
    if (state % 11 == 0) junk.push_back('\t');
  }
  const Parsed parsed = Parse(junk);
  EXPECT_GT(parsed.bad.size(), 0u);
}

TEST(ParseTsvHeader, NamesTheColumns) {
  TsvColumns columns;
  EXPECT_FALSE(ParseTsvHeader("subject\tpredicate\tobject", &columns));
  EXPECT_TRUE(ParseTsvHeader("#subject\tpredicate\tobject", &columns));
  EXPECT_EQ(columns, (TsvColumns{0, 1, 2, -1, -1}));
  EXPECT_TRUE(
      ParseTsvHeader("#object\tnote\trelation\tsubject\ttime\r", &columns));
  EXPECT_EQ(columns, (TsvColumns{3, 2, 0, 4, -1}));
  EXPECT_TRUE(
      ParseTsvHeader("#subject\tpredicate\tobject\ttime\tescaped", &columns));
  EXPECT_EQ(columns, (TsvColumns{0, 1, 2, 3, 4}));
  EXPECT_TRUE(ParseTsvHeader("# some remark", &columns));
  EXPECT_EQ(columns, TsvColumns());
}

}  // namespace
}  // namespace weft::graphstore
