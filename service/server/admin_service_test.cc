#include "service/server/admin_service.h"

#include <filesystem>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/status_matchers.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

template <typename Request, typename Response>
absl::StatusOr<Response> Call(
    TestServer& server,
    grpc::Status (v1::AdminService::Stub::*method)(grpc::ClientContext*,
                                                   const Request&, Response*),
    const Request& request) {
  const auto stub = v1::AdminService::NewStub(server.channel());
  grpc::ClientContext context;
  Response response;
  const grpc::Status status = ((*stub).*method)(&context, request, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return response;
}

TEST(AdminService, ChecksEveryIndex) {
  TestServer server;
  server.Ingest("yard", "Alpha; own; owns; Beta\n");
  const auto response = Call(server, &v1::AdminService::Stub::CheckIntegrity,
                             v1::CheckIntegrityRequest());
  ASSERT_OK(response);
  EXPECT_TRUE(response->ok());
  EXPECT_EQ(response->version(), 1u);
  EXPECT_GT(response->keys_checked(), 5u);
  EXPECT_EQ(response->problem_count(), 0u);
}

TEST(AdminService, ListsWorkWhileItRunsAndStopsItWhenItIsCancelled) {
  TestServer server;
  std::string text;
  for (int i = 0; i < 4000; ++i) {
    absl::StrAppend(&text, "Hub; know; knows; Spoke", i, "\n");
  }
  server.Ingest("hub", text);
  const auto stub = v1::AdminService::NewStub(server.channel());
  v1::ListRunningWorkRequest asked;
  asked.set_request_id("r7");
  // A check that is over before it was seen is made again.
  grpc::Status status;
  v1::RunningWork seen;
  while (seen.rpc().empty()) {
    grpc::ClientContext context;
    context.AddMetadata("x-request-id", "r7");
    absl::Notification over;
    std::thread check([&] {
      v1::CheckIntegrityResponse response;
      status = stub->CheckIntegrity(&context, {}, &response);
      over.Notify();
    });
    while (!over.HasBeenNotified() && seen.done() == 0) {
      const auto listed =
          Call(server, &v1::AdminService::Stub::ListRunningWork, asked);
      ASSERT_OK(listed);
      if (listed->works_size() > 0) seen = listed->works(0);
    }
    context.TryCancel();
    check.join();
  }
  EXPECT_EQ(seen.rpc(), "weft.v1.AdminService.CheckIntegrity");
  EXPECT_EQ(seen.request_id(), "r7");
  EXPECT_EQ(seen.unit(), "records");
  EXPECT_LE(seen.done(), seen.total());
  // Comes back when no call runs any more.
  server.server().Drain();
}

TEST(AdminService, BacksUpIntoANewFolder) {
  TestServer server;
  server.Ingest("yard", "Alpha; own; owns; Beta\n");
  const std::string folder = ::testing::TempDir() + "/admin_service_backup";
  std::filesystem::remove_all(folder);
  v1::CreateBackupRequest request;
  EXPECT_THAT(Call(server, &v1::AdminService::Stub::CreateBackup, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_directory(folder);
  const auto response =
      Call(server, &v1::AdminService::Stub::CreateBackup, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->version(), 1u);
  EXPECT_GT(response->byte_count(), 0u);
  EXPECT_THAT(Call(server, &v1::AdminService::Stub::CreateBackup, request),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(AdminService, MergesAndSplits) {
  TestServer server;
  server.Ingest("yard",
                "Alpha; own; owns; Beta\nAlpha Group; sell; sells; Gamma\n");
  const auto get = [&server](const std::string& name) {
    v1::GetEntityRequest request;
    request.mutable_entity()->set_name(name);
    grpc::ClientContext context;
    v1::Entity entity;
    EXPECT_TRUE(server.graph().GetEntity(&context, request, &entity).ok());
    return entity;
  };
  const v1::Entity group = get("Alpha Group");
  v1::MergeEntitiesRequest request;
  request.set_into_id(get("Alpha").id());
  request.set_from_id(group.id());
  const auto merged =
      Call(server, &v1::AdminService::Stub::MergeEntities, request);
  ASSERT_OK(merged);
  const v1::Entity whole = get("alpha group");
  EXPECT_EQ(whole.id(), request.into_id());
  EXPECT_EQ(whole.out_degree(), 2u);
  ASSERT_EQ(whole.merges_size(), 1);
  EXPECT_EQ(whole.merges(0).merge_id(), merged->merge_id());
  EXPECT_EQ(whole.merges(0).entity_id(), group.id());
  EXPECT_EQ(whole.merges(0).name(), "Alpha Group");
  EXPECT_THAT(Call(server, &v1::AdminService::Stub::MergeEntities, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::SplitEntityRequest split;
  split.set_merge_id(merged->merge_id());
  const auto apart = Call(server, &v1::AdminService::Stub::SplitEntity, split);
  ASSERT_OK(apart);
  EXPECT_EQ(apart->entity_id(), group.id());
  EXPECT_EQ(get("Alpha Group").id(), group.id());
  EXPECT_THAT(Call(server, &v1::AdminService::Stub::SplitEntity, split),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(AdminService, Compacts) {
  TestServer server;
  server.Ingest("yard", "Alpha; own; owns; Beta\n");
  EXPECT_OK(Call(server, &v1::AdminService::Stub::CompactStorage,
                 v1::CompactStorageRequest()));
}

TEST(AdminService, NeedsADatabase) {
  TestServerOptions options;
  options.with_store = false;
  TestServer server(options);
  EXPECT_THAT(Call(server, &v1::AdminService::Stub::CheckIntegrity,
                   v1::CheckIntegrityRequest()),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace weft::service
