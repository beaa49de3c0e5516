#include "graphstore/store/request_log.h"

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/kv/in_memory.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(KeptAnswer, IsWrittenAsTheKeyFormatSays) {
  const KeptAnswer kept = {absl::FromUnixMillis(3), 0x0102030405060708, "yes"};
  const std::string bytes = EncodeKeptAnswer(kept);
  EXPECT_EQ(absl::BytesToHexString(bytes), "060102030405060708796573");
  EXPECT_EQ(RequestKey("r1"), "Qr1");
  KeptAnswer read;
  ASSERT_TRUE(DecodeKeptAnswer(bytes, &read));
  EXPECT_EQ(read, kept);
  for (size_t size = 0; size < 9; ++size) {
    EXPECT_FALSE(DecodeKeptAnswer(bytes.substr(0, size), &read)) << size;
  }
}

TEST(Answers, AreResultsAgain) {
  DeleteResult deleted;
  ASSERT_TRUE(DecodeAnswer(EncodeAnswer(DeleteResult{9, 300, 2, 1}), &deleted));
  EXPECT_EQ(deleted.version, 9u);
  EXPECT_EQ(deleted.mentions, 300u);
  EXPECT_EQ(deleted.statements, 2u);
  EXPECT_EQ(deleted.entities, 1u);
  BackupResult backup;
  ASSERT_TRUE(DecodeAnswer(EncodeAnswer(BackupResult{9, 1 << 20}), &backup));
  EXPECT_EQ(backup.version, 9u);
  EXPECT_EQ(backup.bytes, 1u << 20);
  NodeId entity;
  ASSERT_TRUE(DecodeAnswer(EncodeAnswer(NodeId::Entity(7)), &entity));
  EXPECT_EQ(entity, NodeId::Entity(7));
  EXPECT_FALSE(DecodeAnswer(EncodeAnswer(BackupResult{9, 1}), &entity));
  EXPECT_FALSE(DecodeAnswer("", &entity));
}

class Log : public ::testing::Test {
 protected:
  void Add(RequestLog* log, const std::string& id, int hour,
           bool commits = true) {
    kv::WriteBatch batch;
    ASSERT_OK(log->Add({id, 1}, "answer of " + id, At(hour), &batch));
    if (!commits) return;
    ASSERT_OK(database_->Commit(batch, {}).status());
    log->Committed();
  }
  static absl::Time At(int hour) {
    return absl::UnixEpoch() + absl::Hours(hour);
  }
  std::vector<std::string> Ids() {
    std::vector<std::string> ids;
    EXPECT_OK(
        database_->Visit({}, {}, [&](absl::string_view key, absl::string_view) {
          ids.emplace_back(key.substr(1));
          return true;
        }));
    return ids;
  }

  const std::shared_ptr<kv::Database> database_ = kv::NewInMemoryDatabase();
};

TEST_F(Log, AnswersForADay) {
  RequestLog log(database_.get());
  Add(&log, "a", 0);
  EXPECT_THAT(log.Find({"a", 1}, At(0)).value(), Optional(Eq("answer of a")));
  EXPECT_THAT(log.Find({"a", 1}, At(23)).value(), Optional(Eq("answer of a")));
  EXPECT_EQ(log.Find({"a", 1}, At(24)).value(), std::nullopt);
  EXPECT_EQ(log.Find({"b", 1}, At(0)).value(), std::nullopt);
  EXPECT_EQ(log.Find({"", 1}, At(0)).value(), std::nullopt);
  EXPECT_THAT(log.Find({"a", 2}, At(23)),
              StatusIs(absl::StatusCode::kAlreadyExists,
                       HasSubstr("another request had the id \"a\"")));
  EXPECT_OK(log.Find({"a", 2}, At(24)).status());
}

TEST_F(Log, ForgetsWhatIsTooOldAndWhatIsTooMuch) {
  RequestLog log(database_.get(), 3);
  Add(&log, "d", 0);
  Add(&log, "c", 1);
  Add(&log, "b", 2);
  EXPECT_THAT(Ids(), ElementsAre("b", "c", "d"));
  Add(&log, "a", 3);
  EXPECT_THAT(Ids(), ElementsAre("a", "b", "c"));
  Add(&log, "", 25);
  EXPECT_THAT(Ids(), ElementsAre("a", "b"));
  // One that was opened later knows what there is.
  RequestLog reopened(database_.get(), 2);
  Add(&reopened, "e", 25);
  EXPECT_THAT(Ids(), ElementsAre("a", "e"));
}

TEST_F(Log, IsAsItWasAfterABatchThatWasNotCommitted) {
  RequestLog log(database_.get());
  Add(&log, "a", 0);
  Add(&log, "b", 30, /*commits=*/false);
  Add(&log, "c", 1);
  EXPECT_THAT(Ids(), ElementsAre("a", "c"));
  Add(&log, "b", 25);
  EXPECT_THAT(Ids(), ElementsAre("b"));
}

TEST_F(Log, AnIdMayComeAgainWhenItsTimeIsOver) {
  RequestLog log(database_.get());
  Add(&log, "a", 0);
  Add(&log, "a", 24);
  Add(&log, "b", 47);
  EXPECT_THAT(Ids(), ElementsAre("a", "b"));
}

// On disk, with a clock of its own.
class Requests : public ::testing::Test {
 protected:
  Requests() {
    folder_ = ::testing::TempDir() + "/request_log_test_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    Open();
    EXPECT_OK(store_->WriteDocument(
        MakeDocument("1", {"Acme | buy | Bolt", "Zenith | own | Cog"}), {}));
    EXPECT_OK(
        store_->WriteDocument(MakeDocument("2", {"Acme | sell | Cog"}), {}));
  }
  void Open() {
    store_.reset();
    StoreOptions options;
    options.clock = [this] { return now_; };
    store_ = Store::Open(folder_ + "/db", options).value();
  }
  uint64_t Version() { return store_->Snapshot().value()->version(); }
  NodeId Named(absl::string_view name) {
    return store_->Snapshot().value()->FindEntities(name).value().front();
  }

  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
  std::string folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(Requests, ADeletionIsMadeOnceAlsoAfterARestart) {
  const WriteRequest request = {"r1", 1};
  ASSERT_OK_AND_ASSIGN(const DeleteResult first,
                       store_->DeleteDocument("1", request));
  EXPECT_EQ(first.version, 3u);
  // The document comes back, and stays.
  ASSERT_OK(
      store_->WriteDocument(MakeDocument("1", {"Acme | buy | Bolt"}), {}));
  for (int time = 0; time < 2; ++time) {
    ASSERT_OK_AND_ASSIGN(const DeleteResult again,
                         store_->DeleteDocument("1", request));
    EXPECT_EQ(EncodeAnswer(again), EncodeAnswer(first));
    EXPECT_EQ(Version(), 4u);
    EXPECT_THAT(store_->Check()->problems, IsEmpty());
    Open();
  }
  EXPECT_THAT(store_->DeleteDocument("2", {"r1", 2}),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Version(), 4u);
  EXPECT_EQ(store_->Changes(2, 10)->changes.size(), 2u);
  now_ += kAnswerLifetime;
  ASSERT_OK_AND_ASSIGN(const DeleteResult later,
                       store_->DeleteDocument("1", request));
  EXPECT_EQ(later.version, 5u);
}

TEST_F(Requests, WhatFailsLeavesNoAnswer) {
  const WriteRequest request = {"r1", 1};
  EXPECT_THAT(store_->DeleteDocument("3", request),
              StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK(
      store_->WriteDocument(MakeDocument("3", {"Acme | buy | Bolt"}), {}));
  ASSERT_OK_AND_ASSIGN(const DeleteResult deleted,
                       store_->DeleteDocument("3", request));
  EXPECT_EQ(deleted.version, 4u);
}

TEST_F(Requests, MergesAndSplitsAreMadeOnce) {
  const NodeId acme = Named("Acme"), zenith = Named("Zenith");
  EXPECT_EQ(store_->MergeEntities(acme, zenith, {"merge", 1}).value(), 3u);
  EXPECT_EQ(store_->MergeEntities(acme, zenith, {"merge", 1}).value(), 3u);
  EXPECT_EQ(store_->SplitEntity(3, {"split", 2}).value(), zenith);
  Open();
  EXPECT_EQ(store_->SplitEntity(3, {"split", 2}).value(), zenith);
  EXPECT_EQ(store_->MergeEntities(acme, zenith, {"merge", 1}).value(), 3u);
  EXPECT_EQ(Version(), 4u);
  EXPECT_THAT(store_->SplitEntity(3, {"merge", 2}),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(Requests, ABackupIsMadeOnceAndMakesNoVersion) {
  const WriteRequest request = {"r1", 1};
  const std::string to = folder_ + "/backup";
  ASSERT_OK_AND_ASSIGN(const BackupResult first,
                       store_->Backup(to, {}, request));
  EXPECT_EQ(Version(), 2u);
  Open();
  ASSERT_OK_AND_ASSIGN(const BackupResult again,
                       store_->Backup(to, {}, request));
  EXPECT_EQ(EncodeAnswer(again), EncodeAnswer(first));
  EXPECT_THAT(store_->Backup(to, {}, {"r2", 1}),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_TRUE(Store::Open(to, {}).value()->Check()->ok());
}

TEST_F(Requests, OneOfManyAtTheSameTimeIsDone) {
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) {
    threads.emplace_back([&] {
      answer = EncodeAnswer(store_->DeleteDocument("1", {"r1", 1}).value());
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers[0]);
  EXPECT_EQ(Version(), 3u);
}

TEST_F(Requests, AnAnswerThatIsKeptIsTheFirst) {
  const WriteRequest request = {"r1", 1};
  EXPECT_EQ(store_->FindAnswer(request).value(), std::nullopt);
  EXPECT_EQ(store_->KeepAnswer(request, "first").value(), "first");
  EXPECT_EQ(store_->KeepAnswer(request, "second").value(), "first");
  EXPECT_THAT(store_->FindAnswer(request).value(), Optional(Eq("first")));
  EXPECT_EQ(Version(), 2u);
}

TEST_F(Requests, OldAnswersGoWithWritesOfDocuments) {
  ASSERT_OK(store_->DeleteDocument("1", {"r1", 1}));
  const auto answers = [this] {
    int count = 0;
    EXPECT_OK(store_->Dump([&](absl::string_view key, absl::string_view) {
      count += key.front() == 'Q';
    }));
    return count;
  };
  EXPECT_EQ(answers(), 1);
  now_ += kAnswerLifetime;
  ASSERT_OK(
      store_->WriteDocument(MakeDocument("3", {"Acme | buy | Bolt"}), {}));
  EXPECT_EQ(answers(), 0);
}

}  // namespace
}  // namespace weft::graphstore
