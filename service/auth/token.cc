#include "service/auth/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"

namespace weft::service {
namespace {

constexpr char kPrefix[] = "weft_";
constexpr size_t kLongestName = 32;
constexpr size_t kSecretBytes = 32;
constexpr size_t kSaltBytes = 16;

absl::StatusOr<std::string> RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                 static_cast<int>(count)) != 1) {
    return absl::InternalError("the system has no random numbers");
  }
  return bytes;
}

// SHA-256(salt + token); "" when the library fails.
std::string Hash(absl::string_view salt, absl::string_view token) {
  const std::string text = absl::StrCat(salt, token);
  std::string hash(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(),
                 reinterpret_cast<unsigned char*>(hash.data()), &size,
                 EVP_sha256(), nullptr) != 1) {
    return "";
  }
  hash.resize(size);
  return hash;
}

}  // namespace

absl::Status CheckTokenName(absl::string_view name) {
  const bool good =
      !name.empty() && name.size() <= kLongestName &&
      absl::ascii_islower(static_cast<unsigned char>(name[0])) &&
      std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
      });
  if (good) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", absl::CHexEscape(name), "\" is no name of a token; use 1 to ",
      kLongestName, " of a-z, 0-9 and \"-\", a letter first"));
}

absl::StatusOr<NewToken> MakeToken(absl::string_view name, Role role,
                                   absl::Time created, absl::Time expires) {
  WEFT_RETURN_IF_ERROR(CheckTokenName(name));
  WEFT_ASSIGN_OR_RETURN(const std::string secret, RandomBytes(kSecretBytes));
  NewToken made;
  made.token =
      absl::StrCat(kPrefix, name, "_", absl::WebSafeBase64Escape(secret));
  made.record.name = std::string(name);
  made.record.role = role;
  WEFT_ASSIGN_OR_RETURN(made.record.salt, RandomBytes(kSaltBytes));
  made.record.hash = Hash(made.record.salt, made.token);
  made.record.created = created;
  made.record.expires = expires;
  if (made.record.hash.empty()) {
    return absl::InternalError("SHA-256 is not available");
  }
  return made;
}

absl::string_view TokenName(absl::string_view token) {
  if (!absl::ConsumePrefix(&token, kPrefix)) return "";
  const size_t end = token.find('_');
  return end == absl::string_view::npos ? "" : token.substr(0, end);
}

bool TokenMatches(const TokenRecord& record, absl::string_view token) {
  const std::string hash = Hash(record.salt, token);
  return !hash.empty() && hash.size() == record.hash.size() &&
         CRYPTO_memcmp(hash.data(), record.hash.data(), hash.size()) == 0;
}

}  // namespace weft::service
