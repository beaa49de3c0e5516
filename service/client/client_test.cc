#include "service/client/client.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/status_matchers.h"
#include "service/client/fake_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Fact FactWithRule(const std::string& rule) {
  v1::Fact fact;
  fact.set_rule(rule);
  return fact;
}

class ClientTest : public ::testing::Test {
 protected:
  std::vector<std::string> RulesOf(uint64_t limit) {
    std::vector<std::string> rules;
    EXPECT_OK(client_.ListFacts({}, limit, [&](const v1::Fact& fact) {
      rules.push_back(fact.rule());
      return true;
    }));
    return rules;
  }

  // Sends documents "0", "1" ... and returns what was acknowledged.
  absl::Status Ingest(int count, std::vector<std::string>* acknowledged) {
    int sent = 0;
    return client_.IngestDocuments(
        [&](v1::IngestDocumentsRequest& request) {
          if (sent == count) return false;
          request.mutable_document()->set_id(absl::StrCat(sent++));
          return true;
        },
        [&](const v1::IngestDocumentsResponse& response) {
          acknowledged->push_back(response.document_id());
        });
  }

  FakeServer fake_;
  Client client_{fake_.Channel(), "here"};
};

TEST_F(ClientTest, ListsWalkThroughAllPages) {
  // The fake has pages of two: below, at and above a whole number of pages.
  for (int count : {0, 1, 2, 3, 4, 5}) {
    fake_.answers.facts.clear();
    std::vector<std::string> expected;
    for (int i = 0; i < count; ++i) {
      fake_.answers.facts.push_back(FactWithRule(absl::StrCat(i)));
      expected.push_back(absl::StrCat(i));
    }
    EXPECT_EQ(RulesOf(0), expected) << count;
  }
}

TEST_F(ClientTest, ListsStopAtTheLimitWithoutAskingForMore) {
  for (int i = 0; i < 5; ++i) {
    fake_.answers.facts.push_back(FactWithRule(absl::StrCat(i)));
  }
  EXPECT_THAT(RulesOf(3), ElementsAre("0", "1", "2"));
  EXPECT_EQ(fake_.requests.list_facts_calls, 2);
  EXPECT_EQ(fake_.requests.list_facts.page_size(), 1);
}

TEST_F(ClientTest, CallbackEndsAList) {
  for (int i = 0; i < 5; ++i) {
    fake_.answers.facts.push_back(FactWithRule(absl::StrCat(i)));
  }
  int seen = 0;
  EXPECT_OK(client_.ListFacts({}, 0, [&](const v1::Fact&) {
    ++seen;
    return false;
  }));
  EXPECT_EQ(seen, 1);
}

TEST_F(ClientTest, StreamsGiveElementsAndTheSummary) {
  for (uint32_t depth : {1, 1, 2}) {
    fake_.answers.nodes.emplace_back().set_depth(depth);
  }
  fake_.answers.summary.set_cut_off(v1::CUT_OFF_ROWS);
  std::vector<uint32_t> depths;
  ASSERT_OK_AND_ASSIGN(
      const v1::StreamSummary summary,
      client_.Traverse({}, [&](const v1::TraverseResponse::Node& node) {
        depths.push_back(node.depth());
        return true;
      }));
  EXPECT_THAT(depths, ElementsAre(1, 1, 2));
  EXPECT_EQ(summary.cut_off(), v1::CUT_OFF_ROWS);
}

TEST_F(ClientTest, AsksOnceMoreForAWriteWhoseAnswerIsLost) {
  fake_.answers.merged.set_merge_id(7);
  fake_.answers.lost_merges = 1;
  EXPECT_EQ(client_.MergeEntities(1, 2).value().merge_id(), 7u);
  ASSERT_EQ(fake_.requests.merge_ids.size(), 2u);
  EXPECT_EQ(fake_.requests.merge_ids[0], fake_.requests.merge_ids[1]);
  EXPECT_NE(fake_.requests.merge_ids[0], "");
  fake_.answers.lost_merges = 2;
  EXPECT_THAT(client_.MergeEntities(1, 2),
              StatusIs(absl::StatusCode::kUnavailable));
  ASSERT_EQ(fake_.requests.merge_ids.size(), 4u);
  EXPECT_NE(fake_.requests.merge_ids[3], fake_.requests.merge_ids[1]);
}

TEST_F(ClientTest, CallbackEndsAStream) {
  fake_.answers.paths.resize(1000);
  int seen = 0;
  ASSERT_OK_AND_ASSIGN(
      const v1::StreamSummary summary,
      client_.FindPaths(
          {}, [&](const v1::FindPathsResponse::Path&) { return ++seen < 3; }));
  EXPECT_EQ(seen, 3);
}

TEST_F(ClientTest, ErrorsKeepTheirCode) {
  fake_.answers.graph_error = {grpc::StatusCode::NOT_FOUND,
                               "no entity \"Nvida\"; did you mean Nvidia?"};
  EXPECT_THAT(client_.GetEntity({}),
              StatusIs(absl::StatusCode::kNotFound,
                       "no entity \"Nvida\"; did you mean Nvidia?"));
  EXPECT_THAT(client_.Traverse({}, nullptr).status().code(),
              absl::StatusCode::kNotFound);
}

TEST_F(ClientTest, UnavailableNamesThePeer) {
  fake_.answers.graph_error = ToGrpcStatus(absl::UnavailableError("draining"));
  EXPECT_THAT(client_.GetStatistics(),
              StatusIs(absl::StatusCode::kUnavailable, "here: draining"));
}

TEST_F(ClientTest, ALostConnectionSaysWhatToDo) {
  fake_.answers.graph_error = {grpc::StatusCode::UNAVAILABLE, "Socket closed"};
  EXPECT_THAT(client_.GetStatistics(),
              StatusIs(absl::StatusCode::kUnavailable,
                       "the connection to here was lost (Socket closed); see "
                       "whether the server runs, and try again"));
}

TEST_F(ClientTest, EveryDocumentIsAcknowledgedInOrder) {
  std::vector<std::string> acknowledged;
  EXPECT_OK(Ingest(5, &acknowledged));
  EXPECT_THAT(acknowledged, ElementsAre("0", "1", "2", "3", "4"));
}

TEST_F(ClientTest, NothingToIngestIsNoError) {
  std::vector<std::string> acknowledged;
  EXPECT_OK(Ingest(0, &acknowledged));
  EXPECT_THAT(acknowledged, IsEmpty());
}

TEST_F(ClientTest, AStreamThatBreaksSaysWhatWasAcknowledged) {
  fake_.answers.ingest_limit = 2;
  fake_.answers.ingest_end = {grpc::StatusCode::UNAVAILABLE,
                              "the disk is full"};
  std::vector<std::string> acknowledged;
  EXPECT_THAT(
      Ingest(1000, &acknowledged),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr("the disk is full")));
  EXPECT_THAT(acknowledged, ElementsAre("0", "1"));
}

TEST_F(ClientTest, ConnectsOverTheNetwork) {
  fake_.answers.statistics.set_entity_count(7);
  ASSERT_OK_AND_ASSIGN(
      auto client, Client::Connect(absl::StrCat("127.0.0.1:", fake_.port())));
  ASSERT_OK_AND_ASSIGN(const v1::Statistics statistics,
                       client->GetStatistics());
  EXPECT_EQ(statistics.entity_count(), 7);
}

TEST(Connect, SaysThatNobodyAnswers) {
  int port = 0;
  {
    FakeServer gone;
    port = gone.port();
  }
  EXPECT_THAT(
      Client::Connect(absl::StrCat("127.0.0.1:", port)).status(),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr("weft serve")));
}

TEST(Connect, RefusesWhatIsNoAddress) {
  for (const char* address :
       {"", "localhost", ":50051", "localhost:", "localhost:0",
        "localhost:65536", "localhost:http"}) {
    EXPECT_THAT(
        Client::Connect(address).status(),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("HOST:PORT")))
        << address;
  }
}

TEST_F(ClientTest, CancelledCallsEndUntilCallsAreAllowedAgain) {
  for (int i = 0; i < 5; ++i) {
    fake_.answers.facts.push_back(FactWithRule(absl::StrCat(i)));
  }
  int seen = 0;
  // Pages of two: the call for the second page is refused.
  EXPECT_EQ(client_
                .ListFacts({}, 0,
                           [&](const v1::Fact&) {
                             ++seen;
                             client_.CancelCalls();
                             return true;
                           })
                .code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(seen, 2);
  EXPECT_EQ(client_.GetStatistics().status().code(),
            absl::StatusCode::kCancelled);
  client_.AllowCalls();
  EXPECT_OK(client_.GetStatistics().status());
}

TEST_F(ClientTest, AnImportEndsAlsoWhenEverythingHasBeenSent) {
  std::atomic<bool> importing = false;
  std::atomic<bool> was_cancelled = false;
  fake_.answers.importing = [&](const grpc::ServerContext& context) {
    importing = true;
    const absl::Time end = absl::Now() + absl::Minutes(1);
    while (!context.IsCancelled() && absl::Now() < end) {
      absl::SleepFor(absl::Milliseconds(1));
    }
    was_cancelled = context.IsCancelled();
  };
  const auto imported =
      client_.ImportTriples([](v1::ImportTriplesRequest&) { return false; },
                            [&] { return importing.load(); });
  EXPECT_EQ(imported.status().code(), absl::StatusCode::kCancelled);
  // The server notices a moment later than the client.
  const absl::Time end = absl::Now() + absl::Minutes(1);
  while (!was_cancelled && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  EXPECT_TRUE(was_cancelled);
}

TEST_F(ClientTest, AnInputThatCannotBeReadEndsAnImport) {
  const auto imported = client_.ImportTriples(
      [](v1::ImportTriplesRequest&) -> absl::StatusOr<bool> {
        return absl::DataLossError("torn");
      },
      [] { return false; });
  EXPECT_THAT(imported.status(), StatusIs(absl::StatusCode::kDataLoss, "torn"));
}

TEST_F(ClientTest, CancelsAStreamFromAnotherThread) {
  std::thread canceller;
  const absl::Status status = client_.IngestDocuments(
      [&](v1::IngestDocumentsRequest& request) {
        request.mutable_document()->set_id("again");
        return true;  // without end
      },
      [&](const v1::IngestDocumentsResponse&) {
        if (canceller.joinable()) return;
        canceller = std::thread([&] { client_.CancelCalls(); });
      });
  canceller.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace weft::service
