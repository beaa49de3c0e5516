// Page tokens: where a listing goes on, and of what.
//
// A token holds the version of the graph, a hash of the request and the last
// position, so that it cannot continue another listing or another state.
#ifndef WEFT_GRAPHSTORE_STORE_PAGE_TOKEN_H_
#define WEFT_GRAPHSTORE_STORE_PAGE_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace weft::graphstore {

struct PageToken {
  uint64_t version = 0;
  uint64_t request_hash = 0;
  std::string position;  // the meaning is the listing's own

  friend bool operator==(const PageToken&, const PageToken&) = default;
};

// Text that is safe in URLs and on command lines.
std::string EncodePageToken(const PageToken& token);
// InvalidArgument: not a token.
absl::StatusOr<PageToken> DecodePageToken(absl::string_view text);

// The position in `text` ("" for ""). InvalidArgument: not a token, or one of
// another request. Aborted: one of another version.
absl::StatusOr<std::string> ResumePosition(absl::string_view text,
                                           uint64_t version,
                                           uint64_t request_hash);

// Adds what listings have in common to the bytes that a request is hashed by.
void PutConditions(std::optional<int64_t> valid_on,
                   std::optional<absl::Time> recorded_until,
                   const std::vector<std::string>& types, uint32_t min_sources,
                   std::string* bytes);

// The number of items to return for a requested size.
size_t PageSize(size_t requested);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_PAGE_TOKEN_H_
