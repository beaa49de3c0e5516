#include "service/wire/extraction_reply.h"

#include <functional>
#include <limits>
#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "service/wire/extracted.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

extractor::DocumentInput Input() {
  extractor::DocumentInput input;
  input.id = "yard";
  input.url = "https://example.org/yard";
  input.published = "2024-06-11";
  input.bytes = "Norvane sold the yard for 3 million, Ruiz said. It rained.";
  return input;
}

v1::ExtractResponse Parse(const std::string& text) {
  v1::ExtractResponse response;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &response));
  return response;
}

// What an extractor may answer at its briefest.
v1::ExtractResponse Brief() {
  return Parse(R"pb(
    sentences {
      span { begin: 0 end: 47 }
      text: "Norvane sold the yard."
    }
    facts {
      subject {
        entity { name: "Norvane" type: ENTITY_TYPE_ORGANIZATION }
        mention {
          text: "Norvane"
          span { begin: 0 end: 7 }
        }
      }
      relation { name: "sell" }
      object { entity { name: "yard" } }
      confidence: 0.5
    }
  )pb");
}

TEST(ExtractionReply, MayBeBrief) {
  ASSERT_OK_AND_ASSIGN(const extractor::ExtractedDocument document,
                       FromExtractResponse(Brief(), Input()));
  EXPECT_EQ(document.id, "yard");
  EXPECT_EQ(document.published, "2024-06-11");
  ASSERT_EQ(document.entities.size(), 2u);
  EXPECT_EQ(document.entities[0].name, "Norvane");
  EXPECT_EQ(document.entities[0].type, extractor::EntityType::kOrganization);
  EXPECT_EQ(document.entities[0].aliases[0].text, "Norvane");
  ASSERT_EQ(document.facts.size(), 1u);
  const extractor::Fact& fact = document.facts[0];
  EXPECT_EQ(fact.subject, 0);
  EXPECT_EQ(fact.object, 1);
  EXPECT_EQ(fact.relation_display, "sell");
  EXPECT_EQ(fact.modality, extractor::Modality::kAsserted);
  EXPECT_EQ(fact.confidence, 0.5f);
}

// A whole answer, there and back again.
TEST(ExtractionReply, LosesNothingOfWhatTheExtractorSays) {
  const v1::ExtractResponse whole = Parse(R"pb(
    sentences {
      span { begin: 0 end: 47 }
      text: "Norvane sold the yard."
    }
    sentences {
      span { begin: 48 end: 58 }
      text: "It rained."
    }
    entities {
      name: "Norvane"
      type: ENTITY_TYPE_ORGANIZATION
      named: true
      aliases { text: "Norvane" count: 2 }
    }
    entities {
      name: "Ana Ruiz"
      type: ENTITY_TYPE_PERSON
      named: true
      aliases { text: "Ruiz" count: 1 }
    }
    facts {
      subject {
        entity { name: "Norvane" type: ENTITY_TYPE_ORGANIZATION }
        mention {
          text: "Norvane"
          span { begin: 0 end: 7 }
        }
      }
      relation {
        name: "sell"
        display: "sold"
        mention {
          text: "sold"
          span { begin: 8 end: 12 }
        }
      }
      object {
        value {
          kind: VALUE_KIND_MONEY
          text: "3 million"
          number: 3000000
          unit: "EUR"
          comparator: COMPARATOR_ABOUT
          upper: 4000000
        }
        mention {
          text: "3 million"
          span { begin: 26 end: 35 }
        }
      }
      negated: true
      modality: MODALITY_CLAIMED
      attribution {
        text: "Ana Ruiz"
        entity { name: "Ana Ruiz" type: ENTITY_TYPE_PERSON }
      }
      qualifiers {
        role: QUALIFIER_ROLE_TIME
        relation: "in"
        text: "2023"
        span { begin: 3 end: 4 }
        value {
          kind: VALUE_KIND_DATE
          text: "2023"
          iso: "2023"
          comparator: COMPARATOR_EXACTLY
        }
      }
      valid_from: "2023"
      valid_until: "2024-06-10"
      confidence: 0.25
      evidence {
        document_id: "yard"
        document_title: "A yard"
        document_url: "https://example.org/yard"
        published: "2024-06-11"
        sentence_span { begin: 0 end: 47 }
        sentence: "Norvane sold the yard."
      }
      rule: "acme"
      extractor_version: "acme-1"
    }
    dropped {
      span { begin: 48 end: 58 }
      reason: "spam"
    }
    explanations: "a"
    explanations: "b"
    extractor_version: "acme-1"
    title: "A yard"
    published: "2024-06-11"
  )pb");
  ASSERT_OK_AND_ASSIGN(const extractor::ExtractedDocument document,
                       FromExtractResponse(whole, Input()));
  EXPECT_EQ(ToProto(document, "acme-1").DebugString(), whole.DebugString());
}

TEST(ExtractionReply, RefusesWhatCannotBeAndNamesTheField) {
  using Change = std::function<void(v1::ExtractResponse&)>;
  const struct {
    const char* complaint;
    Change change;
  } kCases[] = {
      {"facts[0].subject.mention.span: ends at byte 59 of a text of 58",
       [](auto& r) {
         r.mutable_facts(0)
             ->mutable_subject()
             ->mutable_mention()
             ->mutable_span()
             ->set_end(59);
       }},
      {"facts[0].relation.mention.span: ends at byte 0, before it begins at 9",
       [](auto& r) {
         r.mutable_facts(0)
             ->mutable_relation()
             ->mutable_mention()
             ->mutable_span()
             ->set_begin(9);
       }},
      {"facts[0]: is in sentence 1 of 1",
       [](auto& r) {
         r.mutable_facts(0)->mutable_evidence()->set_sentence_index(1);
       }},
      {"facts[0].subject.entity: has no name",
       [](auto& r) { r.mutable_facts(0)->clear_subject(); }},
      {"facts[0].relation.name: is empty",
       [](auto& r) { r.mutable_facts(0)->clear_relation(); }},
      {"facts[0].confidence: 7 is not between 0 and 1",
       [](auto& r) { r.mutable_facts(0)->set_confidence(7); }},
      {"facts[0].confidence: nan",
       [](auto& r) {
         r.mutable_facts(0)->set_confidence(
             std::numeric_limits<double>::quiet_NaN());
       }},
      {"facts[0].modality: 99 has no meaning",
       [](auto& r) {
         r.mutable_facts(0)->set_modality(static_cast<v1::Modality>(99));
       }},
      {"facts[0].object.entity.type: -1 has no meaning",
       [](auto& r) {
         r.mutable_facts(0)->mutable_object()->mutable_entity()->set_type(
             static_cast<v1::EntityType>(-1));
       }},
      {"facts[0].object.value.number: is no finite number",
       [](auto& r) {
         r.mutable_facts(0)->mutable_object()->mutable_value()->set_number(
             std::numeric_limits<double>::infinity());
       }},
      {"facts[0].qualifiers[0]: ends at byte 99",
       [](auto& r) {
         r.mutable_facts(0)->add_qualifiers()->mutable_span()->set_end(99);
       }},
      {"facts[0].valid_from: is no date",
       [](auto& r) {
         r.mutable_facts(0)->set_valid_from(std::string(65, '2'));
       }},
      {"sentences[1].span: begins before",
       [](auto& r) {
         v1::Span* span = r.add_sentences()->mutable_span();
         span->set_begin(46);
         span->set_end(50);
       }},
      {"tuples[0]: is in sentence 4 of 1",
       [](auto& r) { r.add_tuples()->set_sentence_index(4); }},
      {"dropped[0].reason: \"dull\" is no reason",
       [](auto& r) { r.add_dropped()->set_reason("dull"); }},
      {"published: is no date",
       [](auto& r) { r.set_published("last Tuesday"); }},
  };
  for (const auto& [complaint, change] : kCases) {
    v1::ExtractResponse response = Brief();
    change(response);
    EXPECT_THAT(
        FromExtractResponse(response, Input()),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(complaint)));
  }
}

TEST(ExtractionRequest, SaysWhatTheExtractorHereWouldBeTold) {
  extractor::DocumentInput input = Input();
  input.title = "A yard";
  input.format = extractor::TextFormat::kHtml;
  const v1::ExtractRequest request = ToExtractRequest(
      input, {.view = extractor::View::kBinary, .explain = true});
  EXPECT_EQ(request.document().id(), "yard");
  EXPECT_EQ(request.document().format(), v1::TEXT_FORMAT_HTML);
  EXPECT_EQ(request.view(), v1::VIEW_BINARY);
  EXPECT_TRUE(request.explain());
  const extractor::DocumentInput back =
      ToDocumentInput(v1::InputDocument(request.document()));
  EXPECT_EQ(back.bytes, input.bytes);
  EXPECT_EQ(back.title, input.title);
  EXPECT_EQ(back.format, input.format);
}

}  // namespace
}  // namespace weft::service
