// Random documents in and out, and what holds on random days, compared with a
// model that keeps every fact in a list and looks at all pairs of them.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

// Names of one letter, so that an entity is what is written.
constexpr const char* kNames[] = {"A", "B", "C", "D"};
// One object at a time, one subject at a time, both, any number.
constexpr const char* kRelations[] = {"lead", "run", "wed", "own"};
constexpr const char* kDeclared = "lead,<run,wed,<wed";

struct Said {
  std::string subject, relation, object;
  bool negated = false;
  bool asserted = true;
  std::optional<int> from, until;  // years

  std::string Line() const {
    return absl::StrCat(subject, " | ", negated ? "not " : "", relation, " | ",
                        object);
  }
};

using Model = std::map<std::string, std::vector<Said>>;  // by document

class World {
 public:
  explicit World(uint32_t seed) : random_(seed) {}

  int Below(int n) { return static_cast<int>(random_() % n); }
  std::vector<Said> RandomFacts() {
    std::vector<Said> facts(1 + Below(4));
    for (Said& fact : facts) {
      fact.subject = kNames[Below(4)];
      fact.relation = kRelations[Below(4)];
      fact.object = kNames[Below(4)];
      fact.negated = Below(8) == 0;
      fact.asserted = Below(6) != 0;
      if (Below(4) != 0) fact.from = 2000 + Below(10);
      if (Below(5) == 0) fact.until = fact.from.value_or(2000) + Below(6);
    }
    return facts;
  }

 private:
  std::mt19937 random_;
};

bool OneObject(const std::string& relation) {
  return relation == "lead" || relation == "wed";
}
bool OneSubject(const std::string& relation) {
  return relation == "run" || relation == "wed";
}

// The first year in which `fact` has been ended, among all that share its
// subject (or object) and relation.
std::optional<int> EndedFrom(const Model& model, const Said& fact,
                             bool of_object) {
  const auto place = [&](const Said& said) {
    return std::tuple(said.relation, of_object ? said.object : said.subject);
  };
  const auto holder = [&](const Said& said) {
    return of_object ? said.subject : said.object;
  };
  std::optional<int> begin = fact.from, ended;
  for (const bool find_begin : {true, false}) {
    for (const auto& [id, facts] : model) {
      for (const Said& other : facts) {
        if (other.negated || !other.from || place(other) != place(fact)) {
          continue;
        }
        if (find_begin && !fact.from && holder(other) == holder(fact)) {
          begin = std::min(begin.value_or(*other.from), *other.from);
        }
        if (!find_begin && begin && other.asserted &&
            holder(other) != holder(fact) && *other.from > *begin) {
          ended = std::min(ended.value_or(*other.from), *other.from);
        }
      }
    }
  }
  return ended;
}

bool Ended(const Model& model, const Said& fact, int year, bool of_object) {
  if (fact.negated || fact.until) return false;
  const auto from = EndedFrom(model, fact, of_object);
  return from && year >= *from;
}

bool Stated(const Said& fact, int year) {
  return (!fact.from || *fact.from <= year) &&
         (!fact.until || year <= *fact.until);
}

// The facts of the listing: one line for each mention that holds.
std::multiset<std::string> FactsIn(const Model& model, int year) {
  std::multiset<std::string> lines;
  for (const auto& [id, facts] : model) {
    for (const Said& fact : facts) {
      const bool ended =
          (OneObject(fact.relation) && Ended(model, fact, year, false)) ||
          (OneSubject(fact.relation) && Ended(model, fact, year, true));
      if (Stated(fact, year) && !ended) lines.insert(fact.Line());
    }
  }
  return lines;
}

// The edges: those of which a mention is listed.
std::set<std::string> EdgesIn(const Model& model, int year) {
  const std::multiset<std::string> facts = FactsIn(model, year);
  return {facts.begin(), facts.end()};
}

void Write(Store* store, const std::string& id,
           const std::vector<Said>& facts) {
  std::vector<std::string> lines;
  for (const Said& fact : facts) lines.push_back(fact.Line());
  DocumentFacts document = MakeDocument(id, lines);
  for (size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].from)
      document.facts[i].valid_from = absl::StrCat(*facts[i].from);
    if (facts[i].until) {
      document.facts[i].valid_until = absl::StrCat(*facts[i].until);
    }
    if (!facts[i].asserted) document.facts[i].modality = "possible";
  }
  WriteOptions options;
  options.rewrite = true;
  ASSERT_OK(store->WriteDocument(document, options));
}

// By walking from every node, in one direction.
std::set<std::string> Walk(const Reader& reader, int64_t day,
                           Direction direction) {
  std::vector<NodeId> nodes;
  for (const char* name : kNames) {
    const std::vector<NodeId> ids = reader.FindEntities(name).value();
    nodes.insert(nodes.end(), ids.begin(), ids.end());
  }
  std::sort(nodes.begin(), nodes.end());
  EdgeFilter filter;
  filter.direction = direction;
  filter.include_negated = true;
  filter.valid_on = day;
  std::vector<Edge> edges;
  EXPECT_OK(
      reader.VisitEdges(nodes, filter, [&](size_t, const Edge& edge, bool) {
        edges.push_back(edge);
        return true;
      }));
  std::set<std::string> lines;
  const auto statements = reader.GetStatements(edges).value();
  for (const Statement& statement : statements) lines.insert(Line(statement));
  EXPECT_EQ(lines.size(), edges.size());
  return lines;
}

TEST(SupersedingOfRandomDocuments, IsWhatTheModelSays) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    World world(seed);
    StoreOptions options;
    options.one_at_a_time = kDeclared;
    const auto store = Store::InMemory(options).value();
    Model model;
    for (int step = 0; step < 30; ++step) {
      const std::string id = absl::StrCat("d", world.Below(8));
      if (model.contains(id) && world.Below(2) == 0) {
        ASSERT_OK(store->DeleteDocument(id).status());
        model.erase(id);
      } else {
        model[id] = world.RandomFacts();
        Write(store.get(), id, model[id]);
      }
      const int year = 1999 + world.Below(14);
      const int64_t day = ParseDays(absl::StrCat(year, "-07-01"))->first;
      const auto reader = store->Snapshot().value();
      const std::set<std::string> expected = EdgesIn(model, year);
      ASSERT_EQ(Walk(*reader, day, Direction::kOut), expected)
          << "seed " << seed << ", step " << step << ", " << year;
      ASSERT_EQ(Walk(*reader, day, Direction::kIn), expected)
          << "seed " << seed << ", step " << step << ", " << year;
      FactFilter filter;
      filter.valid_on = day;
      const std::vector<std::string> listed =
          Lines(AllFacts(*reader, filter, 3));
      ASSERT_EQ(std::multiset<std::string>(listed.begin(), listed.end()),
                FactsIn(model, year))
          << "seed " << seed << ", step " << step << ", " << year;
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
