#include "service/client/client.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "grpcpp/channel.h"
#include "service/client/call_registry.h"
#include "service/client/channel.h"
#include "service/wire/status.h"
#include "weft/v1/admin.grpc.pb.h"
#include "weft/v1/change.grpc.pb.h"
#include "weft/v1/extraction.grpc.pb.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {
namespace {

// The most that the server gives in one page.
constexpr uint64_t kLargestPage = 1000;

absl::Status ToStatus(const grpc::Status& status, const std::string& peer) {
  absl::Status result = FromGrpcStatus(status);
  if (result.code() != absl::StatusCode::kUnavailable) return result;
  return absl::UnavailableError(absl::StrCat(peer, ": ", result.message()));
}

int32_t PageSize(uint64_t limit, uint64_t seen) {
  if (limit == 0) return kLargestPage;
  return static_cast<int32_t>(std::min(kLargestPage, limit - seen));
}

// Calls `list` for page after page and `callback` for each element that
// `elements` finds in a page, until one of them has enough.
template <typename Request, typename List, typename Elements, typename Callback>
absl::Status ForEachPage(Request& request, uint64_t limit, const List& list,
                         const Elements& elements, const Callback& callback) {
  uint64_t seen = 0;
  request.clear_page_token();
  do {
    request.set_page_size(PageSize(limit, seen));
    WEFT_ASSIGN_OR_RETURN(auto page, list(request));
    for (const auto& element : elements(page)) {
      if (!callback(element)) return absl::OkStatus();
      if (++seen == limit) return absl::OkStatus();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

// Reads a stream of header, elements, summary. `get` returns the element of a
// message, or nullptr for the others.
template <typename Message, typename Reader, typename Get, typename Callback>
absl::StatusOr<v1::StreamSummary> ReadStream(const CallRegistry::Call& call,
                                             Reader& reader,
                                             const std::string& peer,
                                             const Get& get,
                                             const Callback& callback) {
  v1::StreamSummary summary;
  Message message;
  while (reader.Read(&message)) {
    if (message.has_summary()) summary = message.summary();
    const auto* element = get(message);
    if (element == nullptr || callback(*element)) continue;
    call.context()->TryCancel();
    while (reader.Read(&message)) {
    }
    reader.Finish();
    return summary;
  }
  WEFT_RETURN_IF_ERROR(ToStatus(reader.Finish(), peer));
  return summary;
}

}  // namespace

struct Client::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : extraction(v1::ExtractionService::NewStub(channel)),
        ingestion(v1::IngestionService::NewStub(channel)),
        graph(v1::GraphService::NewStub(channel)),
        change(v1::ChangeService::NewStub(channel)),
        admin(v1::AdminService::NewStub(channel)) {}

  CallRegistry calls;
  std::unique_ptr<v1::ExtractionService::Stub> extraction;
  std::unique_ptr<v1::IngestionService::Stub> ingestion;
  std::unique_ptr<v1::GraphService::Stub> graph;
  std::unique_ptr<v1::ChangeService::Stub> change;
  std::unique_ptr<v1::AdminService::Stub> admin;
};

namespace {

// One unary call: Unary(calls, stub, &Stub::GetEntity, request, peer).
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Unary(
    CallRegistry& calls, Stub& stub,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                 Response*),
    const Request& request, const std::string& peer) {
  const CallRegistry::Call call(calls);
  Response response;
  WEFT_RETURN_IF_ERROR(
      ToStatus((stub.*method)(call.context(), request, &response), peer));
  return response;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Client>> Client::Connect(
    const std::string& address, absl::Duration timeout) {
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel,
                        OpenChannel(address, timeout));
  return std::make_unique<Client>(std::move(channel), address);
}

Client::Client(std::shared_ptr<grpc::Channel> channel, std::string peer)
    : stubs_(std::make_unique<Stubs>(channel)), peer_(std::move(peer)) {}

Client::~Client() = default;

void Client::CancelCalls() const { stubs_->calls.Cancel(); }

void Client::AllowCalls() const { stubs_->calls.Allow(); }

absl::StatusOr<v1::ExtractResponse> Client::Extract(
    const v1::ExtractRequest& request) const {
  return Unary(stubs_->calls, *stubs_->extraction,
               &v1::ExtractionService::Stub::Extract, request, peer_);
}

absl::Status Client::IngestDocuments(const NextDocument& next,
                                     const Acknowledged& acknowledged) const {
  const CallRegistry::Call call(stubs_->calls);
  auto stream = stubs_->ingestion->IngestDocuments(call.context());
  std::thread sender([&] {
    v1::IngestDocumentsRequest request;
    // A failed write means that the stream is over; Finish() knows why.
    while (next(request) && stream->Write(request)) request.Clear();
    stream->WritesDone();
  });
  v1::IngestDocumentsResponse response;
  while (stream->Read(&response)) acknowledged(response);
  sender.join();
  return ToStatus(stream->Finish(), peer_);
}

absl::StatusOr<v1::ImportTriplesResponse> Client::ImportTriples(
    const NextTriples& next, const std::function<bool()>& cancelled) const {
  const CallRegistry::Call call(stubs_->calls);
  v1::ImportTriplesResponse response;
  auto writer = stubs_->ingestion->ImportTriples(call.context(), &response);
  v1::ImportTriplesRequest request;
  request.set_end_marked(true);
  // A failed write means that the call is over; Finish() knows why.
  while (next(request) && writer->Write(request)) request.Clear();
  if (cancelled()) {
    call.context()->TryCancel();
  } else {
    request.set_end(true);
    writer->WriteLast(request, grpc::WriteOptions());
  }
  WEFT_RETURN_IF_ERROR(ToStatus(writer->Finish(), peer_));
  return response;
}

absl::StatusOr<v1::Document> Client::GetDocument(const std::string& id) const {
  v1::GetDocumentRequest request;
  request.set_id(id);
  return Unary(stubs_->calls, *stubs_->ingestion,
               &v1::IngestionService::Stub::GetDocument, request, peer_);
}

absl::Status Client::ListDocuments(uint64_t limit,
                                   const OnDocument& callback) const {
  v1::ListDocumentsRequest request;
  return ForEachPage(
      request, limit,
      [&](const v1::ListDocumentsRequest& page) {
        return Unary(stubs_->calls, *stubs_->ingestion,
                     &v1::IngestionService::Stub::ListDocuments, page, peer_);
      },
      [](const v1::ListDocumentsResponse& page) -> const auto& {
        return page.documents();
      },
      callback);
}

absl::StatusOr<v1::DeleteDocumentResponse> Client::DeleteDocument(
    const std::string& id) const {
  v1::DeleteDocumentRequest request;
  request.set_id(id);
  return Unary(stubs_->calls, *stubs_->ingestion,
               &v1::IngestionService::Stub::DeleteDocument, request, peer_);
}

absl::StatusOr<v1::Entity> Client::GetEntity(
    const v1::EntitySelector& selector) const {
  v1::GetEntityRequest request;
  *request.mutable_entity() = selector;
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::GetEntity, request, peer_);
}

absl::StatusOr<v1::SearchEntitiesResponse> Client::SearchEntities(
    const v1::SearchEntitiesRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::SearchEntities, request, peer_);
}

absl::StatusOr<v1::AskResponse> Client::Ask(
    const v1::AskRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph, &v1::GraphService::Stub::Ask,
               request, peer_);
}

absl::Status Client::ListFacts(v1::ListFactsRequest request, uint64_t limit,
                               const OnFact& callback) const {
  return ForEachPage(
      request, limit,
      [&](const v1::ListFactsRequest& page) {
        return Unary(stubs_->calls, *stubs_->graph,
                     &v1::GraphService::Stub::ListFacts, page, peer_);
      },
      [](const v1::ListFactsResponse& page) -> const auto& {
        return page.facts();
      },
      callback);
}

absl::StatusOr<v1::EntityRef> Client::ListNeighbors(
    v1::ListNeighborsRequest request, uint64_t limit,
    const OnNeighbor& callback) const {
  v1::EntityRef entity;
  WEFT_RETURN_IF_ERROR(ForEachPage(
      request, limit,
      [&](const v1::ListNeighborsRequest& page) {
        return Unary(stubs_->calls, *stubs_->graph,
                     &v1::GraphService::Stub::ListNeighbors, page, peer_);
      },
      [&](const v1::ListNeighborsResponse& page) -> const auto& {
        entity = page.entity();
        return page.neighbors();
      },
      callback));
  return entity;
}

absl::StatusOr<v1::StreamSummary> Client::Traverse(
    const v1::TraverseRequest& request, const OnNode& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->Traverse(call.context(), request);
  return ReadStream<v1::TraverseResponse>(
      call, *reader, peer_,
      [](const v1::TraverseResponse& message) {
        return message.has_node() ? &message.node() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::StreamSummary> Client::FindPaths(
    const v1::FindPathsRequest& request, const OnPath& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->FindPaths(call.context(), request);
  return ReadStream<v1::FindPathsResponse>(
      call, *reader, peer_,
      [](const v1::FindPathsResponse& message) {
        return message.has_path() ? &message.path() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::StreamSummary> Client::Query(
    const v1::QueryRequest& request, const QueryCallbacks& callbacks) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->Query(call.context(), request);
  return ReadStream<v1::QueryResponse>(
      call, *reader, peer_,
      [](const v1::QueryResponse& message) { return &message; },
      [&callbacks](const v1::QueryResponse& message) {
        if (message.has_header() && callbacks.header) {
          callbacks.header(message.header());
        } else if (message.message_case() == v1::QueryResponse::kPlan &&
                   callbacks.plan) {
          callbacks.plan(message.plan());
        }
        return !message.has_row() || !callbacks.row ||
               callbacks.row(message.row());
      });
}

absl::StatusOr<v1::ListContradictionsResponse> Client::ListContradictions(
    const v1::ListContradictionsRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::ListContradictions, request, peer_);
}

absl::StatusOr<v1::StreamSummary> Client::ExportGraph(
    const OnFact& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader =
      stubs_->graph->ExportGraph(call.context(), v1::ExportGraphRequest());
  return ReadStream<v1::ExportGraphResponse>(
      call, *reader, peer_,
      [](const v1::ExportGraphResponse& message) {
        return message.has_fact() ? &message.fact() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::Statistics> Client::GetStatistics() const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::GetStatistics,
               v1::GetStatisticsRequest(), peer_);
}

absl::Status Client::Watch(const v1::WatchRequest& request,
                           const OnChange& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  const auto reader = stubs_->change->Watch(call.context(), request);
  v1::WatchResponse change;
  while (reader->Read(&change)) {
    if (callback(change)) continue;
    call.context()->TryCancel();
    while (reader->Read(&change)) {
    }
    reader->Finish();
    return absl::OkStatus();
  }
  return ToStatus(reader->Finish(), peer_);
}

absl::StatusOr<v1::MergeEntitiesResponse> Client::MergeEntities(
    uint64_t into_id, uint64_t from_id) const {
  v1::MergeEntitiesRequest request;
  request.set_into_id(into_id);
  request.set_from_id(from_id);
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::MergeEntities, request, peer_);
}

absl::StatusOr<v1::SplitEntityResponse> Client::SplitEntity(
    uint64_t merge_id) const {
  v1::SplitEntityRequest request;
  request.set_merge_id(merge_id);
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::SplitEntity, request, peer_);
}

absl::StatusOr<v1::CreateBackupResponse> Client::CreateBackup(
    const std::string& directory) const {
  v1::CreateBackupRequest request;
  request.set_directory(directory);
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::CreateBackup, request, peer_);
}

absl::StatusOr<v1::CheckIntegrityResponse> Client::CheckIntegrity() const {
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::CheckIntegrity,
               v1::CheckIntegrityRequest(), peer_);
}

absl::StatusOr<v1::CompactStorageResponse> Client::CompactStorage() const {
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::CompactStorage,
               v1::CompactStorageRequest(), peer_);
}

}  // namespace weft::service
