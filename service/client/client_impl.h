// How the calls of client.h are made: what its files share.
#ifndef WEFT_SERVICE_CLIENT_CLIENT_IMPL_H_
#define WEFT_SERVICE_CLIENT_CLIENT_IMPL_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "service/client/call_registry.h"
#include "service/client/client.h"
#include "service/client/request_id.h"
#include "service/wire/status.h"
#include "weft/v1/admin.grpc.pb.h"
#include "weft/v1/change.grpc.pb.h"
#include "weft/v1/extraction.grpc.pb.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {

// The most that the server gives in one page.
inline constexpr uint64_t kLargestPage = 1000;

// How long a write waits for a server that is gone to come back.
inline constexpr std::chrono::seconds kReconnectTime{5};

// Errors of a server carry details, those of the way to it do not.
inline bool ConnectionLost(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE &&
         status.error_details().empty();
}

inline absl::Status ToStatus(const grpc::Status& status,
                             const std::string& peer) {
  absl::Status result = FromGrpcStatus(status);
  if (result.code() != absl::StatusCode::kUnavailable) return result;
  if (ConnectionLost(status)) {
    return absl::UnavailableError(absl::StrCat(
        "the connection to ", peer, " was lost (", status.error_message(),
        "); see whether the server runs, and try again"));
  }
  return absl::UnavailableError(absl::StrCat(peer, ": ", result.message()));
}

inline int32_t PageSize(uint64_t limit, uint64_t seen) {
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

struct Client::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : extraction(v1::ExtractionService::NewStub(channel)),
        ingestion(v1::IngestionService::NewStub(channel)),
        graph(v1::GraphService::NewStub(channel)),
        change(v1::ChangeService::NewStub(channel)),
        admin(v1::AdminService::NewStub(channel)) {}

  CallRegistry calls;
  // Null: nobody knows how to wait for the server again.
  std::shared_ptr<grpc::Channel> remote;
  std::unique_ptr<v1::ExtractionService::Stub> extraction;
  std::unique_ptr<v1::IngestionService::Stub> ingestion;
  std::unique_ptr<v1::GraphService::Stub> graph;
  std::unique_ptr<v1::ChangeService::Stub> change;
  std::unique_ptr<v1::AdminService::Stub> admin;
};

// One unary call: Unary(calls, stub, &Stub::GetEntity, request, peer).
// `request_id`: "" for one that the server makes up.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Unary(
    CallRegistry& calls, Stub& stub,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                 Response*),
    const Request& request, const std::string& peer,
    const std::string& request_id = "") {
  const CallRegistry::Call call(calls);
  if (!request_id.empty()) {
    call.context()->AddMetadata("x-request-id", request_id);
  }
  Response response;
  WEFT_RETURN_IF_ERROR(
      ToStatus((stub.*method)(call.context(), request, &response), peer));
  return response;
}

// The same for a call that writes. When the connection is lost before the
// answer has come, nobody knows whether it was done: the call is made once more
// with the same id, by which the server knows it.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> UnaryWrite(
    CallRegistry& calls, grpc::Channel* remote, Stub& stub,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                 Response*),
    Request request, const std::string& peer) {
  if (request.request_id().empty()) request.set_request_id(NewRequestId());
  for (bool again = false;; again = true) {
    const CallRegistry::Call call(calls);
    call.context()->AddMetadata("x-request-id", request.request_id());
    Response response;
    const grpc::Status status =
        (stub.*method)(call.context(), request, &response);
    if (status.ok()) return response;
    if (again || !ConnectionLost(status)) return ToStatus(status, peer);
    if (remote != nullptr) {
      remote->WaitForConnected(std::chrono::system_clock::now() +
                               kReconnectTime);
    }
  }
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_CLIENT_IMPL_H_
