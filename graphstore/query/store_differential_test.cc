// Random queries on the store against the same facts as a graph in memory,
// also as of a time and valid on a day. What the store shows is worked out here
// from the list of facts.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "graphstore/query/testing/memory_graph.h"
#include "graphstore/query/testing/random_query.h"
#include "graphstore/query/testing/rendered_rows.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore::query {
namespace {

constexpr int kGraphs = 12;
constexpr int kQueriesPerView = 8;
constexpr char kDay[] = "2024-01-01";
constexpr char kBefore[] = "2019";

Vocabulary Words() {
  Vocabulary words;
  words.labels = {"person", "number"};
  words.types = {"r", "s"};
  words.number = "x";
  words.step_number = "mentions";
  words.names = {"A", "B", "C", "1"};
  words.order_elements = false;
  return words;
}

struct Said {
  int document = 0;
  std::string subject, relation, object;  // "=1": a number
  bool until_before = false;              // ended before kDay

  std::string Line() const {
    return absl::StrCat(subject, " | ", relation, " | ", object);
  }
};

struct Shown {
  bool valid_on_day = false;
  bool as_of_first_document = false;
};

class World {
 public:
  explicit World(uint64_t seed) : random_(seed, Words(), nullptr) {
    const int count = 2 + random_.Pick(8);
    for (int i = 0; i < count; ++i) {
      Said said;
      said.document = random_.Pick(2);
      said.subject = Name();
      said.relation = random_.Pick(4) == 0 ? "x" : random_.Pick(2) ? "r" : "s";
      // One number for each entity, so that the property is no list.
      said.object = said.relation == "x" ? NumberOf(said.subject)
                    : random_.Pick(6)    ? Name()
                                         : NumberOf(Name());
      said.until_before = random_.Pick(3) == 0;
      facts_.push_back(said);
    }
  }

  RandomText Query() { return random_.Make(); }

  std::unique_ptr<Store> MakeStore() const {
    absl::Time now = absl::UnixEpoch();
    StoreOptions options;
    options.clock = [&now] { return now; };
    std::unique_ptr<Store> store = Store::InMemory(options).value();
    for (int document = 0; document < 2; ++document) {
      now += absl::Hours(1);
      std::vector<const Said*> said;
      std::vector<std::string> lines;
      for (const Said& fact : facts_) {
        if (fact.document != document) continue;
        said.push_back(&fact);
        lines.push_back(fact.Line());
      }
      DocumentFacts made = MakeDocument(absl::StrCat("d", document), lines);
      for (size_t i = 0; i < said.size(); ++i) {
        if (said[i]->until_before) made.facts[i].valid_until = kBefore;
      }
      for (LocalEntity& entity : made.entities) {
        if (IsPerson(entity.name)) entity.type = "person";
      }
      EXPECT_OK(store->WriteDocument(made, {}));
    }
    return store;
  }

  MemoryGraph MakeGraph(const Shown& shown) const {
    MemoryGraph graph(/*index_names=*/true);
    std::map<std::string, uint64_t> nodes;
    for (const Said& said : facts_) {
      for (const std::string& name : {said.subject, said.object}) {
        if (nodes.count(name) == 0) nodes[name] = AddNode(name, shown, &graph);
      }
    }
    for (const auto& [key, mentions] : Statements()) {
      if (!Shows(mentions, shown)) continue;
      const auto& [subject, relation, object] = key;
      const int64_t known =
          std::count_if(mentions.begin(), mentions.end(),
                        [&](const Said* said) { return Known(*said, shown); });
      graph.AddRelationship(nodes[subject], nodes[object], relation,
                            {{"mentions", Value::Integer(known)}});
    }
    return graph;
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;

  std::string Name() { return std::string(1, "ABCD"[random_.Pick(4)]); }
  static std::string NumberOf(const std::string& name) {
    return absl::StrCat("=", (name[0] - 'A') % 3);
  }
  static bool IsPerson(const std::string& name) {
    return name == "A" || name == "C";
  }

  std::map<Key, std::vector<const Said*>> Statements() const {
    std::map<Key, std::vector<const Said*>> statements;
    for (const Said& said : facts_) {
      statements[{said.subject, said.relation, said.object}].push_back(&said);
    }
    return statements;
  }

  // Whether a statement with these mentions is a relationship.
  static bool Shows(const std::vector<const Said*>& mentions,
                    const Shown& shown) {
    return std::any_of(mentions.begin(), mentions.end(), [&](const Said* said) {
      return Known(*said, shown) &&
             (!said->until_before || !shown.valid_on_day);
    });
  }

  static bool Known(const Said& said, const Shown& shown) {
    return said.document == 0 || !shown.as_of_first_document;
  }

  uint64_t AddNode(const std::string& name, const Shown& shown,
                   MemoryGraph* graph) const {
    if (name[0] == '=') {
      return graph->AddNode({"number", "value"},
                            {{"name", Value::String(name.substr(1))}});
    }
    Map properties = {{"name", Value::String(name)}};
    for (const auto& [key, mentions] : Statements()) {
      if (std::get<0>(key) == name && std::get<1>(key) == "x" &&
          Shows(mentions, shown)) {
        properties["x"] = Value::Integer(std::get<2>(key)[1] - '0');
      }
    }
    if (!IsPerson(name)) return graph->AddNode({"entity"}, properties);
    return graph->AddNode({"person", "entity"}, properties);
  }

  RandomQuery random_;
  std::vector<Said> facts_;
};

std::vector<std::string> Answers(const RandomText& text, const GraphView& view,
                                 bool optimize) {
  const absl::StatusOr<PreparedQuery> query = Prepare(text.text);
  EXPECT_OK(query);
  if (!query.ok()) return {};
  const auto rows = AllRows(*query, view, RandomQuery::Parameters(), optimize);
  EXPECT_OK(rows);
  if (!rows.ok()) return {};
  return Render(view, ElementNames::kProperties, *rows, text.ordered);
}

TEST(StoreView, AnswersAsTheSameFactsInMemory) {
  for (uint64_t seed = 0; seed < kGraphs; ++seed) {
    World world(seed);
    const std::unique_ptr<Store> store = world.MakeStore();
    ASSERT_OK_AND_ASSIGN(const auto reader, store->Snapshot());
    for (const Shown& shown :
         {Shown{}, Shown{true, false}, Shown{false, true}, Shown{true, true}}) {
      StoreViewOptions options;
      if (shown.valid_on_day) options.valid_on = ParseDays(kDay)->first;
      if (shown.as_of_first_document) {
        ASSERT_OK_AND_ASSIGN(
            options.known, reader->KnownAt(absl::UnixEpoch() + absl::Hours(1)));
      }
      ASSERT_OK_AND_ASSIGN(const auto view, StoreView::Create(reader, options));
      const MemoryGraph graph = world.MakeGraph(shown);
      for (int i = 0; i < kQueriesPerView; ++i) {
        const RandomText text = world.Query();
        SCOPED_TRACE(absl::StrCat("seed ", seed, ", valid on ",
                                  shown.valid_on_day, ", as of ",
                                  shown.as_of_first_document, ": ", text.text));
        const auto expected = Answers(text, graph, /*optimize=*/true);
        EXPECT_EQ(Answers(text, *view, /*optimize=*/true), expected);
        EXPECT_EQ(Answers(text, *view, /*optimize=*/false), expected);
      }
    }
  }
}

}  // namespace
}  // namespace weft::graphstore::query
