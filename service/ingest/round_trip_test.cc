// What is extracted is what is read from the graph: the two ways to a message,
// straight and through the store, end in the same facts.
#include <string>
#include <utility>
#include <vector>

#include "base/status_matchers.h"
#include "extractor/pipeline/fact.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/ingest/document_facts.h"
#include "service/wire/extracted.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

using extractor::Comparator;
using extractor::ValueKind;

constexpr char kText[] =
    "According to Ana Ruiz, Norvane would not sell the yard to Quill for "
    "about 10 to 15 million dollars on Monday.";

ByteSpan SpanOf(const std::string& words) {
  const size_t begin = std::string(kText).find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {static_cast<uint32_t>(begin),
          static_cast<uint32_t>(begin + words.size())};
}

extractor::Value MakeValue(ValueKind kind, std::string text, double number,
                           std::string unit, std::string iso = "") {
  extractor::Value value;
  value.kind = kind;
  value.text = std::move(text);
  value.number = number;
  value.unit = std::move(unit);
  value.iso = std::move(iso);
  return value;
}

extractor::Fact Sale() {
  extractor::Fact fact;
  fact.subject = 1;
  fact.subject_mention = {"Norvane", SpanOf("Norvane")};
  fact.relation = "sell";
  fact.relation_display = "sell";
  fact.relation_mention = {"would not sell", SpanOf("would not sell")};
  fact.object = 2;
  fact.object_mention = {"the yard", SpanOf("the yard")};
  fact.negated = true;
  fact.modality = extractor::Modality::kHypothetical;
  fact.attribution = "Ana Ruiz";
  fact.attribution_entity = 0;
  fact.qualifiers = {
      {extractor::QualifierRole::kRecipient, "to", "Quill", SpanOf("Quill"),
       std::nullopt, 3},
      {extractor::QualifierRole::kQuantity, "for",
       "about 10 to 15 million dollars",
       SpanOf("about 10 to 15 million dollars"),
       MakeValue(ValueKind::kMoney, "about 10 to 15 million dollars",
                 10'000'000, "USD")},
      {extractor::QualifierRole::kTime, "on", "Monday", SpanOf("Monday"),
       MakeValue(ValueKind::kDate, "Monday", 0, "", "2024-06-10")},
  };
  fact.qualifiers[1].value->upper = 15'000'000;
  fact.valid_from = "2024-06-10";
  fact.valid_until = "2024-06-11";
  fact.confidence = 1;
  fact.rule = "verb.svo";
  return fact;
}

extractor::Fact Price(extractor::Value value) {
  extractor::Fact fact = Sale();
  fact.relation = "sell for";
  fact.object = extractor::kNoEntity;
  fact.object_mention = {value.text, {}};
  fact.object_value = std::move(value);
  fact.attribution.clear();
  fact.attribution_entity = extractor::kNoEntity;
  fact.qualifiers.clear();
  return fact;
}

extractor::ExtractedDocument Extracted() {
  extractor::ExtractedDocument document;
  document.id = "yard.txt";
  document.title = "A yard";
  document.url = "https://example.org/yard";
  document.published = "2024-06-11";
  document.sentences = {{{0, sizeof(kText) - 1}, kText}};
  document.entities = {
      {"Ana Ruiz", extractor::EntityType::kPerson, true, {{"Ana Ruiz", 1}}},
      {"Norvane", extractor::EntityType::kOrganization, true, {{"Norvane", 1}}},
      {"yard", extractor::EntityType::kUnknown, false, {}},
      {"Quill", extractor::EntityType::kOrganization, true, {{"Quill", 1}}},
  };
  document.facts.push_back(Sale());
  extractor::Value about = MakeValue(ValueKind::kPercent, "12%", 12, "percent");
  about.comparator = Comparator::kNearly;
  document.facts.push_back(Price(about));
  extractor::Value range =
      MakeValue(ValueKind::kQuantity, "10 to 15 chips", 10, "chip");
  range.upper = 15;
  range.comparator = Comparator::kAbout;
  document.facts.push_back(Price(range));
  document.facts.push_back(
      Price(MakeValue(ValueKind::kDuration, "five days", 5, "day", "P5D")));
  document.facts.push_back(
      Price(MakeValue(ValueKind::kDate, "June", 0, "", "2024-06")));
  document.facts.push_back(
      Price(MakeValue(ValueKind::kRatio, "27 times", 27, "times")));
  extractor::Fact intransitive = Sale();
  intransitive.relation = "collapse";
  intransitive.object = extractor::kNoEntity;
  intransitive.object_mention = {};
  document.facts.push_back(intransitive);
  return document;
}

// Without what only one of the two ways has.
v1::Fact Common(v1::Fact fact) {
  fact.clear_statement_id();
  fact.clear_document_count();
  for (v1::Slot* slot : {fact.mutable_subject(), fact.mutable_object()}) {
    if (slot->has_entity()) slot->mutable_entity()->clear_id();
  }
  if (!fact.object().has_entity() && !fact.object().has_value()) {
    fact.clear_object();
  }
  if (fact.attribution().has_entity()) {
    fact.mutable_attribution()->mutable_entity()->clear_id();
  }
  for (v1::Qualifier& qualifier : *fact.mutable_qualifiers()) {
    // A qualifier keeps the name of its entity.
    if (qualifier.has_entity()) qualifier.mutable_entity()->clear_type();
  }
  return fact;
}

TEST(RoundTrip, ReadsBackWhatWasExtracted) {
  extractor::DocumentInput input;
  input.id = "yard.txt";
  input.url = "https://example.org/yard";
  input.bytes = kText;
  const v1::ExtractResponse straight = ToProto(Extracted(), "test-1");
  ASSERT_OK_AND_ASSIGN(const auto store, graphstore::Store::InMemory({}));
  ASSERT_OK(store->WriteDocument(
      ToDocumentFacts(std::move(input), Extracted(), "test-1"), {}));
  ASSERT_OK_AND_ASSIGN(const auto reader, store->Snapshot());
  graphstore::FactFilter filter;
  filter.document = "yard.txt";
  ASSERT_OK_AND_ASSIGN(const graphstore::FactPage page,
                       reader->ListFacts(filter, {}));
  StoredView view(*reader);
  ASSERT_EQ(page.facts.size(), 7u);
  for (const graphstore::Fact& stored : page.facts) {
    ASSERT_OK_AND_ASSIGN(const v1::Fact read, view.Fact(stored));
    EXPECT_GT(read.statement_id(), 0u);
    EXPECT_EQ(read.document_count(), 1u);
    EXPECT_EQ(Common(read).DebugString(),
              Common(straight.facts(stored.mention.ordinal)).DebugString());
  }
}

}  // namespace
}  // namespace weft::service
