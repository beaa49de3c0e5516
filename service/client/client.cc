#include "service/client/client.h"

#include <functional>
#include <thread>
#include <utility>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "service/client/channel.h"
#include "service/client/client_impl.h"

namespace weft::service {
namespace {

constexpr absl::Duration kAskEach = absl::Milliseconds(50);

// Cancels a call once `cancelled` says so, for as long as it lives.
class CancelWatch {
 public:
  CancelWatch(grpc::ClientContext& context,
              const std::function<bool()>& cancelled)
      : thread_([this, &context, &cancelled] {
          while (!over_.WaitForNotificationWithTimeout(kAskEach)) {
            if (cancelled()) return context.TryCancel();
          }
        }) {}
  ~CancelWatch() {
    over_.Notify();
    thread_.join();
  }
  CancelWatch(const CancelWatch&) = delete;
  CancelWatch& operator=(const CancelWatch&) = delete;

 private:
  absl::Notification over_;
  std::thread thread_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Client>> Client::Connect(
    const std::string& address, absl::Duration timeout) {
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<grpc::Channel> channel,
                        OpenChannel(address, timeout));
  auto client = std::make_unique<Client>(channel, address);
  client->stubs_->remote = std::move(channel);
  return client;
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
  const CancelWatch watch(*call.context(), cancelled);
  v1::ImportTriplesResponse response;
  auto writer = stubs_->ingestion->ImportTriples(call.context(), &response);
  v1::ImportTriplesRequest request;
  request.set_end_marked(true);
  absl::StatusOr<bool> more = next(request);
  // A failed write means that the call is over; Finish() knows why.
  while (more.ok() && *more && writer->Write(request)) {
    request.Clear();
    more = next(request);
  }
  if (more.ok()) {
    request.set_end(true);
    writer->WriteLast(request, grpc::WriteOptions());
  } else {
    call.context()->TryCancel();
  }
  const grpc::Status status = writer->Finish();
  WEFT_RETURN_IF_ERROR(more.status());
  WEFT_RETURN_IF_ERROR(ToStatus(status, peer_));
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
  return UnaryWrite(stubs_->calls, stubs_->remote.get(), *stubs_->ingestion,
                    &v1::IngestionService::Stub::DeleteDocument, request,
                    peer_);
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
  return UnaryWrite(stubs_->calls, stubs_->remote.get(), *stubs_->admin,
                    &v1::AdminService::Stub::MergeEntities, request, peer_);
}

absl::StatusOr<v1::SplitEntityResponse> Client::SplitEntity(
    uint64_t merge_id) const {
  v1::SplitEntityRequest request;
  request.set_merge_id(merge_id);
  return UnaryWrite(stubs_->calls, stubs_->remote.get(), *stubs_->admin,
                    &v1::AdminService::Stub::SplitEntity, request, peer_);
}

absl::StatusOr<v1::CreateBackupResponse> Client::CreateBackup(
    const std::string& directory, const std::string& request_id) const {
  v1::CreateBackupRequest request;
  request.set_directory(directory);
  request.set_request_id(request_id);
  return UnaryWrite(stubs_->calls, stubs_->remote.get(), *stubs_->admin,
                    &v1::AdminService::Stub::CreateBackup, request, peer_);
}

absl::StatusOr<v1::CheckIntegrityResponse> Client::CheckIntegrity(
    const std::string& request_id) const {
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::CheckIntegrity,
               v1::CheckIntegrityRequest(), peer_, request_id);
}

absl::StatusOr<v1::CompactStorageResponse> Client::CompactStorage(
    const std::string& request_id) const {
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::CompactStorage,
               v1::CompactStorageRequest(), peer_, request_id);
}

absl::StatusOr<v1::ListRunningWorkResponse> Client::ListRunningWork(
    const std::string& request_id) const {
  v1::ListRunningWorkRequest request;
  request.set_request_id(request_id);
  return Unary(stubs_->calls, *stubs_->admin,
               &v1::AdminService::Stub::ListRunningWork, request, peer_);
}

}  // namespace weft::service
