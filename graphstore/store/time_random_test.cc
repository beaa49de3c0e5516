// Facts, edges and neighbours under filters by time, confidence, sources and
// type, against a naive filter over all facts of random documents.
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {
namespace {

constexpr const char* kNames[] = {"Ann", "Bob", "Cay", "Dot"};
constexpr const char* kTypes[] = {"person", "organization"};

struct Asked {
  std::optional<int64_t> day;
  std::optional<absl::Time> known;
  double confidence = 0;
  uint32_t sources = 0;
  std::string type;  // of the object
};

std::string Words(const Asked& asked) {
  return absl::StrCat(
      "day ", asked.day.value_or(-1), " known ",
      absl::FormatTime(asked.known.value_or(absl::InfiniteFuture())),
      " confidence ", asked.confidence, " sources ", asked.sources, " type ",
      asked.type);
}

class RandomTimes {
 public:
  explicit RandomTimes(uint32_t seed) : random_(seed) {
    StoreOptions options;
    options.clock = [this] { return now_; };
    options.one_at_a_time = "lead";
    store_ = Store::InMemory(options).value();
  }

  size_t Below(size_t bound) { return random_() % bound; }

  // Writes, replaces or deletes a document at a later time.
  void Step() {
    now_ += absl::Hours(1);
    const std::string id = absl::StrCat("d", Below(6));
    if (Below(5) == 0 && written_.erase(id) > 0) {
      ASSERT_OK(store_->DeleteDocument(id).status());
      return;
    }
    std::vector<std::string> lines;
    for (size_t i = 1 + Below(4); i > 0; --i) {
      lines.push_back(absl::StrCat(kNames[Below(4)],
                                   Below(2) == 0 ? " | lead | " : " | know | ",
                                   kNames[Below(4)]));
    }
    DocumentFacts document = MakeDocument(id, lines);
    for (LocalEntity& entity : document.entities) {
      entity.type = kTypes[entity.name == "Ann" || entity.name == "Bob"];
    }
    for (LocalFact& fact : document.facts) {
      if (Below(2) == 0) fact.valid_from = absl::StrCat(2000 + Below(8));
      if (Below(3) == 0) fact.valid_until = absl::StrCat(2004 + Below(8));
      fact.confidence = Below(2) == 0 ? 1.0f : 0.5f;
    }
    WriteOptions options;
    options.rewrite = true;
    ASSERT_OK(store_->WriteDocument(document, options).status());
    written_[id] = now_;
  }

  Asked RandomQuestion() {
    Asked asked;
    if (Below(2) == 0) {
      asked.day = ParseDays(absl::StrCat(1999 + Below(14), "-07-01"))->first;
    }
    if (Below(2) == 0) asked.known = now_ - absl::Hours(Below(8));
    if (Below(3) == 0) asked.confidence = 0.7;
    if (Below(3) == 0) asked.sources = 1 + static_cast<uint32_t>(Below(3));
    if (Below(3) == 0) asked.type = kTypes[Below(2)];
    return asked;
  }

  // All facts as they were known, the naive way.
  std::vector<Fact> Naive(const Reader& reader, const Asked& asked) const {
    // What has ended a fact depends on what was known, and on nothing else
    // that is asked for.
    FactFilter known;
    known.recorded_until = asked.known;
    std::map<uint64_t, std::set<std::string>> sources;
    std::vector<Fact> facts;
    for (const Fact& fact : AllFacts(reader, known)) {
      if (!Known(fact, asked)) continue;
      sources[fact.statement.id.value()].insert(fact.document);
      facts.push_back(fact);
    }
    std::erase_if(facts, [&](const Fact& fact) {
      return sources[fact.statement.id.value()].size() < asked.sources ||
             !Passes(fact, asked);
    });
    return facts;
  }

  Store& store() { return *store_; }

 private:
  bool Known(const Fact& fact, const Asked& asked) const {
    return !asked.known || written_.at(fact.document) <= *asked.known;
  }

  static bool Passes(const Fact& fact, const Asked& asked) {
    if (fact.mention.confidence < asked.confidence) return false;
    if (!asked.type.empty() && fact.statement.object.type != asked.type) {
      return false;
    }
    if (!asked.day) return true;
    return ValidityOf(fact.mention).Holds(*asked.day) &&
           (!fact.end || *asked.day <= ParseDays(fact.end->until)->last);
  }

  std::mt19937 random_;
  absl::Time now_ = absl::UnixEpoch();
  std::unique_ptr<Store> store_;
  std::map<std::string, absl::Time> written_;
};

std::multiset<std::string> AsSet(const std::vector<std::string>& lines) {
  return {lines.begin(), lines.end()};
}

// The facts that each entity is the subject of, with pages of two.
std::multiset<std::string> Listed(const Reader& reader, const Asked& asked) {
  std::multiset<std::string> lines;
  FactFilter filter;
  filter.valid_on = asked.day;
  filter.recorded_until = asked.known;
  filter.min_confidence = asked.confidence;
  filter.min_sources = asked.sources;
  if (!asked.type.empty()) filter.types = {asked.type};
  for (const char* name : kNames) {
    filter.subject = name;
    for (const std::string& line : Lines(AllFacts(reader, filter, 2))) {
      lines.insert(line);
    }
  }
  return lines;
}

EdgeFilter ToFilter(const Reader& reader, const Asked& asked) {
  EdgeFilter filter;
  filter.direction = Direction::kOut;
  filter.valid_on = asked.day;
  if (asked.known) {
    filter.set_known_by(reader.KnownAt(*asked.known).value());
  }
  filter.min_confidence = asked.confidence;
  filter.min_sources = asked.sources;
  if (!asked.type.empty()) filter.types = {asked.type};
  return filter;
}

std::vector<NodeId> Nodes(const Reader& reader) {
  const EntityPage page = reader.ListEntities({}).value();
  std::vector<NodeId> nodes;
  for (const Entity& entity : page.entities) {
    nodes.push_back(entity.id);
  }
  return nodes;
}

std::set<std::string> Walked(const Reader& reader, const Asked& asked) {
  std::vector<Edge> edges;
  EXPECT_OK(reader.VisitEdges(Nodes(reader), ToFilter(reader, asked),
                              [&](size_t, const Edge& edge, bool) {
                                edges.push_back(edge);
                                return true;
                              }));
  std::set<std::string> lines;
  const auto statements = reader.GetStatements(edges).value();
  for (const Statement& statement : statements) lines.insert(Line(statement));
  return lines;
}

std::set<std::string> Neighbors(const Reader& reader, const Asked& asked) {
  std::set<std::string> lines;
  for (const NodeId node : Nodes(reader)) {
    const NeighborPage page =
        reader.Neighbors(node, ToFilter(reader, asked), {}).value();
    for (const Neighbor& neighbor : page.neighbors) {
      lines.insert(Line(neighbor.statement));
    }
  }
  return lines;
}

uint64_t Counted(const Reader& reader, const Asked& asked) {
  uint64_t sum = 0;
  const auto counts =
      reader.CountEdges(Nodes(reader), ToFilter(reader, asked)).value();
  for (const uint64_t count : counts) sum += count;
  return sum;
}

TEST(RandomTimes, FactsAndEdgesAreThoseOfANaiveFilter) {
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    RandomTimes world(seed);
    for (int step = 0; step < 25; ++step) {
      world.Step();
      const auto reader = world.store().Snapshot().value();
      for (int question = 0; question < 4; ++question) {
        const Asked asked = world.RandomQuestion();
        const std::vector<std::string> facts =
            Lines(world.Naive(*reader, asked));
        const std::set<std::string> edges(facts.begin(), facts.end());
        SCOPED_TRACE(
            absl::StrCat("seed ", seed, ", step ", step, ": ", Words(asked)));
        ASSERT_EQ(Listed(*reader, asked), AsSet(facts));
        ASSERT_EQ(Walked(*reader, asked), edges);
        ASSERT_EQ(Neighbors(*reader, asked), edges);
        ASSERT_EQ(Counted(*reader, asked), edges.size());
      }
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
