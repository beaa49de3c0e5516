// The file of tokens that a server takes: one a line,
//
//   NAME ROLE sha256:SALT:HASH CREATED EXPIRES
//
// with SALT and HASH in hexadecimal, times in RFC 3339, "-" for a token that
// does not expire. Empty lines and lines that begin with "#" are skipped.
#ifndef WEFT_SERVICE_AUTH_TOKEN_FILE_H_
#define WEFT_SERVICE_AUTH_TOKEN_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/auth/token.h"

namespace weft::service {

// InvalidArgument "NAME:LINE: ...". Errors never quote a hash.
absl::StatusOr<std::vector<TokenRecord>> ParseTokens(absl::string_view text,
                                                     const std::string& name);
std::string FormatTokens(const std::vector<TokenRecord>& records);

// Errors: those of ReadFile and ParseTokens.
absl::StatusOr<std::vector<TokenRecord>> ReadTokenFile(const std::string& path);

// Atomic. Errors: those of WriteFileAtomically.
absl::Status WriteTokenFile(const std::string& path,
                            const std::vector<TokenRecord>& records);

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_TOKEN_FILE_H_
