// What a later fact ends, from documents to every kind of read.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::Time Hour(int hour) { return absl::UnixEpoch() + absl::Hours(hour); }

int64_t Day(const std::string& text) { return ParseDays(text)->first; }

class Superseding : public ::testing::Test {
 protected:
  Superseding() { store_ = NewStore("lead,<run"); }

  std::unique_ptr<Store> NewStore(const std::string& declared) {
    StoreOptions options;
    options.one_at_a_time = declared;
    options.clock = [this] { return now_; };
    return Store::InMemory(options).value();
  }

  // A document with one fact.
  void Write(const std::string& id, const std::string& line,
             const std::string& from, const std::string& until = "",
             const std::string& modality = "") {
    DocumentFacts document = MakeDocument(id, {line});
    document.facts[0].valid_from = from;
    document.facts[0].valid_until = until;
    document.facts[0].modality = modality;
    ASSERT_OK(store_->WriteDocument(document, {}));
  }

  // Who is next to `name` on a day, by every way to ask.
  std::set<std::string> On(const std::string& day, const std::string& name,
                           EdgeFilter filter = {}) {
    filter.valid_on = Day(day);
    const auto reader = store_->Snapshot().value();
    const NodeId node = reader->FindEntities(name).value()[0];
    std::set<std::string> listed, walked;
    const NeighborPage page = reader->Neighbors(node, filter, {}).value();
    for (const Neighbor& neighbor : page.neighbors) {
      listed.insert(neighbor.node.text);
    }
    size_t count = 0;
    EXPECT_OK(reader->VisitEdges(
        {node}, filter, [&](size_t, const Edge& edge, bool outgoing) {
          const NodeId other = outgoing ? edge.object : edge.subject;
          walked.insert(reader->GetNodes({other}).value()[0].text);
          ++count;
          return true;
        }));
    EXPECT_EQ(walked, listed);
    EXPECT_EQ(reader->CountEdges({node}, filter).value()[0], count);
    return listed;
  }

  // "Ann lead Acme until 2009-12-31 by d2", one a fact.
  std::vector<std::string> Facts(const FactFilter& filter = {}) {
    std::vector<std::string> lines;
    for (const Fact& fact : AllFacts(*store_->Snapshot().value(), filter)) {
      lines.push_back(Line(fact.statement));
      if (fact.end) {
        absl::StrAppend(&lines.back(), " until ", fact.end->until, " by ",
                        fact.end->by_document);
      }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  absl::Time now_ = Hour(1);
  std::unique_ptr<Store> store_;
};

TEST_F(Superseding, ALaterFactEndsAnEarlierOne) {
  Write("d1", "Ann | lead | Acme", "2001");
  EXPECT_THAT(On("2015-01-01", "Ann"), ElementsAre("Acme"));
  Write("d2", "Ann | lead | Bolt", "2010-03-01");
  EXPECT_THAT(On("2010-02-28", "Ann"), ElementsAre("Acme"));
  EXPECT_THAT(On("2010-03-01", "Ann"), ElementsAre("Bolt"));
  // From the other end it is the same edge.
  EXPECT_THAT(On("2010-02-28", "Acme"), ElementsAre("Ann"));
  EXPECT_THAT(On("2010-03-01", "Acme"), IsEmpty());
  EXPECT_THAT(Facts(), ElementsAre("Ann | lead | Acme until 2010-02-28 by d2",
                                   "Ann | lead | Bolt"));
}

TEST_F(Superseding, TakingTheLaterOneOutGivesTheIntervalBack) {
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Ann | lead | Bolt", "2010");
  Write("d3", "Ann | lead | Cog", "2005");
  EXPECT_THAT(Facts(), ElementsAre("Ann | lead | Acme until 2004-12-31 by d3",
                                   "Ann | lead | Bolt",
                                   "Ann | lead | Cog until 2009-12-31 by d2"));
  ASSERT_OK(store_->DeleteDocument("d3"));
  EXPECT_THAT(Facts(), ElementsAre("Ann | lead | Acme until 2009-12-31 by d2",
                                   "Ann | lead | Bolt"));
  ASSERT_OK(store_->DeleteDocument("d2"));
  EXPECT_THAT(Facts(), ElementsAre("Ann | lead | Acme"));
  EXPECT_THAT(On("2020-01-01", "Ann"), ElementsAre("Acme"));
}

TEST_F(Superseding, RunsFromTheObjectWhereThatHasOneSubject) {
  Write("d1", "Ann | run | Acme", "2001");
  Write("d2", "Bob | run | Acme", "2010");
  Write("d3", "Bob | run | Bolt", "2012");  // he may run several
  EXPECT_THAT(On("2011-01-01", "Acme"), ElementsAre("Bob"));
  EXPECT_THAT(On("2009-12-31", "Acme"), ElementsAre("Ann"));
  EXPECT_THAT(On("2011-01-01", "Ann"), IsEmpty());
  EXPECT_THAT(On("2013-01-01", "Bob"), ElementsAre("Acme", "Bolt"));
  EXPECT_THAT(Facts(), ElementsAre("Ann | run | Acme until 2009-12-31 by d2",
                                   "Bob | run | Acme", "Bob | run | Bolt"));
}

TEST_F(Superseding, OtherRelationsEndNothing) {
  Write("d1", "Ann | own | Acme", "2001");
  Write("d2", "Ann | own | Bolt", "2010");
  EXPECT_THAT(On("2015-01-01", "Ann"), ElementsAre("Acme", "Bolt"));
  // The same, not declared here.
  store_ = NewStore("");
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Ann | lead | Bolt", "2010");
  EXPECT_THAT(On("2015-01-01", "Ann"), ElementsAre("Acme", "Bolt"));
}

TEST_F(Superseding, SomeRelationsAreBuiltInAndCanBeTakenBack) {
  for (const std::string declared : {"", "-<be ceo of"}) {
    store_ = NewStore(declared);
    Write("d1", "Ann | be ceo of | Acme", "2001");
    Write("d2", "Bob | be ceo of | Acme", "2010");
    EXPECT_EQ(On("2015-01-01", "Acme").size(), declared.empty() ? 1 : 2);
  }
}

TEST_F(Superseding, TakesWhatIsSaidAndKnown) {
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Ann | lead | Bolt", "");                      // when?
  Write("d3", "Ann | not lead | Cog", "2005");               // denied
  Write("d4", "Ann | lead | Dune", "2006", "", "possible");  // perhaps
  Write("d5", "Ann | lead | Acme", "2000");                  // the same
  Write("d6", "Ann | lead | Elk", "2001-01-01");             // at once
  EXPECT_THAT(On("2020-01-01", "Ann"),
              ElementsAre("Acme", "Bolt", "Dune", "Elk"));
  // It is one of them that ends all the others that know a begin.
  Write("d7", "Ann | lead | Fir", "2010");
  EXPECT_THAT(On("2020-01-01", "Ann"), ElementsAre("Bolt", "Fir"));
}

TEST_F(Superseding, StatedEndsStay) {
  Write("d1", "Ann | lead | Acme", "2001", "2015");
  Write("d2", "Ann | lead | Bolt", "2010");
  EXPECT_THAT(On("2012-01-01", "Ann"), ElementsAre("Acme", "Bolt"));
  EXPECT_THAT(On("2016-01-01", "Ann"), ElementsAre("Bolt"));
}

TEST_F(Superseding, OneWhoComesBackIsAwayInBetween) {
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Ann | lead | Bolt", "2005");
  Write("d3", "Ann | lead | Acme", "2010");
  EXPECT_THAT(On("2004-06-01", "Ann"), ElementsAre("Acme"));
  EXPECT_THAT(On("2007-06-01", "Ann"), ElementsAre("Bolt"));
  EXPECT_THAT(On("2012-06-01", "Ann"), ElementsAre("Acme"));
  EXPECT_THAT(Facts(), ElementsAre("Ann | lead | Acme",
                                   "Ann | lead | Acme until 2004-12-31 by d2",
                                   "Ann | lead | Bolt until 2009-12-31 by d3"));
}

TEST_F(Superseding, FactsOfADayAreThoseThatHoldThen) {
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Ann | lead | Bolt", "2010");
  FactFilter day;
  day.valid_on = Day("2009-12-31");
  EXPECT_THAT(Facts(day), ElementsAre(HasSubstr("Acme")));
  day.valid_on = Day("2010-01-01");
  EXPECT_THAT(Facts(day), ElementsAre("Ann | lead | Bolt"));
  day.document = "d1";
  EXPECT_THAT(Facts(day), IsEmpty());
}

TEST_F(Superseding, WhatWasNotKnownThenHadEndedNothing) {
  Write("d1", "Ann | lead | Acme", "2001");
  now_ = Hour(2);
  Write("d2", "Ann | lead | Bolt", "2010");
  EdgeFilter known;
  known.recorded_before =
      store_->Snapshot().value()->FirstUnknownAt(Hour(1)).value();
  EXPECT_THAT(On("2020-01-01", "Ann", known), ElementsAre("Acme"));
  known.recorded_before =
      store_->Snapshot().value()->FirstUnknownAt(Hour(2)).value();
  EXPECT_THAT(On("2020-01-01", "Ann", known), ElementsAre("Bolt"));
  FactFilter facts;
  facts.recorded_until = Hour(1);
  EXPECT_THAT(Facts(facts), ElementsAre("Ann | lead | Acme"));
}

TEST_F(Superseding, MergedEntitiesAreOneHolderAndOnePlace) {
  Write("d1", "Ann | lead | Acme", "2001");
  Write("d2", "Anna | lead | Bolt", "2010");
  Write("d3", "Ann | lead | Bolts", "2012");
  const auto reader = store_->Snapshot().value();
  const auto id = [&](const std::string& name) {
    return reader->FindEntities(name).value()[0];
  };
  ASSERT_OK(store_->MergeEntities(id("Bolt"), id("Bolts")));
  EXPECT_THAT(On("2011-01-01", "Ann"), ElementsAre("Acme"));
  ASSERT_OK(store_->MergeEntities(id("Ann"), id("Anna")));
  EXPECT_THAT(On("2009-01-01", "Ann"), ElementsAre("Acme"));
  EXPECT_THAT(On("2011-01-01", "Ann"), ElementsAre("Bolt"));
  EXPECT_THAT(On("2020-01-01", "Anna"), ElementsAre("Bolt"));
  EXPECT_THAT(Facts()[0], "Ann | lead | Acme until 2009-12-31 by d2");
}

TEST_F(Superseding, LongListsAreSplitWhereItHasEndedSomething) {
  // Each of 300 is led by Ann from its own year on, and owned as well.
  std::vector<std::string> lines;
  for (int i = 0; i < 300; ++i) {
    lines.push_back(absl::StrCat("Ann | lead | N", i));
    lines.push_back(absl::StrCat("Ann | own | N", i));
  }
  DocumentFacts document = MakeDocument("d", lines);
  for (int i = 0; i < 300; ++i) {
    document.facts[2 * i].valid_from = absl::StrCat(1700 + i);
  }
  ASSERT_OK(store_->WriteDocument(document, {}));
  const auto reader = store_->Snapshot().value();
  EdgeFilter filter;
  filter.direction = Direction::kOut;
  const NodeId ann = reader->FindEntities("Ann").value()[0];
  for (const int year : {1699, 1700, 1777, 1999, 2020}) {
    filter.valid_on = Day(absl::StrCat(year));
    const bool led = year >= 1700;
    EXPECT_EQ(reader->CountEdges({ann}, filter).value()[0], 300 + led) << year;
    size_t visited = 0;
    EXPECT_OK(
        reader->VisitEdgeRuns({ann}, filter, [&](size_t, const EdgeRun& run) {
          visited += run.size();
          return true;
        }));
    EXPECT_EQ(visited, 300 + led);
  }
}

TEST_F(Superseding, ABadDeclarationIsAnError) {
  StoreOptions options;
  options.one_at_a_time = "lead,,run";
  EXPECT_THAT(Store::InMemory(options).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("names no relation")));
}

}  // namespace
}  // namespace weft::graphstore
