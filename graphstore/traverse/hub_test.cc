// Nodes of very many edges, about which a filter asks for more than edges say.
#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/cancellation.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "graphstore/traverse/k_hop.h"
#include "graphstore/traverse/path_search.h"
#include "graphstore/traverse/paths.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kSpokes = 6'000;

// Hub0 knows the first spokes, and the last ones know Hub1, who Hub0 knows. One
// document says all of it of 2001, the next one of 2010, and of the even spokes
// a third of 2005: so an edge alone says of no spoke whether it holds in 2005.
class Hubs : public ::testing::Test {
 protected:
  static std::string Line(int spoke) {
    const std::string name = absl::StrCat("Spoke", spoke);
    return spoke < kSpokes - 500 ? absl::StrCat("Hub0 | know | ", name)
                                 : absl::StrCat(name, " | know | Hub1");
  }

  static void SetUpTestSuite() {
    store = EmptyStore().release();
    for (const char* year : {"2001", "2010", "2005"}) {
      std::vector<std::string> lines = {"Hub0 | know | Hub1"};
      for (int i = 0; i < kSpokes; ++i) {
        if (i % 2 == 0 || year != std::string("2005")) lines.push_back(Line(i));
      }
      DocumentFacts document = MakeDocument(year, lines);
      for (LocalFact& fact : document.facts) {
        fact.valid_from = year;
        fact.valid_until = year;
      }
      ASSERT_OK(store->WriteDocument(document, {}).status());
    }
  }
  static void TearDownTestSuite() { delete store; }

  static NodeId Id(const std::string& name) {
    return store->Snapshot().value()->FindEntities(name)->front();
  }
  static EdgeFilter In(const std::string& day) {
    EdgeFilter filter;
    filter.valid_on = ParseDays(day)->first;
    return filter;
  }

  static Store* store;
};

Store* Hubs::store = nullptr;

TEST_F(Hubs, AreLookedAtWholeAPieceAtATime) {
  const auto reader = store->Snapshot().value();
  // Nodes of few edges between those of many.
  std::vector<NodeId> nodes = {Id("Hub0"), Id("Hub1"), Id("Spoke0"),
                               Id("Spoke1"), Id("Spoke5999")};
  std::sort(nodes.begin(), nodes.end());
  std::set<NodeId> odd;
  for (int i = 1; i < kSpokes; i += 2) {
    odd.insert(Id(absl::StrCat("Spoke", i)));
  }
  using Found = std::vector<std::tuple<NodeId, StatementId, bool>>;
  for (const Direction direction :
       {Direction::kOut, Direction::kIn, Direction::kBoth}) {
    const auto find = [&](EdgeFilter filter, bool without_odd) {
      filter.direction = direction;
      Found found;
      EXPECT_OK(reader->VisitEdges(
          nodes, filter, [&](size_t i, const Edge& edge, bool outgoing) {
            if (!without_odd ||
                !(odd.contains(edge.subject) || odd.contains(edge.object))) {
              found.emplace_back(nodes[i], edge.statement, outgoing);
            }
            return true;
          }));
      return found;
    };
    const Found all = find({}, false);
    EXPECT_GT(all.size(), 500u);
    EXPECT_EQ(find(In("2001-07-01"), false), all);
    EXPECT_EQ(find(In("2005-07-01"), false), find({}, true));
    EXPECT_THAT(find(In("2007-07-01"), false), IsEmpty());
  }
}

TEST_F(Hubs, NothingIsShownToACallerWhoHasSeenEnough) {
  const auto reader = store->Snapshot().value();
  EdgeFilter filter = In("2001-07-01");
  filter.direction = Direction::kBoth;
  std::vector<NodeId> nodes = {Id("Hub0"), Id("Hub1")};
  std::sort(nodes.begin(), nodes.end());
  int shown = 0;
  EXPECT_OK(reader->VisitEdges(nodes, filter, [&](size_t, const Edge&, bool) {
    ++shown;
    return false;
  }));
  EXPECT_EQ(shown, 1);
}

TEST_F(Hubs, NobodyReadsOnForACallerWhoHasGone) {
  const auto reader = store->Snapshot().value();
  // Asked a few times, however little of what is looked at passes.
  int asked = 0;
  const Cancellation cancellation(absl::InfiniteFuture(),
                                  [&] { return ++asked > 3; });
  KHopOptions options;
  options.edges = In("2007-07-01");
  options.budget.cancellation = &cancellation;
  EXPECT_THAT(KHop(*reader, {Id("Hub0"), Id("Hub1")}, options).status(),
              StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(Hubs, ASmallBudgetOfEdgesIsSpentOnFew) {
  const auto reader = store->Snapshot().value();
  int asked = 0;
  const Cancellation cancellation(absl::InfiniteFuture(), [&] {
    ++asked;
    return false;
  });
  KHopOptions options;
  options.depth = 3;
  options.edges = In("2005-07-01");
  options.budget.max_edges = 10;
  options.budget.cancellation = &cancellation;
  ASSERT_OK_AND_ASSIGN(const KHopResult result,
                       KHop(*reader, {Id("Hub0")}, options));
  EXPECT_EQ(result.cut_off, CutOff::kEdges);
  EXPECT_EQ(result.edges_read, 10u);
  EXPECT_LT(asked, 5);
}

TEST_F(Hubs, PathsShowTheStepsThatHeldThen) {
  const auto reader = store->Snapshot().value();
  PathOptions options;
  options.edges = In("2005-07-01");
  options.k = 3;
  const std::string even = "Spoke5998";
  ASSERT_OK_AND_ASSIGN(const PathResult paths,
                       FindPaths(*reader, Id("Spoke0"), Id(even), options));
  ASSERT_EQ(paths.paths.size(), 1u);
  EXPECT_THAT(paths.paths[0].nodes,
              ElementsAre(Id("Spoke0"), Id("Hub0"), Id("Hub1"), Id(even)));
  // The odd ones did not know anybody then.
  ASSERT_OK_AND_ASSIGN(
      const PathResult none,
      FindPaths(*reader, Id("Spoke0"), Id("Spoke5999"), options));
  EXPECT_THAT(none.paths, IsEmpty());
  // Through a reader of that day as well.
  options.edges = EdgeFilter();
  const auto then = reader->At(In("2005-07-01").valid_on, {});
  ASSERT_OK_AND_ASSIGN(const PathResult same,
                       FindPaths(*then, Id("Spoke0"), Id(even), options));
  EXPECT_EQ(same.paths, paths.paths);
}

class EarlierConfidence : public ::testing::Test {
 protected:
  EarlierConfidence() {
    StoreOptions options;
    options.clock = [this] { return now_; };
    store_ = Store::InMemory(options).value();
    Write("early", {"Ann | know | Bob | 0.8", "Bob | know | Dan | 0.8",
                    "Ann | know | Cay | 0.5", "Cay | know | Dan | 0.5",
                    "Ann | trust | Bob | 0.6"});
    then_ = now_;
    Write("late", {"Ann | know | Cay | 0.9", "Cay | know | Dan | 0.9",
                   "Ann | trust | Bob | 0.9"});
  }

  void Write(const std::string& id, const std::vector<std::string>& lines) {
    now_ += absl::Hours(1);
    EXPECT_OK(store_->WriteDocument(MakeDocument(id, lines), {}).status());
  }

  // "Bob" or "Cay": who stands on the first path from Ann to Dan, and by which
  // relation one goes there.
  std::string First(PathOrder order, std::optional<absl::Time> time) {
    const auto reader = store_->Snapshot().value();
    PathOptions options;
    if (time) options.edges.set_known_by(reader->KnownAt(*time).value());
    PathRules rules;
    rules.order = order;
    const PathResult result =
        SearchPaths(*reader, reader->FindEntities("Ann")->front(),
                    reader->FindEntities("Dan")->front(), options, rules)
            .value();
    const Path& path = result.paths.at(0);
    return absl::StrCat(
        reader->RelationName(path.steps[0].edge.relation).value(), " ",
        reader->GetNodes({path.nodes[1]}).value()[0].text);
  }

  absl::Time now_ = absl::UnixEpoch();
  absl::Time then_;
  std::unique_ptr<Store> store_;
};

TEST_F(EarlierConfidence, OrdersPathsOfThen) {
  for (const PathOrder order : {PathOrder::kConfident, PathOrder::kShortest}) {
    EXPECT_EQ(First(order, std::nullopt), "know Cay");
    EXPECT_EQ(First(order, then_), "know Bob");
  }
}

TEST_F(EarlierConfidence, IsThatOfStepsAndOfWhatAHopFinds) {
  const auto reader = store_->Snapshot().value();
  const NodeId ann = reader->FindEntities("Ann")->front();
  const NodeId bob = reader->FindEntities("Bob")->front();
  PathOptions paths;
  ASSERT_OK_AND_ASSIGN(PathResult found, FindPaths(*reader, ann, bob, paths));
  EXPECT_NEAR(found.paths[0].steps[0].edge.confidence, 0.9, 0.01);
  paths.edges.set_known_by(reader->KnownAt(then_).value());
  ASSERT_OK_AND_ASSIGN(found, FindPaths(*reader, ann, bob, paths));
  EXPECT_NEAR(found.paths[0].steps[0].edge.confidence, 0.8, 0.01);
  KHopOptions hop;
  hop.edges = paths.edges;
  hop.edges.relations = reader->ResolveRelations("trust").value();
  ASSERT_OK_AND_ASSIGN(const KHopResult reached, KHop(*reader, {ann}, hop));
  ASSERT_EQ(reached.nodes.size(), 1u);
  EXPECT_NEAR(reached.nodes[0].via.confidence, 0.6, 0.01);
}

}  // namespace
}  // namespace weft::graphstore
