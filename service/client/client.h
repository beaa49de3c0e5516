// The client library of Weft: every rpc of weft.v1 that answers in this
// version, as a call that returns absl::Status or absl::StatusOr.
//
//   auto client = Client::Connect("127.0.0.1:50051");
//   v1::ListFactsRequest request;
//   request.mutable_subject()->set_name("DeepSeek");
//   client->ListFacts(request, 0, [](const v1::Fact& fact) { ...; return true;
//   });
//
// Lists that the server cuts into pages and streams arrive whole: one call of
// a callback for each element. A callback that returns false ends the call,
// which is no error.
//
// Deletions, merges, splits and backups have a request id each: one whose
// connection is lost is asked for once more, and is not done twice.
//
// Errors are those of the rpc (its comment in proto/weft/v1/), plus
// Unavailable when the server is gone. Thread-safe: one client may serve many
// threads; its callbacks run on the thread that made the call.
#ifndef WEFT_SERVICE_CLIENT_CLIENT_H_
#define WEFT_SERVICE_CLIENT_CLIENT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/v1/admin.pb.h"
#include "weft/v1/change.pb.h"
#include "weft/v1/extraction.pb.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace weft::service {

class Client {
 public:
  // A client of the server at "HOST:PORT". Waits until the server answers.
  // Errors: InvalidArgument (no such address), Unavailable (nobody answers
  // within `timeout`; the message says what to do).
  static absl::StatusOr<std::unique_ptr<Client>> Connect(
      const std::string& address, absl::Duration timeout = absl::Seconds(5));

  // A client of whatever is behind `channel`; `peer` names it in errors.
  Client(std::shared_ptr<grpc::Channel> channel, std::string peer);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Ends all running calls with Cancelled, and those that begin before
  // AllowCalls(). Thread-safe.
  void CancelCalls() const;
  void AllowCalls() const;

  // --- Extraction
  absl::StatusOr<v1::ExtractResponse> Extract(
      const v1::ExtractRequest& request) const;

  // --- Documents
  // Fills the next document to send; false when there is none any more.
  // Called on a thread of its own, as fast as the server accepts documents.
  using NextDocument = std::function<bool(v1::IngestDocumentsRequest& next)>;
  // Called once for each document sent, in order.
  using Acknowledged =
      std::function<void(const v1::IngestDocumentsResponse& response)>;
  // Returns when everything sent has been acknowledged, or with the error that
  // ended the stream: what was acknowledged before is durable.
  absl::Status IngestDocuments(const NextDocument& next,
                               const Acknowledged& acknowledged) const;

  // Fills the next message; false when there is none any more. Called on the
  // thread of the call. What the import goes by is in the first one. An error
  // gives the import up, and is its error.
  using NextTriples =
      std::function<absl::StatusOr<bool>(v1::ImportTriplesRequest& next)>;
  // All triples or none. `cancelled` is asked some times a second, on a thread
  // of its own: true ends the import with Cancelled. Once everything has been
  // sent the server may have been done by then.
  absl::StatusOr<v1::ImportTriplesResponse> ImportTriples(
      const NextTriples& next, const std::function<bool()>& cancelled) const;

  absl::StatusOr<v1::Document> GetDocument(const std::string& id) const;
  using OnDocument = std::function<bool(const v1::Document& document)>;
  // The first `limit` documents in order of ids; 0: all.
  absl::Status ListDocuments(uint64_t limit, const OnDocument& callback) const;
  absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(
      const std::string& id) const;

  // --- Graph
  absl::StatusOr<v1::Entity> GetEntity(const v1::EntitySelector& selector,
                                       const v1::TimeFilter& time = {}) const;
  absl::StatusOr<v1::SearchEntitiesResponse> SearchEntities(
      const v1::SearchEntitiesRequest& request) const;
  absl::StatusOr<v1::AskResponse> Ask(const v1::AskRequest& request) const;
  using OnFact = std::function<bool(const v1::Fact& fact)>;
  // The first `limit` facts; 0: all. Paging fields of `request` are ignored.
  absl::Status ListFacts(v1::ListFactsRequest request, uint64_t limit,
                         const OnFact& callback) const;
  using OnNeighbor =
      std::function<bool(const v1::ListNeighborsResponse::Neighbor& neighbor)>;
  // The same for neighbours; returns the entity that was asked about.
  absl::StatusOr<v1::EntityRef> ListNeighbors(v1::ListNeighborsRequest request,
                                              uint64_t limit,
                                              const OnNeighbor& callback) const;
  using OnNode = std::function<bool(const v1::TraverseResponse::Node& node)>;
  absl::StatusOr<v1::StreamSummary> Traverse(const v1::TraverseRequest& request,
                                             const OnNode& callback) const;
  using OnPath = std::function<bool(const v1::FindPathsResponse::Path& path)>;
  absl::StatusOr<v1::StreamSummary> FindPaths(
      const v1::FindPathsRequest& request, const OnPath& callback) const;
  // What a query answers with; each may be empty. `header` is called first,
  // `plan` at most once.
  struct QueryCallbacks {
    std::function<void(const v1::StreamHeader& header)> header;
    std::function<bool(const v1::QueryResponse::Row& row)> row;
    std::function<void(const std::string& plan)> plan;
  };
  absl::StatusOr<v1::StreamSummary> Query(
      const v1::QueryRequest& request, const QueryCallbacks& callbacks) const;
  absl::StatusOr<v1::ListContradictionsResponse> ListContradictions(
      const v1::ListContradictionsRequest& request) const;
  // Every fact of one version of the graph, those of a subject together.
  absl::StatusOr<v1::StreamSummary> ExportGraph(
      const v1::ExportGraphRequest& request, const OnFact& callback) const;
  absl::StatusOr<v1::Statistics> GetStatistics() const;

  // --- Changes
  using OnChange = std::function<bool(const v1::WatchResponse& change)>;
  // Signs of life included. Returns when the callback has enough, else only
  // with an error.
  absl::Status Watch(const v1::WatchRequest& request,
                     const OnChange& callback) const;

  // --- Operations
  absl::StatusOr<v1::MergeEntitiesResponse> MergeEntities(
      uint64_t into_id, uint64_t from_id) const;
  absl::StatusOr<v1::SplitEntityResponse> SplitEntity(uint64_t merge_id) const;
  // Long calls: `request_id` names them in ListRunningWork().
  absl::StatusOr<v1::CreateBackupResponse> CreateBackup(
      const std::string& directory, const std::string& request_id = "") const;
  absl::StatusOr<v1::CheckIntegrityResponse> CheckIntegrity(
      const std::string& request_id = "") const;
  absl::StatusOr<v1::CompactStorageResponse> CompactStorage(
      const std::string& request_id = "") const;
  absl::StatusOr<v1::ListRunningWorkResponse> ListRunningWork(
      const std::string& request_id) const;

 private:
  struct Stubs;

  std::unique_ptr<Stubs> stubs_;
  std::string peer_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_CLIENT_H_
