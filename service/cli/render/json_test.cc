#include "service/cli/render/json.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

template <typename Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

constexpr char kFact[] = R"(
  statement_id: 1152921504606846977
  subject { entity { id: 7 name: "Norvane" type: ENTITY_TYPE_ORGANIZATION }
            mention { text: "it" span { begin: 4 end: 6 } } }
  relation { name: "sell" display: "sold"
             mention { text: "did not sell" span { begin: 7 end: 19 } } }
  object { entity { id: 9 name: "old yard" } mention { text: "the yard" } }
  negated: true
  modality: MODALITY_CLAIMED
  attribution { text: "Ruiz" entity { name: "Ana Ruiz" } }
  qualifiers { role: QUALIFIER_ROLE_RECIPIENT relation: "to" text: "Quill" }
  qualifiers { role: QUALIFIER_ROLE_QUANTITY relation: "for"
               text: "12 million dollars"
               value { kind: VALUE_KIND_MONEY number: 12000000 unit: "USD" } }
  qualifiers { role: QUALIFIER_ROLE_TIME relation: "on" text: "Monday"
               value { kind: VALUE_KIND_DATE iso: "2024-06-10" } }
  confidence: 0.8300000429
  evidence { document_id: "yard.txt" sentence: "It did not sell the yard."
             sentence_span { begin: 812 end: 837 } published: "2024-06-11" }
  document_count: 2
  rule: "verb.svo")";

TEST(FactJson, HasTheDocumentedKeysInOrder) {
  EXPECT_THAT(
      ToLine(FactJson(Parse<v1::Fact>(kFact))),
      StartsWith(
          R"({"doc":"yard.txt","sentence":"It did not sell the yard.",)"
          R"("begin":812,"end":837,"subject":"Norvane","subject_mention":"it",)"
          R"("relation":"sell","relation_mention":"did not sell",)"
          R"("object":"old yard","object_mention":"the yard",)"
          R"("confidence":0.83,"negated":true,"modality":"claimed",)"
          R"("attribution":"Ana Ruiz","qualifiers":[)"
          R"({"role":"recipient","relation":"to","text":"Quill","value":"",)"
          R"("unit":""},)"
          R"({"role":"quantity","relation":"for","text":"12 million dollars",)"
          R"("value":12000000,"unit":"USD"},)"
          R"({"role":"time","relation":"on","text":"Monday",)"
          R"("value":"2024-06-10","unit":""}],)"));
}

TEST(FactJson, AnIntransitiveFactHasAnEmptyObject) {
  const Json json = FactJson(Parse<v1::Fact>(
      R"(subject { entity { name: "dam" } } relation { name: "burst" })"));
  EXPECT_EQ(json["object"], "");
  EXPECT_EQ(json["object_mention"], "");
  EXPECT_EQ(json["modality"], "asserted");
  EXPECT_EQ(json["qualifiers"], Json::array());
  EXPECT_FALSE(json.contains("object_value"));
}

TEST(FactJson, ATypedObjectHasItsValue) {
  const Json json = FactJson(Parse<v1::Fact>(R"(
    object { value { kind: VALUE_KIND_PERCENT text: "17%" number: 17
                     unit: "percent" } })"));
  EXPECT_EQ(json["object"], "17%");
  EXPECT_EQ(json["object_value"].dump(), "17");
  EXPECT_EQ(json["object_unit"], "percent");
  EXPECT_EQ(json["object_type"], "value");
}

TEST(StoredFactJson, AddsWhatTheGraphKnows) {
  const Json json = StoredFactJson(Parse<v1::Fact>(kFact));
  EXPECT_EQ(json["statement_id"], "1152921504606846977");
  EXPECT_EQ(json["subject_id"], "7");
  EXPECT_EQ(json["document_id"], "yard.txt");
  EXPECT_EQ(json["document_count"], 2);
  EXPECT_EQ(json["published"], "2024-06-11");
}

TEST(ToLine, ReplacesWhatIsNoUtf8) {
  Json json;
  json["text"] = "a\xFFz\n";
  EXPECT_EQ(ToLine(json), "{\"text\":\"a\uFFFDz\\n\"}");
}

TEST(NumberJson, WholeNumbersHaveNoFraction) {
  EXPECT_EQ(NumberJson(17).dump(), "17");
  EXPECT_EQ(NumberJson(-0.5).dump(), "-0.5");
  EXPECT_EQ(NumberJson(5.5e6).dump(), "5500000");
  EXPECT_EQ(NumberJson(1e300).dump(), "1e+300");
}

TEST(PathJson, HasNodesAndRelationships) {
  const Json json = PathJson(Parse<v1::FindPathsResponse::Path>(R"(
    nodes { id: 1 name: "A" type: ENTITY_TYPE_PERSON } nodes { id: 2 name: "B" }
    edges { statement_id: 5 subject { entity { id: 2 name: "B" } }
            relation { name: "hire" display: "hired" }
            object { entity { id: 1 name: "A" } } confidence: 0.5 })"));
  EXPECT_EQ(json["nodes"][0].dump(),
            R"({"id":"1","name":"A","labels":["person"],)"
            R"("properties":{"name":"A"}})");
  EXPECT_EQ(json["nodes"][1]["labels"], Json::array());
  const Json& edge = json["relationships"][0];
  EXPECT_THAT(edge.dump(),
              StartsWith(R"({"id":"5","type":"hire","start":"2","end":"1",)"
                         R"("properties":{"display":"hired",)"));
  EXPECT_EQ(edge["properties"]["confidence"], 0.5);
}

TEST(NodeJson, AValueIsItsOwnId) {
  // On paths values come without their numbers.
  EXPECT_EQ(NodeJson(Parse<v1::EntityRef>(R"(name: "17%")")).dump(),
            R"({"id":"17%","name":"17%","labels":["value"],)"
            R"("properties":{"name":"17%"}})");
  EXPECT_THAT(
      NodeJson(Parse<v1::Slot>(
                   R"(value { kind: VALUE_KIND_PERCENT text: "17%" number: 17
                             unit: "percent" })"))
          .dump(),
      HasSubstr(R"("id":"17%")"));
}

TEST(DocumentJson, TimeIsIso) {
  const Json json = DocumentJson(
      Parse<v1::Document>(R"(id: "a" ingest_time { seconds: 1735689600 })"));
  EXPECT_EQ(json["ingest_time"], "2025-01-01T00:00:00Z");
}

}  // namespace
}  // namespace weft::service
