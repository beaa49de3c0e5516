#include "service/ingest/document_facts.h"

#include <string>
#include <utility>
#include <variant>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

extractor::DocumentInput Input() {
  extractor::DocumentInput input;
  input.id = "yard.txt";
  input.title = "";
  input.url = "https://example.org/yard";
  input.published = "";
  input.bytes =
      "Norvane did not sell the yard for about 12 percent, Ruiz said.";
  return input;
}

extractor::ExtractedDocument Extracted() {
  extractor::ExtractedDocument document;
  document.id = "yard.txt";
  document.title = "A yard";
  document.published = "2024-06-11";
  document.sentences = {{{0, 62}, Input().bytes}};
  document.entities = {
      {"Norvane", extractor::EntityType::kOrganization, true, {{"Norvane", 2}}},
      {"yard", extractor::EntityType::kUnknown, false, {}},
      {"Ana Ruiz", extractor::EntityType::kPerson, true, {{"Ruiz", 1}}},
  };
  extractor::Fact fact;
  fact.subject = 0;
  fact.subject_mention = {"Norvane", {0, 7}};
  fact.relation = "sell";
  fact.relation_display = "sold";
  fact.relation_mention = {"did not sell", {8, 20}};
  fact.object = 1;
  fact.object_mention = {"the yard", {21, 29}};
  fact.negated = true;
  fact.modality = extractor::Modality::kClaimed;
  fact.attribution = "Ana Ruiz";
  fact.attribution_entity = 2;
  fact.confidence = 0.5;
  fact.rule = "verb.svo";
  fact.valid_from = "2024";
  document.facts = {fact};
  return document;
}

TEST(DocumentFacts, KeepTheDocument) {
  const graphstore::DocumentFacts facts =
      ToDocumentFacts(Input(), Extracted(), "test-1");
  EXPECT_EQ(facts.id, "yard.txt");
  EXPECT_EQ(facts.title, "A yard");  // as read from the text
  EXPECT_EQ(facts.published, "2024-06-11");
  EXPECT_EQ(facts.url, "https://example.org/yard");
  EXPECT_EQ(facts.text, Input().bytes);
  EXPECT_EQ(facts.content_hash, ContentHash(Input()));
  EXPECT_EQ(facts.extractor_version, "test-1");
  ASSERT_EQ(facts.sentences.size(), 1u);
  EXPECT_EQ(facts.sentences[0].text, Input().bytes);
  ASSERT_EQ(facts.entities.size(), 3u);
  EXPECT_EQ(facts.entities[0].type, "organization");
  EXPECT_EQ(facts.entities[1].type, "");
  EXPECT_EQ(facts.entities[2].aliases[0].text, "Ruiz");
}

TEST(DocumentFacts, KeepAFactWhole) {
  const graphstore::DocumentFacts facts =
      ToDocumentFacts(Input(), Extracted(), "test-1");
  ASSERT_EQ(facts.facts.size(), 1u);
  const graphstore::LocalFact& fact = facts.facts[0];
  EXPECT_EQ(fact.subject.value, 0u);
  EXPECT_EQ(fact.relation, "sell");
  EXPECT_EQ(std::get<graphstore::LocalEntityIndex>(fact.object).value, 1u);
  EXPECT_TRUE(fact.negated);
  EXPECT_EQ(fact.subject_mention.text, "Norvane");
  EXPECT_EQ(fact.relation_mention.text, "sold");
  EXPECT_EQ(fact.relation_mention.span, (ByteSpan{8, 20}));
  EXPECT_EQ(fact.object_mention.text, "the yard");
  EXPECT_EQ(fact.modality, "claimed");
  EXPECT_EQ(fact.attribution.text, "Ana Ruiz");
  EXPECT_EQ(fact.attribution.entity->value, 2u);
  EXPECT_EQ(fact.confidence, 0.5f);
  EXPECT_EQ(fact.valid_from, "2024");
  EXPECT_EQ(fact.rule, "verb.svo");
  EXPECT_TRUE(fact.qualifiers.empty());
}

TEST(DocumentFacts, KeepHowTheTextQualifiesAValue) {
  extractor::ExtractedDocument document = Extracted();
  document.facts[0].object = extractor::kNoEntity;
  extractor::Value& value = document.facts[0].object_value.emplace();
  value.kind = extractor::ValueKind::kPercent;
  value.text = "about 12 percent";
  value.number = 12;
  value.unit = "percent";
  value.comparator = extractor::Comparator::kAbout;
  const graphstore::DocumentFacts facts =
      ToDocumentFacts(Input(), std::move(document), "test-1");
  const graphstore::LocalFact& fact = facts.facts[0];
  EXPECT_EQ(std::get<graphstore::Value>(fact.object),
            graphstore::Value::Percent(12));
  ASSERT_EQ(fact.qualifiers.size(), 1u);
  EXPECT_EQ(fact.qualifiers[0].role, "comparator");
  EXPECT_EQ(fact.qualifiers[0].value, "about");
}

TEST(DocumentFacts, KeepWhatAQualifierMeans) {
  extractor::ExtractedDocument document = Extracted();
  extractor::Value monday;
  monday.kind = extractor::ValueKind::kDate;
  monday.iso = "2024-06-10";
  document.facts[0].qualifiers = {
      {extractor::QualifierRole::kRecipient, "to", "her", {1, 4}, {}, 2},
      {extractor::QualifierRole::kTime, "on", "Monday", {5, 11}, monday},
  };
  const graphstore::DocumentFacts facts =
      ToDocumentFacts(Input(), std::move(document), "test-1");
  const auto& qualifiers = facts.facts[0].qualifiers;
  ASSERT_EQ(qualifiers.size(), 2u);
  EXPECT_EQ(qualifiers[0].role, "recipient");
  EXPECT_EQ(qualifiers[0].relation, "to");
  EXPECT_EQ(qualifiers[0].mention.text, "her");
  EXPECT_EQ(qualifiers[0].value, "Ana Ruiz");
  EXPECT_EQ(qualifiers[0].unit, "entity");
  EXPECT_EQ(qualifiers[1].value, "2024-06-10");
  EXPECT_EQ(qualifiers[1].unit, "date");
}

TEST(DocumentFacts, HaveNoObjectForAnIntransitiveClause) {
  extractor::ExtractedDocument document = Extracted();
  document.facts[0].object = extractor::kNoEntity;
  const graphstore::DocumentFacts facts =
      ToDocumentFacts(Input(), std::move(document), "test-1");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(facts.facts[0].object));
}

TEST(ContentHash, IsOfEverythingThatWasSentButTheId) {
  const uint64_t hash = ContentHash(Input());
  extractor::DocumentInput other = Input();
  other.id = "another id";
  EXPECT_EQ(ContentHash(other), hash);
  other = Input();
  other.bytes += " ";
  EXPECT_NE(ContentHash(other), hash);
  other = Input();
  other.published = "2024-06-11";
  EXPECT_NE(ContentHash(other), hash);
  other = Input();
  other.title = "A yard";
  EXPECT_NE(ContentHash(other), hash);
  other = Input();
  other.url = "";
  EXPECT_NE(ContentHash(other), hash);
  other = Input();
  other.format = extractor::TextFormat::kHtml;
  EXPECT_NE(ContentHash(other), hash);
}

TEST(ContentHash, KeepsFieldsApart) {
  extractor::DocumentInput a;
  a.title = "ab";
  a.url = "c";
  extractor::DocumentInput b;
  b.title = "a";
  b.url = "bc";
  EXPECT_NE(ContentHash(a), ContentHash(b));
}

}  // namespace
}  // namespace weft::service
