#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

absl::StatusOr<v1::Document> Get(TestServer& server, const std::string& id) {
  grpc::ClientContext context;
  v1::GetDocumentRequest request;
  request.set_id(id);
  v1::Document response;
  const absl::Status status = FromGrpcStatus(
      server.ingestion().GetDocument(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::ListDocumentsResponse> List(TestServer& server,
                                               int32_t page_size,
                                               const std::string& token) {
  grpc::ClientContext context;
  v1::ListDocumentsRequest request;
  request.set_page_size(page_size);
  request.set_page_token(token);
  v1::ListDocumentsResponse response;
  const absl::Status status = FromGrpcStatus(
      server.ingestion().ListDocuments(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::DeleteDocumentResponse> Delete(TestServer& server,
                                                  const std::string& id) {
  grpc::ClientContext context;
  v1::DeleteDocumentRequest request;
  request.set_id(id);
  v1::DeleteDocumentResponse response;
  const absl::Status status = FromGrpcStatus(
      server.ingestion().DeleteDocument(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

TEST(IngestDocuments, AcknowledgesEachDocumentInOrder) {
  TestServer server;
  std::vector<v1::IngestDocumentsRequest> requests;
  for (int i = 0; i < 300; ++i) {
    requests.push_back(MakeDocument(absl::StrCat("doc ", i),
                                    absl::StrCat("A", i, "; see; saw; B")));
  }
  grpc::Status status;
  const auto responses = server.Ingest(requests, &status);
  EXPECT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(responses.size(), 300u);
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(responses[i].document_id(), absl::StrCat("doc ", i));
    EXPECT_EQ(responses[i].request_id(), absl::StrCat("request for doc ", i));
    EXPECT_EQ(responses[i].outcome(), v1::INGEST_OUTCOME_ADDED);
    EXPECT_EQ(responses[i].fact_count(), 1u);
    EXPECT_EQ(responses[i].sentence_count(), 1u);
  }
  EXPECT_EQ((*server.store().Snapshot())->Statistics()->documents, 300u);
}

TEST(IngestDocuments, GivesEachDocumentItsOwnError) {
  TestServer server;
  server.Ingest("a", "A; see; saw; B");
  grpc::Status status;
  const auto responses = server.Ingest(
      {MakeDocument("a", "A; see; saw; B"), MakeDocument("a", "other"),
       MakeDocument("", "A; see; saw; B"), MakeDocument("b", "BAD"),
       MakeDocument("a", "C; see; saw; D", /*replace=*/true)},
      &status);
  EXPECT_TRUE(status.ok());
  ASSERT_EQ(responses.size(), 5u);
  EXPECT_EQ(responses[0].outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  EXPECT_THAT(FromRpcStatus(responses[1].error()),
              StatusIs(absl::StatusCode::kAlreadyExists,
                       HasSubstr("document \"a\" is already there")));
  EXPECT_EQ(Reason(FromRpcStatus(responses[1].error())),
            "DOCUMENT_HAS_OTHER_CONTENT");
  EXPECT_THAT(FromRpcStatus(responses[2].error()),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(FromRpcStatus(responses[3].error()),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(responses[4].outcome(), v1::INGEST_OUTCOME_REPLACED);
}

TEST(IngestDocuments, AcknowledgesWhileTheClientStillSends) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = server.ingestion().IngestDocuments(&context);
  v1::IngestDocumentsResponse response;
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_TRUE(stream->Write(MakeDocument(id, "A; see; saw; B")));
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.document_id(), id);
  }
  stream->WritesDone();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(IngestDocuments, EndsWithNothingForNoDocuments) {
  TestServer server;
  grpc::Status status;
  EXPECT_THAT(server.Ingest({}, &status), IsEmpty());
  EXPECT_TRUE(status.ok());
}

// Far more documents than may be under way: flow control has to hold the client
// back, and nothing may be lost.
TEST(IngestDocuments, HoldsAFastClientBack) {
  TestServer server({.with_store = true, .listen = "127.0.0.1:0", .store = {}});
  constexpr int kDocuments = 1000;
  grpc::ClientContext context;
  const auto stream = server.ingestion().IngestDocuments(&context);
  std::thread writer([&stream] {
    const std::string padding(20'000, 'x');
    for (int i = 0; i < kDocuments; ++i) {
      stream->Write(MakeDocument(absl::StrCat(i),
                                 absl::StrCat("A; see; saw; B\n", padding)));
    }
    stream->WritesDone();
  });
  int count = 0;
  v1::IngestDocumentsResponse response;
  while (stream->Read(&response)) {
    EXPECT_EQ(response.document_id(), absl::StrCat(count));
    ++count;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(count, kDocuments);
}

TEST(IngestDocuments, KeepsWhatWasAcknowledgedWhenTheClientGoes) {
  TestServer server({.with_store = true, .listen = "127.0.0.1:0", .store = {}});
  {
    grpc::ClientContext context;
    const auto stream = server.ingestion().IngestDocuments(&context);
    v1::IngestDocumentsResponse response;
    ASSERT_TRUE(stream->Write(MakeDocument("a", "A; see; saw; B")));
    ASSERT_TRUE(stream->Read(&response));
    stream->Write(MakeDocument("b", "A; see; saw; B"));
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_OK(Get(server, "a"));
  server.Ingest("c", "A; see; saw; B");  // the server goes on
}

TEST(IngestDocuments, NeedsADatabase) {
  TestServer server({.with_store = false, .listen = "", .store = {}});
  grpc::Status status;
  EXPECT_THAT(server.Ingest({MakeDocument("a", "A; see; saw; B")}, &status),
              IsEmpty());
  EXPECT_THAT(
      FromGrpcStatus(status),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--db DIR")));
}

TEST(GetDocument, ReturnsTheTextByteForByte) {
  TestServer server;
  const std::string text = "A; see; saw; B\n\xFF\x80 C; see; saw; D\n";
  server.Ingest("a", text);
  ASSERT_OK_AND_ASSIGN(const v1::Document document, Get(server, "a"));
  EXPECT_EQ(document.id(), "a");
  EXPECT_EQ(document.title(), "Title of a");
  EXPECT_EQ(document.url(), "https://example.org/a");
  EXPECT_EQ(document.published(), "2025-01-27");
  EXPECT_EQ(document.content(), text);
  EXPECT_EQ(document.byte_count(), text.size());
  EXPECT_EQ(document.sentence_count(), 2u);
  EXPECT_EQ(document.fact_count(), 2u);
  EXPECT_EQ(document.content_hash().size(), 16u);
  EXPECT_GT(document.ingest_time().seconds(), 0);
  ASSERT_EQ(document.sentences_size(), 2);
  EXPECT_EQ(document.sentences(0).begin(), 0u);
  EXPECT_EQ(document.sentences(0).end(), 14u);
}

TEST(GetDocument, SaysWhenThereIsNone) {
  TestServer server;
  EXPECT_THAT(Get(server, "nope"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("no document has the id \"nope\"")));
  EXPECT_THAT(Get(server, ""), StatusIs(absl::StatusCode::kInvalidArgument,
                                        HasSubstr("id: is empty")));
}

TEST(ListDocuments, GoesThroughPagesInTheOrderOfIds) {
  TestServer server;
  for (const char* id : {"d", "b", "a", "c"}) {
    server.Ingest(id, "A; see; saw; B");
  }
  // Four documents in pages of two: the second page is the last one.
  ASSERT_OK_AND_ASSIGN(const auto first, List(server, 2, ""));
  ASSERT_EQ(first.documents_size(), 2);
  EXPECT_EQ(first.documents(0).id(), "a");
  EXPECT_EQ(first.documents(1).id(), "b");
  EXPECT_EQ(first.documents(0).content(), "");
  ASSERT_NE(first.next_page_token(), "");
  // What comes meanwhile is not seen: pages are of one snapshot.
  server.Ingest("bb", "A; see; saw; B");
  ASSERT_OK_AND_ASSIGN(const auto second,
                       List(server, 2, first.next_page_token()));
  ASSERT_EQ(second.documents_size(), 2);
  EXPECT_EQ(second.documents(0).id(), "c");
  EXPECT_EQ(second.documents(1).id(), "d");
  EXPECT_EQ(second.next_page_token(), "");
}

TEST(ListDocuments, RefusesBadPages) {
  TestServer server;
  EXPECT_THAT(List(server, -1, ""),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("page_size: -1 is negative")));
  EXPECT_THAT(
      List(server, 0, "not a token!"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("page_token")));
  EXPECT_THAT(List(server, 0, "bm90IG91cnM"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ListDocuments, SaysWhenItsSnapshotHasExpired) {
  TestServerOptions options;
  options.store.snapshot_lifetime = absl::ZeroDuration();
  TestServer server(options);
  server.Ingest("a", "A; see; saw; B");
  server.Ingest("b", "A; see; saw; B");
  ASSERT_OK_AND_ASSIGN(const auto first, List(server, 1, ""));
  server.Ingest("c", "A; see; saw; B");
  EXPECT_THAT(List(server, 1, first.next_page_token()),
              StatusIs(absl::StatusCode::kAborted));
}

TEST(DeleteDocument, SaysWhatWentAndLeavesTheRest) {
  TestServer server;
  server.Ingest("a", "A; see; saw; B\nA; see; saw; C");
  server.Ingest("b", "A; see; saw; B");
  ASSERT_OK_AND_ASSIGN(const auto deleted, Delete(server, "a"));
  EXPECT_EQ(deleted.fact_count(), 2u);
  EXPECT_EQ(deleted.statement_count(), 1u);
  EXPECT_EQ(deleted.entity_count(), 1u);
  EXPECT_THAT(Get(server, "a"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_OK(Get(server, "b"));
  EXPECT_THAT(Delete(server, "a"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("no document has the id \"a\"")));
}

}  // namespace
}  // namespace weft::service
