// Loads a graph and answers questions on it, in process, with times: Weft's
// side of tests/bench/graph_peers.py.
//
//   graph_bench load TRIPLES.tsv DATABASE [MORE.tsv]   prints: edges, seconds,
//       bytes, seconds of processor time of all threads, all of the first file
//   graph_bench ask DATABASE QUESTIONS.tsv ROUNDS   prints for each question:
//       kind, answer, microseconds in the fastest round, and in the first
//
// A question is a line: kind, start, direction (out, in, both), relation or
// target, depth, and perhaps the day on which edges must hold ("" for any) and
// the time by which they must have been known. Kinds: "hop" (the edges of a
// node, each looked at), "khop" (nodes within `depth` steps), "path" (length of
// one shortest path), "two" (ways over relation `start`, then relation
// `target`, in the query language). "shortest", "simple", "trail", "walk" and
// "confident" search for kPaths paths of at most `depth` edges and read
// kPathEdges edges at most; they answer with the edges that they have read.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/load/triple_loader.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "graphstore/store/store.h"
#include "graphstore/traverse/k_hop.h"
#include "graphstore/traverse/path_search.h"
#include "graphstore/traverse/paths.h"

namespace weft::graphstore {
namespace {

constexpr size_t kPaths = 10;
constexpr uint64_t kPathEdges = 300'000;

// A bench has nothing else to say about an error.
template <typename T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::exit(1);
  }
  return *std::move(result);
}
void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

double ProcessorSeconds() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec +
         1e-6 * (used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

double SecondsSince(absl::Time start) {
  return absl::ToDoubleSeconds(absl::Now() - start);
}

void LoadFile(Store* store, const std::string& triples,
              const std::string& folder) {
  LoadOptions options;
  options.source = triples;
  options.temporary_folder = folder;
  const auto loader = Must(TripleLoader::Create(store, options));
  const auto file = Must(MappedFile::Open(triples));
  Must(loader->AddText(TripleFormat::kTsv, file->bytes()));
  Must(loader->Finish());
}

int Load(const std::string& triples, const std::string& database,
         const std::string& more) {
  std::filesystem::remove_all(database);
  const auto store = Must(Store::Open(database, {}));
  const std::string folder = std::filesystem::path(database).parent_path();
  const absl::Time start = absl::Now();
  LoadFile(store.get(), triples, folder);
  const double seconds = SecondsSince(start);
  const double processor = ProcessorSeconds();
  if (!more.empty()) LoadFile(store.get(), more, folder);
  Must(store->Compact());
  const auto statistics = Must(Must(store->Snapshot())->Statistics());
  std::printf("%llu\t%.3f\t%llu\t%.3f\n",
              static_cast<unsigned long long>(statistics.statements), seconds,
              static_cast<unsigned long long>(statistics.stored_bytes),
              processor);
  return 0;
}

class Questions {
 public:
  explicit Questions(std::shared_ptr<const Reader> reader)
      : reader_(*reader),
        view_(Must(query::StoreView::Create(std::move(reader)))) {}

  void Read(const std::string& path) {
    const std::string text = Must(ReadFile(path));
    for (absl::string_view line :
         absl::StrSplit(text, '\n', absl::SkipEmpty())) {
      const std::vector<std::string> row = absl::StrSplit(line, '\t');
      Question question;
      question.kind = row[0];
      question.edges.direction = row[2] == "out"  ? Direction::kOut
                                 : row[2] == "in" ? Direction::kIn
                                                  : Direction::kBoth;
      if (question.kind == "two") {
        queries_.push_back(Must(
            query::Prepare(absl::StrCat("MATCH (a)-[:`", row[1], "`]->(b)-[:`",
                                        row[3], "`]->(c) RETURN count(*)"))));
        question.query = queries_.size() - 1;
      } else {
        question.start = Find(row[1]);
        if (question.kind == "path" || IsPathSearch(question.kind)) {
          question.target = Find(row[3]);
        }
        if (question.kind == "khop") {
          question.edges.relations = Must(reader_.ResolveRelations(row[3]));
        }
      }
      (void)absl::SimpleAtoi(row[4], &question.depth);
      if (row.size() > 5 && !row[5].empty()) {
        question.edges.valid_on = ParseDays(row[5])->first;
      }
      if (row.size() > 6 && !row[6].empty()) {
        absl::Time time;
        if (!absl::ParseTime(absl::RFC3339_full, row[6], &time, nullptr)) {
          Must(absl::InvalidArgumentError(row[6]));
        }
        question.edges.set_known_by(Must(reader_.KnownAt(time)));
      }
      questions_.push_back(std::move(question));
    }
  }

  // One round; notes the times.
  void Ask() {
    for (Question& question : questions_) {
      const absl::Time start = absl::Now();
      question.answer = Answer(question);
      const double microseconds = 1e6 * SecondsSince(start);
      question.microseconds = std::min(question.microseconds, microseconds);
      if (question.first == 0) question.first = microseconds;
    }
  }

  void Print() const {
    for (const Question& question : questions_) {
      std::printf("%s\t%lld\t%.2f\t%.2f\n", question.kind.c_str(),
                  static_cast<long long>(question.answer),
                  question.microseconds, question.first);
    }
  }

 private:
  struct Question {
    std::string kind;
    NodeId start, target;
    size_t query = 0;
    EdgeFilter edges;
    uint32_t depth = 1;
    int64_t answer = 0;
    double microseconds = std::numeric_limits<double>::infinity();
    double first = 0;
  };

  NodeId Find(const std::string& name) const {
    const std::vector<NodeId> ids = Must(reader_.FindEntities(name));
    for (const NodeId id : ids) {
      if (Must(reader_.GetEntity(id)).name == name) return id;
    }
    std::fprintf(stderr, "there is no %s\n", name.c_str());
    std::exit(1);
  }

  int64_t Answer(const Question& question) {
    const EdgeFilter& edges = question.edges;
    if (IsPathSearch(question.kind)) return SearchFor(question);
    if (question.kind == "hop") return Hop(question.start, edges);
    if (question.kind == "two") return Run(queries_[question.query]);
    if (question.kind == "khop") {
      KHopOptions options;
      options.depth = question.depth;
      options.edges = edges;
      return Must(CountKHop(reader_, {question.start}, options)).nodes;
    }
    PathOptions options;
    options.max_length = 100;
    options.edges = edges;
    const PathResult result =
        Must(FindPaths(reader_, question.start, question.target, options));
    return result.paths.empty() ? -1 : result.paths[0].steps.size();
  }

  static bool IsPathSearch(const std::string& kind) {
    return kind == "shortest" || kind == "simple" || kind == "trail" ||
           kind == "walk" || kind == "confident";
  }

  int64_t SearchFor(const Question& question) {
    PathOptions options;
    options.k = kPaths;
    options.max_length = question.depth;
    options.edges = question.edges;
    options.budget.max_edges = kPathEdges;
    if (question.kind == "shortest") {
      return Must(FindPaths(reader_, question.start, question.target, options))
          .edges_read;
    }
    PathRules rules;
    if (question.kind == "trail") rules.repeats = PathRepeats::kTrail;
    if (question.kind == "walk") rules.repeats = PathRepeats::kWalk;
    if (question.kind == "confident") rules.order = PathOrder::kConfident;
    return Must(SearchPaths(reader_, question.start, question.target, options,
                            rules))
        .edges_read;
  }

  int64_t Run(const query::PreparedQuery& query) {
    int64_t answer = 0;
    Must(query::Run(query, *view_, {}, [&](absl::Span<const query::Value> row) {
      answer = row[0].integer();
      return true;
    }));
    return answer;
  }

  // Every edge whole: both nodes, relation, statement, confidence. They are
  // looked at and not kept: what a list of them costs the memory of the machine
  // is not what is measured.
  int64_t Hop(NodeId node, const EdgeFilter& edges) {
    int64_t found = 0;
    uint64_t seen = 0;
    Must(reader_.VisitEdges({node}, edges, [&](size_t, const Edge& edge, bool) {
      seen += edge.subject.bits() ^ edge.object.bits() ^
              edge.statement.value() ^ edge.relation.value() ^ edge.negated ^
              static_cast<uint64_t>(edge.confidence);
      ++found;
      return true;
    }));
    looked_at_ = looked_at_ + seen;
    return found;
  }

  const Reader& reader_;
  const std::unique_ptr<const query::StoreView> view_;
  std::vector<query::PreparedQuery> queries_;
  std::vector<Question> questions_;
  volatile uint64_t looked_at_ = 0;  // keeps the looking
};

int Ask(const std::string& database, const std::string& path, int rounds) {
  StoreOptions options;
  options.adjacency_cache_bytes = size_t{2} << 30;
  const auto store = Must(Store::Open(database, options));
  const auto reader = Must(store->Snapshot());
  Questions questions(reader);
  questions.Read(path);
  for (int round = 0; round < rounds; ++round) questions.Ask();
  questions.Print();
  return 0;
}

int Main(const std::vector<std::string>& arguments) {
  if ((arguments.size() == 3 || arguments.size() == 4) &&
      arguments[0] == "load") {
    return Load(arguments[1], arguments[2],
                arguments.size() == 4 ? arguments[3] : "");
  }
  if (arguments.size() == 4 && arguments[0] == "ask") {
    int rounds = 1;
    (void)absl::SimpleAtoi(arguments[3], &rounds);
    return Ask(arguments[1], arguments[2], rounds);
  }
  std::fprintf(stderr,
               "usage: graph_bench load TRIPLES.tsv DATABASE [MORE.tsv]\n"
               "       graph_bench ask DATABASE QUESTIONS.tsv ROUNDS\n");
  return 2;
}

}  // namespace
}  // namespace weft::graphstore

int main(int argc, char** argv) {
  return weft::graphstore::Main({argv + 1, argv + argc});
}
