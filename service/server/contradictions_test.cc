#include "service/server/contradictions.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Contradictions : public ::testing::Test {
 protected:
  Contradictions() : store_(graphstore::EmptyStore()) {}

  void Add(const std::string& id, const std::vector<std::string>& lines,
           const std::string& from = "", const std::string& until = "") {
    graphstore::DocumentFacts document = graphstore::MakeDocument(id, lines);
    for (graphstore::LocalFact& fact : document.facts) {
      fact.valid_from = from;
      fact.valid_until = until;
    }
    ASSERT_OK(store_->WriteDocument(document, {}));
  }

  // "Ada be born in Lund, Oslo", one a contradiction.
  std::vector<std::string> List(
      const v1::ListContradictionsRequest& request = {}) {
    const auto response = ListContradictions(*store_, request, {});
    EXPECT_OK(response);
    std::vector<std::string> lines;
    for (const auto& contradiction : response->contradictions()) {
      std::string line =
          absl::StrCat(contradiction.edges(0).subject().entity().name(), " ",
                       contradiction.edges(0).relation().name());
      for (const v1::Edge& edge : contradiction.edges()) {
        absl::StrAppend(&line, " ", edge.object().entity().name());
      }
      lines.push_back(line);
    }
    return lines;
  }

  std::unique_ptr<graphstore::Store> store_;
};

TEST_F(Contradictions, AreDifferentObjectsOfARelationThatHasOne) {
  Add("1", {"Ada | be born in | Lund", "Ada | visit | Lund"});
  EXPECT_THAT(List(), IsEmpty());
  Add("2", {"Ada | be born in | Oslo", "Ada | visit | Oslo",
            "Ada | not be born in | Rome", "Bo | be born in | Oslo"});
  EXPECT_THAT(List(), ElementsAre("Ada be born in Lund Oslo"));
  v1::ListContradictionsRequest request;
  request.mutable_subject()->set_name("Bo");
  EXPECT_THAT(List(request), IsEmpty());
  // A relation that is named is taken to have one object.
  request.mutable_subject()->set_name("Ada");
  request.set_relation("visit");
  EXPECT_THAT(List(request), ElementsAre("Ada visit Lund Oslo"));
}

TEST_F(Contradictions, NeedTimesThatOverlap) {
  v1::ListContradictionsRequest request;
  request.set_relation("lead");
  Add("1", {"Ada | lead | Acme"}, "2001", "2004");
  Add("2", {"Ada | lead | Bolt"}, "2005-01", "2007");
  EXPECT_THAT(List(request), IsEmpty());
  Add("3", {"Ada | lead | Cog"}, "2004-12-31", "2004-12-31");
  EXPECT_THAT(List(request), ElementsAre("Ada lead Acme Cog"));
}

TEST_F(Contradictions, AreOfADayAndOfWhatWasKnown) {
  v1::ListContradictionsRequest request;
  request.set_relation("lead");
  Add("1", {"Ada | lead | Acme"}, "2001", "2004");
  Add("2", {"Ada | lead | Bolt"}, "2003", "2007");
  EXPECT_THAT(List(request), ElementsAre("Ada lead Acme Bolt"));
  request.mutable_time()->set_valid_at("2003-06-01");
  EXPECT_THAT(List(request), ElementsAre("Ada lead Acme Bolt"));
  request.mutable_time()->set_valid_at("2005-06-01");
  EXPECT_THAT(List(request), IsEmpty());
  request.mutable_time()->clear_valid_at();
  request.mutable_time()->set_as_of("1969");
  EXPECT_THAT(List(request), IsEmpty());
}

TEST_F(Contradictions, AreFoundByWhatNearlyAllSubjectsDo) {
  std::vector<std::string> lines;
  for (int i = 0; i < 20; ++i) {
    lines.push_back(absl::StrCat("N", i, " | sit in | P", i));
  }
  Add("1", lines);
  Add("2", {"N3 | sit in | P9"});
  EXPECT_THAT(List(), ElementsAre("N3 sit in P3 P9"));
  Add("3", {"N4 | sit in | P9"});  // now too many have two
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(Contradictions, AreNotWhatHasFollowedOnSomething) {
  v1::ListContradictionsRequest request;
  request.set_relation("lead");
  Add("1", {"Ada | lead | Acme"}, "2001");
  Add("2", {"Ada | lead | Bolt"}, "2005");
  EXPECT_THAT(List(request), IsEmpty());
  // Begun at the same time, nobody knows which came first.
  Add("3", {"Ada | lead | Cog"}, "2005");
  EXPECT_THAT(List(request), ElementsAre("Ada lead Bolt Cog"));
  Add("4", {"Ada | lead | Dune"});
  EXPECT_THAT(List(request), ElementsAre("Ada lead Acme Bolt Cog Dune"));
  // Nobody is born again.
  Add("5", {"Ada | be born in | Lund"}, "1950");
  Add("6", {"Ada | be born in | Oslo"}, "1960");
  EXPECT_THAT(List(), ElementsAre("Ada be born in Lund Oslo"));
}

TEST_F(Contradictions, AreSubjectsOfOneObjectWhereThatHasOne) {
  Add("1", {"Ada | be ceo of | Acme", "Ada | be ceo of | Bolt"});
  EXPECT_THAT(List(), IsEmpty());
  Add("2", {"Bo | be ceo of | Acme"});
  EXPECT_THAT(List(), ElementsAre("Ada be ceo of Acme Acme"));
  v1::ListContradictionsRequest request;
  request.mutable_subject()->set_name("Bo");
  EXPECT_THAT(List(request), ElementsAre("Ada be ceo of Acme Acme"));
  Add("3", {"Cy | be ceo of | Cog"});
  request.mutable_subject()->set_name("Cy");
  EXPECT_THAT(List(request), IsEmpty());
}

TEST_F(Contradictions, SaysThatThereAreMore) {
  Add("1",
      {"A | die in | X", "A | die in | Y", "B | die in | X", "B | die in | Y"});
  v1::ListContradictionsRequest request;
  request.set_page_size(1);
  const auto one = ListContradictions(*store_, request, {});
  ASSERT_OK(one);
  EXPECT_EQ(one->contradictions_size(), 1);
  EXPECT_TRUE(one->has_more());
  request.set_page_size(2);
  EXPECT_FALSE(ListContradictions(*store_, request, {})->has_more());
  EXPECT_EQ(List(request).size(), 2u);
}

}  // namespace
}  // namespace weft::service
