#include "service/server/call_guard.h"

#include <algorithm>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace weft::service {
namespace {

constexpr char kRequestId[] = "x-request-id";
constexpr size_t kLongestRequestId = 128;

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
                  absl::string_view("-_.:/").find(c) != absl::string_view::npos;
         });
}

std::string NewRequestId() {
  thread_local absl::BitGen random;
  return absl::StrCat(
      absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
}

}  // namespace

absl::StatusOr<CallGuard::Call> CallGuard::Admit(
    const RpcRule& rule, grpc::ServerContextBase& context) {
  Call call(rule);
  const absl::string_view given = Header(context, kRequestId);
  call.request_id_ = IsRequestId(given) ? std::string(given) : NewRequestId();
  context.AddInitialMetadata(kRequestId, call.request_id_);
  return call;
}

}  // namespace weft::service
