// The two times of an edge, from document to filter: when it holds, as far as
// documents say, and when it was recorded.
#include <set>
#include <string>
#include <vector>

#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

absl::Time Hour(int hour) { return absl::UnixEpoch() + absl::Hours(hour); }

class TimeFilter : public ::testing::Test {
 protected:
  TimeFilter() {
    StoreOptions options;
    options.clock = [this] { return now_; };
    store_ = Store::InMemory(options).value();
  }

  // One fact of "Acme", with the time of its mention.
  void Write(const std::string& id, const std::string& line,
             const std::string& from, const std::string& until) {
    DocumentFacts document = MakeDocument(id, {line});
    document.facts[0].valid_from = from;
    document.facts[0].valid_until = until;
    ASSERT_OK(store_->WriteDocument(document, {}));
  }

  // What Acme has to do with, by the filter, in two ways of asking.
  std::set<std::string> Neighbors(const EdgeFilter& filter) {
    const auto reader = store_->Snapshot().value();
    const NodeId acme = reader->FindEntities("Acme").value()[0];
    std::set<std::string> names, walked;
    const NeighborPage page =
        reader->Neighbors(acme, filter, PageRequest()).value();
    for (const Neighbor& neighbor : page.neighbors) {
      names.insert(neighbor.node.text);
    }
    EXPECT_OK(reader->VisitEdges(
        {acme}, filter, [&](size_t, const Edge& edge, bool outgoing) {
          const NodeId other = outgoing ? edge.object : edge.subject;
          walked.insert(reader->GetNodes({other}).value()[0].text);
          return true;
        }));
    EXPECT_EQ(walked, names);
    return names;
  }

  // The same for what was known at `time`.
  std::set<std::string> Known(absl::Time time, const std::string& day = "") {
    EdgeFilter filter;
    if (!day.empty()) filter.valid_on = ParseDays(day)->first;
    filter.set_known_by(store_->Snapshot().value()->KnownAt(time).value());
    return Neighbors(filter);
  }

  std::set<std::string> On(const std::string& day) {
    EdgeFilter filter;
    filter.valid_on = ParseDays(day)->first;
    return Neighbors(filter);
  }

  absl::Time now_ = Hour(1);
  std::unique_ptr<Store> store_;
};

TEST_F(TimeFilter, WhatIsKeptOfSeveralMentionsFollowsCommits) {
  Write("1", "Acme | own | Bolt", "2019", "2019");
  Write("2", "Acme | own | Bolt", "2021", "2021");
  const auto old = store_->Snapshot().value();
  for (int again = 0; again < 2; ++again) {
    EXPECT_THAT(On("2019-05-01"), ElementsAre("Bolt"));
    EXPECT_THAT(On("2020-05-01"), IsEmpty());
    EXPECT_THAT(On("2021-05-01"), ElementsAre("Bolt"));
  }
  Write("3", "Acme | own | Bolt", "2020", "2020");
  EXPECT_THAT(On("2020-05-01"), ElementsAre("Bolt"));
  ASSERT_OK(store_->DeleteDocument("3").status());
  EXPECT_THAT(On("2020-05-01"), IsEmpty());
  EXPECT_THAT(On("2021-05-01"), ElementsAre("Bolt"));
  ASSERT_OK(store_->DeleteDocument("2").status());
  EXPECT_THAT(On("2021-05-01"), IsEmpty());
  EdgeFilter filter;
  filter.valid_on = ParseDays("2021-05-01")->first;
  const NodeId acme = old->FindEntities("Acme").value()[0];
  EXPECT_EQ(old->CountEdges({acme}, filter).value()[0], 1u);
}

TEST_F(TimeFilter, EdgesHoldFromTheirFirstDayToTheirLast) {
  Write("1", "Acme | own | Bolt", "2019-03-01", "2021");
  Write("2", "Acme | own | Cog", "2020", "");
  Write("3", "Dune | supply | Acme", "", "");
  EXPECT_THAT(On("2019-02-28"), ElementsAre("Dune"));
  EXPECT_THAT(On("2019-03-01"), ElementsAre("Bolt", "Dune"));
  EXPECT_THAT(On("2021-12-31"), ElementsAre("Bolt", "Cog", "Dune"));
  EXPECT_THAT(On("2022-01-01"), ElementsAre("Cog", "Dune"));
}

TEST_F(TimeFilter, SeveralMentionsHoldWhereOneOfThemDoes) {
  Write("1", "Acme | own | Bolt", "2010", "2011");
  Write("2", "Acme | own | Bolt", "2015", "2016");
  EXPECT_THAT(On("2011-06-01"), ElementsAre("Bolt"));
  EXPECT_THAT(On("2013-01-01"), IsEmpty());
  EXPECT_THAT(On("2015-01-01"), ElementsAre("Bolt"));
  ASSERT_OK(store_->DeleteDocument("2"));
  EXPECT_THAT(On("2011-06-01"), ElementsAre("Bolt"));
  EXPECT_THAT(On("2013-01-01"), IsEmpty());
  // One that knows no time opens both ends; and takes that with it.
  Write("3", "Acme | own | Bolt", "", "");
  EXPECT_THAT(On("1900-01-01"), ElementsAre("Bolt"));
  ASSERT_OK(store_->DeleteDocument("3"));
  EXPECT_THAT(On("1900-01-01"), IsEmpty());
}

TEST_F(TimeFilter, StatementsAreKnownFromWhenTheyWereRecorded) {
  Write("1", "Acme | own | Bolt", "", "");
  now_ = Hour(2);
  Write("2", "Acme | own | Cog", "", "");
  // Said again later: known since the first time.
  now_ = Hour(3);
  Write("3", "Acme | own | Bolt", "", "");
  EXPECT_THAT(Known(Hour(0)), IsEmpty());
  EXPECT_THAT(Known(Hour(1)), ElementsAre("Bolt"));
  EXPECT_THAT(Known(Hour(2)), ElementsAre("Bolt", "Cog"));
  EXPECT_THAT(Known(Hour(9)), ElementsAre("Bolt", "Cog"));
}

TEST_F(TimeFilter, WhatWasSaidLaterMovesNoEarlierDay) {
  Write("1", "Acme | own | Bolt", "2020", "");
  now_ = Hour(2);
  Write("2", "Acme | own | Bolt", "2010", "");
  EXPECT_THAT(On("2015-01-01"), ElementsAre("Bolt"));
  EXPECT_THAT(Known(Hour(1), "2015-01-01"), IsEmpty());
  EXPECT_THAT(Known(Hour(1), "2020-01-01"), ElementsAre("Bolt"));
  EXPECT_THAT(Known(Hour(2), "2015-01-01"), ElementsAre("Bolt"));
}

TEST_F(TimeFilter, AMentionThatIsRewrittenIsKnownFromThen) {
  Write("1", "Acme | own | Bolt", "", "");
  now_ = Hour(2);
  ASSERT_OK(store_->WriteDocument(
      MakeDocument("1", {"Acme | own | Bolt", "Acme | own | Dune"}), {}));
  EXPECT_THAT(Known(Hour(1)), IsEmpty());
  EXPECT_THAT(Known(Hour(2)), ElementsAre("Bolt", "Dune"));
  // The mention that made it known goes, a later one stays.
  now_ = Hour(3);
  Write("2", "Acme | own | Cog", "", "");
  now_ = Hour(4);
  Write("3", "Acme | own | Cog", "", "");
  ASSERT_OK(store_->DeleteDocument("2").status());
  EXPECT_THAT(Known(Hour(3)), ElementsAre("Bolt", "Dune"));
  EXPECT_THAT(Known(Hour(4)), ElementsAre("Bolt", "Cog", "Dune"));
}

TEST_F(TimeFilter, ConfidenceAndDayAreAskedOfOneMention) {
  DocumentFacts sure = MakeDocument("1", {"Acme | own | Bolt"});
  sure.facts[0].valid_until = "2003";
  DocumentFacts unsure = MakeDocument("2", {"Acme | own | Bolt"});
  unsure.facts[0].valid_from = "2010";
  unsure.facts[0].confidence = 0.5f;
  ASSERT_OK(store_->WriteDocument(sure, {}));
  now_ = Hour(2);
  ASSERT_OK(store_->WriteDocument(unsure, {}));
  EdgeFilter filter;
  filter.min_confidence = 0.7;
  filter.valid_on = ParseDays("2003-06-01")->first;
  EXPECT_THAT(Neighbors(filter), ElementsAre("Bolt"));
  filter.valid_on = ParseDays("2010-06-01")->first;
  EXPECT_THAT(Neighbors(filter), IsEmpty());
  filter.min_confidence = 0.4;
  EXPECT_THAT(Neighbors(filter), ElementsAre("Bolt"));
}

TEST_F(TimeFilter, CountsAndConfidencesAreThoseOfThen) {
  DocumentFacts first = MakeDocument("1", {"Acme | own | Bolt"});
  first.facts[0].confidence = 0.5f;
  ASSERT_OK(store_->WriteDocument(first, {}));
  now_ = Hour(2);
  Write("2", "Acme | own | Bolt", "", "");
  const auto reader = store_->Snapshot().value();
  const NodeId acme = reader->FindEntities("Acme").value()[0];
  EdgeFilter filter;
  filter.set_known_by(reader->KnownAt(Hour(1)).value());
  const NeighborPage page = reader->Neighbors(acme, filter, {}).value();
  ASSERT_EQ(page.neighbors.size(), 1u);
  const Statement& statement = page.neighbors[0].statement;
  EXPECT_EQ(statement.mention_count, 1u);
  EXPECT_NEAR(statement.confidence, 0.5, 0.01);
  EXPECT_OK(
      reader->VisitEdges({acme}, filter, [](size_t, const Edge& edge, bool) {
        EXPECT_NEAR(edge.confidence, 0.5, 0.01);
        return true;
      }));
  const auto evidence =
      reader->EvidenceOf({&statement.id, 1}, 10, filter.known_by()).value();
  ASSERT_EQ(evidence[0].size(), 1u);
  EXPECT_EQ(evidence[0][0].document, "1");
  EXPECT_EQ(evidence[0][0].statement.mention_count, 1u);
  EXPECT_EQ(reader->EvidenceOf({&statement.id, 1}, 10).value()[0].size(), 2u);
  FactFilter facts;
  facts.recorded_until = Hour(1);
  const std::vector<Fact> listed = AllFacts(*reader, facts);
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].statement.mention_count, 1u);
}

TEST_F(TimeFilter, AReaderAtATimeReadsEverythingSo) {
  Write("1", "Acme | own | Bolt", "", "2019");
  now_ = Hour(2);
  Write("2", "Acme | own | Bolt", "", "");
  Write("3", "Acme | own | Cog", "", "");
  const auto all = store_->Snapshot().value();
  const auto then =
      all->At(ParseDays("2019-06-01")->first, all->KnownAt(Hour(1)).value());
  const auto late =
      all->At(ParseDays("2020-06-01")->first, all->KnownAt(Hour(1)).value());
  const NodeId acme = all->FindEntities("Acme").value()[0];
  const auto edges = [&](const Reader& reader) {
    return reader.CountEdges({acme}, EdgeFilter()).value()[0];
  };
  EXPECT_EQ(edges(*all), 2u);
  EXPECT_EQ(edges(*then), 1u);
  EXPECT_EQ(edges(*late), 0u);
  EXPECT_EQ(AllFacts(*all, {}).size(), 3u);
  ASSERT_EQ(AllFacts(*then, {}).size(), 1u);
  EXPECT_EQ(AllFacts(*late, {}).size(), 0u);
  EXPECT_EQ(then->Neighbors(acme, {}, {}).value().neighbors.size(), 1u);
  const StatementId bolt = AllFacts(*then, {})[0].statement.id;
  EXPECT_EQ(all->Evidence(bolt, 10).value().size(), 2u);
  EXPECT_EQ(then->Evidence(bolt, 10).value().size(), 1u);
}

TEST_F(TimeFilter, OtherEndsHaveATypeAndStatementsHaveSources) {
  DocumentFacts typed = MakeDocument(
      "1", {"Acme | own | Bolt", "Acme | hire | Ann", "Acme | earn | =5"});
  for (LocalEntity& entity : typed.entities) {
    entity.type = entity.name == "Ann" ? "person" : "organization";
  }
  ASSERT_OK(store_->WriteDocument(typed, {}));
  now_ = Hour(2);
  Write("2", "Acme | hire | Ann", "", "");
  EdgeFilter filter;
  filter.types = {"person"};
  EXPECT_THAT(Neighbors(filter), ElementsAre("Ann"));
  filter.types = {"person", "organization"};
  EXPECT_THAT(Neighbors(filter), ElementsAre("Ann", "Bolt"));
  filter.types = {"place"};
  EXPECT_THAT(Neighbors(filter), IsEmpty());

  EdgeFilter sources;
  sources.min_sources = 2;
  EXPECT_THAT(Neighbors(sources), ElementsAre("Ann"));
  sources.set_known_by(store_->Snapshot().value()->KnownAt(Hour(1)).value());
  EXPECT_THAT(Neighbors(sources), IsEmpty());
}

TEST_F(TimeFilter, FactsHoldAndAreKnownByTheirOwnMentions) {
  Write("1", "Acme | own | Bolt", "2010", "2011");
  now_ = Hour(2);
  Write("2", "Acme | own | Bolt", "2015", "2016");
  now_ = Hour(3);
  Write("3", "Acme | own | Bolt", "", "");
  const auto documents = [&](const FactFilter& filter) {
    std::vector<std::string> ids;
    const FactPage page =
        store_->Snapshot().value()->ListFacts(filter, PageRequest()).value();
    for (const Fact& fact : page.facts) {
      ids.push_back(fact.document);
    }
    return ids;
  };
  FactFilter day;
  day.subject = "Acme";
  day.valid_on = ParseDays("2015-06-01")->first;
  EXPECT_THAT(documents(day), ElementsAre("2", "3"));
  day.valid_on = ParseDays("2013-06-01")->first;
  EXPECT_THAT(documents(day), ElementsAre("3"));

  FactFilter known;
  known.subject = "Acme";
  known.recorded_until = Hour(2) - absl::Milliseconds(1);
  EXPECT_THAT(documents(known), ElementsAre("1"));
  known.recorded_until = Hour(2);
  EXPECT_THAT(documents(known), ElementsAre("1", "2"));
  known.document = "3";
  EXPECT_THAT(documents(known), IsEmpty());
  // What has gone stays away, whatever was known then.
  ASSERT_OK(store_->DeleteDocument("1"));
  known.document.clear();
  EXPECT_THAT(documents(known), ElementsAre("2"));
}

}  // namespace
}  // namespace weft::graphstore
