// gzip (RFC 1952) of whole messages.
#ifndef WEFT_SERVICE_HTTP_GZIP_H_
#define WEFT_SERVICE_HTTP_GZIP_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::service {

// Messages below this size get larger or hardly smaller.
inline constexpr size_t kWorthCompressing = 1024;

std::string Gzip(absl::string_view bytes);

// ResourceExhausted: unpacked it is more than `limit` bytes, which a small
// message can be by a factor of 1000. InvalidArgument: damaged, or not gzip.
absl::StatusOr<std::string> Gunzip(absl::string_view packed, size_t limit);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_GZIP_H_
