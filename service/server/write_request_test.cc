#include "service/server/write_request.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "google/protobuf/util/message_differencer.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"
#include "weft/v1/admin.grpc.pb.h"

namespace weft::service {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;

TEST(ToWriteRequest, TellsRequestsApartByAllButTheirIds) {
  const auto fingerprint = [](const auto& request) {
    return ToWriteRequest(request).value().fingerprint;
  };
  v1::MergeEntitiesRequest merge;
  merge.set_into_id(1);
  merge.set_from_id(2);
  merge.set_request_id("a");
  EXPECT_EQ(ToWriteRequest(merge).value().id, "a");
  const uint64_t first = fingerprint(merge);
  merge.set_request_id("b");
  EXPECT_EQ(fingerprint(merge), first);
  merge.set_from_id(3);
  EXPECT_NE(fingerprint(merge), first);
  // The same bytes mean something else in another rpc.
  v1::SplitEntityRequest split;
  split.set_merge_id(1);
  split.set_request_id("a");
  v1::MergeEntitiesRequest alike;
  alike.set_into_id(1);
  alike.set_request_id("a");
  EXPECT_NE(fingerprint(split), fingerprint(alike));
}

TEST(ToWriteRequest, BoundsTheId) {
  v1::DeleteDocumentRequest request;
  EXPECT_EQ(ToWriteRequest(request).value().id, "");
  request.set_request_id(std::string(128, 'a'));
  EXPECT_OK(ToWriteRequest(request).status());
  request.set_request_id(std::string(129, 'a'));
  EXPECT_THAT(ToWriteRequest(request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("request_id: has 129 bytes")));
}

class WriteRequests : public ::testing::Test {
 protected:
  WriteRequests() {
    server_.Ingest("yard", "Alpha; own; owns; Beta\nGamma; sell; sells; Nu\n");
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(
      Stub& stub,
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      const Request& request) {
    grpc::ClientContext context;
    Response response;
    const absl::Status status =
        FromGrpcStatus((stub.*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  // The same request twice: one answer, and one change of the graph.
  template <typename Stub, typename Request, typename Response>
  Response Twice(Stub& stub,
                 grpc::Status (Stub::*method)(grpc::ClientContext*,
                                              const Request&, Response*),
                 const Request& request) {
    const auto first = Call(stub, method, request);
    EXPECT_OK(first.status());
    const uint64_t version = Version();
    const auto again = Call(stub, method, request);
    EXPECT_OK(again.status());
    EXPECT_TRUE(MessageDifferencer::Equals(*first, *again));
    EXPECT_EQ(Version(), version);
    return *first;
  }

  uint64_t Version() { return server_.store().Snapshot().value()->version(); }
  uint64_t IdOf(const std::string& name) {
    const auto reader = server_.store().Snapshot().value();
    return reader->FindEntities(name).value().front().payload();
  }

  absl::StatusOr<v1::ImportTriplesResponse> Import(const std::string& id,
                                                   const std::string& tsv,
                                                   size_t message_bytes) {
    grpc::ClientContext context;
    v1::ImportTriplesResponse response;
    const auto writer = server_.ingestion().ImportTriples(&context, &response);
    v1::ImportTriplesRequest message;
    message.set_source("firms");
    message.set_format(v1::TRIPLE_FORMAT_TSV);
    message.set_request_id(id);
    for (size_t at = 0; at < tsv.size(); at += message_bytes) {
      message.set_data(tsv.substr(at, message_bytes));
      if (!writer->Write(message)) break;
      message.Clear();
    }
    writer->WritesDone();
    const absl::Status status = FromGrpcStatus(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  TestServer server_;
  const std::unique_ptr<v1::AdminService::Stub> admin_ =
      v1::AdminService::NewStub(server_.channel());
};

TEST_F(WriteRequests, ADeletionIsMadeOnce) {
  v1::DeleteDocumentRequest request;
  request.set_id("yard");
  request.set_request_id("r1");
  const v1::DeleteDocumentResponse first =
      Twice(server_.ingestion(), &v1::IngestionService::Stub::DeleteDocument,
            request);
  EXPECT_EQ(first.fact_count(), 2u);
  EXPECT_EQ(first.version(), 2u);
  server_.Ingest("yard", "Alpha; own; owns; Beta\n");
  request.set_id("garden");
  EXPECT_THAT(
      Call(server_.ingestion(), &v1::IngestionService::Stub::DeleteDocument,
           request),
      StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("request_id")));
}

TEST_F(WriteRequests, AMergeAndASplitAreMadeOnce) {
  v1::MergeEntitiesRequest merge;
  merge.set_into_id(IdOf("Alpha"));
  merge.set_from_id(IdOf("Gamma"));
  merge.set_request_id("merge");
  const uint64_t id =
      Twice(*admin_, &v1::AdminService::Stub::MergeEntities, merge).merge_id();
  v1::SplitEntityRequest split;
  split.set_merge_id(id);
  split.set_request_id("merge");
  EXPECT_THAT(Call(*admin_, &v1::AdminService::Stub::SplitEntity, split),
              StatusIs(absl::StatusCode::kAlreadyExists));
  split.set_request_id("split");
  const v1::SplitEntityResponse apart =
      Twice(*admin_, &v1::AdminService::Stub::SplitEntity, split);
  EXPECT_EQ(apart.entity_id(), merge.from_id());
}

TEST_F(WriteRequests, ABackupIsMadeOnce) {
  v1::CreateBackupRequest request;
  request.set_directory(::testing::TempDir() + "/write_request_backup");
  std::filesystem::remove_all(request.directory());
  request.set_request_id("r1");
  EXPECT_EQ(
      Twice(*admin_, &v1::AdminService::Stub::CreateBackup, request).version(),
      1u);
}

TEST_F(WriteRequests, AnImportIsMadeOnceHoweverItsBytesAreCut) {
  std::string tsv = "Acme\towns\tBolt\nBolt\tpart of\tAcme\n";
  // More than one block of the fingerprint.
  for (int i = 0; i < 6000; ++i) {
    absl::StrAppend(&tsv, "Hub\tserves\tPier ", i, "\n");
  }
  ASSERT_OK_AND_ASSIGN(const auto first, Import("r1", tsv, 10'000));
  EXPECT_EQ(first.outcome(), v1::INGEST_OUTCOME_ADDED);
  const uint64_t version = Version();
  for (const size_t bytes : {1'000, 65'536, 1'000'000}) {
    ASSERT_OK_AND_ASSIGN(const auto again, Import("r1", tsv, bytes));
    EXPECT_TRUE(MessageDifferencer::Equals(first, again)) << bytes;
  }
  EXPECT_THAT(Import("r1", tsv + "Acme\towns\tCog\n", 10'000),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Version(), version);
  // Without the id, and with another, it is an import like any other.
  for (const std::string id : {"", "r2"}) {
    ASSERT_OK_AND_ASSIGN(const auto other, Import(id, tsv, 10'000));
    EXPECT_EQ(other.outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  }
}

}  // namespace
}  // namespace weft::service
