#include "service/server/call_guard.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "google/protobuf/empty.pb.h"
#include "google/protobuf/util/json_util.h"
#include "grpcpp/security/auth_context.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

constexpr char kRequestId[] = "x-request-id";
constexpr size_t kLongestRequestId = 128;
// What gRPC calls the peer of a call that uses no network, and what we do.
constexpr char kNoNetwork[] = "unknown";
constexpr char kInProcess[] = "inproc";
// Set by ports of this process, which let no client set it.
constexpr char kCaller[] = "x-forwarded-for";

// The value of a header, "" without it.
absl::string_view Header(const grpc::ServerContextBase& context,
                         const char* name) {
  const auto found = context.client_metadata().find(name);
  if (found == context.client_metadata().end()) return "";
  return {found->second.data(), found->second.size()};
}

bool IsRequestId(absl::string_view text) {
  return !text.empty() && text.size() <= kLongestRequestId &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) ||
                  absl::string_view("-_.:/").find(static_cast<char>(c)) !=
                      absl::string_view::npos;
         });
}

std::string NewRequestId() {
  thread_local absl::BitGen random;
  return absl::StrCat(
      absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
}

// Who is at the other end. A port of this process that speaks another protocol
// calls from within, and says for whom.
std::string Peer(const grpc::ServerContextBase& context) {
  std::string peer = context.peer();
  if (peer != kNoNetwork) return peer;
  const absl::string_view caller = Header(context, kCaller);
  return caller.empty() ? kInProcess : std::string(caller);
}

// The machine of a peer: "ipv4:10.0.0.7" of "ipv4:10.0.0.7:41022".
std::string Machine(const std::string& peer) {
  const size_t colon = peer.rfind(':');
  return colon == std::string::npos ? peer : peer.substr(0, colon);
}

// The name in the certificate of the client, "" without one.
std::string CertificateName(const grpc::ServerContextBase& context) {
  const auto authentication = context.auth_context();
  if (authentication == nullptr || !authentication->IsPeerAuthenticated()) {
    return "";
  }
  const auto names = authentication->GetPeerIdentity();
  if (names.empty()) return "";
  return std::string(names.front().data(), names.front().size());
}

absl::StatusOr<absl::string_view> BearerToken(
    const grpc::ServerContextBase& context) {
  constexpr absl::string_view kScheme = "bearer ";
  const absl::string_view header = Header(context, "authorization");
  if (absl::StartsWithIgnoreCase(header, kScheme)) {
    return absl::StripAsciiWhitespace(header.substr(kScheme.size()));
  }
  return absl::UnauthenticatedError(
      "this server wants a token: send \"authorization: Bearer TOKEN\" (weft: "
      "--token-file FILE or $WEFT_TOKEN)");
}

}  // namespace

CallGuard::CallGuard(CallGuardOptions options)
    : options_(std::move(options)), clients_(options_.limits) {}

absl::Status CallGuard::Identify(const grpc::ServerContextBase& context,
                                 Call& call) {
  call.peer_ = Peer(context);
  if (options_.tokens == nullptr) {
    const std::string name = CertificateName(context);
    call.client_ = name.empty() ? Machine(call.peer_) : name;
    return absl::OkStatus();
  }
  WEFT_ASSIGN_OR_RETURN(const absl::string_view token, BearerToken(context));
  WEFT_ASSIGN_OR_RETURN(Principal principal,
                        options_.tokens->Authenticate(token, call.begun_));
  call.client_ = std::move(principal.name);
  call.role_ = principal.role;
  if (call.role_ >= call.rule_->role) return absl::OkStatus();
  return absl::PermissionDeniedError(
      absl::StrCat(call.rule_->rpc, " is for the role ",
                   RoleName(call.rule_->role), "; the token of \"",
                   call.client_, "\" has the role ", RoleName(call.role_)));
}

absl::Status CallGuard::Enter(Call& call) {
  auto slot = clients_.Enter(call.client_, call.rule_->streams, call.begun_);
  if (!slot.ok()) return WithRetryDelay(slot.status(), kRetryDelay);
  call.slot_ = *std::move(slot);
  return absl::OkStatus();
}

absl::StatusOr<CallGuard::Call> CallGuard::Admit(
    const RpcRule& rule, grpc::ServerContextBase& context) {
  Call call(this, rule);
  call.begun_ = absl::Now();
  metrics_.Begin(rule);
  const absl::string_view given = Header(context, kRequestId);
  call.request_id_ = IsRequestId(given) ? std::string(given) : NewRequestId();
  context.AddInitialMetadata(kRequestId, call.request_id_);
  absl::Status status = Identify(context, call);
  if (status.ok()) status = Enter(call);
  if (status.ok()) return call;
  metrics_.End(rule, status.code(), absl::Now() - call.begun_);
  LogRefusal(call, status);
  if (rule.writes && absl::IsPermissionDenied(status)) {
    call.Audit(google::protobuf::Empty(), status);
  }
  return status;
}

void CallGuard::LogRefusal(const Call& call, const absl::Status& status) {
  uint64_t left_out = 0;
  const bool stranger = absl::IsUnauthenticated(status);
  if (stranger || absl::IsResourceExhausted(status)) {
    const auto before = (stranger ? strangers_ : refusals_).Allow(call.begun_);
    if (!before.has_value()) return;
    left_out = *before;
  }
  Log(LogLevel::kWarning, "call refused", call, status, left_out);
}

void CallGuard::Log(LogLevel level, absl::string_view message, const Call& call,
                    const absl::Status& status, uint64_t left_out) const {
  if (options_.log == nullptr || !options_.log->enabled(level)) return;
  LogFields fields = {
      {"rpc", std::string(call.rule_->rpc)},
      {"client", call.client_},
      {"peer", call.peer_},
      {"request_id", call.request_id_},
      {"outcome", absl::StatusCodeToString(status.code())},
      {"ms",
       absl::StrCat(absl::ToInt64Milliseconds(absl::Now() - call.begun_))}};
  if (!status.ok()) fields.emplace_back("error", status.message());
  if (left_out > 0) fields.emplace_back("left_out", absl::StrCat(left_out));
  options_.log->Log(level, message, fields);
}

void CallGuard::Call::Audit(const google::protobuf::Message& request,
                            const absl::Status& outcome) const {
  if (guard_->options_.audit == nullptr) return;
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  if (!MessageToJsonString(request, &json, print).ok()) json.clear();
  AuditEvent event;
  event.time = absl::Now();
  event.client = client_;
  event.role = RoleName(role_);
  event.peer = peer_;
  event.rpc = rule_->rpc;
  event.request_id = request_id_;
  event.request = json;
  event.outcome = outcome;
  const absl::Status written = guard_->options_.audit->Write(event);
  if (!written.ok()) {
    guard_->Log(LogLevel::kError, "no audit record", *this, written);
  }
}

void CallGuard::Call::End(const absl::Status& outcome) const {
  const bool ours = absl::IsInternal(outcome) || absl::IsDataLoss(outcome) ||
                    absl::IsUnknown(outcome);
  guard_->metrics_.End(*rule_, outcome.code(), absl::Now() - begun_);
  guard_->Log(ours ? LogLevel::kError : LogLevel::kDebug, "call", *this,
              outcome);
}

}  // namespace weft::service
