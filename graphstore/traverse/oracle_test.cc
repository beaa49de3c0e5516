// K-hop counts and shortest paths of a real graph against known answers.
//
// Manual: it needs the files GRAPH.tsv (subject, predicate, object) and
// GRAPH-oracle.tsv (kind, start, direction, predicate or target, depth or
// length, count), both with a header line, where WEFT_ORACLE names the path of
// GRAPH without its ending:
//
//   WEFT_ORACLE=/tmp/codex-m bazel test -c opt
//   //graphstore/traverse:oracle_test
//       --test_env=WEFT_ORACLE --test_output=all
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/triples.h"
#include "graphstore/traverse/k_hop.h"
#include "graphstore/traverse/paths.h"

namespace weft::graphstore {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows ReadRows(const std::string& path) {
  Rows rows;
  const std::string bytes = ReadFile(path).value();
  for (absl::string_view line :
       absl::StrSplit(bytes, '\n', absl::SkipEmpty())) {
    if (line.front() != '#') rows.push_back(absl::StrSplit(line, '\t'));
  }
  return rows;
}

class Stopwatch {
 public:
  double Seconds() const { return absl::ToDoubleSeconds(absl::Now() - start_); }

 private:
  absl::Time start_ = absl::Now();
};

class Oracle : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* stem = std::getenv("WEFT_ORACLE");
    if (stem == nullptr) {
      GTEST_SKIP() << "set WEFT_ORACLE to the path of a graph";
    }
    graph_ = ReadRows(absl::StrCat(stem, ".tsv"));
    questions_ = ReadRows(absl::StrCat(stem, "-oracle.tsv"));
    Load();
  }

  void Load() {
    const std::string directory = ::testing::TempDir() + "/oracle_test";
    std::filesystem::remove_all(directory);
    store_ = Store::Open(directory, {}).value();
    std::vector<Triple> triples;
    for (const auto& row : graph_) {
      triples.push_back({row[0], row[1], row[2], ""});
    }
    WriteOptions options;
    options.link_by = LinkBy::kExactName;
    Stopwatch watch;
    constexpr size_t kPart = 100'000;
    for (size_t begin = 0; begin < triples.size(); begin += kPart) {
      const auto part = absl::MakeConstSpan(triples).subspan(begin, kPart);
      ASSERT_OK(store_->WriteDocument(
          TriplesDocument(absl::StrCat("file:graph#", begin), part), options));
    }
    std::printf("load: %zu edges in %.2f s\n", triples.size(), watch.Seconds());
    Stopwatch compaction;
    ASSERT_OK(store_->Compact());
    reader_ = store_->Snapshot().value();
    const auto statistics = reader_->Statistics().value();
    std::printf("compaction: %.2f s; %.1f bytes an edge\n",
                compaction.Seconds(),
                1.0 * statistics.stored_bytes / statistics.statements);
    PageRequest page{10'000, ""};
    do {
      const EntityPage next = reader_->ListEntities(page).value();
      for (const Entity& entity : next.entities) {
        by_name_.emplace(entity.name, entity.id);
      }
      page.token = next.next_token;
    } while (!page.token.empty());
  }

  void Check(const std::vector<std::string>& row) {
    const int64_t count = std::stoll(row[5]);
    Stopwatch watch;
    if (row[0] == "khop") {
      KHopOptions options;
      options.depth = static_cast<uint32_t>(std::stoi(row[4]));
      options.edges.direction = row[2] == "out"  ? Direction::kOut
                                : row[2] == "in" ? Direction::kIn
                                                 : Direction::kBoth;
      options.edges.relations = reader_->ResolveRelations(row[3]).value();
      const auto result =
          KHop(*reader_, {by_name_.at(row[1])}, options).value();
      EXPECT_EQ(static_cast<int64_t>(result.nodes.size()), count)
          << absl::StrJoin(row, " ");
      times_[absl::StrCat("khop ", row[4])].push_back(watch.Seconds());
      return;
    }
    PathOptions options;
    options.max_length = 100;
    options.edges.direction =
        row[2] == "out" ? Direction::kOut : Direction::kBoth;
    const NodeId from = by_name_.at(row[1]), to = by_name_.at(row[3]);
    const auto result = CountShortestPaths(*reader_, from, to, options).value();
    times_["count shortest"].push_back(watch.Seconds());
    EXPECT_EQ(result.length, std::stoll(row[4])) << absl::StrJoin(row, " ");
    if (result.length >= 0) {
      EXPECT_EQ(static_cast<int64_t>(result.count), count)
          << absl::StrJoin(row, " ");
    }
    Stopwatch first;
    const auto path = FindPaths(*reader_, from, to, options).value();
    times_["one shortest"].push_back(first.Seconds());
    EXPECT_EQ(path.paths.empty(), result.length < 0);
    options.k = 5;
    Stopwatch several;
    EXPECT_OK(FindPaths(*reader_, from, to, options));
    times_["five shortest"].push_back(several.Seconds());
  }

  Rows graph_, questions_;
  std::unique_ptr<Store> store_;
  std::shared_ptr<const Reader> reader_;
  std::unordered_map<std::string, NodeId> by_name_;
  std::map<std::string, std::vector<double>> times_;
};

TEST_F(Oracle, EveryAnswerAgrees) {
  for (const auto& row : questions_) Check(row);
  for (auto& [kind, times] : times_) {
    std::sort(times.begin(), times.end());
    std::printf("%-15s %5zu questions, median %8.3f ms, p99 %8.3f ms\n",
                kind.c_str(), times.size(), 1000 * times[times.size() / 2],
                1000 * times[times.size() * 99 / 100]);
  }
}

}  // namespace
}  // namespace weft::graphstore
