#include "service/cli/render/graph_writer.h"

#include <sstream>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

v1::Fact Fact(const std::string& text) {
  v1::Fact fact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &fact))
      << text;
  return fact;
}

// One that asserts "Acme owns OBJECT".
v1::Fact Owns(const std::string& object, const std::string& more = "") {
  return Fact(
      "statement_id: 1 modality: MODALITY_ASSERTED confidence: 1 "
      "subject { entity { id: 1 name: 'Acme' } } relation { name: 'owns' } "
      "object { " +
      object + " } " + more);
}

struct Written {
  std::string text;
  uint64_t left_out;
};

Written Write(const std::string& format, const std::vector<v1::Fact>& facts) {
  std::ostringstream out;
  const auto writer = NewGraphWriter(format, out);
  for (const v1::Fact& fact : facts) writer->Add(fact);
  writer->Finish();
  return {out.str(), writer->left_out()};
}

const char kBolt[] = "entity { id: 2 name: 'Bolt' }";

TEST(GraphWriter, KnowsItsFormats) {
  std::ostringstream out;
  EXPECT_EQ(NewGraphWriter("xml", out), nullptr);
}

TEST(TsvWriter, EscapesOnlyTheRowsThatNeedIt) {
  const Written written = Write(
      "tsv", {Owns(kBolt, "valid_from: '2019'"),
              Owns("entity { id: 3 name: 'C:\\\\new' }"),
              Owns("entity { id: 4 name: 'two\\nlines, a \\\\ and a\\ttab' }"),
              Owns("value { kind: VALUE_KIND_PERCENT text: '17%' }")});
  EXPECT_EQ(written.text,
            "#subject\tpredicate\tobject\ttime\tescaped\n"
            "Acme\towns\tBolt\t2019\t\n"
            "Acme\towns\tC:\\new\t\t\n"
            "Acme\towns\ttwo\\nlines, a \\\\ and a\\ttab\t\t1\n"
            "Acme\towns\t17%\t\t\n");
  EXPECT_EQ(written.left_out, 0u);
}

TEST(TsvWriter, LeavesOutWhatIsNotAsserted) {
  v1::Fact claimed = Owns(kBolt);
  claimed.set_modality(v1::MODALITY_CLAIMED);
  v1::Fact alone = Owns(kBolt);
  alone.clear_object();
  const Written written =
      Write("tsv", {Owns(kBolt, "negated: true"), claimed, alone});
  EXPECT_EQ(written.text, "#subject\tpredicate\tobject\ttime\tescaped\n");
  EXPECT_EQ(written.left_out, 3u);
}

TEST(NTriplesWriter, WritesNamesAsIris) {
  const struct {
    std::string name;
    std::string iri;
  } kCases[] = {
      {"Bolt & Co", "<weft:e/Bolt%20%26%20Co>"},
      {"http://x.org/a?b#c", "<http://x.org/a?b#c>"},
      {"urn:isbn:123", "<urn:isbn:123>"},
      {"weft:e/x", "<weft:e/weft%3Ae%2Fx>"},
      {"http://x.org/a b", "<weft:e/http%3A%2F%2Fx.org%2Fa%20b>"},
      {"ends:", "<weft:e/ends%3A>"},
      {"_:b1", "<weft:e/_%3Ab1>"},
      {"9:30", "<weft:e/9%3A30>"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(
        Write("ntriples", {Owns("entity { id: 2 name: '" + test.name + "' }")})
            .text,
        "<weft:e/Acme> <weft:r/owns> " + test.iri + " .\n");
  }
}

TEST(NTriplesWriter, WritesValuesWithTheirTypes) {
  const std::string xsd = "http://www.w3.org/2001/XMLSchema#";
  const struct {
    std::string value;
    std::string literal;
  } kCases[] = {
      {"kind: VALUE_KIND_TEXT text: 'a \"b\"\\n\\\\ \\001'",
       "\"a \\\"b\\\"\\n\\\\ \\u0001\""},
      {"kind: VALUE_KIND_NUMBER number: 42", "\"42\"^^<" + xsd + "integer>"},
      {"kind: VALUE_KIND_NUMBER number: 0.1", "\"0.1\"^^<" + xsd + "double>"},
      {"kind: VALUE_KIND_PERCENT number: 17 unit: 'percent'",
       "\"17\"^^<weft:percent>"},
      {"kind: VALUE_KIND_MONEY number: 5600000 unit: 'USD'",
       "\"5600000\"^^<weft:money/USD>"},
      {"kind: VALUE_KIND_QUANTITY number: 3 unit: 'square km'",
       "\"3\"^^<weft:quantity/square%20km>"},
      {"kind: VALUE_KIND_DATE iso: '2025'", "\"2025\"^^<" + xsd + "gYear>"},
      {"kind: VALUE_KIND_DATE iso: '2025-01'",
       "\"2025-01\"^^<" + xsd + "gYearMonth>"},
      {"kind: VALUE_KIND_DATE iso: '2025-01-20'",
       "\"2025-01-20\"^^<" + xsd + "date>"},
      {"kind: VALUE_KIND_DATE iso: '2025-01-20T09:30:00Z'",
       "\"2025-01-20T09:30:00Z\"^^<" + xsd + "dateTime>"},
      {"kind: VALUE_KIND_DATE iso: '2025-Q1'", "\"2025-Q1\"^^<weft:date>"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Write("ntriples", {Owns("value { " + test.value + " }")}).text,
              "<weft:e/Acme> <weft:r/owns> " + test.literal + " .\n");
  }
}

TEST(NTriplesWriter, WritesAStatementOnce) {
  v1::Fact other = Owns(kBolt);
  other.set_statement_id(2);
  EXPECT_EQ(Write("ntriples", {Owns(kBolt), Owns(kBolt), other}).text,
            "<weft:e/Acme> <weft:r/owns> <weft:e/Bolt> .\n"
            "<weft:e/Acme> <weft:r/owns> <weft:e/Bolt> .\n");
}

TEST(GraphMlWriter, WritesEachNodeOnce) {
  const std::string text =
      Write("graphml", {Owns(kBolt, "evidence { document_id: 'd<1>' }"),
                        Owns("entity { id: 1 name: 'Acme' }", "negated: true")})
          .text;
  const size_t graph = text.find("<graph id");
  EXPECT_EQ(
      text.substr(graph),
      "<graph id=\"weft\" edgedefault=\"directed\">\n"
      "<node id=\"n0\"><data key=\"name\">Acme</data>"
      "<data key=\"kind\">entity</data></node>\n"
      "<node id=\"n1\"><data key=\"name\">Bolt</data>"
      "<data key=\"kind\">entity</data></node>\n"
      "<edge source=\"n0\" target=\"n1\"><data key=\"relation\">owns</data>"
      "<data key=\"modality\">asserted</data>"
      "<data key=\"document\">d&lt;1&gt;</data>"
      "<data key=\"negated\">false</data>"
      "<data key=\"confidence\">1.0</data></edge>\n"
      "<edge source=\"n0\" target=\"n0\"><data key=\"relation\">owns</data>"
      "<data key=\"modality\">asserted</data>"
      "<data key=\"negated\">true</data>"
      "<data key=\"confidence\">1.0</data></edge>\n"
      "</graph>\n</graphml>\n");
  EXPECT_EQ(text.substr(0, graph).find("<?xml version=\"1.0\""), 0u);
}

TEST(CsvWriter, QuotesWhatNeedsIt) {
  EXPECT_EQ(Write("csv", {Owns("entity { id: 2 name: 'Bolt, \"Ltd\"' }",
                               "evidence { document_id: 'd' }")})
                .text,
            "subject,relation,object,valid_from,valid_until,negated,modality,"
            "attribution,confidence,document,sentence\n"
            "Acme,owns,\"Bolt, \"\"Ltd\"\"\",,,false,asserted,,1.0,d,\n");
}

}  // namespace
}  // namespace weft::service
