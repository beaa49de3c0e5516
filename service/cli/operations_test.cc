// Queries and operations against a fake server.
#include "nlohmann/json.hpp"
#include "service/cli/command_test_base.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kReleased[] = R"(
  statement_id: 5
  subject { entity { id: 1 name: "Harbor Labs" type: ENTITY_TYPE_ORGANIZATION } }
  relation { name: "release" display: "released" }
  object { entity { id: 2 name: "Tern 2" type: ENTITY_TYPE_PRODUCT } }
  confidence: 0.9 document_count: 2
  evidence { document_id: "tern.txt" published: "2025-01-21"
             sentence: "Harbor Labs released Tern 2." })";

class OperationsTest : public CommandTest {};

// --- query

TEST_F(OperationsTest, QueryPrintsRowsInEveryFormat) {
  fake_.answers.query = {
      Parse<v1::QueryResponse>(
          R"(header { version: 3 columns: "b.name" columns: "n" })"),
      Parse<v1::QueryResponse>(
          R"(row { values { string_value: "Tern\t2" }
                   values { number_value: 2 } })"),
      Parse<v1::QueryResponse>(
          R"(row { values { string_value: "Gull" }
                   values { null_value: NULL_VALUE } })"),
      Parse<v1::QueryResponse>(R"(summary { row_count: 2 })")};
  const std::string query = "MATCH (a)-->(b) RETURN b.name, count(*) AS n";
  EXPECT_EQ(Run({"query", query, "--format=jsonl"}).out,
            "{\"b.name\":\"Tern\\t2\",\"n\":2}\n"
            "{\"b.name\":\"Gull\",\"n\":null}\n");
  EXPECT_EQ(fake_.requests.query.query(), query);
  EXPECT_EQ(need_, Need::kRead);
  EXPECT_EQ(Run({"query", query}).out, "Tern 2\t2\nGull\t\n");
  EXPECT_EQ(Run({"query", query, "--format=tsv"}).out,
            "#b.name\tn\nTern\\t2\t2\nGull\t\n");
  EXPECT_EQ(Run({"query", query, "--format=csv"}).out,
            "b.name,n\nTern\t2,2\nGull,\n");
  const Outcome limited = Run({"query", query, "--limit=1"});
  EXPECT_EQ(limited.out, "Tern 2\t2\n");
  EXPECT_THAT(limited.err, HasSubstr("only the first 1 rows; --limit=0"));
}

TEST_F(OperationsTest, QuerySendsItsOptions) {
  Run({"query", "-", "--param", "who=Gull Chips", "--param", "n=3",
       "--param=l=[1]", "--timeout=7", "--max-edges=50", "--max-memory=64"},
      "RETURN $who, $n, $l");
  const v1::QueryRequest& request = fake_.requests.query;
  EXPECT_EQ(request.query(), "RETURN $who, $n, $l");
  EXPECT_EQ(request.parameters().at("who").string_value(), "Gull Chips");
  EXPECT_EQ(request.parameters().at("n").number_value(), 3);
  EXPECT_EQ(request.parameters().at("l").list_value().values_size(), 1);
  EXPECT_EQ(request.budget().time_ms(), 7000u);
  EXPECT_EQ(request.budget().edges_read(), 50u);
  EXPECT_EQ(request.budget().memory_bytes(), 64u << 20);
  const Outcome wrong = Run({"query", "RETURN 1", "--param", "n"});
  EXPECT_EQ(wrong.status, kExitFailed);
  EXPECT_EQ(wrong.err, "weft: --param \"n\": write it as NAME=VALUE\n");
}

TEST_F(OperationsTest, QueryExplainsAndSaysWhyItStopped) {
  fake_.answers.query = {
      Parse<v1::QueryResponse>(R"(header { columns: "x" })"),
      Parse<v1::QueryResponse>(R"(plan: "Project x\n")"),
      Parse<v1::QueryResponse>(
          R"(summary { cut_off: CUT_OFF_TIME cut_off_message: "too late" })")};
  const Outcome explained = Run({"query", "RETURN 1 AS x", "--explain"});
  EXPECT_EQ(explained.out, "Project x\n");
  EXPECT_TRUE(fake_.requests.query.explain());
  EXPECT_THAT(explained.err, HasSubstr("the answer is not whole: too late"));
  const Outcome profiled =
      Run({"query", "RETURN 1 AS x", "--profile", "--format=jsonl"});
  EXPECT_EQ(profiled.out, "");
  EXPECT_THAT(profiled.err, StartsWith("Project x\n"));
  // As in "EXPLAIN RETURN 1 AS x", which the server reads.
  fake_.answers.query[0].mutable_header()->set_plan_only(true);
  EXPECT_EQ(Run({"query", "EXPLAIN RETURN 1 AS x"}).out, "Project x\n");
  EXPECT_FALSE(fake_.requests.query.explain());
}

TEST_F(OperationsTest, AnswersThatWereCutOffGoOnWithTheirToken) {
  fake_.answers.query = {
      Parse<v1::QueryResponse>(R"(header { columns: "x" })"),
      Parse<v1::QueryResponse>(
          R"(summary { cut_off: CUT_OFF_ROWS cut_off_message: "stopped"
                       resume_token: "AbC-_9" })")};
  fake_.answers.summary = fake_.answers.query[1].summary();
  const std::string note =
      "the answer is not whole: stopped; the same with --resume=AbC-_9 goes on "
      "from here";
  EXPECT_THAT(Run({"query", "RETURN 1 AS x"}).err, HasSubstr(note));
  Run({"query", "RETURN 1 AS x", "--resume=AbC-_9"});
  EXPECT_EQ(fake_.requests.query.resume_token(), "AbC-_9");

  EXPECT_THAT(Run({"neighbors", "A", "--depth=2"}).err, HasSubstr(note));
  Run({"neighbors", "A", "--depth=2", "--resume=AbC-_9"});
  EXPECT_EQ(fake_.requests.traverse.resume_token(), "AbC-_9");
  const Outcome list = Run({"neighbors", "A", "--resume=AbC-_9"});
  EXPECT_EQ(list.status, kExitFailed);
  EXPECT_THAT(list.err, HasSubstr("--depth=2 or more"));

  EXPECT_THAT(Run({"path", "A", "B"}).err, HasSubstr(note));
  Run({"path", "A", "B", "--resume=AbC-_9"});
  EXPECT_EQ(fake_.requests.find_paths.resume_token(), "AbC-_9");
}

TEST_F(OperationsTest, QueryShowsWhereTheErrorIs) {
  fake_.answers.graph_error = {grpc::StatusCode::INVALID_ARGUMENT,
                               "line 1, column 8: variable `m` is not defined\n"
                               "  RETURN m\n         ^"};
  const Outcome outcome = Run({"query", "RETURN m"});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_EQ(outcome.err,
            "weft: line 1, column 8: variable `m` is not defined\n"
            "  RETURN m\n         ^\n");
}

// --- check, backup, compact, watch

TEST_F(OperationsTest, CheckFailsWhenSomethingIsWrong) {
  fake_.answers.check =
      Parse<v1::CheckIntegrityResponse>("ok: true keys_checked: 90 version: 4");
  EXPECT_EQ(Run({"check"}).out, "ok: 90 keys of version 4\n");
  fake_.answers.check = Parse<v1::CheckIntegrityResponse>(
      R"(problem_count: 2 problems: "missing key a" problems: "b"
         keys_checked: 90 version: 4)");
  const Outcome outcome = Run({"check"});
  EXPECT_EQ(outcome.status, kExitFailed);
  EXPECT_EQ(outcome.out, "missing key a\nb\n");
  EXPECT_THAT(outcome.err, StartsWith("weft: 2 problems; restore a backup"));
  EXPECT_EQ(Run({"check", "--format=jsonl"}).out,
            "{\"ok\":false,\"version\":4,\"keys_checked\":90,"
            "\"problem_count\":2,\"problems\":[\"missing key a\",\"b\"]}\n");
}

TEST_F(OperationsTest, BackupSaysWhatIsInIt) {
  fake_.answers.backup =
      Parse<v1::CreateBackupResponse>("version: 7 byte_count: 1234");
  EXPECT_EQ(Run({"backup", "b"}).out, "version 7, 1234 bytes, in b\n");
  EXPECT_EQ(fake_.requests.backup.directory(), "b");
  EXPECT_EQ(Run({"backup", "b", "--format=jsonl"}).out,
            "{\"folder\":\"b\",\"version\":7,\"bytes\":1234}\n");
  // A path of this machine means nothing to a server elsewhere.
  const Outcome relative = Run({"backup", "b", "--server", "h:1"});
  EXPECT_EQ(relative.status, kExitFailed);
  EXPECT_THAT(relative.err, HasSubstr("beginning with /"));
  EXPECT_EQ(Run({"backup", "/b", "--server", "h:1"}).status, kExitDone);
}

TEST_F(OperationsTest, CompactSaysWhatItFreed) {
  fake_.answers.compaction =
      Parse<v1::CompactStorageResponse>("bytes_before: 50 bytes_after: 20");
  EXPECT_EQ(Run({"compact"}).out, "50 bytes before, 20 after\n");
}

TEST_F(OperationsTest, WatchPrintsChangesAndStopsWhereItShould) {
  const auto sign = Parse<v1::WatchResponse>(R"(version: 1 token: "t1")");
  auto change = Parse<v1::WatchResponse>(
      R"(version: 2 token: "t2" kind: CHANGE_KIND_REPLACED
         document_id: "tern.txt" recorded: "2025-01-21T00:00:00+00:00"
         facts_added: 1 facts_removed: 3
         removed { subject { entity { name: "Gull" } }
                   relation { name: "buy" } negated: true })");
  *change.add_added() = Parse<v1::Fact>(kReleased);
  auto later = change;
  later.set_token("t3");
  fake_.answers.changes = {sign, change, sign, later};
  EXPECT_EQ(Run({"watch", "--earliest", "--no-wait"}).out,
            "2  2025-01-21T00:00:00+00:00  replaced tern.txt  --since=t2\n"
            "  + Harbor Labs –released→ Tern 2\n"
            "  - Gull –not-buy\n");
  EXPECT_TRUE(fake_.requests.watch.earliest());
  const Outcome json =
      Run({"watch", "--since=t0", "--entity=Gull", "--relation=buy",
           "--document=d", "--limit=2", "--format=jsonl"});
  EXPECT_EQ(fake_.requests.watch.token(), "t0");
  EXPECT_EQ(fake_.requests.watch.entity(), "Gull");
  EXPECT_EQ(fake_.requests.watch.relation(), "buy");
  EXPECT_EQ(fake_.requests.watch.document_id(), "d");
  std::istringstream lines(json.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto object = nlohmann::json::parse(line);
  EXPECT_EQ(object["token"], "t2");
  EXPECT_EQ(object["change"], "replaced");
  EXPECT_EQ(object["added"][0]["subject"], "Harbor Labs");
  EXPECT_EQ(object["removed"][0]["negated"], true);
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["token"], "t3");
  EXPECT_EQ(Run({"watch", "--earliest", "--since=t"}).status, kExitFailed);
  fake_.answers.changes = {sign, sign};
  const Outcome nothing =
      Run({"watch", "--earliest", "--no-wait", "--relation=nosuch"});
  EXPECT_EQ(nothing.status, kExitDone);
  EXPECT_EQ(nothing.out, "");
  EXPECT_THAT(nothing.err, HasSubstr("no change has what is asked for"));
  EXPECT_EQ(Run({"watch", "--earliest", "--no-wait"}).err, "");
}

// --- entity merge, split

TEST_F(OperationsTest, MergesAndSplitsAreNamed) {
  fake_.answers.entity = Parse<v1::Entity>(
      R"(id: 3 name: "Gull" merges { merge_id: 8 entity_id: 5 name: "Gull Co" }
         merges { merge_id: 9 entity_id: 6 name: "Gull Chips" })");
  fake_.answers.merged.set_merge_id(10);
  fake_.answers.split.set_entity_id(6);
  EXPECT_EQ(Run({"entity", "merge", "Gull", "Tern"}).out,
            "Gull is Gull now (merge 10)\n");
  EXPECT_EQ(fake_.requests.merge.into_id(), 3u);
  EXPECT_EQ(Run({"entity", "split", "Gull"}).out,
            "Gull Chips is an entity of its own again (id:6)\n");
  EXPECT_EQ(fake_.requests.split.merge_id(), 9u);
  Run({"entity", "split", "Gull", "--merge=8"});
  EXPECT_EQ(fake_.requests.split.merge_id(), 8u);
  EXPECT_EQ(Run({"entity", "split", "Gull", "--merge=7"}).err,
            "weft: merge 7 is none of Gull\n");
  EXPECT_THAT(Run({"entity", "show", "Gull"}).out,
              HasSubstr("  merged      Gull Chips (merge 9)\n"));
  EXPECT_THAT(Run({"entity", "show", "Gull", "--format=jsonl"}).out,
              HasSubstr(R"("merges":[{"merge_id":"8","entity_id":"5",)"));
  fake_.answers.entity.clear_merges();
  EXPECT_EQ(Run({"entity", "split", "Gull"}).err,
            "weft: nothing was merged into Gull\n");
}

// --- facts --contradictions

TEST_F(OperationsTest, ContradictionsStandTogether) {
  v1::Edge edge;
  *edge.mutable_best_fact() = Parse<v1::Fact>(kReleased);
  *edge.mutable_subject() = edge.best_fact().subject();
  *edge.mutable_relation() = edge.best_fact().relation();
  auto& contradiction = *fake_.answers.contradictions.add_contradictions();
  *contradiction.add_edges() = edge;
  edge.mutable_best_fact()->mutable_object()->mutable_entity()->set_name("Auk");
  *contradiction.add_edges() = edge;
  const Outcome outcome =
      Run({"facts", "--contradictions", "--relation=release"});
  EXPECT_EQ(fake_.requests.contradictions.relation(), "release");
  EXPECT_THAT(outcome.out, HasSubstr("Harbor Labs –released→ Tern 2\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Harbor Labs –released→ Auk\n"));
  const auto json = nlohmann::json::parse(
      Run({"facts", "--contradictions", "--format=jsonl"}).out);
  EXPECT_EQ(json["subject"], "Harbor Labs");
  EXPECT_EQ(json["relation"], "release");
  EXPECT_EQ(json["facts"][1]["object"], "Auk");
  EXPECT_EQ(Run({"facts", "--contradictions", "--object=X"}).status,
            kExitFailed);
}

}  // namespace
}  // namespace weft::service
