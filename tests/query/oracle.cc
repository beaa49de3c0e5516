// Known answers on public graphs, through the query language.
//
//   bazel run -c opt //tests/query:oracle -- DATABASE GRAPH.tsv ORACLE.tsv
//   bazel run -c opt //tests/query:oracle -- DATABASE GRAPH.tsv - QUERY...
//
// GRAPH.tsv has subject, predicate, object and perhaps a time in its columns;
// it is written into DATABASE unless that is there already. ORACLE.tsv is one
// of two kinds:
//
//   khop START DIRECTION PREDICATE DEPTH COUNT       nodes within DEPTH steps
//   shortest FROM DIRECTION TO LENGTH COUNT          shortest node sequences
//   HOPS START PATH EXCLUDE ANSWERS QUESTION         ends of a path of
//                                                    predicates, each > or <
//
// Prints each row that is wrong, the numbers of rows, and how long they took.
// With "-" it runs the queries ten times each and prints their first row and
// times.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "graphstore/store/store.h"
#include "graphstore/store/triples.h"

namespace weft::graphstore::query {
namespace {

using Cells = std::vector<std::string>;

absl::StatusOr<std::vector<Cells>> ReadRows(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::vector<Cells> rows;
  for (absl::string_view line :
       absl::StrSplit(bytes, '\n', absl::SkipEmpty())) {
    if (line.front() != '#') rows.push_back(absl::StrSplit(line, '\t'));
  }
  return rows;
}

absl::Status Load(Store& store, const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<Cells> rows, ReadRows(path));
  std::vector<Triple> triples;
  for (const Cells& row : rows) {
    triples.push_back({row[0], row[1], row[2], row.size() > 3 ? row[3] : ""});
  }
  WriteOptions options;
  options.link_by = LinkBy::kExactName;
  constexpr size_t kPart = 100'000;
  for (size_t begin = 0; begin < triples.size(); begin += kPart) {
    const auto part = absl::MakeConstSpan(triples).subspan(begin, kPart);
    WEFT_RETURN_IF_ERROR(
        store
            .WriteDocument(TriplesDocument(absl::StrCat("graph#", begin), part),
                           options)
            .status());
  }
  return store.Compact();
}

// A query with the answer that it must have, and the kind of its time.
struct Question {
  std::string kind;
  std::string text;
  Map parameters;
  std::set<std::string> answers;  // one row each, columns joined by '|'
};

std::string Quoted(absl::string_view name) {
  return absl::StrCat("`", absl::StrJoin(absl::StrSplit(name, '`'), "``"), "`");
}

Question KHop(const Cells& row) {
  Question question;
  question.kind = absl::StrCat("khop ", row[2], " ", row[4]);
  const std::string type =
      row[3] == "*" ? "" : absl::StrCat(":", Quoted(row[3]));
  question.text =
      absl::StrCat("MATCH (a {name: $start})", row[2] == "in" ? "<-" : "-", "[",
                   type, "*1..", row[4], "]", row[2] == "out" ? "->" : "-",
                   "(b) WHERE b <> a RETURN count(DISTINCT b)");
  question.parameters["start"] = Value::String(row[1]);
  question.answers = {row[5]};
  return question;
}

Question Shortest(const Cells& row) {
  Question question;
  question.kind = absl::StrCat("shortest ", row[2]);
  question.text =
      absl::StrCat("MATCH p = ALL SHORTEST (a {name: $from})-[*]-",
                   row[2] == "out" ? ">" : "",
                   "(b {name: $to}) "
                   "RETURN length(p), count(DISTINCT [n IN nodes(p) | id(n)])");
  question.parameters["from"] = Value::String(row[1]);
  question.parameters["to"] = Value::String(row[3]);
  if (row[4] != "-1") question.answers = {absl::StrCat(row[4], "|", row[5])};
  return question;
}

// Each step in a MATCH of its own: a walk may use a relationship again.
Question Walk(const Cells& row) {
  Question question;
  question.kind = absl::StrCat(row[0], " hops");
  std::string node = "({name: $start})";
  std::string text;
  int number = 0;
  size_t at = 0;
  const std::string& path = row[2];
  while (at < path.size()) {
    size_t end = path.find_first_of("<>", at + 1);
    if (end == std::string::npos) end = path.size();
    const bool forwards = path[at] == '>';
    const std::string type = Quoted(absl::StripAsciiWhitespace(
        absl::string_view(path).substr(at + 1, end - at - 1)));
    const std::string next = absl::StrCat("n", ++number);
    absl::StrAppend(&text, "MATCH ", number == 1 ? "(a {name: $start})" : node,
                    forwards ? "-[:" : "<-[:", type, forwards ? "]->" : "]-",
                    "(", next, ") ");
    node = absl::StrCat("(", next, ")");
    at = end;
  }
  const std::string last = absl::StrCat("n", number);
  absl::StrAppend(&text, "WITH DISTINCT a, ", last, " ",
                  row[3] == "1" ? absl::StrCat("WHERE ", last, " <> a ") : "",
                  "RETURN ", last, ".name");
  question.text = text;
  question.parameters["start"] = Value::String(row[1]);
  for (absl::string_view answer : absl::StrSplit(row[4], '|')) {
    question.answers.emplace(answer);
  }
  return question;
}

Question ToQuestion(const Cells& row) {
  if (row[0] == "khop") return KHop(row);
  if (row[0] == "shortest") return Shortest(row);
  return Walk(row);
}

std::string Text(const Value& value) {
  if (value.is_string()) return value.string();
  return value.is_integer() ? absl::StrCat(value.integer()) : "?";
}

struct Outcome {
  std::set<std::string> answers;
  std::string cut_off;
  double milliseconds = 0;
};

// As a server answers: a view of its own for each query.
absl::StatusOr<Outcome> Answer(const std::shared_ptr<const Reader>& reader,
                               const std::string& text, const Map& parameters) {
  const absl::Time begin = absl::Now();
  WEFT_ASSIGN_OR_RETURN(const PreparedQuery query, Prepare(text));
  WEFT_ASSIGN_OR_RETURN(const auto view, StoreView::Create(reader));
  RunOptions options;
  options.parameters = parameters;
  options.budget.max_edges = 1'000'000'000;
  Outcome outcome;
  WEFT_ASSIGN_OR_RETURN(
      const RunResult result,
      Run(query, *view, options, [&](absl::Span<const Value> row) {
        outcome.answers.insert(
            absl::StrJoin(row, "|", [](std::string* out, const Value& value) {
              absl::StrAppend(out, Text(value));
            }));
        return true;
      }));
  outcome.cut_off = result.cut_off_message;
  outcome.milliseconds = absl::ToDoubleMilliseconds(absl::Now() - begin);
  return outcome;
}

void PrintTimes(std::map<std::string, std::vector<double>>& times) {
  for (auto& [kind, all] : times) {
    std::sort(all.begin(), all.end());
    std::printf("%-20s %6zu  p50 %9.3f ms  p95 %9.3f ms  max %9.3f ms\n",
                kind.c_str(), all.size(), all[all.size() / 2],
                all[all.size() * 95 / 100], all.back());
  }
}

absl::StatusOr<int> CheckAll(const std::shared_ptr<const Reader>& reader,
                             const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<Cells> rows, ReadRows(path));
  std::map<std::string, std::vector<double>> times;
  int wrong = 0;
  for (const Cells& row : rows) {
    const Question question = ToQuestion(row);
    WEFT_ASSIGN_OR_RETURN(const Outcome outcome,
                          Answer(reader, question.text, question.parameters));
    times[question.kind].push_back(outcome.milliseconds);
    if (outcome.answers == question.answers && outcome.cut_off.empty()) {
      continue;
    }
    if (++wrong > 20) continue;
    std::printf("WRONG %s\n  %s\n  got %s %s\n",
                absl::StrJoin(row, " ").c_str(), question.text.c_str(),
                absl::StrJoin(outcome.answers, ", ").substr(0, 200).c_str(),
                outcome.cut_off.c_str());
  }
  std::printf("%zu rows, %zu right, %d wrong\n", rows.size(),
              rows.size() - wrong, wrong);
  PrintTimes(times);
  return wrong;
}

absl::Status Measure(const std::shared_ptr<const Reader>& reader,
                     const std::vector<std::string>& queries) {
  std::map<std::string, std::vector<double>> times;
  for (const std::string& text : queries) {
    std::string first;
    for (int i = 0; i < 10; ++i) {
      WEFT_ASSIGN_OR_RETURN(const Outcome outcome, Answer(reader, text, {}));
      first = outcome.answers.empty() ? "" : *outcome.answers.begin();
      times[text].push_back(outcome.milliseconds);
    }
    std::printf("%s\n  %s\n", text.c_str(), first.c_str());
  }
  PrintTimes(times);
  return absl::OkStatus();
}

absl::StatusOr<int> RunTool(const std::vector<std::string>& arguments) {
  const bool there = std::filesystem::exists(arguments[0]);
  WEFT_ASSIGN_OR_RETURN(const auto store, Store::Open(arguments[0], {}));
  if (!there) WEFT_RETURN_IF_ERROR(Load(*store, arguments[1]));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store->Snapshot());
  if (arguments[2] != "-") return CheckAll(reader, arguments[2]);
  WEFT_RETURN_IF_ERROR(
      Measure(reader, {arguments.begin() + 3, arguments.end()}));
  return 0;
}

}  // namespace
}  // namespace weft::graphstore::query

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: oracle DATABASE GRAPH.tsv ORACLE.tsv|-\n");
    return 2;
  }
  const auto wrong = weft::graphstore::query::RunTool({argv + 1, argv + argc});
  if (!wrong.ok()) {
    std::fprintf(stderr, "%s\n", wrong.status().ToString().c_str());
    return 1;
  }
  return *wrong == 0 ? 0 : 1;
}
