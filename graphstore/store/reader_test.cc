#include "graphstore/store/reader.h"

#include <atomic>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancellation.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ReaderTest : public ::testing::Test {
 protected:
  void Add(const std::string& id, const std::vector<std::string>& lines) {
    Add(MakeDocument(id, lines));
  }
  void Add(const DocumentFacts& document) {
    ASSERT_OK(store_->WriteDocument(document, {}));
    reader_ = store_->Snapshot().value();
  }
  std::vector<std::string> Facts(const FactFilter& filter) {
    return Lines(AllFacts(*reader_, filter));
  }
  NodeId Id(const std::string& name) {
    const auto ids = reader_->FindEntities(name).value();
    return ids.empty() ? NodeId() : ids[0];
  }

  std::unique_ptr<Store> store_ = EmptyStore();
  std::shared_ptr<const Reader> reader_ = store_->Snapshot().value();
};

TEST_F(ReaderTest, FiltersCombine) {
  Add("1", {"Acme | buy | Bolt", "Acme | sell | Bolt", "Cog | buy | Bolt"});
  Add("2", {"Acme | buy | Cog"});
  struct Case {
    FactFilter filter;
    std::vector<std::string> lines;
  };
  FactFilter subject, relation, object, document, all, other;
  subject.subject = "acme";
  relation.relation = "buy";
  object.object = "BOLT";
  document.document = "2";
  all.subject = "Acme";
  all.relation = "buy|sell";
  all.object = "Bolt";
  all.document = "1";
  other.subject = "Nobody";
  EXPECT_THAT(Facts(subject),
              UnorderedElementsAre("Acme | buy | Bolt", "Acme | sell | Bolt",
                                   "Acme | buy | Cog"));
  EXPECT_THAT(Facts(relation),
              UnorderedElementsAre("Acme | buy | Bolt", "Cog | buy | Bolt",
                                   "Acme | buy | Cog"));
  EXPECT_THAT(Facts(object),
              UnorderedElementsAre("Acme | buy | Bolt", "Acme | sell | Bolt",
                                   "Cog | buy | Bolt"));
  EXPECT_THAT(Facts(document), ElementsAre("Acme | buy | Cog"));
  EXPECT_THAT(Facts(all),
              ElementsAre("Acme | buy | Bolt", "Acme | sell | Bolt"));
  EXPECT_THAT(Facts(other), IsEmpty());
  document.document = "3";
  EXPECT_THAT(Facts(document), IsEmpty());
}

TEST_F(ReaderTest, ObjectMayBeAValueInAnySpelling) {
  Add("1", {"Acme | fall | =17%", "Acme | be | =Language  Model",
            "Acme | start | =2025-01-20", "Acme | be | =chatbot",
            "Acme | be | =Chatbot"});
  FactFilter filter;
  filter.object = "17%";
  EXPECT_THAT(Facts(filter), ElementsAre("Acme | fall | 17%"));
  filter.object = "the language-model";
  EXPECT_THAT(Facts(filter), ElementsAre("Acme | be | Language  Model"));
  filter.object = "2025-01-20";
  EXPECT_THAT(Facts(filter), ElementsAre("Acme | start | 2025-01-20"));
  filter.object = "CHATBOT";
  EXPECT_THAT(Facts(filter), UnorderedElementsAre("Acme | be | chatbot",
                                                  "Acme | be | Chatbot"));
}

TEST_F(ReaderTest, TimeIsThatOfTheFactElseOfTheDocument) {
  DocumentFacts document = MakeDocument(
      "1", {"A | buy | B", "A | sell | B", "A | own | B", "A | see | B"});
  document.published = "2025-03-10";
  document.facts[1].valid_from = document.facts[1].valid_until = "2024";
  document.facts[2].valid_from = "2026-01-05";
  document.facts[3].valid_until = "2023-12";
  Add(document);
  DocumentFacts undated = MakeDocument("2", {"A | hear | B"});
  Add(undated);
  const auto between = [&](const std::string& since, const std::string& until) {
    FactFilter filter;
    filter.since = since;
    filter.until = until;
    return Facts(filter);
  };
  EXPECT_THAT(between("2025-03-10", "2025-03-10"), ElementsAre("A | buy | B"));
  EXPECT_THAT(between("2025-03-11", "2025-12-31"), IsEmpty());
  EXPECT_THAT(between("2024-12-31", "2024-12-31"), ElementsAre("A | sell | B"));
  EXPECT_THAT(between("2026", ""), ElementsAre("A | own | B"));
  EXPECT_THAT(between("", "2023"), ElementsAre("A | see | B"));
  FactFilter bad;
  bad.since = "soon";
  EXPECT_THAT(reader_->ListFacts(bad, {}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("soon")));
}

TEST_F(ReaderTest, PageTokenIsBoundToItsRequest) {
  Add("1", {"A | buy | B", "A | sell | B"});
  ASSERT_OK_AND_ASSIGN(const FactPage page, reader_->ListFacts({}, {1, ""}));
  EXPECT_THAT(page.facts, SizeIs(1));
  FactFilter other;
  other.subject = "A";
  EXPECT_THAT(reader_->ListFacts(other, {1, page.next_token}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("another request")));
  EXPECT_THAT(reader_->ListFacts({}, {1, "?"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK_AND_ASSIGN(const FactPage last,
                       reader_->ListFacts({}, {1, page.next_token}));
  EXPECT_THAT(last.facts, SizeIs(1));
  EXPECT_EQ(last.next_token, "");  // exactly full, and the last
}

TEST_F(ReaderTest, PagesMayEndWithinAStatement) {
  for (int i = 0; i < 5; ++i) {
    Add(std::to_string(i), {"A | buy | B", "A | sell | B"});
  }
  for (const size_t size : {1, 2, 3, 9, 10, 11}) {
    EXPECT_THAT(AllFacts(*reader_, {}, size), SizeIs(10)) << size;
  }
}

TEST_F(ReaderTest, RelationPatterns) {
  Add("1", {"A | stock fall | B", "A | stock rise | B", "A | buy | B",
            "A | say|it | B"});
  DocumentFacts odd = MakeDocument("2", {"A | x | B", "A | y | B"});
  odd.facts[0].relation = "has_tag*";
  odd.facts[1].relation = "a|b";
  Add(odd);
  const auto names = [&](const std::string& pattern) {
    std::vector<std::string> found;
    const RelationFilter filter = reader_->ResolveRelations(pattern).value();
    if (filter.any) return std::vector<std::string>{"any"};
    for (const RelationId id : filter.ids) {
      found.push_back(reader_->RelationName(id).value());
    }
    return found;
  };
  EXPECT_THAT(names(""), ElementsAre("any"));
  EXPECT_THAT(names("*"), ElementsAre("any"));
  EXPECT_THAT(names("buy"), ElementsAre("buy"));
  EXPECT_THAT(names("nothing"), IsEmpty());
  EXPECT_THAT(names("buy | stock-fall"),
              UnorderedElementsAre("buy", "stock fall"));
  EXPECT_THAT(names("stock*"),
              UnorderedElementsAre("stock fall", "stock rise"));
  EXPECT_THAT(names("stock-*"),
              UnorderedElementsAre("stock fall", "stock rise"));
  EXPECT_THAT(names("has_tag\\*"), ElementsAre("has_tag*"));
  EXPECT_THAT(names("a\\|b"), ElementsAre("a|b"));
}

TEST_F(ReaderTest, SearchRanksExactPrefixWordFuzzy) {
  Add("1", {"Carmen Diaz | meet | Diaz Holding", "Diaz | leave |",
            "Diez | come |", "Acme | buy | Bolt"});
  const auto names = [&](const std::string& text, SearchOptions options = {}) {
    std::vector<std::string> found;
    const auto matches = reader_->SearchEntities(text, options).value();
    for (const EntityMatch& match : matches) {
      found.push_back(match.entity.name);
    }
    return found;
  };
  EXPECT_THAT(names("diaz"),
              ElementsAre("Diaz", "Diaz Holding", "Carmen Diaz", "Diez"));
  EXPECT_THAT(names("carmen"), ElementsAre("Carmen Diaz"));
  EXPECT_THAT(names("holding"), ElementsAre("Diaz Holding"));
  EXPECT_THAT(names("Carmne Diaz"), ElementsAre("Carmen Diaz"));
  EXPECT_THAT(names("akme"), ElementsAre("Acme"));
  EXPECT_THAT(names("zzz"), IsEmpty());
  EXPECT_THAT(names(""), IsEmpty());
  SearchOptions strict;
  strict.fuzzy = false;
  EXPECT_THAT(names("akme", strict), IsEmpty());
  SearchOptions one;
  one.limit = 1;
  EXPECT_THAT(names("diaz", one), ElementsAre("Diaz"));
  SearchOptions typed;
  typed.type = "person";
  EXPECT_THAT(names("diaz", typed), IsEmpty());
}

// More names than a trigram that counts as rare may have.
TEST_F(ReaderTest, SearchFindsOneAmongVeryManyAlike) {
  std::vector<std::string> lines = {"Microsoft Thing | exist |"};
  for (int i = 0; i < 2100; ++i) {
    lines.push_back("Common Thing " + std::to_string(i) + " | exist |");
  }
  Add("1", lines);
  for (const auto& [text, name] :
       {std::pair("comon thing 1234", "Common Thing 1234"),
        std::pair("microsfot thing", "Microsoft Thing")}) {
    const auto matches = reader_->SearchEntities(text, {}).value();
    ASSERT_FALSE(matches.empty());
    EXPECT_EQ(matches[0].entity.name, name);
    EXPECT_EQ(matches[0].distance, 1);
  }
}

TEST_F(ReaderTest, NeighborsGoOutThenIn) {
  Add("1", {"Acme | buy | Bolt | 0.9", "Cog | sue | Acme | 0.3",
            "Acme | not own | Dot", "Acme | fall | =17%", "Acme | rest |"});
  const auto lines = [&](const EdgeFilter& filter, size_t size) {
    std::vector<std::string> found;
    PageRequest page{size, ""};
    do {
      const NeighborPage next =
          reader_->Neighbors(Id("Acme"), filter, page).value();
      for (const Neighbor& neighbor : next.neighbors) {
        found.push_back((neighbor.outgoing ? "> " : "< ") +
                        neighbor.statement.relation + " " + neighbor.node.text);
      }
      page.token = next.next_token;
    } while (!page.token.empty());
    return found;
  };
  for (const size_t size : {1, 2, 3, 100}) {
    EXPECT_THAT(lines({}, size),
                ElementsAre("> buy Bolt", "> fall 17%", "< sue Cog"));
  }
  EdgeFilter out, confident, negated, relation;
  out.direction = Direction::kOut;
  EXPECT_THAT(lines(out, 10), ElementsAre("> buy Bolt", "> fall 17%"));
  confident.min_confidence = 0.5;
  EXPECT_THAT(lines(confident, 10), ElementsAre("> buy Bolt", "> fall 17%"));
  negated.include_negated = true;
  EXPECT_THAT(lines(negated, 10), SizeIs(4));
  relation.relations = reader_->ResolveRelations("sue|buy").value();
  EXPECT_THAT(lines(relation, 10), ElementsAre("> buy Bolt", "< sue Cog"));
  relation.relations = reader_->ResolveRelations("nothing").value();
  EXPECT_THAT(lines(relation, 10), IsEmpty());
}

TEST_F(ReaderTest, VisitEdgesSkipsWhatItIsToldTo) {
  Add("1", {"A | r1 | C", "A | r2 | D", "B | r1 | C", "B | r2 | D"});
  const std::vector<NodeId> nodes = {Id("A"), Id("B")};
  for (const char* pattern : {"", "r1|r2"}) {
    EdgeFilter filter;
    filter.direction = Direction::kOut;
    filter.relations = reader_->ResolveRelations(pattern).value();
    std::vector<size_t> seen;
    ASSERT_OK(reader_->VisitEdges(nodes, filter,
                                  [&](size_t i, const Edge&, bool outgoing) {
                                    EXPECT_TRUE(outgoing);
                                    seen.push_back(i);
                                    return i != 0;
                                  }));
    EXPECT_THAT(seen, ElementsAre(0, 1, 1));
  }
}

TEST_F(ReaderTest, DegreesCountStatements) {
  Add("1", {"A | buy | B", "A | buy | C", "A | sell | B", "B | buy | A",
            "A | fall | =17%", "B | fall | =17%", "A | be | =long string"});
  const RelationId buy = reader_->ResolveRelations("buy")->ids[0];
  EXPECT_EQ(reader_->Degree(Id("A"), Direction::kOut).value(), 5u);
  EXPECT_EQ(reader_->Degree(Id("A"), Direction::kIn).value(), 1u);
  EXPECT_EQ(reader_->Degree(Id("A"), Direction::kBoth).value(), 6u);
  EXPECT_EQ(reader_->Degree(Id("A"), Direction::kOut, buy).value(), 2u);
  EXPECT_EQ(reader_->Degree(Id("A"), Direction::kBoth, buy).value(), 3u);
  const NodeId percent = reader_->FindNodes("17%")->at(0);
  EXPECT_EQ(reader_->Degree(percent, Direction::kIn).value(), 2u);
  EXPECT_EQ(reader_->Degree(percent, Direction::kOut).value(), 0u);
}

TEST_F(ReaderTest, ListsEntitiesDocumentsAndRelations) {
  Add("b", {"A | buy | B"});
  Add("a", {"A | sell | C"});
  std::vector<std::string> documents, entities, relations;
  PageRequest page{1, ""};
  do {
    const DocumentPage next = reader_->ListDocuments(page).value();
    ASSERT_THAT(next.documents, SizeIs(1));
    documents.push_back(next.documents[0].id);
    page.token = next.next_token;
  } while (!page.token.empty());
  page = {2, ""};
  do {
    const EntityPage next = reader_->ListEntities(page).value();
    for (const Entity& entity : next.entities) entities.push_back(entity.name);
    page.token = next.next_token;
  } while (!page.token.empty());
  const auto all_relations = reader_->ListRelations().value();
  for (const RelationInfo& relation : all_relations) {
    relations.push_back(relation.name);
  }
  EXPECT_THAT(documents, ElementsAre("a", "b"));
  EXPECT_THAT(entities, ElementsAre("A", "B", "C"));
  EXPECT_THAT(relations, ElementsAre("buy", "sell"));
}

TEST_F(ReaderTest, FindsRelationsByTheirExactName) {
  Add("1", {"A | stock-fall by | B", "C | stock-fall by | D"});
  ASSERT_OK_AND_ASSIGN(const auto found,
                       reader_->FindRelation("stock-fall by"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "stock-fall by");
  EXPECT_EQ(found->statement_count, 2u);
  EXPECT_EQ(reader_->RelationName(found->id).value(), "stock-fall by");
  for (const char* other : {"stock fall by", "stock-fall", "", "*"}) {
    EXPECT_FALSE(reader_->FindRelation(other).value().has_value()) << other;
  }
}

TEST_F(ReaderTest, EvidenceAndEdges) {
  Add("1", {"A | buy | B"});
  Add("2", {"A | buy | B", "A | sell | B"});
  std::vector<Edge> edges;
  ASSERT_OK(reader_->VisitAllEdges([&](const Edge& edge) {
    edges.push_back(edge);
    return true;
  }));
  ASSERT_THAT(edges, SizeIs(2));
  EXPECT_THAT(reader_->Evidence(edges[0].statement, 10).value(), SizeIs(2));
  EXPECT_THAT(reader_->Evidence(edges[0].statement, 1).value(), SizeIs(1));
  EXPECT_EQ(Line(reader_->GetStatement(edges[1].statement).value()),
            "A | sell | B");
  EXPECT_THAT(reader_->GetStatements(edges).value(), SizeIs(2));
  EXPECT_THAT(reader_->GetStatement(StatementId(99)),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->Evidence(StatementId(99), 1),
              StatusIs(absl::StatusCode::kNotFound));
}

// A filter that leaves everything out has to look at everything.
TEST_F(ReaderTest, AListingWithAFilterEndsWhenItsCallerDoes) {
  std::vector<std::string> lines;
  for (int i = 0; i < 300; ++i) {
    lines.push_back(absl::StrCat("Hub | knows | Spoke ", i));
  }
  Add("hub", lines);
  Cancellation cancellation;
  const PageRequest page{10, "", &cancellation};
  FactFilter facts, of_document;
  facts.min_sources = of_document.min_sources = 2;
  of_document.document = "hub";
  EdgeFilter edges;
  edges.min_sources = 2;
  const auto listed = [&](const FactFilter& filter) {
    return reader_->ListFacts(filter, page).status();
  };
  EXPECT_OK(listed(facts));
  EXPECT_OK(reader_->Neighbors(Id("Hub"), edges, page));
  cancellation.Cancel();
  EXPECT_THAT(listed(facts), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(listed(of_document), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(reader_->Neighbors(Id("Hub"), edges, page),
              StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(ReaderTest, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(reader_->GetEntity(NodeId::Entity(9)),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->GetDocument("x"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->DocumentText(std::string(5000, 'x')),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->GetNodes({NodeId::Entity(9)}),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->RelationName(RelationId(9)),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(reader_->FindNodes("").value(), IsEmpty());
}

// Every version holds the same two statements about one entity or none: no
// reader may see one of them alone.
TEST_F(ReaderTest, ReadersSeeWholeDocumentsWhileOneWrites) {
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 60; ++i) {
      EXPECT_OK(store_->WriteDocument(
          MakeDocument("1", {"A | buy | B" + std::to_string(i),
                             "A | sell | B" + std::to_string(i)}),
          {}));
      if (i % 5 != 4) continue;
      EXPECT_OK(store_->DeleteDocument("1"));
    }
    done = true;
  });
  const auto read = [&] {
    while (!done) {
      const auto reader = store_->Snapshot().value();
      const auto facts = AllFacts(*reader, {}, 1);
      EXPECT_TRUE(facts.empty() || facts.size() == 2);
      if (facts.size() == 2) {
        EXPECT_EQ(facts[0].statement.object.text,
                  facts[1].statement.object.text);
      }
    }
  };
  std::thread other(read);
  read();
  writer.join();
  other.join();
}

}  // namespace
}  // namespace weft::graphstore
