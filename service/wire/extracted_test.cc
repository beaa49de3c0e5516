#include "service/wire/extracted.h"

#include <string>
#include <utility>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

// "Norvane did not sell the yard to Quill, Ruiz said." as an extractor puts it.
extractor::ExtractedDocument Yard() {
  extractor::ExtractedDocument document;
  document.id = "yard.txt";
  document.title = "A yard";
  document.url = "https://example.org/yard";
  document.published = "2024-06-11";
  document.sentences = {
      {{10, 60}, "Norvane did not sell the yard to Quill, Ruiz said."}};
  document.entities = {
      {"Norvane", extractor::EntityType::kOrganization, true, {{"Norvane", 2}}},
      {"old yard", extractor::EntityType::kUnknown, false, {}},
      {"Quill", extractor::EntityType::kOrganization, true, {{"Quill", 1}}},
      {"Ana Ruiz", extractor::EntityType::kPerson, true, {{"Ruiz", 1}}},
  };
  extractor::Fact fact;
  fact.subject = 0;
  fact.subject_mention = {"Norvane", {10, 17}};
  fact.relation = "sell";
  fact.relation_display = "sell";
  fact.relation_mention = {"did not sell", {18, 30}};
  fact.object = 1;
  fact.object_mention = {"the yard", {31, 39}};
  fact.negated = true;
  fact.modality = extractor::Modality::kClaimed;
  fact.attribution = "Ana Ruiz";
  fact.attribution_entity = 3;
  fact.qualifiers = {{extractor::QualifierRole::kRecipient,
                      "to",
                      "Quill",
                      {43, 48},
                      std::nullopt,
                      2}};
  fact.valid_until = "2024-06-10";
  fact.confidence = 0.5;
  fact.rule = "verb.svo";
  document.facts = {fact};
  document.dropped = {{{70, 99}, extractor::DropReason::kSpam}};
  return document;
}

TEST(ExtractResponse, CarriesWholeFacts) {
  const v1::ExtractResponse response = ToProto(Yard(), "test-1");
  ASSERT_EQ(response.facts_size(), 1);
  const v1::Fact& fact = response.facts(0);
  EXPECT_EQ(fact.statement_id(), 0u);
  EXPECT_EQ(fact.subject().entity().name(), "Norvane");
  EXPECT_EQ(fact.subject().entity().type(), v1::ENTITY_TYPE_ORGANIZATION);
  EXPECT_EQ(fact.subject().mention().span().begin(), 10u);
  EXPECT_EQ(fact.relation().name(), "sell");
  EXPECT_EQ(fact.relation().mention().text(), "did not sell");
  EXPECT_EQ(fact.object().entity().name(), "old yard");
  EXPECT_EQ(fact.object().mention().text(), "the yard");
  EXPECT_TRUE(fact.negated());
  EXPECT_EQ(fact.modality(), v1::MODALITY_CLAIMED);
  EXPECT_EQ(fact.attribution().text(), "Ana Ruiz");
  EXPECT_EQ(fact.attribution().entity().type(), v1::ENTITY_TYPE_PERSON);
  ASSERT_EQ(fact.qualifiers_size(), 1);
  EXPECT_EQ(fact.qualifiers(0).role(), v1::QUALIFIER_ROLE_RECIPIENT);
  EXPECT_EQ(fact.qualifiers(0).entity().name(), "Quill");
  EXPECT_EQ(fact.valid_until(), "2024-06-10");
  EXPECT_EQ(fact.confidence(), 0.5);
  EXPECT_EQ(fact.rule(), "verb.svo");
  EXPECT_EQ(fact.extractor_version(), "test-1");
}

TEST(ExtractResponse, SaysWhereAFactIsWritten) {
  const v1::ExtractResponse response = ToProto(Yard(), "test-1");
  const v1::Evidence& evidence = response.facts(0).evidence();
  EXPECT_EQ(evidence.document_id(), "yard.txt");
  EXPECT_EQ(evidence.document_title(), "A yard");
  EXPECT_EQ(evidence.document_url(), "https://example.org/yard");
  EXPECT_EQ(evidence.published(), "2024-06-11");
  EXPECT_EQ(evidence.sentence_span().begin(), 10u);
  EXPECT_EQ(evidence.sentence_span().end(), 60u);
  EXPECT_EQ(evidence.sentence(),
            "Norvane did not sell the yard to Quill, Ruiz said.");
}

TEST(ExtractResponse, ListsEntitiesSentencesAndWhatWasDropped) {
  const v1::ExtractResponse response = ToProto(Yard(), "test-1");
  EXPECT_EQ(response.sentences_size(), 1);
  ASSERT_EQ(response.entities_size(), 4);
  EXPECT_EQ(response.entities(3).aliases(0).text(), "Ruiz");
  EXPECT_FALSE(response.entities(1).named());
  ASSERT_EQ(response.dropped_size(), 1);
  EXPECT_EQ(response.dropped(0).reason(), "spam");
  EXPECT_EQ(response.published(), "2024-06-11");
}

TEST(ExtractResponse, HasNoObjectForAnIntransitiveClause) {
  extractor::ExtractedDocument document = Yard();
  document.facts[0].object = extractor::kNoEntity;
  EXPECT_FALSE(ToProto(document, "test-1").facts(0).has_object());
}

TEST(ExtractResponse, HasTypedValues) {
  extractor::ExtractedDocument document = Yard();
  document.facts[0].object = extractor::kNoEntity;
  extractor::Value& value = document.facts[0].object_value.emplace();
  value.kind = extractor::ValueKind::kPercent;
  value.text = "17%";
  value.number = 17;
  value.unit = "percent";
  document.facts[0].object_mention = {"17%", {31, 34}};
  const v1::ExtractResponse response = ToProto(document, "test-1");
  const v1::Slot& object = response.facts(0).object();
  EXPECT_EQ(object.value().kind(), v1::VALUE_KIND_PERCENT);
  EXPECT_EQ(object.value().number(), 17);
  EXPECT_EQ(object.mention().text(), "17%");
}

TEST(ExtractResponse, CarriesTuplesAndExplanations) {
  extractor::ExtractedDocument document = Yard();
  document.tuples = {
      {0, 0.25, "Norvane", "did not sell", {"the yard", "to Quill"}, "nary"}};
  document.explanations = {"sell <- Norvane"};
  const v1::ExtractResponse response = ToProto(document, "test-1");
  ASSERT_EQ(response.tuples_size(), 1);
  EXPECT_EQ(response.tuples(0).arguments(1), "to Quill");
  EXPECT_EQ(response.explanations(0), "sell <- Norvane");
}

TEST(ExtractResponse, IsValidUtf8WhateverTheDocumentHolds) {
  extractor::ExtractedDocument document = Yard();
  document.facts[0].object_mention.text = "the \xFF yard";
  std::string bytes;
  ASSERT_TRUE(ToProto(document, "test-1").SerializeToString(&bytes));
  v1::ExtractResponse parsed;
  EXPECT_TRUE(parsed.ParseFromString(bytes));
}

TEST(DocumentInput, TakesEverythingOver) {
  v1::InputDocument document;
  document.set_id("a");
  document.set_title("A");
  document.set_url("https://example.org/a");
  document.set_published("2025-01-27");
  document.set_content("text \xFF");
  document.set_format(v1::TEXT_FORMAT_HTML);
  const extractor::DocumentInput input = ToDocumentInput(std::move(document));
  EXPECT_EQ(input.id, "a");
  EXPECT_EQ(input.title, "A");
  EXPECT_EQ(input.url, "https://example.org/a");
  EXPECT_EQ(input.published, "2025-01-27");
  EXPECT_EQ(input.bytes, "text \xFF");
  EXPECT_EQ(input.format, extractor::TextFormat::kHtml);
}

TEST(ExtractOptions, TakeEverythingOver) {
  v1::ExtractRequest request;
  request.set_view(v1::VIEW_NARY);
  request.set_pretokenized(true);
  request.set_explain(true);
  const extractor::ExtractOptions options = ToExtractOptions(request);
  EXPECT_EQ(options.view, extractor::View::kNary);
  EXPECT_FALSE(options.lines);
  EXPECT_TRUE(options.pretokenized);
  EXPECT_TRUE(options.explain);
}

TEST(CheckDocumentId, WantsOneToFiveHundredAndTwelvePrintableBytes) {
  EXPECT_OK(CheckDocumentId("a", "id"));
  EXPECT_OK(CheckDocumentId("news/caf\u00E9 1.txt", "id"));
  EXPECT_OK(CheckDocumentId(std::string(512, 'x'), "id"));
  EXPECT_THAT(CheckDocumentId("", "document.id"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("document.id: is empty")));
  EXPECT_THAT(
      CheckDocumentId(std::string(513, 'x'), "id"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("513 bytes")));
  EXPECT_THAT(CheckDocumentId("a\nb", "id"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("control character")));
}

}  // namespace
}  // namespace weft::service
