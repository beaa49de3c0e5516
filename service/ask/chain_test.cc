#include "service/ask/chain.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "graphstore/store/triples.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Books, under names of relations of four habits.
const graphstore::Triple kBooks[] = {
    {"The Salt Road", "written_by", "Ana Ruiz", ""},
    {"The Salt Road", "/book/book/genre", "novel", ""},
    {"The Salt Road", "publishedIn", "1961", ""},
    {"The Salt Road", "in_language", "Swedish", ""},
    {"Tin Harbour", "written_by", "Ana Ruiz", ""},
    {"Tin Harbour", "written_by", "Jon Ekman", ""},
    {"Tin Harbour", "/book/book/genre", "thriller", ""},
    {"Tin Harbour", "in_language", "Danish", ""},
    {"Nightferry", "written_by", "Jon Ekman", ""},
    {"Nightferry", "/book/book/genre", "poetry", ""},
    {"Ana Ruiz", "birthPlace", "Lund", ""},
    {"Jon Ekman", "birthPlace", "Malden", ""},
};

class ChainTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_ = *graphstore::Store::InMemory({});
    graphstore::WriteOptions options;
    options.link_by = graphstore::LinkBy::kExactName;
    ASSERT_OK(
        store_
            ->WriteDocument(
                graphstore::TriplesDocument("file:books.tsv", kBooks), options)
            .status());
    reader_ = *store_->Snapshot();
  }

  // Texts of the answers, in any order, and the steps.
  std::pair<std::vector<std::string>, std::string> Ask(
      const std::string& question) {
    const Cancellation cancellation;
    AskBudget budget({}, cancellation);
    const auto readings = ReadChains(*reader_, question, *lexicon_, 1, budget);
    if (!readings.ok() || readings->empty()) return {};
    std::vector<std::string> texts;
    for (const ChainAnswer& answer : readings->front().answers) {
      texts.push_back(reader_->GetNodes({&answer.node, 1})->front().text);
      EXPECT_EQ(answer.statements.size(), readings->front().steps.size());
    }
    std::string steps;
    for (const ChainStep& step : readings->front().steps) {
      absl::StrAppend(&steps, step.forward ? ">" : "<", step.name);
    }
    return {texts, steps};
  }

  std::unique_ptr<const Lexicon> lexicon_ = Lexicon::Create();
  std::unique_ptr<graphstore::Store> store_;
  std::shared_ptr<const graphstore::Reader> reader_;
};

TEST_F(ChainTest, AnswersOneStepEitherWay) {
  EXPECT_THAT(Ask("Who wrote The Salt Road?").first,
              UnorderedElementsAre("Ana Ruiz"));
  EXPECT_THAT(Ask("which books did Ana Ruiz write").first,
              UnorderedElementsAre("The Salt Road", "Tin Harbour"));
  EXPECT_THAT(Ask("what language is Tin Harbour in").first,
              UnorderedElementsAre("Danish"));
  EXPECT_THAT(Ask("What kind of book is Nightferry?").first,
              UnorderedElementsAre("poetry"));
}

TEST_F(ChainTest, FollowsTwoSteps) {
  const auto [texts, steps] =
      Ask("what genres do the books written by Ana Ruiz fall under");
  EXPECT_THAT(texts, UnorderedElementsAre("novel", "thriller"));
  EXPECT_EQ(steps, "<written_by>/book/book/genre");
}

TEST_F(ChainTest, GoesBackAlongWhatIsShared) {
  const auto [texts, steps] =
      Ask("which books share a writer with The Salt Road");
  EXPECT_THAT(texts, UnorderedElementsAre("Tin Harbour"));
  EXPECT_EQ(steps, ">written_by<written_by");
}

TEST_F(ChainTest, FollowsThreeSteps) {
  const auto [texts, steps] =
      Ask("the books that share writers with The Salt Road were in which "
          "languages");
  EXPECT_THAT(texts, UnorderedElementsAre("Danish", "Swedish"));
  EXPECT_EQ(steps, ">written_by<written_by>in_language");
}

TEST_F(ChainTest, DoesNotGuess) {
  EXPECT_THAT(Ask("who translated The Salt Road").first, IsEmpty());
  EXPECT_THAT(Ask("who wrote The Glass Ferry").first, IsEmpty());
  EXPECT_THAT(Ask("").first, IsEmpty());
}

TEST_F(ChainTest, StopsWhenTheCallerDoes) {
  const Cancellation over(absl::Now() - absl::Seconds(1));
  AskBudget budget({}, over);
  EXPECT_EQ(
      ReadChains(*reader_, "who wrote The Salt Road", *lexicon_, 1, budget)
          .status()
          .code(),
      absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace weft::service
