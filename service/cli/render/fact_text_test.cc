#include "service/cli/render/fact_text.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

template <typename Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

v1::Fact ParseFact(const char* text) { return Parse<v1::Fact>(text); }

constexpr char kRelease[] = R"(
  subject { entity { name: "Harbor Labs" type: ENTITY_TYPE_ORGANIZATION } }
  relation { name: "release" display: "released" }
  object { entity { name: "Tern 2" type: ENTITY_TYPE_PRODUCT } }
)";

TEST(FactText, PlainTriple) {
  EXPECT_EQ(FactText(ParseFact(kRelease), {}), "Harbor Labs –released→ Tern 2");
}

TEST(FactText, ValueAsObject) {
  EXPECT_EQ(FactText(ParseFact(R"(
              subject { entity { name: "Nvidia" } }
              relation { name: "stock fall" display: "stock-fell" }
              object { value { kind: VALUE_KIND_PERCENT text: "17%" } })"),
                     {}),
            "Nvidia –stock-fell→ 17%");
}

TEST(FactText, NoObjectHasNoArrowHead) {
  EXPECT_EQ(FactText(ParseFact(R"(subject { entity { name: "The dam" } }
                                  relation { name: "burst" })"),
                     {}),
            "The dam –burst");
}

TEST(FactText, TagsSayWhatRestrictsTheFact) {
  v1::Fact fact = ParseFact(kRelease);
  fact.set_negated(true);
  fact.set_modality(v1::MODALITY_PLANNED);
  fact.mutable_attribution()->set_text("its chief");
  fact.mutable_attribution()->mutable_entity()->set_name("Ana Ruiz");
  *fact.add_qualifiers() = Parse<v1::Qualifier>(R"(
    role: QUALIFIER_ROLE_TIME relation: "on" text: "Monday"
    value { kind: VALUE_KIND_DATE iso: "2024-06-10" })");
  *fact.add_qualifiers() = Parse<v1::Qualifier>(R"(
    role: QUALIFIER_ROLE_QUANTITY relation: "for" text: "12 million dollars")");
  *fact.add_qualifiers() =
      Parse<v1::Qualifier>(R"(role: QUALIFIER_ROLE_MANNER text: "quietly")");
  EXPECT_EQ(FactText(fact, {}),
            "Harbor Labs –not-released→ Tern 2  [planned] "
            "[according to Ana Ruiz] [time: 2024-06-10] "
            "[for: 12 million dollars] [manner: quietly]");
}

TEST(RelationText, DeniesInTheWordsOfTheText) {
  struct Case {
    const char* mention;
    const char* text;
  };
  for (const Case& c : {
           Case{"did not sell", "did-not-sell"},
           Case{"was never  sold", "was-never-sold"},
           Case{"won't sell", "won't-sell"},
           Case{"cannot sell", "cannot-sell"},
           Case{"sold", "not-sold"},  // "nobody" stands in the subject
           Case{"", "not-sold"},
       }) {
    v1::Relation relation;
    relation.set_display("sold");
    relation.mutable_mention()->set_text(c.mention);
    EXPECT_EQ(RelationText(relation, true), c.text);
    EXPECT_EQ(RelationText(relation, false), "sold");
  }
}

TEST(FactText, LongTagsAreCut) {
  v1::Fact fact = ParseFact(kRelease);
  *fact.add_qualifiers() = Parse<v1::Qualifier>(R"(
    role: QUALIFIER_ROLE_CONDITION relation: "if"
    text: "the harbour is dredged before the storms of the coming winter")");
  EXPECT_EQ(TagsText(fact, {}),
            "[if: the harbour is dredged before the storms of the c…]");
}

TEST(FactText, AClaimIsNamedOnce) {
  v1::Fact fact = ParseFact(kRelease);
  fact.set_modality(v1::MODALITY_CLAIMED);
  EXPECT_EQ(TagsText(fact, {}), "[claimed]");
  fact.mutable_attribution()->set_text("critics");
  EXPECT_EQ(TagsText(fact, {}), "[according to critics]");
}

TEST(FactText, SaysWhatHasEndedTheFact) {
  v1::Fact fact = ParseFact(kRelease);
  fact.mutable_end()->set_until("2009-12-31");
  fact.mutable_end()->set_document_id("later.txt");
  EXPECT_EQ(TagsText(fact, {}), "[ended: 2009-12-31, by later.txt]");
}

TEST(FactText, ColoursOnlyWhenAskedFor) {
  EXPECT_EQ(FactText(ParseFact(kRelease), {.terminal = true, .color = true}),
            "\x1B[1mHarbor Labs\x1B[0m \x1B[36m–released→\x1B[0m "
            "\x1B[1mTern 2\x1B[0m");
}

TEST(EvidenceText, QuotesTheSentenceOnOneLine) {
  EXPECT_EQ(EvidenceText(Parse<v1::Evidence>(R"(
              document_id: "tern.txt" published: "2025-01-21"
              sentence: "Harbor Labs released\n  Tern 2.")"),
                         {}),
            "“Harbor Labs released Tern 2.”  — tern.txt, 2025-01-21");
}

TEST(EvidenceText, OfALoadedTripleIsWhereItComesFrom) {
  EXPECT_EQ(
      EvidenceText(Parse<v1::Evidence>(R"(document_id: "parts.tsv")"), {}),
      "— parts.tsv");
}

TEST(TagsText, TellTheTimeOfALoadedTriple) {
  const auto tags = [](const char* fact) {
    return TagsText(Parse<v1::Fact>(fact), {});
  };
  EXPECT_EQ(tags(R"(valid_from: "2001" valid_until: "2001")"), "[time: 2001]");
  EXPECT_EQ(tags(R"(valid_from: "2001")"), "[time: since 2001]");
  EXPECT_EQ(tags(R"(valid_until: "2003")"), "[time: until 2003]");
  EXPECT_EQ(tags(R"(valid_from: "2001" valid_until: "2003")"),
            "[time: 2001 to 2003]");
  EXPECT_EQ(tags(""), "");
  // The sentence says it.
  EXPECT_EQ(tags(R"(valid_from: "2001" evidence { sentence: "Since 2001 …" })"),
            "");
}

TEST(ArrowText, PointsAsTheEdgeDoes) {
  const auto relation = Parse<v1::Relation>(R"(name: "own" display: "owns")");
  EXPECT_EQ(ArrowText(relation, false, v1::DIRECTION_OUT, "Acme", {}),
            "–owns→ Acme");
  EXPECT_EQ(ArrowText(relation, false, v1::DIRECTION_IN, "Acme", {}),
            "←owns– Acme");
  EXPECT_EQ(ArrowText(relation, true, v1::DIRECTION_OUT, "", {}), "–not-owns→");
}

TEST(Names, AreTheOnesOfTheInterchangeFormat) {
  EXPECT_EQ(EntityTypeName(v1::ENTITY_TYPE_ORGANIZATION), "organization");
  EXPECT_EQ(EntityTypeName(v1::ENTITY_TYPE_UNSPECIFIED), "");
  EXPECT_EQ(ModalityName(v1::MODALITY_UNSPECIFIED), "asserted");
  EXPECT_EQ(ModalityName(v1::MODALITY_POSSIBLE), "possible");
  EXPECT_EQ(QualifierRoleName(v1::QUALIFIER_ROLE_TIME), "time");
}

}  // namespace
}  // namespace weft::service
