#include "service/server/admin_service.h"

#include <filesystem>
#include <string>

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
