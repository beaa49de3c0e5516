#include "service/cli/command/extraction_output.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

v1::ExtractResponse Parse(const char* text) {
  v1::ExtractResponse response;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &response));
  return response;
}

constexpr char kGraph[] = R"(
  facts {
    subject { entity { name: "Mira Holt" }
              mention { text: "Holt" span { begin: 7 end: 11 } } }
    relation { name: "sell" display: "sold" }
    object { entity { name: "Quay 4" } }
    qualifiers { role: QUALIFIER_ROLE_TIME relation: "on" text: "Monday"
                 value { kind: VALUE_KIND_DATE iso: "2025-03-03" }
                 span { begin: 25 end: 31 } }
    confidence: 0.75
    evidence { document_id: "x" sentence_index: 1 sentence: "Holt sold Quay 4."
               sentence_span { begin: 7 end: 32 } }
  }
  sentences { span { begin: 0 end: 5 } text: "Rain." }
  sentences { span { begin: 7 end: 32 } text: "Holt sold Quay 4 on Monday." })";

constexpr char kTuples[] = R"(
  tuples { sentence_index: 0 confidence: 0.5 subject: "The dam"
           relation: "burst" rule: "verb.sv" }
  tuples { sentence_index: 0 confidence: 0.9 subject: "Water"
           relation: "flooded" arguments: "the town" arguments: "at night" }
  sentences { span { begin: 0 end: 20 } text: "The dam	burst ." })";

TEST(ExtractionText, GroupsFactsUnderTheirSentence) {
  EXPECT_EQ(ExtractionText("quay.txt", Parse(kGraph), {}),
            "Mira Holt –sold→ Quay 4  [time: 2025-03-03]\n"
            "    “Holt sold Quay 4 on Monday.”  — quay.txt:7-32\n");
}

TEST(ExtractionText, TuplesAreWordsOfTheSentence) {
  EXPECT_EQ(ExtractionText("dam.txt", Parse(kTuples), {}),
            "(The dam; burst)  0.50\n"
            "(Water; flooded; the town; at night)  0.90\n"
            "    “The dam burst .”  — dam.txt:0-20\n");
}

TEST(ExtractionText, ExplanationsComeForEverySentence) {
  v1::ExtractResponse response = Parse(kGraph);
  response.add_explanations("tree of 0");
  response.add_explanations("tree of 1");
  EXPECT_THAT(ExtractionText("a", response, {}),
              StartsWith("    “Rain.”  — a:0-5\ntree of 0\nMira Holt"));
}

TEST(ExtractionJsonl, NamesTheDocument) {
  EXPECT_THAT(ExtractionJsonl("quay.txt", Parse(kGraph)),
              StartsWith(R"({"doc":"quay.txt","sentence":"Holt sold Quay 4.",)"
                         R"("begin":7,"end":32,"subject":"Mira Holt",)"));
}

TEST(ExtractionJsonl, TuplesHaveObjectAndArguments) {
  EXPECT_THAT(ExtractionJsonl("d", Parse(kTuples)),
              HasSubstr(R"("subject":"Water","relation":"flooded",)"
                        R"("object":"the town","arguments":["at night"],)"
                        R"("confidence":0.9,)"));
}

TEST(ExtractionOie, HasTheLayoutOfTheScorers) {
  EXPECT_EQ(ExtractionOie(Parse(kTuples)),
            "The dam burst .\t0.5000\tThe dam\tburst\t\n"
            "The dam burst .\t0.9000\tWater\tflooded\tthe town\tat night\n");
  EXPECT_EQ(ExtractionOie(Parse(kGraph)),
            "Holt sold Quay 4.\t0.7500\tMira Holt\tsell\tQuay 4\ton Monday\n");
}

TEST(MoveToStream, SentencesAreTheirLinesAndSpansCountTheStream) {
  // What the splitter trimmed or repaired comes back as it was given.
  const std::string chunk = "Rain.\n\n  Holt sold Quay 4 on Monday. \r\n";
  v1::ExtractResponse response = Parse(kGraph);
  response.mutable_sentences(1)->mutable_span()->set_begin(9);
  MoveToStream(chunk, 1000, response);
  EXPECT_EQ(response.sentences(0).text(), "Rain.");
  EXPECT_EQ(response.sentences(0).span().begin(), 1000);
  EXPECT_EQ(response.sentences(0).span().end(), 1005);
  EXPECT_EQ(response.sentences(1).text(), "  Holt sold Quay 4 on Monday. ");
  EXPECT_EQ(response.sentences(1).span().begin(), 1007);
  EXPECT_EQ(response.sentences(1).span().end(), 1037);
  const v1::Fact& fact = response.facts(0);
  EXPECT_EQ(fact.evidence().sentence(), "  Holt sold Quay 4 on Monday. ");
  EXPECT_EQ(fact.evidence().sentence_span().begin(), 1007);
  EXPECT_EQ(fact.subject().mention().span().begin(), 1007);
  EXPECT_EQ(fact.qualifiers(0).span().end(), 1031);
  // A slot that stands nowhere still stands nowhere.
  EXPECT_EQ(fact.object().mention().span().end(), 0);
}

}  // namespace
}  // namespace weft::service
