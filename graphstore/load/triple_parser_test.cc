#include "graphstore/load/triple_parser.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Parsed {
  absl::Status status;
  std::vector<std::string> triples;  // "subject|predicate|object|time"
  std::vector<uint64_t> bad;         // line numbers
};

// Adds `text` in pieces of `step` bytes.
Parsed Parse(const std::string& text, size_t step,
             TripleParser::Options options) {
  Parsed parsed;
  TripleParser parser(options, [&](const TripleChunk& chunk) {
    for (const TripleView& t : chunk.triples) {
      parsed.triples.push_back(absl::StrCat(t.subject, "|", t.predicate, "|",
                                            t.object, "|", t.time));
    }
    for (const BadLine& bad : chunk.bad) parsed.bad.push_back(bad.line);
    return absl::OkStatus();
  });
  for (size_t i = 0; i < text.size() && parsed.status.ok(); i += step) {
    parsed.status = parser.Add(absl::string_view(text).substr(i, step));
  }
  if (parsed.status.ok()) parsed.status = parser.Finish();
  return parsed;
}

TEST(TripleParser, CutsDoNotShow) {
  std::string text = "\xEF\xBB\xBF#subject\tpredicate\tobject\ttime\n";
  std::vector<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    if (i % 50 == 49) {
      text += "no triple\n";
    } else {
      absl::StrAppend(&text, "node ", i, "\tp\tq\t\n");
      expected.push_back(absl::StrCat("node ", i, "|p|q|"));
    }
  }
  text += "last\tp\tq";  // no line feed
  expected.push_back("last|p|q|");
  for (const size_t step : {1, 7, 64, 100000}) {
    for (const size_t piece : {1, 50, 100000}) {
      const Parsed parsed = Parse(text, step, {.piece_bytes = piece});
      EXPECT_OK(parsed.status);
      EXPECT_EQ(parsed.triples, expected);
      EXPECT_THAT(parsed.bad, ElementsAre(51, 101, 151, 201));
    }
  }
}

TEST(TripleParser, HeaderOnlyOfTsv) {
  const Parsed tsv = Parse("#object\tpredicate\tsubject\na\tb\tc\n", 100, {});
  EXPECT_THAT(tsv.triples, ElementsAre("c|b|a|"));
  const Parsed headless = Parse("a\tb\tc\n#a\tb\tc\n", 100, {});
  EXPECT_THAT(headless.triples, ElementsAre("a|b|c|", "#a|b|c|"));
  const Parsed ntriples = Parse("#object\n<a> <b> <c> .\n", 100,
                                {.format = TripleFormat::kNTriples});
  EXPECT_THAT(ntriples.triples, ElementsAre("a|b|c|"));
  EXPECT_OK(Parse("", 1, {}).status);
  EXPECT_OK(Parse("#only\ta\theader", 1, {}).status);
}

TEST(TripleParser, LeavesOutWhatWasReadBefore) {
  std::string text = "#subject\tpredicate\tobject\n";
  std::vector<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    absl::StrAppend(&text, "s", i, "\tp\to\n");
    if (i >= 120) expected.push_back(absl::StrCat("s", i, "|p|o|"));
  }
  text += "bad\n";
  const uint64_t header = text.find('\n') + 1;
  const uint64_t bytes = text.find("s120\t") - header;
  for (const size_t step : {1, 7, 64, 100000}) {
    for (const size_t piece : {1, 50, 100000}) {
      const Parsed parsed =
          Parse(text, step,
                {.piece_bytes = piece, .skip_bytes = bytes, .skip_lines = 120});
      EXPECT_OK(parsed.status);
      EXPECT_EQ(parsed.triples, expected);
      EXPECT_THAT(parsed.bad, ElementsAre(202));
    }
  }
  EXPECT_THAT(Parse(text, 100, {.skip_bytes = text.size()}).status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("it is another file")));
}

TEST(TripleParser, RefusesAnEndlessLine) {
  const std::string text = "a\tb\tc\n" + std::string(2 * kMaxLineBytes, 'x');
  const Parsed parsed = Parse(text, 1000, {.piece_bytes = 1000});
  EXPECT_THAT(parsed.status, StatusIs(absl::StatusCode::kInvalidArgument,
                                      HasSubstr("line 2 has more than")));
}

TEST(TripleParser, StopsWithTheErrorOfTheConsumer) {
  TripleParser parser({.piece_bytes = 10}, [](const TripleChunk&) {
    return absl::ResourceExhaustedError("enough");
  });
  absl::Status status;
  for (int i = 0; i < 100 && status.ok(); ++i) status = parser.Add("a\tb\tc\n");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, "enough"));
}

}  // namespace
}  // namespace weft::graphstore
