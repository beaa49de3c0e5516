#include "graphstore/query/lang/parser.h"

#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/query/lang/error.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;

TEST(ParseQuery, PointsAtThePlace) {
  EXPECT_THAT(ParseQuery("MATCH (n)\nRETURN n.größe +"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("line 2, column 17: expected an expression, found "
                          "the end of the query\n"
                          "  RETURN n.größe +\n"
                          "                  ^")));
  EXPECT_THAT(ParseQuery("MATCH (n RETURN n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("line 1, column 10: expected `)`, found "
                                 "`RETURN`\n  MATCH (n RETURN n\n"
                                 "           ^")));
}

TEST(ParseQuery, SaysThatQueriesOnlyRead) {
  const absl::Status status = ParseQuery("CREATE (n)").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr("queries only read")));
  EXPECT_EQ(ErrorInfoOf(status)->detail, "InvalidClauseComposition");
}

TEST(ParseQuery, ShowsThePartOfALongLine) {
  const std::string query = "RETURN '" + std::string(500, 'x') + "' +";
  const absl::Status status = ParseQuery(query).status();
  EXPECT_LT(status.message().size(), 250u);
  EXPECT_THAT(std::string(status.message()), HasSubstr("column 512"));
}

TEST(ParseQuery, TellsPatternsFromParentheses) {
  // A pattern, a parenthesis, a subtraction, a list.
  for (const char* text :
       {"MATCH (a) WHERE (a)-->() RETURN a", "RETURN ((((1))))",
        "WITH 1 AS a, 2 AS b RETURN (a)-(b)", "RETURN [(1), (2)]",
        "MATCH (a) RETURN [(a)-->(b) WHERE b.x = 1 | b]",
        "MATCH (a) RETURN [p = (a)-->() | p]",
        "WITH 1 AS a, 2 AS b RETURN (a) < -(b)"}) {
    EXPECT_OK(ParseQuery(text)) << text;
  }
}

TEST(ParseQuery, EndsOnNestingWithoutBound) {
  for (const char* part : {"(", "[", "NOT (", "{a: ", "-("}) {
    std::string text = "RETURN ";
    for (int i = 0; i < 5000; ++i) text += part;
    EXPECT_FALSE(ParseQuery(text).ok()) << part;
  }
  std::string patterns = "RETURN ";
  for (int i = 0; i < 60; ++i) patterns += "[(a)-[{x: ";
  EXPECT_FALSE(ParseQuery(patterns).ok());
}

TEST(ParseQuery, EndsOnLongChains) {
  for (const char* part : {"1 + ", "1 OR ", "1 < ", "2 ^ ", "NOT ", "- "}) {
    std::string text = "RETURN ";
    for (int i = 0; i < 100'000; ++i) text += part;
    EXPECT_FALSE(ParseQuery(text + "1").ok()) << part;
  }
  for (const char* part : {".a", "[0]", " IS NULL"}) {
    std::string text = "WITH 1 AS x RETURN x";
    for (int i = 0; i < 100'000; ++i) text += part;
    EXPECT_FALSE(ParseQuery(text).ok()) << part;
  }
  std::string text = "RETURN 1";
  for (int i = 0; i < 900; ++i) text += " + 1";
  EXPECT_OK(ParseQuery(text));
}

TEST(ParseQuery, EveryPrefixIsAnErrorOrAQuery) {
  const std::string text =
      "MATCH p = (a:A {x: 1})-[r:T|U*1..3 {y: $z}]->(b) WHERE a.x IN [1, 2] "
      "AND NOT exists { (a)-->(c) } OPTIONAL MATCH (b)--(d) WITH DISTINCT a, "
      "count(*) AS n ORDER BY n DESC SKIP 1 LIMIT 2 WHERE n > 1 UNWIND [1] AS "
      "x RETURN CASE x WHEN 1 THEN 'a' ELSE \"b\" END AS y, [i IN [1] | i]";
  for (size_t size = 0; size < text.size(); ++size) {
    const auto parsed = ParseQuery(text.substr(0, size));
    if (!parsed.ok()) {
      EXPECT_TRUE(ErrorInfoOf(parsed.status()).has_value()) << size;
    }
  }
  EXPECT_OK(ParseQuery(text));
}

}  // namespace
}  // namespace weft::graphstore::query
