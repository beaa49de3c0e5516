#include "graphstore/query/store_view.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/query/engine.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::string Text(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kBoolean:
      return value.boolean() ? "true" : "false";
    case ValueKind::kInteger:
      return absl::StrCat(value.integer());
    case ValueKind::kFloat:
      return absl::StrCat(value.floating());
    case ValueKind::kString:
      return value.string();
    case ValueKind::kList:
      return absl::StrCat(
          "[",
          absl::StrJoin(value.list(), ", ",
                        [](std::string* out, const Value& item) {
                          absl::StrAppend(out, Text(item));
                        }),
          "]");
    case ValueKind::kMap:
      return absl::StrCat("{",
                          absl::StrJoin(value.map(), ", ",
                                        [](std::string* out, const auto& item) {
                                          absl::StrAppend(out, item.first, ": ",
                                                          Text(item.second));
                                        }),
                          "}");
    default:
      return "?";
  }
}

class StoreViewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    StoreOptions options;
    options.clock = [this] { return now_; };
    store_ = Store::InMemory(options).value();
  }

  void Add(const std::string& id, const std::vector<std::string>& lines) {
    ASSERT_OK(store_->WriteDocument(MakeDocument(id, lines), {}));
  }

  // "column | column" a row.
  std::vector<std::string> Rows(const std::string& text, bool optimize = true) {
    auto reader = store_->Snapshot();
    EXPECT_OK(reader);
    auto view = StoreView::Create(*reader, shown_);
    EXPECT_OK(view);
    auto query = Prepare(text);
    EXPECT_OK(query);
    std::vector<std::string> rows;
    RunOptions options;
    options.optimize = optimize;
    EXPECT_OK(query::Run(*query, **view, options,
                         [&](absl::Span<const Value> values) {
                           std::vector<std::string> cells;
                           for (const Value& value : values) {
                             cells.push_back(Text(*Resolve(**view, value)));
                           }
                           rows.push_back(absl::StrJoin(cells, " | "));
                           return true;
                         }));
    return rows;
  }

  absl::Time now_ = absl::UnixEpoch() + absl::Hours(1);
  std::unique_ptr<Store> store_;
  StoreViewOptions shown_;
};

TEST_F(StoreViewTest, FindsEntitiesByNameAndFollowsRelationsByName) {
  Add("d1", {"Acme | stock-fall by | =17%", "Acme | buy | Bolt",
             "Bolt | make | Screws"});
  EXPECT_THAT(Rows("MATCH (a {name: 'Acme'})-[:buy]->(b)-[:make]->(c) "
                   "RETURN b.name, c.name"),
              ElementsAre("Bolt | Screws"));
  EXPECT_THAT(Rows("MATCH (a {name: 'Acme'})-[:`stock-fall by`]->(v:Percent) "
                   "RETURN v.name, v.value, labels(v)"),
              ElementsAre("17% | 17 | [percent, value]"));
  EXPECT_THAT(Rows("MATCH (a)-[r]->(b:Entity) RETURN a.name, type(r), b.name "
                   "ORDER BY b.name"),
              ElementsAre("Acme | buy | Bolt", "Bolt | make | Screws"));
}

TEST_F(StoreViewTest, LabelsAreTypesHoweverTheyAreWritten) {
  DocumentFacts document = MakeDocument("d1", {"Acme | sell | Tern"});
  for (LocalEntity& entity : document.entities) {
    entity.type = entity.name == "Acme" ? "organization" : "work of art";
  }
  ASSERT_OK(store_->WriteDocument(document, {}));
  for (const char* label :
       {"organization", "Organization", "ORGANIZATION", "entity"}) {
    EXPECT_THAT(Rows(absl::StrCat("MATCH (n:", label,
                                  ")-[:sell]->() RETURN n.name, labels(n)")),
                ElementsAre("Acme | [organization, entity]"))
        << label;
    EXPECT_THAT(Rows(absl::StrCat("MATCH (n:", label, " {name: 'Acme'}) ",
                                  "RETURN n.name")),
                ElementsAre("Acme"));
  }
  EXPECT_THAT(Rows("MATCH (n:WorkOfArt) RETURN n.name"), ElementsAre("Tern"));
  EXPECT_THAT(Rows("MATCH (n:work_of_art) RETURN n.name"), ElementsAre("Tern"));
  EXPECT_THAT(Rows("MATCH (n:`work of art`) RETURN n.name"),
              ElementsAre("Tern"));
  EXPECT_THAT(Rows("MATCH (n:person) RETURN n.name"), IsEmpty());
}

TEST_F(StoreViewTest, TheNameIsTheCanonicalOneToTheLetter) {
  Add("d1", {"Acme | buy | Bolt"});
  EXPECT_THAT(Rows("MATCH (a {name: 'acme'}) RETURN a.name"), IsEmpty());
  EXPECT_THAT(Rows("MATCH (a) WHERE toLower(a.name) = 'acme' RETURN a.name"),
              ElementsAre("Acme"));
}

TEST_F(StoreViewTest, LiteralFactsArePropertiesToo) {
  Add("d1", {"Acme | employ | =500", "Acme | be | =a maker of screws",
             "Acme | found on | =1999-05-06", "Acme | grow | =17%",
             "Acme | grow | =18%", "Acme | not pay | =5"});
  EXPECT_THAT(Rows("MATCH (a {name: 'Acme'}) RETURN a.employ, a.be, "
                   "a.`found on`, a.`found on`.year, a.pay"),
              ElementsAre("500 | a maker of screws | 1999-05-06 | 1999 | "
                          "null"));
  EXPECT_THAT(Rows("MATCH (a {name: 'Acme'}) UNWIND a.grow AS g RETURN g "
                   "ORDER BY g"),
              ElementsAre("17", "18"));
  EXPECT_THAT(Rows("MATCH (a {name: 'Acme'}) RETURN keys(a)"),
              ElementsAre("[aliases, be, documents, employ, found on, grow, "
                          "mentions, name]"));
}

TEST_F(StoreViewTest, EveryKindOfValueIsFoundByItsName) {
  Add("d1",
      {"A | r | =17%", "A | r | =5", "A | r | =2025-01-20", "A | r | =short",
       "A | r | =a longer Text, with Case", "A | r | =2.5"});
  const std::vector<std::string> names =
      Rows("MATCH (:Entity)-->(v:Value) RETURN v.name");
  ASSERT_EQ(names.size(), 6u);
  for (const std::string& name : names) {
    EXPECT_THAT(
        Rows(absl::StrCat("MATCH (v {name: '", name, "'}) RETURN v.name")),
        ElementsAre(name));
  }
}

TEST_F(StoreViewTest, RelationshipsCarryTheirEvidence) {
  Add("d1", {"Acme | buy | Bolt | 0.4"});
  Add("d2", {"Acme | buy | Bolt | 0.8", "Acme | not buy | Nut"});
  EXPECT_THAT(Rows("MATCH ({name: 'Acme'})-[r:buy]->(b) WHERE NOT r.negated "
                   "RETURN b.name, r.mentions, r.document, r.documents, "
                   "r.confidence > 0.7"),
              ElementsAre("Bolt | 2 | d2 | [d1, d2] | true"));
  EXPECT_THAT(Rows("MATCH ()-[r:buy {negated: true}]->(b) RETURN b.name"),
              ElementsAre("Nut"));
  EXPECT_THAT(Rows("MATCH ()-[r]->({name: 'Bolt'}) RETURN r.sentence, "
                   "size(r.evidence)"),
              ElementsAre(HasSubstr("Acme")));
}

TEST_F(StoreViewTest, StatementsWithoutAnObjectEndInNodesOfTheirOwn) {
  Add("d1", {"Acme | collapse | ", "Bolt | collapse | "});
  EXPECT_THAT(
      Rows("MATCH (a)-[:collapse]->(n) RETURN a.name, labels(n), "
           "n.name ORDER BY a.name"),
      ElementsAre("Acme | [nothing] | null", "Bolt | [nothing] | null"));
  EXPECT_THAT(Rows("MATCH (n:Nothing)<-[r]-(a) RETURN a.name"),
              UnorderedElementsAre("Acme", "Bolt"));
  EXPECT_THAT(Rows("MATCH ({name: 'Acme'})-[*2]-(b) RETURN b"), IsEmpty());
}

TEST_F(StoreViewTest, ALoopComesOnceInBothDirections) {
  Add("d1", {"Acme | sue | Acme"});
  EXPECT_THAT(Rows("MATCH (a)-[r]-(b) RETURN a.name, b.name"),
              ElementsAre("Acme | Acme"));
}

TEST_F(StoreViewTest, PathsAndElementsAreWrittenOut) {
  Add("d1", {"A | r | B"});
  EXPECT_THAT(Rows("MATCH p = ({name: 'A'})-[r]->(b) RETURN p"),
              ElementsAre(::testing::AllOf(
                  HasSubstr("nodes: [{id: 1, labels: [entity], name: A"),
                  HasSubstr("relationships: [{end: 2, id: 1"),
                  HasSubstr("start: 1, type: r}]"))));
}

TEST_F(StoreViewTest, ShowsWhatHeldOnADayOrWasKnownByATime) {
  DocumentFacts old = MakeDocument(
      "d1", {"Acme | own | Bolt", "Acme | earn | =5", "Acme | close | "});
  for (auto& fact : old.facts) fact.valid_until = "2019";
  ASSERT_OK(store_->WriteDocument(old, {}));
  now_ += absl::Hours(1);
  Add("d2", {"Acme | own | Cog", "Bolt | own | Cog", "Acme | open | "});
  const std::string ways =
      "MATCH (a)-[:own]->(b) RETURN a.name, b.name ORDER BY a.name, b.name";
  const std::string count = "MATCH (a {name: 'Acme'})-[]->(b) RETURN count(*)";
  const std::string nothing =
      "MATCH (n:nothing)<-[r]-(a) RETURN type(r) ORDER BY type(r)";
  const std::string property = "MATCH (a {name: 'Acme'}) RETURN a.earn";
  EXPECT_THAT(Rows(ways),
              ElementsAre("Acme | Bolt", "Acme | Cog", "Bolt | Cog"));
  EXPECT_THAT(Rows(count), ElementsAre("5"));
  EXPECT_THAT(Rows(nothing), ElementsAre("close", "open"));
  EXPECT_THAT(Rows(property), ElementsAre("5"));

  shown_.valid_on = ParseDays("2024-01-01")->first;
  EXPECT_THAT(Rows(ways), ElementsAre("Acme | Cog", "Bolt | Cog"));
  EXPECT_THAT(Rows(count), ElementsAre("2"));
  EXPECT_THAT(Rows(nothing), ElementsAre("open"));
  EXPECT_THAT(Rows(property), ElementsAre("null"));

  shown_ = {};
  shown_.known = store_->Snapshot()
                     .value()
                     ->KnownAt(absl::UnixEpoch() + absl::Hours(1))
                     .value();
  EXPECT_THAT(Rows(ways), ElementsAre("Acme | Bolt"));
  EXPECT_THAT(Rows(count), ElementsAre("3"));
  EXPECT_THAT(Rows(nothing), ElementsAre("close"));
  EXPECT_THAT(Rows(property), ElementsAre("5"));
}

TEST_F(StoreViewTest, ShowsOfEvidenceWhatWasKnown) {
  DocumentFacts first = MakeDocument("a", {"Ann | be ceo of | Acme"});
  first.facts[0].valid_from = "2015";
  first.facts[0].confidence = 0.5f;
  ASSERT_OK(store_->WriteDocument(first, {}));
  const absl::Time then = now_;
  now_ += absl::Hours(1);
  DocumentFacts later =
      MakeDocument("b", {"Ann | be ceo of | Acme", "Bob | be ceo of | Acme"});
  later.facts[1].valid_from = "2022-03";
  ASSERT_OK(store_->WriteDocument(later, {}));
  const std::string query =
      "MATCH (:entity {name: 'Ann'})-[r]->() WHERE r.confidence > 0.4 RETURN "
      "r.mentions, r.documents, r.confidence, r.ended, r.ended_by";
  EXPECT_THAT(Rows(query), ElementsAre("2 | [a, b] | 1 | 2022-02-28 | b"));
  shown_.known = store_->Snapshot().value()->KnownAt(then).value();
  EXPECT_THAT(Rows(query), ElementsAre("1 | [a] | 0.502 | null | null"));
}

TEST_F(StoreViewTest, PlansAgreeWithTheirSlowTwin) {
  Add("d1", {"A | r | B", "B | r | C", "C | s | A", "A | s | =5", "C | t | ",
             "D | r | =5", "A | r | A"});
  for (const char* query :
       {"MATCH (n) RETURN n ORDER BY n",
        "MATCH (n:Entity)-[r]-(m) RETURN n, type(r), m ORDER BY id(r), n, m",
        "MATCH (a {name: 'A'})-[*1..3]->(b) RETURN b ORDER BY b",
        "MATCH (a)-[:r]->(b), (c)-[:s]->(b) RETURN a, b, c ORDER BY a, b, c",
        "MATCH (a)-[:r]->(b)-[:r]->(c)-[:s]->(d) RETURN count(*)",
        "MATCH (a)-[:s]->(b)<-[:r]-(c) RETURN b, count(*) ORDER BY b",
        "MATCH (a)--(b:number)--(c) RETURN count(*)",
        "MATCH (a)<-[:r]-(b)-[:t]->(n:nothing) RETURN a, count(n) ORDER BY a",
        "MATCH (v {name: '5'})<--(a) RETURN a ORDER BY a",
        "MATCH (a) WHERE NOT (a)-[:r]->() RETURN a ORDER BY a",
        "MATCH (a)-[:r]->(b)-[:s]->(c) RETURN count(*)",
        "MATCH (a)-[:r]->(b) RETURN a, count(b) ORDER BY a",
        "MATCH (a)<-[:t|s]-(b) RETURN a, count(*) ORDER BY a",
        "MATCH (a)-[:t]->(b)<-[]-(c) RETURN count(*)",
        "MATCH (a)-[*1..4]-(b) RETURN DISTINCT a, b ORDER BY a, b",
        "MATCH (a)-[:none]->(b) RETURN count(*)",
        "MATCH p = shortestPath((a {name: 'D'})-[*]-(b {name: 'C'})) "
        "RETURN length(p)"}) {
    EXPECT_EQ(Rows(query, true), Rows(query, false)) << query;
  }
}

// Asked again and again, so that degrees come to be kept; then a document goes,
// two entities become one, and a day is asked for.
TEST_F(StoreViewTest, CountsAgreeWithTheirSlowTwinOnceDegreesAreKept) {
  const char* kObjects[] = {"=5", "=17%", ""};
  const char* kRelations[] = {"r", "s", "t", "not r"};
  std::mt19937 random(11);
  const auto name = [&] { return absl::StrCat("N", random() % 30); };
  for (int document = 0; document < 3; ++document) {
    std::vector<std::string> lines;
    for (int i = 0; i < 50; ++i) {
      lines.push_back(
          absl::StrCat(name(), " | ", kRelations[random() % 4], " | ",
                       random() % 6 == 0 ? kObjects[random() % 3] : name(),
                       " | 0.", 1 + random() % 9));
    }
    DocumentFacts facts = MakeDocument(absl::StrCat("d", document), lines);
    for (auto& fact : facts.facts) {
      if (random() % 3 == 0) fact.valid_until = "2019";
    }
    ASSERT_OK(store_->WriteDocument(facts, {}));
  }
  const auto compare = [&] {
    for (const char* query :
         {"(a)-[:r]->(b)-[:s]->(c)", "(a)-[:r]->(b)-[:r]->(c)",
          "(a)-[:r]->(b)<-[:s]-(c)", "(a)<-[:r]-(b)-[:s]->(c)",
          "(a)-[:r]-(b)-[:s]-(c)", "(a)-[:r|s]->(b)-[:t]->(c)",
          "(a)-[:r|s]->(b)-[:s|t]->(c)", "(a)-[:r]->(b)-[]->(c)",
          "(a)-[:r]->(b)-[:s]->(c)-[:t]->(d)", "(a)-[:r]->(b:entity)-[:s]->(c)",
          "(a)-[:r]->(b:number)", "(a)-[:s]->(b {name: 'N3'})-[:t]->(c)"}) {
      for (const char* result :
           {"count(*)", "b, count(*) ORDER BY b", "a, count(b) ORDER BY a"}) {
        const std::string text =
            absl::StrCat("MATCH ", query, " RETURN ", result);
        const std::vector<std::string> expected = Rows(text, false);
        for (int times = 0; times < 3; ++times) {
          ASSERT_EQ(Rows(text, true), expected) << text;
        }
      }
    }
  };
  compare();
  ASSERT_OK(store_->DeleteDocument("d1").status());
  compare();
  const EntityPage page = store_->Snapshot().value()->ListEntities({}).value();
  ASSERT_OK(store_->MergeEntities(page.entities[0].id, page.entities[1].id));
  compare();
  shown_.valid_on = ParseDays("2024-01-01")->first;
  compare();
}

}  // namespace
}  // namespace weft::graphstore::query
