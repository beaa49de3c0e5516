#include "graphstore/store/page_token.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

constexpr size_t kDefaultPageSize = 100;
constexpr size_t kMaxPageSize = 10'000;

}  // namespace

std::string EncodePageToken(const PageToken& token) {
  std::string bytes;
  PutVarint(token.version, &bytes);
  PutFixed64(token.request_hash, &bytes);
  absl::StrAppend(&bytes, token.position);
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<PageToken> DecodePageToken(absl::string_view text) {
  std::string bytes;
  PageToken token;
  if (absl::WebSafeBase64Unescape(text, &bytes)) {
    absl::string_view rest = bytes;
    if (GetVarint(&rest, &token.version) &&
        GetFixed64(&rest, &token.request_hash)) {
      token.position = std::string(rest);
      return token;
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text.substr(0, 100),
                   "\" is not a page token; pass one as it was received"));
}

absl::StatusOr<std::string> ResumePosition(absl::string_view text,
                                           uint64_t version,
                                           uint64_t request_hash) {
  if (text.empty()) return "";
  WEFT_ASSIGN_OR_RETURN(PageToken token, DecodePageToken(text));
  if (token.request_hash != request_hash) {
    return absl::InvalidArgumentError(
        "the page token belongs to another request; repeat that request with "
        "nothing changed but the token");
  }
  if (token.version != version) {
    return absl::AbortedError(absl::StrCat(
        "the page token belongs to version ", token.version,
        " of the graph, not ", version, "; start again from the first page"));
  }
  return std::move(token.position);
}

void PutConditions(std::optional<int64_t> valid_on,
                   std::optional<absl::Time> recorded_until,
                   const std::vector<std::string>& types, uint32_t min_sources,
                   std::string* bytes) {
  bytes->push_back(valid_on.has_value());
  PutSignedVarint(valid_on.value_or(0), bytes);
  bytes->push_back(recorded_until.has_value());
  PutSignedVarint(
      absl::ToUnixMillis(recorded_until.value_or(absl::UnixEpoch())), bytes);
  PutVarint(types.size(), bytes);
  for (const std::string& type : types) PutLengthPrefixed(type, bytes);
  PutVarint(min_sources, bytes);
}

size_t PageSize(size_t requested) {
  if (requested == 0) return kDefaultPageSize;
  return std::min(requested, kMaxPageSize);
}

}  // namespace weft::graphstore
