// Every command against a fake server: what it asks for and what it prints.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"
#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kReleased[] = R"(
  statement_id: 5
  subject { entity { id: 1 name: "Harbor Labs" type: ENTITY_TYPE_ORGANIZATION } }
  relation { name: "release" display: "released" }
  object { entity { id: 2 name: "Tern 2" type: ENTITY_TYPE_PRODUCT } }
  confidence: 0.9 document_count: 2
  evidence { document_id: "tern.txt" published: "2025-01-21"
             sentence: "Harbor Labs released Tern 2." })";

constexpr char kFell[] = R"(
  statement_id: 6
  subject { entity { id: 3 name: "Gull Chips" } }
  relation { name: "stock fall" display: "stock-fell" }
  object { value { kind: VALUE_KIND_PERCENT text: "17%" number: 17 } }
  confidence: 0.95 document_count: 1 valid_from: "2025-01-27"
  evidence { document_id: "gull.txt" sentence: "Gull Chips' stock fell 17%." })";

v1::Edge EdgeOf(const v1::Fact& fact) {
  v1::Edge edge;
  edge.set_statement_id(fact.statement_id());
  *edge.mutable_subject() = fact.subject();
  *edge.mutable_relation() = fact.relation();
  *edge.mutable_object() = fact.object();
  edge.set_confidence(fact.confidence());
  edge.set_document_count(fact.document_count());
  *edge.mutable_best_fact() = fact;
  return edge;
}

class CommandsTest : public CommandTest {
 protected:
  void SetUp() override { std::filesystem::remove_all(Folder()); }

  // A reply with one tuple per line of the content, which it repeats.
  void EchoLines() {
    fake_.answers.extract = [](const v1::ExtractRequest& request,
                               v1::ExtractResponse* response) {
      const std::string& text = request.document().content();
      uint32_t begin = 0;
      while (begin < text.size()) {
        const uint32_t end = static_cast<uint32_t>(text.find('\n', begin));
        v1::Sentence& sentence = *response->add_sentences();
        sentence.set_text("not as given");
        sentence.mutable_span()->set_begin(begin);
        sentence.mutable_span()->set_end(end);
        v1::Tuple& tuple = *response->add_tuples();
        tuple.set_sentence_index(response->sentences_size() - 1);
        tuple.set_subject(text.substr(begin, end - begin));
        tuple.set_relation("stand");
        begin = end + 1;
      }
      return grpc::Status::OK;
    };
  }
};

// --- extract

TEST_F(CommandsTest, ExtractPrintsInTheOrderOfTheInput) {
  EchoLines();
  std::vector<std::string> arguments = {"extract", "--view=nary"};
  std::string expected;
  for (int i = 0; i < 20; ++i) {
    arguments.push_back(
        Put(absl::StrCat("f", i, ".txt"), absl::StrCat("line ", i, "\n")));
    absl::StrAppend(&expected, "(line ", i, "; stand)  0.00\n",
                    "    “not as given”  — f", i, ".txt:0-", i < 10 ? 6 : 7,
                    "\n");
  }
  const Outcome outcome = Run(arguments);
  EXPECT_EQ(outcome.status, kExitDone);
  EXPECT_EQ(outcome.out, expected);
}

TEST_F(CommandsTest, ExtractCutsLinesAndPutsThemTogetherAgain) {
  EchoLines();
  std::string input, expected;
  for (int i = 0; i < 4500; ++i) {
    absl::StrAppend(&input, " line ", i, " \n");
    absl::StrAppend(&expected, " line ", i, " \t0.0000\t line ", i,
                    " \tstand\t\n");
  }
  const Outcome outcome =
      Run({"extract", "--lines", "--format=oie", "--view=binary", "-"}, input);
  EXPECT_EQ(outcome.status, kExitDone);
  EXPECT_EQ(outcome.out, expected);
  const Outcome json =
      Run({"extract", "--lines", "--format=jsonl", "--view=binary"}, input);
  std::istringstream lines(json.out);
  std::string line;
  while (std::getline(lines, line)) {
    const auto object = nlohmann::json::parse(line);
    const size_t begin = object["begin"], end = object["end"];
    EXPECT_EQ(input.substr(begin, end - begin), object["sentence"]);
    EXPECT_EQ(object["doc"], "-");
  }
}

TEST_F(CommandsTest, ExtractSaysWhichFileFailedAndPrintsTheOthers) {
  EchoLines();
  const std::string a = Put("a.txt", "fine\n");
  const Outcome outcome =
      Run({"extract", "--view=nary", "/does/not/exist.txt", a});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr("(fine; stand)"));
  EXPECT_EQ(outcome.err,
            "weft: /does/not/exist.txt: no such file or folder; check the "
            "name\n");
}

TEST_F(CommandsTest, ExtractNeedsNoDatabase) {
  EchoLines();
  Run({"extract"}, "x\n");
  EXPECT_EQ(need_, Need::kExtraction);
}

// --- ingest

TEST_F(CommandsTest, ArgumentsThatAreNoUtf8AreWrong) {
  for (const char* command : {"neighbors", "entity show", "document show"}) {
    std::vector<std::string> words = absl::StrSplit(command, ' ');
    words.push_back("M\xfcller");
    const Outcome outcome = Run(words);
    EXPECT_EQ(outcome.status, kExitUsage) << command;
    EXPECT_THAT(outcome.err, HasSubstr("is no UTF-8")) << command;
  }
}

TEST_F(CommandsTest, WhatIsMissingOnTheLineIsAWrongLine) {
  const Outcome outcome = Run({"ask"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.err, HasSubstr("Try \"weft ask --help\""));
  EXPECT_EQ(Run({"load", "a.tsv", "b.tsv", "--source=x"}).status, kExitUsage);
}

TEST_F(CommandsTest, FactsAreForPeople) {
  fake_.answers.facts = {Parse<v1::Fact>(kReleased), Parse<v1::Fact>(kFell),
                         Parse<v1::Fact>(kReleased)};
  const Outcome outcome = Run({"facts"});
  EXPECT_EQ(outcome.status, kExitDone);
  EXPECT_EQ(outcome.out,
            "Harbor Labs –released→ Tern 2  (2 sources)\n"
            "    “Harbor Labs released Tern 2.”  — tern.txt, 2025-01-21\n"
            "Gull Chips –stock-fell→ 17%\n"
            "    “Gull Chips' stock fell 17%.”  — gull.txt\n");
}

TEST_F(CommandsTest, FactsPassAllFiltersOn) {
  Run({"facts", "--subject=A", "--relation=buy|sell", "--object=id:7",
       "--document=d", "--since=2024", "--until=2025-01",
       "--min-confidence=0.5", "--type=person", "--type=place",
       "--min-sources=2", "--valid-at=2024-05-01", "--as-of=2026"});
  const v1::ListFactsRequest& request = fake_.requests.list_facts;
  EXPECT_EQ(request.subject().name(), "A");
  EXPECT_EQ(request.relation(), "buy|sell");
  EXPECT_EQ(request.object().id(), 7);
  EXPECT_EQ(request.document_id(), "d");
  EXPECT_EQ(request.since(), "2024");
  EXPECT_EQ(request.until(), "2025-01");
  EXPECT_EQ(request.min_confidence(), 0.5);
  ASSERT_EQ(request.types_size(), 2);
  EXPECT_EQ(request.types(0), v1::ENTITY_TYPE_PERSON);
  EXPECT_EQ(request.types(1), v1::ENTITY_TYPE_PLACE);
  EXPECT_EQ(request.min_sources(), 2u);
  EXPECT_EQ(request.time().valid_at(), "2024-05-01");
  EXPECT_EQ(request.time().as_of(), "2026");
  EXPECT_THAT(Run({"facts", "--type=firm"}).err,
              HasSubstr("\"firm\" is no type of entities"));
}

TEST_F(CommandsTest, TimesArePassedOnByEveryReadThatHasThem) {
  Run({"search", "A", "--as-of=2026"});
  EXPECT_EQ(fake_.requests.search_entities.time().as_of(), "2026");
  Run({"facts", "--contradictions", "--valid-at=2024-05-01"});
  EXPECT_EQ(fake_.requests.contradictions.time().valid_at(), "2024-05-01");
  EXPECT_THAT(Run({"facts", "--contradictions", "--min-sources=2"}).err,
              HasSubstr("--contradictions goes with"));
  EXPECT_THAT(Run({"stats", "--as-of=2026"}).err, HasSubstr("--as-of"));
}

TEST_F(CommandsTest, FactsHaveALimit) {
  fake_.answers.facts = {Parse<v1::Fact>(kReleased), Parse<v1::Fact>(kFell)};
  const Outcome text = Run({"facts", "--limit=1"});
  EXPECT_THAT(text.out, Not(HasSubstr("stock-fell")));
  EXPECT_THAT(text.err, HasSubstr("1 more statements"));
  const Outcome jsonl = Run({"facts", "--limit=1", "--format=jsonl"});
  EXPECT_THAT(jsonl.out, Not(HasSubstr("stock fall")));
}

TEST_F(CommandsTest, FactsThatAreNotThereAreNoError) {
  const Outcome outcome = Run({"facts"});
  EXPECT_EQ(outcome.status, kExitDone);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("no fact matches"));
}

TEST_F(CommandsTest, FactsAsRows) {
  fake_.answers.facts = {Parse<v1::Fact>(kFell)};
  EXPECT_EQ(Run({"facts", "--format=csv"}).out,
            "subject,relation,object,time,negated,modality,attribution,"
            "confidence,document,sentence\n"
            "Gull Chips,stock fall,17%,2025-01-27,false,asserted,,0.95,"
            "gull.txt,Gull Chips' stock fell 17%.\n");
}

// --- neighbors, path

TEST_F(CommandsTest, NeighborsWithTheirSentences) {
  fake_.answers.neighbor_entity.set_name("Tern 2");
  auto& neighbor = fake_.answers.neighbors.emplace_back();
  *neighbor.mutable_edge() = EdgeOf(Parse<v1::Fact>(kReleased));
  *neighbor.mutable_neighbor() = neighbor.edge().subject();
  neighbor.set_direction(v1::DIRECTION_IN);
  EXPECT_EQ(Run({"neighbors", "tern 2", "--direction=in"}).out,
            "Tern 2\n"
            "  ←released– Harbor Labs  (2 sources)\n"
            "      “Harbor Labs released Tern 2.”  — tern.txt, 2025-01-21\n");
  EXPECT_EQ(fake_.requests.list_neighbors.direction(), v1::DIRECTION_IN);
  const auto json =
      nlohmann::json::parse(Run({"neighbors", "tern 2", "--format=jsonl"}).out);
  EXPECT_EQ(json["node"]["name"], "Harbor Labs");
  EXPECT_EQ(json["relationship"]["type"], "release");
  EXPECT_EQ(json["relationship"]["end"], "2");
}

TEST_F(CommandsTest, DeeperNeighborsAreATree) {
  auto& node = fake_.answers.nodes.emplace_back();
  node.set_depth(1);
  node.mutable_parent()->set_name("Tern 2");
  *node.mutable_edge() = EdgeOf(Parse<v1::Fact>(kReleased));
  *node.mutable_node() = node.edge().subject();
  node.set_direction(v1::DIRECTION_IN);
  fake_.answers.summary.set_cut_off(v1::CUT_OFF_ROWS);
  fake_.answers.summary.set_cut_off_message("10000 rows were enough");
  const Outcome outcome = Run({"neighbors", "tern 2", "--depth=3"});
  EXPECT_EQ(outcome.out, "Tern 2\n└─ ←released– Harbor Labs\n");
  EXPECT_THAT(outcome.err, HasSubstr("not whole: 10000 rows were enough"));
  EXPECT_EQ(fake_.requests.traverse.depth(), 3);
}

TEST_F(CommandsTest, PathsReadAlongTheArrows) {
  auto& path = fake_.answers.paths.emplace_back();
  *path.add_edges() = EdgeOf(Parse<v1::Fact>(kReleased));
  *path.add_nodes() = path.edges(0).object().entity();
  *path.add_nodes() = path.edges(0).subject().entity();
  EXPECT_EQ(Run({"path", "Tern 2", "Harbor Labs", "--k=3"}).out,
            "Tern 2 ←released– Harbor Labs\n"
            "    “Harbor Labs released Tern 2.”  — tern.txt, 2025-01-21\n");
  EXPECT_EQ(fake_.requests.find_paths.k(), 3);
  EXPECT_EQ(fake_.requests.find_paths.mode(), v1::PATH_MODE_SHORTEST);
  const auto json = nlohmann::json::parse(
      Run({"path", "a", "b", "--all-shortest", "--format=jsonl"}).out);
  EXPECT_EQ(json["nodes"][0]["id"], "2");
  EXPECT_EQ(json["relationships"][0]["start"], "1");
  EXPECT_EQ(fake_.requests.find_paths.mode(), v1::PATH_MODE_ALL_SHORTEST);
}

TEST_F(CommandsTest, PathsByModesAndPatterns) {
  const struct {
    const char* mode;
    v1::PathMode asked;
  } kModes[] = {
      {"shortest", v1::PATH_MODE_SHORTEST},
      {"all-shortest", v1::PATH_MODE_ALL_SHORTEST},
      {"simple", v1::PATH_MODE_ALL_SIMPLE},
      {"trail", v1::PATH_MODE_ALL_TRAILS},
      {"walk", v1::PATH_MODE_ALL_WALKS},
      {"confident", v1::PATH_MODE_MOST_CONFIDENT},
  };
  const v1::FindPathsRequest& asked = fake_.requests.find_paths;
  for (const auto& c : kModes) {
    Run({"path", "A", "B", "--mode", c.mode});
    EXPECT_EQ(asked.mode(), c.asked) << c.mode;
    EXPECT_EQ(asked.k(), 0) << c.mode;
  }
  Run({"path", "A", "B", "--mode=simple", "--min-length=2", "--max-length=4",
       "--k=7", "--parallel", "--relation=own*1..3/<lead", "--timeout=5",
       "--max-edges=100", "--max-memory=64"});
  EXPECT_EQ(asked.min_depth(), 2);
  EXPECT_EQ(asked.max_depth(), 4);
  EXPECT_EQ(asked.k(), 7);
  EXPECT_TRUE(asked.parallel_edges());
  EXPECT_EQ(asked.relation(), "own*1..3/<lead");
  EXPECT_EQ(asked.budget().time_ms(), 5000);
  EXPECT_EQ(asked.budget().edges_read(), 100);
  EXPECT_EQ(asked.budget().memory_bytes(), 64 << 20);
  Run({"path", "A", "B", "--depth=3"});
  EXPECT_EQ(asked.max_depth(), 3);
  EXPECT_EQ(asked.mode(), v1::PATH_MODE_SHORTEST);
  EXPECT_EQ(Run({"path", "A", "B", "--mode=long"}).status, kExitUsage);
  EXPECT_EQ(Run({"path", "A", "B", "--max-memory=513"}).status, kExitUsage);
}

TEST_F(CommandsTest, NotesGoToStandardError) {
  fake_.answers.summary.set_note("no relation is called \"onw\"");
  const std::vector<std::string> path = {"path", "A", "B", "--relation=onw"};
  const std::vector<std::string> links = {"neighbors", "A", "--relation=onw"};
  for (const std::vector<std::string>& words : {path, links}) {
    const Outcome outcome = Run(words);
    EXPECT_EQ(outcome.status, kExitDone);
    EXPECT_THAT(outcome.err, HasSubstr("no relation is called \"onw\""));
  }
}

TEST_F(CommandsTest, NoPathIsNoError) {
  const Outcome text = Run({"path", "A", "B"});
  EXPECT_EQ(text.status, kExitDone);
  EXPECT_EQ(text.out, "");
  EXPECT_THAT(text.err, HasSubstr("no path from A to B within 6 hops"));
  const Outcome jsonl = Run({"path", "A", "B", "--format=jsonl"});
  EXPECT_EQ(jsonl.status, kExitDone);
  EXPECT_EQ(jsonl.out + jsonl.err, "");
}

TEST_F(CommandsTest, AnAmountIsNotBelowZero) {
  const Outcome outcome = Run({"facts", "--limit", "-1"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.err, HasSubstr("--limit: -1 is less than 0"));
}

// --- search, entity, document, stats

TEST_F(CommandsTest, SearchIsATable) {
  fake_.answers.matches = Parse<v1::SearchEntitiesResponse>(R"(
    matches { entity { id: 1 name: "Harbor Labs" type: ENTITY_TYPE_ORGANIZATION
                       document_count: 2 out_degree: 3 in_degree: 1 }
              kind: MATCH_KIND_PREFIX matched_name: "Harbor Labs Inc" })");
  EXPECT_EQ(Run({"search", "harbor", "la"}).out,
            "Harbor Labs\torganization\t2\t4\tHarbor Labs Inc\tprefix\tid:1\n");
  EXPECT_EQ(fake_.requests.search_entities.query(), "harbor la");
  style_.terminal = true;
  EXPECT_THAT(Run({"search", "harbor"}).out,
              StartsWith("name         type          documents"));
}

TEST_F(CommandsTest, EntityShow) {
  fake_.answers.entity = Parse<v1::Entity>(R"(
    id: 1 name: "Harbor Labs" type: ENTITY_TYPE_ORGANIZATION
    aliases { text: "Harbor Labs" count: 4 } aliases { text: "HL" count: 1 }
    mention_count: 5 document_count: 2 out_degree: 3 in_degree: 1)");
  EXPECT_EQ(Run({"entity", "show", "HL"}).out,
            "Harbor Labs  organization\n"
            "  id          1\n"
            "  names       Harbor Labs (4), HL (1)\n"
            "  mentions    5 in 2 documents\n"
            "  statements  3 as subject, 1 as object\n");
  EXPECT_EQ(fake_.requests.get_entity.entity().name(), "HL");
  EXPECT_FALSE(fake_.requests.get_entity.has_time());
  Run({"entity", "show", "HL", "--as-of=2025", "--valid-at=2024-05-01"});
  EXPECT_EQ(fake_.requests.get_entity.time().as_of(), "2025");
  EXPECT_EQ(fake_.requests.get_entity.time().valid_at(), "2024-05-01");
}

TEST_F(CommandsTest, Documents) {
  fake_.answers.documents = {Parse<v1::Document>(R"(
    id: "tern.txt" title: "Tern" published: "2025-01-21" byte_count: 11
    content: "One.\nTwo.\n" sentences { begin: 0 end: 4 }
    sentences { begin: 5 end: 9 } sentence_count: 2 fact_count: 7)")};
  EXPECT_EQ(Run({"document", "list"}).out,
            "tern.txt\t2025-01-21\t2\t7\t11\tTern\n");
  EXPECT_EQ(Run({"document", "show", "tern.txt"}).out,
            "tern.txt\n"
            "  title: Tern\n"
            "  published: 2025-01-21\n"
            "  11 bytes, 2 sentences, 7 facts\n"
            "\n"
            "One.\n"
            "Two.\n");
  EXPECT_EQ(Run({"document", "show", "tern.txt", "--content"}).out,
            "One.\nTwo.\n");
  const Outcome missing = Run({"document", "delete", "gone.txt", "tern.txt"});
  EXPECT_EQ(missing.status, kExitFailed);
  EXPECT_THAT(missing.err, HasSubstr("no document gone.txt"));
  EXPECT_THAT(missing.out, StartsWith("tern.txt: deleted"));
}

TEST_F(CommandsTest, Statistics) {
  fake_.answers.statistics = Parse<v1::Statistics>(R"(
    document_count: 2 fact_count: 9
    relations { relation: "release" statement_count: 4 })");
  EXPECT_THAT(Run({"stats"}).out,
              AllOf(StartsWith("documents\t2\n"), HasSubstr("\nfacts\t9\n"),
                    HasSubstr("\nrelation: release\t4\n")));
  const auto json = nlohmann::json::parse(Run({"stats", "--format=jsonl"}).out);
  EXPECT_EQ(json["documents"], 2);
  EXPECT_EQ(json["frequent_relations"][0]["relation"], "release");
}

}  // namespace
}  // namespace weft::service
