// Bearer tokens: how they are made, and what a server keeps of them.
//
// A token is "weft_NAME_SECRET": the name tells whose it is (and lets scanners
// of source code find tokens that got lost), the secret is 256 random bits in
// base64url. A server keeps SHA-256(salt + token) with 128 random bits of salt.
// A slow hash, as passwords need, would add nothing: nobody guesses 256 bits.
#ifndef WEFT_SERVICE_AUTH_TOKEN_H_
#define WEFT_SERVICE_AUTH_TOKEN_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/auth/role.h"

namespace weft::service {

// What a server keeps of a token.
struct TokenRecord {
  std::string name;
  Role role = Role::kReader;
  std::string salt;  // 16 bytes
  std::string hash;  // 32 bytes
  absl::Time created = absl::UnixEpoch();
  absl::Time expires = absl::InfiniteFuture();
};

struct NewToken {
  std::string token;  // for the client; it cannot be had again
  TokenRecord record;
};

// 1 to 32 of a-z, 0-9 and "-", a letter first. InvalidArgument else.
absl::Status CheckTokenName(absl::string_view name);

// Errors: those of CheckTokenName; Internal (no random numbers).
absl::StatusOr<NewToken> MakeToken(absl::string_view name, Role role,
                                   absl::Time created, absl::Time expires);

// The name that a token says it has; "" for what is no token.
absl::string_view TokenName(absl::string_view token);

// Whether the record is that of the token. Takes the same time for all tokens
// of a length.
bool TokenMatches(const TokenRecord& record, absl::string_view token);

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_TOKEN_H_
