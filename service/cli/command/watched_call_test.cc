#include "service/cli/command/watched_call.h"

#include <memory>
#include <sstream>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/client/fake_server.h"

namespace weft::service {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class WatchedCallTest : public testing::Test {
 protected:
  WatchedCallTest()
      : client_(fake_.Channel(), "fake"),
        context_(in_, out_, err_,
                 [](const GlobalOptions&,
                    Need) -> absl::StatusOr<std::unique_ptr<Backend>> {
                   return absl::UnimplementedError("not opened here");
                 }) {}

  FakeServer fake_;
  Client client_;
  std::istringstream in_;
  std::ostringstream out_, err_;
  Context context_;
};

TEST_F(WatchedCallTest, DrawsWhatTheServerSaysAndTakesItAway) {
  context_.err_style.terminal = true;
  context_.err_style.width = 100;
  v1::RunningWork* work = fake_.answers.running.add_works();
  work->set_unit("records");
  work->set_done(300);
  work->set_total(1000);
  std::string id;
  const absl::StatusOr<int> result =
      CallWatched(context_, client_, [&](const std::string& request_id) {
        id = request_id;
        fake_.WaitForRunningWork(2);
        return absl::StatusOr<int>(7);
      });
  ASSERT_OK(result.status());
  EXPECT_EQ(*result, 7);
  EXPECT_THAT(id, StartsWith("weft-"));
  EXPECT_EQ(fake_.requests.running.request_id(), id);
  EXPECT_THAT(err_.str(), HasSubstr("300 records  [=======>"));
  EXPECT_THAT(err_.str(), HasSubstr(" 30%"));
  EXPECT_THAT(err_.str(), testing::EndsWith("\r\x1B[K"));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(WatchedCallTest, AsksNothingWithoutATerminal) {
  const absl::Status result =
      CallWatched(context_, client_, [&](const std::string& request_id) {
        EXPECT_EQ(request_id, "");
        return absl::DataLossError("damaged");
      });
  EXPECT_THAT(result, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(err_.str(), "");
}

TEST_F(WatchedCallTest, AServerThatDoesNotSayIsNoFailure) {
  context_.err_style.terminal = true;
  fake_.answers.running_error =
      grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "of an older version");
  const absl::StatusOr<int> result =
      CallWatched(context_, client_, [&](const std::string&) {
        fake_.WaitForRunningWork(1);
        return absl::StatusOr<int>(7);
      });
  EXPECT_EQ(*result, 7);
  EXPECT_EQ(err_.str(), "");
}

}  // namespace
}  // namespace weft::service
