#include "graphstore/load/ntriples_parser.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graphstore/dict/value_id.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Parsed {
  std::vector<std::string> triples;  // "subject|predicate|object"
  std::vector<std::string> bad;      // "number: why"
  uint64_t line_count;
};

// A value is written as its kind and what people read.
std::string Object(const TripleView& triple) {
  if (!triple.is_value) return std::string(triple.object);
  static constexpr const char* kKinds[] = {"string", "number", "percent",
                                           "date",   "money",  "quantity"};
  return absl::StrCat(kKinds[static_cast<int>(triple.kind)], " ",
                      ValueText(ValueOf(triple)));
}

Parsed Parse(const std::string& text) {
  TripleChunk chunk;
  chunk.text = text;
  ParseNTriples(&chunk);
  Parsed parsed;
  for (const TripleView& t : chunk.triples) {
    parsed.triples.push_back(
        absl::StrCat(t.subject, "|", t.predicate, "|", Object(t)));
  }
  for (const BadLine& bad : chunk.bad) {
    parsed.bad.push_back(absl::StrCat(bad.line, ": ", bad.why));
  }
  parsed.line_count = chunk.line_count;
  return parsed;
}

TEST(ParseNTriples, ReadsNamesRemarksAndBlanks) {
  const Parsed parsed = Parse(
      "# a remark\n"
      "\n"
      "<http://x.org/a> <http://x.org/p> <http://x.org/b> .\r\n"
      "  <a><p><b>.# another\n"
      "_:x1.y\t<p>\t_:z.\n"
      "<weft:e/Z%C3%BCrich%20%25> <weft:r/part%20of> <\\u00E9\\U0001F600> .");
  EXPECT_THAT(parsed.triples,
              ElementsAre("http://x.org/a|http://x.org/p|http://x.org/b",
                          "a|p|b", "_:x1.y|p|_:z",
                          "Z\xC3\xBCrich %|part of|"
                          "\xC3\xA9\xF0\x9F\x98\x80"));
  EXPECT_THAT(parsed.bad, IsEmpty());
  EXPECT_EQ(parsed.line_count, 6u);
}

TEST(ParseNTriples, LiteralsAreValues) {
  const std::string xsd = "^^<http://www.w3.org/2001/XMLSchema#";
  const struct {
    std::string literal;
    std::string value;
  } kCases[] = {
      {"\"Main Office\"", "string Main Office"},
      {"\"B\\u00FCro\"@de-CH", "string B\xC3\xBCro"},
      {"\"a \\\"b\\\"\\t\\\\\\n\"", "string a \"b\"\t\\\n"},
      {"\"x\"" + xsd + "string>", "string x"},
      {"\"true\"" + xsd + "boolean>", "string true"},
      {"\"42\"" + xsd + "integer>", "number 42"},
      {"\"-0.5\"" + xsd + "decimal>", "number -0.5"},
      {"\"1.5e3\"" + xsd + "double>", "number 1500"},
      {"\"INF\"" + xsd + "double>", "string INF"},
      {"\"many\"" + xsd + "integer>", "string many"},
      {"\"99999999999999\"" + xsd + "integer>", "number 99999999999999"},
      {"\"100000000000000\"" + xsd + "integer>", "string 100000000000000"},
      {"\"1998\"" + xsd + "gYear>", "date 1998"},
      {"\"2025-01-20\"" + xsd + "date>", "date 2025-01-20"},
      {"\"2025-01-20+02:00\"" + xsd + "date>", "string 2025-01-20+02:00"},
      {"\"17\"^^<weft:percent>", "percent 17%"},
      {"\"2025-Q1\"^^<weft:date>", "date 2025-Q1"},
      {"\"5.6\"^^<weft:money/USD>", "money 5.6 USD"},
      {"\"3\"^^<weft:quantity/square%20km>", "quantity 3 square km"},
      {"\"POINT(1 2)\"^^<http://x.org/wkt>", "string POINT(1 2)"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse("<a> <p> " + test.literal + " .\n");
    EXPECT_THAT(parsed.triples, ElementsAre("a|p|" + test.value));
    EXPECT_THAT(parsed.bad, IsEmpty());
  }
}

TEST(ParseNTriples, SaysWhatIsWrongWithALine) {
  const struct {
    std::string line;
    std::string why;
  } kCases[] = {
      {"Acme owns Bolt",
       "the subject is neither an IRI in <> nor a blank node _:x nor a literal "
       "in quotes"},
      {"<a <p> <b> .", "an IRI holds a character that it must not"},
      {"<a> <p> <b", "an IRI has no \">\""},
      {"<a> _:p <b> .", "the predicate must be an IRI in <>"},
      {"<a> <p> <b>", "there is no \".\" behind the object"},
      {"<a> <p> <b> <g> .", "there is no \".\" behind the object"},
      {"<a> <p> <b> . x", "there is something behind the \".\""},
      {"<a> <p> \"b .", "a literal has no closing quote"},
      {"<a> <p> \"b\\", "a literal has no closing quote"},
      {"<a> <p> \"b\\q\" .", "there is an escape that N-Triples does not have"},
      {"<a> <p> \"\\u12\" .", "an escape \\u or \\U is no character"},
      {"<a> <p> \"\\uD800\" .", "an escape \\u or \\U is no character"},
      {"<a> <p> \"\\UFFFFFFFF\" .", "an escape \\u or \\U is no character"},
      {"<a> <p> \"b\"@ .", "there is no language behind the @"},
      {"<a> <p> \"b\"^^x .", "a datatype must be an IRI in <>"},
      {"<a> <p> \"\" .", "the object is empty"},
      {"<> <p> <b> .", "the subject is empty"},
      {"<weft:e/%4> <p> <b> .",
       "a % in an IRI of Weft's has no two digits behind it"},
      {"<a> <p> \"x\"^^<weft:percent> .",
       "the number of a percentage, money or quantity is none"},
      {"<a> <p> \"\xFF\" .", "the object is no UTF-8"},
      {"_: <p> <b> .", "a blank node has no name"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse(test.line + "\n<x> <y> <z> .\n");
    EXPECT_THAT(parsed.bad, ElementsAre("1: " + test.why)) << test.line;
    EXPECT_THAT(parsed.triples, ElementsAre("x|y|z"));
  }
}

TEST(ParseNTriples, SurvivesEveryTruncation) {
  const std::string line =
      "<http://x.org/\\u00E9> <weft:r/part%20of> "
      "\"5 \\\"x\\\" \\U0001F600\"^^<weft:money/EUR> . # end";
  for (size_t size = 0; size <= line.size(); ++size) {
    const Parsed parsed = Parse(line.substr(0, size));
    EXPECT_LE(parsed.triples.size() + parsed.bad.size(), 1u);
  }
}

}  // namespace
}  // namespace weft::graphstore
