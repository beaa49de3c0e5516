#include "service/ingest/ingester.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/ingest/fake_extractor.h"
#include "service/metrics/metric_page.h"

namespace weft::service {
namespace {

using graphstore::WriteOutcome;
using testing::ElementsAre;
using testing::HasSubstr;

IngestItem Item(const std::string& id, const std::string& text,
                bool replace = false) {
  IngestItem item;
  item.input.id = id;
  item.input.bytes = text;
  item.replace = replace;
  item.request_id = absl::StrCat("request for ", id);
  return item;
}

// Collects what a stream says.
class Collector {
 public:
  IngestCallbacks Callbacks() {
    return {[this](IngestResult result) {
              absl::MutexLock lock(&mutex_);
              results_.push_back(std::move(result));
            },
            [this](const absl::Status& failure) {
              absl::MutexLock lock(&mutex_);
              failure_ = failure;
            }};
  }

  // The results once there are `count`.
  std::vector<IngestResult> WaitFor(size_t count) {
    absl::MutexLock lock(&mutex_);
    const auto enough = [this, count] { return results_.size() >= count; };
    mutex_.Await(absl::Condition(&enough));
    return results_;
  }

  absl::Status WaitForFailure() {
    absl::MutexLock lock(&mutex_);
    const auto failed = [this] { return !failure_.ok(); };
    mutex_.Await(absl::Condition(&failed));
    return failure_;
  }

  size_t size() {
    absl::MutexLock lock(&mutex_);
    return results_.size();
  }

 private:
  absl::Mutex mutex_;
  std::vector<IngestResult> results_;
  absl::Status failure_;
};

class IngesterTest : public testing::Test {
 protected:
  IngesterTest()
      : store_(*graphstore::Store::InMemory({})),
        extractor_(MakeFakeExtractor(&probe_)),
        ingester_(*store_, extractor_, {.threads = 3, .limits = {}}) {}

  // One stream with all of `items`; its results.
  std::vector<IngestResult> Ingest(std::vector<IngestItem> items) {
    Collector collector;
    const auto stream = ingester_.NewStream(collector.Callbacks());
    const size_t count = items.size();
    for (IngestItem& item : items) stream->Add(std::move(item));
    return collector.WaitFor(count);
  }

  size_t FactCount() { return (*store_->Snapshot())->Statistics()->mentions; }

  FakeExtractorProbe probe_;
  std::unique_ptr<graphstore::Store> store_;
  LazyExtractor extractor_;
  Ingester ingester_;
};

TEST_F(IngesterTest, WritesADocument) {
  const auto results = Ingest({Item("a",
                                    "DeepSeek; release; released; r1\n"
                                    "Nvidia; stock fall; stock-fell; 17%\n")});
  ASSERT_EQ(results.size(), 1u);
  EXPECT_OK(results[0].status);
  EXPECT_EQ(results[0].document_id, "a");
  EXPECT_EQ(results[0].request_id, "request for a");
  EXPECT_EQ(results[0].outcome, WriteOutcome::kAdded);
  EXPECT_EQ(results[0].sentence_count, 2u);
  EXPECT_EQ(results[0].fact_count, 2u);
  EXPECT_EQ(results[0].version, (*store_->Snapshot())->version());
  EXPECT_EQ(FactCount(), 2u);
}

TEST_F(IngesterTest, CountsWhatBecomesOfDocuments) {
  Ingest({Item("a", "A; see; saw; B"), Item("b", "BAD"),
          Item("c", "C; see; saw; D")});
  Ingest({Item("a", "A; see; saw; B"), Item("c", "C; see; saw; E", true)});
  MetricPage page;
  ingester_.metrics().AddTo(page);
  const std::string text = page.Text();
  for (const char* line :
       {"weft_ingest_documents_total{outcome=\"added\"} 2\n",
        "weft_ingest_documents_total{outcome=\"replaced\"} 1\n",
        "weft_ingest_documents_total{outcome=\"unchanged\"} 1\n",
        "weft_ingest_documents_total{outcome=\"failed\"} 1\n",
        "weft_ingest_queued_documents 0\n", "weft_ingest_queued_bytes 0\n",
        "weft_ingest_lag_seconds_count 5\n",
        "weft_ingest_step_seconds_count{step=\"prepare\"} 5\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST_F(IngesterTest, AnswersInTheOrderOfTheDocuments) {
  std::vector<IngestItem> items;
  for (int i = 0; i < 50; ++i) {
    items.push_back(
        Item(absl::StrCat("doc ", i), absl::StrCat("A", i, "; see; saw; B")));
  }
  const auto results = Ingest(std::move(items));
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(results[i].document_id, absl::StrCat("doc ", i));
    EXPECT_OK(results[i].status);
  }
  EXPECT_EQ(FactCount(), 50u);
}

TEST_F(IngesterTest, WaitsForASlowDocumentBeforeItAnswersTheNext) {
  absl::Notification release;
  probe_.before = [&release](const extractor::DocumentInput& input) {
    if (input.id == "slow") release.WaitForNotification();
  };
  Collector collector;
  const auto stream = ingester_.NewStream(collector.Callbacks());
  stream->Add(Item("slow", "A; see; saw; B"));
  stream->Add(Item("fast", "C; see; saw; D"));
  // Another stream is not held up.
  EXPECT_OK(Ingest({Item("other", "E; see; saw; F")})[0].status);
  EXPECT_EQ(collector.size(), 0u);
  release.Notify();
  const auto results = collector.WaitFor(2);
  EXPECT_EQ(results[0].document_id, "slow");
  EXPECT_EQ(results[1].document_id, "fast");
}

TEST_F(IngesterTest, GivesABadDocumentItsOwnError) {
  const auto results =
      Ingest({Item("a", "A; see; saw; B"), Item("b", "BAD"),
              Item("", "C; see; saw; D"), Item("d", "E; see; saw; F")});
  EXPECT_OK(results[0].status);
  EXPECT_THAT(results[1].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("holds no text")));
  EXPECT_THAT(results[2].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("document.id: is empty")));
  EXPECT_OK(results[3].status);
  EXPECT_EQ(FactCount(), 2u);
}

TEST_F(IngesterTest, DoesNotExtractWhatIsAlreadyThere) {
  Ingest({Item("a", "A; see; saw; B")});
  ASSERT_EQ(probe_.extractions, 1);
  const auto results = Ingest({Item("a", "A; see; saw; B")});
  EXPECT_OK(results[0].status);
  EXPECT_EQ(results[0].outcome, WriteOutcome::kUnchanged);
  EXPECT_EQ(results[0].fact_count, 1u);
  EXPECT_EQ(results[0].sentence_count, 1u);
  EXPECT_EQ(results[0].version, 1u);
  EXPECT_EQ(probe_.extractions, 1);
}

TEST_F(IngesterTest, RefusesOtherContentAndSaysWhatToDo) {
  Ingest({Item("a", "A; see; saw; B")});
  const auto results = Ingest({Item("a", "A; see; saw; C")});
  EXPECT_THAT(
      results[0].status,
      StatusIs(absl::StatusCode::kAlreadyExists,
               HasSubstr("is already there with other content; delete it, give "
                         "this one another id, or replace it (--replace)")));
  EXPECT_EQ(probe_.extractions, 1);
}

TEST_F(IngesterTest, ReplacesWhenAskedTo) {
  Ingest({Item("a", "A; see; saw; B\nA; see; saw; C")});
  const auto results = Ingest({Item("a", "A; see; saw; D", /*replace=*/true)});
  EXPECT_OK(results[0].status);
  EXPECT_EQ(results[0].outcome, WriteOutcome::kReplaced);
  EXPECT_EQ(FactCount(), 1u);
}

// What one stream sends under one id is settled in its order, whatever the
// threads do.
TEST_F(IngesterTest, SettlesOneIdInTheOrderOfTheStream) {
  const std::string first = "A; see; saw; B";
  const std::string second = "A; see; saw; C";
  Ingest({Item("a", first)});
  const auto results = Ingest({
      Item("a", second, /*replace=*/true),  // replaced
      Item("a", second),                    // unchanged by then
      Item("a", first),                     // other content by then
      Item("a", first, /*replace=*/true),   // replaced again
      Item("a", first),                     // unchanged
  });
  EXPECT_EQ(results[0].outcome, WriteOutcome::kReplaced);
  EXPECT_OK(results[1].status);
  EXPECT_EQ(results[1].outcome, WriteOutcome::kUnchanged);
  EXPECT_THAT(results[2].status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_OK(results[3].status);
  EXPECT_EQ(results[3].outcome, WriteOutcome::kReplaced);
  EXPECT_OK(results[4].status);
  EXPECT_EQ(results[4].outcome, WriteOutcome::kUnchanged);
}

TEST_F(IngesterTest, WritesManyDocumentsInOneCommit) {
  absl::Notification release;
  probe_.before = [&release](const extractor::DocumentInput& input) {
    if (input.id == "first") release.WaitForNotification();
  };
  Collector collector;
  const auto stream = ingester_.NewStream(collector.Callbacks());
  stream->Add(Item("first", "A; see; saw; B"));
  for (int i = 0; i < 20; ++i) {
    stream->Add(Item(absl::StrCat("doc ", i), "A; see; saw; B"));
  }
  // All but the first are ready once this last one has been extracted: the
  // other two threads take them in order.
  Collector other_collector;
  const auto other = ingester_.NewStream(other_collector.Callbacks());
  other->Add(Item("barrier 1", "A; see; saw; B"));
  other->Add(Item("barrier 2", "A; see; saw; B"));
  other_collector.WaitFor(2);
  release.Notify();
  const auto results = collector.WaitFor(21);
  EXPECT_LT(results.back().version - results.front().version, 5u);
}

TEST_F(IngesterTest, HasRoomWithinItsLimits) {
  absl::Notification release;
  probe_.before = [&release](const extractor::DocumentInput&) {
    release.WaitForNotification();
  };
  Ingester small(*store_, extractor_,
                 {.threads = 1, .limits = {.max_documents = 2}});
  Collector collector;
  const auto stream = small.NewStream(collector.Callbacks());
  EXPECT_TRUE(stream->HasRoom());
  stream->Add(Item("a", "A; see; saw; B"));
  EXPECT_TRUE(stream->HasRoom());
  stream->Add(Item("b", "A; see; saw; B"));
  EXPECT_FALSE(stream->HasRoom());
  release.Notify();
  collector.WaitFor(2);
  EXPECT_TRUE(stream->HasRoom());
}

TEST_F(IngesterTest, LetsALargeDocumentInAlone) {
  absl::Notification release;
  probe_.before = [&release](const extractor::DocumentInput&) {
    release.WaitForNotification();
  };
  Ingester small(*store_, extractor_,
                 {.threads = 1, .limits = {.max_bytes = 4}});
  Collector collector;
  const auto stream = small.NewStream(collector.Callbacks());
  EXPECT_TRUE(stream->HasRoom());
  stream->Add(Item("a", "A; see; saw; B"));
  EXPECT_FALSE(stream->HasRoom());
  release.Notify();
  collector.WaitFor(1);
  EXPECT_TRUE(stream->HasRoom());
}

TEST_F(IngesterTest, SaysNothingAfterACancel) {
  absl::Notification started;
  absl::Notification release;
  probe_.before = [&](const extractor::DocumentInput& input) {
    if (input.id != "slow") return;
    started.Notify();
    release.WaitForNotification();
  };
  Collector collector;
  const auto stream = ingester_.NewStream(collector.Callbacks());
  stream->Add(Item("slow", "A; see; saw; B"));
  started.WaitForNotification();
  stream->Cancel();
  stream->Add(Item("late", "C; see; saw; D"));
  release.Notify();
  // A whole round through the threads of the ingester.
  EXPECT_OK(Ingest({Item("other", "E; see; saw; F")})[0].status);
  EXPECT_EQ(collector.size(), 0u);
  EXPECT_EQ(FactCount(), 1u);
}

// What has been written is to be recorded, also when nobody hears of it.
TEST_F(IngesterTest, TellsOfWhatIsWrittenWhenTheStreamIsGivenUpMeanwhile) {
  Collector collector;
  IngestCallbacks callbacks = collector.Callbacks();
  std::shared_ptr<IngestStream> stream;
  absl::Notification settled;
  callbacks.on_settled = [&](const IngestResult& result) {
    EXPECT_EQ(result.document_id, "a");
    EXPECT_EQ(result.outcome, graphstore::WriteOutcome::kAdded);
    stream->Cancel();
    settled.Notify();
  };
  stream = ingester_.NewStream(std::move(callbacks));
  stream->Add(Item("a", "A; see; saw; B"));
  settled.WaitForNotification();
  EXPECT_OK(Ingest({Item("other", "E; see; saw; F")})[0].status);
  EXPECT_EQ(collector.size(), 0u);
  EXPECT_EQ(FactCount(), 2u);
}

TEST(Ingester, EndsTheStreamWhenTheModelCannotBeLoaded) {
  const auto store = *graphstore::Store::InMemory({});
  LazyExtractor extractor(
      [] { return absl::DataLossError("the model file is damaged"); });
  Ingester ingester(*store, extractor, {.threads = 1, .limits = {}});
  Collector collector;
  const auto stream = ingester.NewStream(collector.Callbacks());
  stream->Add(Item("a", "A; see; saw; B"));
  stream->Add(Item("b", "A; see; saw; B"));
  EXPECT_THAT(collector.WaitForFailure(),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("the model file is damaged")));
  EXPECT_EQ(collector.size(), 0u);
}

TEST(LazyExtractor, LoadsOnceAndTriesAgainAfterAnError) {
  int calls = 0;
  LazyExtractor extractor(
      [&calls]()
          -> absl::StatusOr<std::unique_ptr<const extractor::Extractor>> {
        if (++calls == 1) return absl::UnavailableError("not yet");
        return std::make_unique<const FakeExtractor>();
      });
  EXPECT_EQ(calls, 0);
  EXPECT_THAT(extractor.Get(), StatusIs(absl::StatusCode::kUnavailable));
  ASSERT_OK_AND_ASSIGN(const extractor::Extractor* first, extractor.Get());
  ASSERT_OK_AND_ASSIGN(const extractor::Extractor* second, extractor.Get());
  EXPECT_EQ(first, second);
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace weft::service
