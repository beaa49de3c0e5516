#include "service/server/watch.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"
#include "weft/v1/change.grpc.pb.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Line(const std::string& sign, const v1::Fact& fact) {
  const std::string object = fact.object().has_value()
                                 ? fact.object().value().text()
                                 : fact.object().entity().name();
  return absl::StrCat(sign, fact.subject().entity().name(), " ",
                      fact.relation().name(), " ", object);
}

// "3 yard: +Alpha own Beta"; a sign of life is "3".
std::string Text(const v1::WatchResponse& message) {
  std::string text = absl::StrCat(message.version());
  if (message.kind() == v1::CHANGE_KIND_UNSPECIFIED) return text;
  absl::StrAppend(&text, " ", message.document_id(), ":");
  for (const v1::Fact& fact : message.added()) {
    absl::StrAppend(&text, " ", Line("+", fact));
  }
  for (const v1::Fact& fact : message.removed()) {
    absl::StrAppend(&text, " ", Line("-", fact));
  }
  return text;
}

struct Feed {
  absl::Status status;
  std::vector<std::string> lines;
  std::string token;  // the last one
};

// Reads until the feed has caught up, which is the second sign of life.
Feed Read(TestServer& server, const v1::WatchRequest& request,
          WatchOptions options = {}) {
  Feed feed;
  int signs = 0;
  feed.status = Watch(
      server.store(), request, options, Cancellation(), [] { return false; },
      [&](const v1::WatchResponse& message) {
        feed.lines.push_back(Text(message));
        feed.token = message.token();
        return message.kind() != v1::CHANGE_KIND_UNSPECIFIED || ++signs < 2;
      });
  if (absl::IsCancelled(feed.status)) feed.status = absl::OkStatus();
  return feed;
}

v1::WatchRequest FromEarliest() {
  v1::WatchRequest request;
  request.set_earliest(true);
  return request;
}

v1::WatchRequest FromToken(const std::string& token) {
  v1::WatchRequest request;
  request.set_token(token);
  return request;
}

void WriteHistory(TestServer& server) {
  server.Ingest("a", "Alpha; own; owns; Beta\n");
  server.Ingest("b", "Alpha; own; owns; Beta\nGamma; grow; grew; 17%\n");
  ASSERT_OK(server.store().DeleteDocument("b"));
}

TEST(Watch, TellsTheWholeHistory) {
  TestServer server;
  WriteHistory(server);
  const Feed feed = Read(server, FromEarliest());
  ASSERT_OK(feed.status);
  // The second document added one statement, which has gone since.
  EXPECT_THAT(feed.lines, ElementsAre("0", "1 a: +Alpha own Beta",
                                      "2 b:", "3 b: -Gamma grow 17%", "3"));
}

TEST(Watch, GoesOnBehindAToken) {
  TestServer server;
  server.Ingest("a", "Alpha; own; owns; Beta\n");
  const Feed first = Read(server, FromEarliest());
  server.Ingest("c", "Beta; own; owns; Delta\n");
  const Feed second = Read(server, FromToken(first.token));
  EXPECT_THAT(second.lines, ElementsAre("1", "2 c: +Beta own Delta", "2"));
  EXPECT_THAT(Read(server, FromToken(second.token)).lines,
              ElementsAre("2", "2"));
  // Without a start: from now on.
  EXPECT_THAT(Read(server, v1::WatchRequest()).lines, ElementsAre("2", "2"));
}

TEST(Watch, ShowsOnlyWhatIsAskedFor) {
  TestServer server;
  server.Ingest("a", "Alpha; own; owns; Beta\nGamma; grow; grew; 17%\n");
  server.Ingest("b", "Gamma; own; owns; Delta\n");
  v1::WatchRequest request = FromEarliest();
  request.set_entity("the GAMMA");
  EXPECT_THAT(
      Read(server, request).lines,
      ElementsAre("0", "1 a: +Gamma grow 17%", "2 b: +Gamma own Delta", "2"));
  request.set_relation("sell|grew");
  EXPECT_THAT(Read(server, request).lines,
              ElementsAre("0", "1 a: +Gamma grow 17%", "2"));
  request.set_document_id("b");
  EXPECT_THAT(Read(server, request).lines, ElementsAre("0", "2"));
  request = FromEarliest();
  request.set_document_id("b");
  EXPECT_THAT(Read(server, request).lines,
              ElementsAre("0", "2 b: +Gamma own Delta", "2"));
}

TEST(Watch, CutsALargeChangeAndPutsItsTokenOnTheLastPart) {
  TestServer server;
  std::string text;
  for (int i = 0; i < 5; ++i) {
    absl::StrAppend(&text, "Alpha; own; owns; Beta ", i, "x\n");
  }
  server.Ingest("a", text);
  for (const auto& [size, parts] :
       {std::pair<size_t, size_t>{2, 3}, {4, 2}, {5, 1}, {6, 1}}) {
    WatchOptions options;
    options.statements_per_message = size;
    std::vector<v1::WatchResponse> messages;
    (void)Watch(
        server.store(), FromEarliest(), options, Cancellation(),
        [] { return false; },
        [&](const v1::WatchResponse& message) {
          messages.push_back(message);
          return messages.size() < parts + 2;
        });
    ASSERT_EQ(messages.size(), parts + 2);
    int added = 0;
    for (size_t i = 1; i <= parts; ++i) {
      added += messages[i].added_size();
      // A client that stops in the middle gets the change again.
      EXPECT_EQ(messages[i].token() == messages[0].token(), i < parts);
    }
    EXPECT_EQ(added, 5);
  }
}

TEST(Watch, SaysThatATokenHasExpired) {
  TestServer server;
  server.Ingest("a", "Alpha; own; owns; Beta\n");
  const Feed old = Read(server, v1::WatchRequest());
  server.Ingest("b", "Alpha; own; owns; Delta\n");
  server.Ingest("c", "Alpha; own; owns; Omega\n");
  ASSERT_OK(server.store().TrimChanges(2));
  const Feed feed = Read(server, FromToken(old.token));
  EXPECT_EQ(feed.status.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Reason(feed.status), "TOKEN_EXPIRED");
  EXPECT_THAT(feed.lines, IsEmpty());
  // The oldest that is kept is still there.
  EXPECT_THAT(Read(server, FromEarliest()).lines,
              ElementsAre("2", "3 c: +Alpha own Omega", "3"));
}

TEST(Watch, RefusesWhatIsNoToken) {
  TestServer server;
  for (const char* token : {"x", "!", "d2F0Y2g6", "MTc"}) {
    EXPECT_EQ(Read(server, FromToken(token)).status.code(),
              absl::StatusCode::kInvalidArgument)
        << token;
  }
}

TEST(Watch, WaitsForWhatComes) {
  TestServer server;
  const auto stub = v1::ChangeService::NewStub(server.channel());
  grpc::ClientContext context;
  const auto reader = stub->Watch(&context, v1::WatchRequest());
  v1::WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  ASSERT_TRUE(reader->Read(&message));  // it has caught up
  server.Ingest("a", "Alpha; own; owns; Beta\n");
  ASSERT_TRUE(reader->Read(&message));
  EXPECT_EQ(Text(message), "1 a: +Alpha own Beta");
  EXPECT_EQ(message.kind(), v1::CHANGE_KIND_ADDED);
  EXPECT_EQ(message.facts_added(), 1u);
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST(Watch, EndsWhenTheServerDrains) {
  TestServer server;
  const auto stub = v1::ChangeService::NewStub(server.channel());
  grpc::ClientContext context;
  const auto reader = stub->Watch(&context, v1::WatchRequest());
  v1::WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  std::thread drain([&server] { server.server().Drain(); });
  while (reader->Read(&message)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  drain.join();
}

TEST(Watch, GivesSignsOfLife) {
  TestServer server;
  WatchOptions options;
  options.poll = options.sign_of_life = absl::Milliseconds(1);
  int signs = 0;
  const absl::Status status = Watch(
      server.store(), v1::WatchRequest(), options, Cancellation(),
      [] { return false; },
      [&signs](const v1::WatchResponse& message) {
        EXPECT_EQ(message.kind(), v1::CHANGE_KIND_UNSPECIFIED);
        EXPECT_FALSE(message.token().empty());
        return ++signs < 5;
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace weft::service
