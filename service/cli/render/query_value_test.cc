#include "service/cli/render/query_value.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

constexpr char kNode[] =
    R"({"properties":{"name":"Tern"},"name":"Tern","labels":["product"],)"
    R"("id":"7"})";
constexpr char kOther[] =
    R"({"properties":{},"name":"Gull","labels":[],"id":"8"})";
constexpr char kStep[] =
    R"({"type":"buy","properties":{"b":1,"a":2},"end":"8","start":"7",)"
    R"("id":"3"})";

std::string Json(const std::string& text) {
  return ToLine(QueryValueJson(ParseQueryValue(text)));
}

std::string Text(const std::string& text) {
  return QueryValueText(ParseQueryValue(text));
}

TEST(QueryValueJson, PutsKeysInTheDocumentedOrder) {
  EXPECT_EQ(Json(kNode), R"({"id":"7","name":"Tern","labels":["product"],)"
                         R"("properties":{"name":"Tern"}})");
  EXPECT_EQ(Json(kStep), R"({"id":"3","type":"buy","start":"7","end":"8",)"
                         R"("properties":{"a":2,"b":1}})");
  EXPECT_EQ(Json(R"({"relationships":[],"nodes":[]})"),
            R"({"nodes":[],"relationships":[]})");
}

TEST(QueryValueJson, WritesWholeNumbersWithoutAFraction) {
  EXPECT_EQ(Json("[17, 17.0, 0.5, null, true]"), "[17,17,0.5,null,true]");
}

TEST(QueryValueText, IsForPeople) {
  EXPECT_EQ(Text("\"two\\nlines\""), "two lines");
  EXPECT_EQ(Text("null"), "");
  EXPECT_EQ(Text("17"), "17");
  EXPECT_EQ(Text("[1, \"a\"]"), "[1,\"a\"]");
  EXPECT_EQ(Text(kNode), "(Tern)");
  EXPECT_EQ(Text(kStep), "[:buy]");
  const std::string node = kNode, other = kOther, step = kStep;
  EXPECT_EQ(Text("{\"nodes\":[" + node + "," + other + "],\"relationships\":[" +
                 step + "]}"),
            "(Tern)-[:buy]->(Gull)");
  EXPECT_EQ(Text("{\"nodes\":[" + other + "," + node + "],\"relationships\":[" +
                 step + "]}"),
            "(Gull)<-[:buy]-(Tern)");
}

TEST(ParseQueryValue, TakesJsonOrText) {
  EXPECT_EQ(Json("5"), "5");
  EXPECT_EQ(Json("[1,2]"), "[1,2]");
  EXPECT_EQ(Json("\"5\""), "\"5\"");
  EXPECT_EQ(Json("Harbor Labs"), "\"Harbor Labs\"");
  EXPECT_EQ(Json(""), "\"\"");
  EXPECT_EQ(Json("{\"a\":"), R"("{\"a\":")");
}

}  // namespace
}  // namespace weft::service
