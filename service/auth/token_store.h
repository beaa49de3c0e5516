// The tokens that a server takes, as their file says at the moment: a token
// that is revoked is refused within a second, without a restart.
//
// When the file cannot be read any more the last tokens stay in force, and the
// problem is told.
#ifndef WEFT_SERVICE_AUTH_TOKEN_STORE_H_
#define WEFT_SERVICE_AUTH_TOKEN_STORE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "service/auth/role.h"
#include "service/auth/token.h"

namespace weft::service {

// A client that has shown who it is.
struct Principal {
  std::string name;
  Role role = Role::kReader;
};

// Thread-safe.
class TokenStore {
 public:
  // Told of a file that cannot be read any more, once for each change of it.
  using OnProblem = std::function<void(const absl::Status& problem)>;

  // How old what is known of the file may get.
  static constexpr absl::Duration kRefresh = absl::Seconds(1);

  // Errors: those of ReadTokenFile.
  static absl::StatusOr<std::unique_ptr<TokenStore>> Open(
      const std::string& path, OnProblem on_problem);

  // Whose token this is. Unauthenticated: nobody's, or it has expired; the
  // message does not tell which, and never quotes the token.
  absl::StatusOr<Principal> Authenticate(absl::string_view token,
                                         absl::Time now);

 private:
  using Tokens = std::map<std::string, TokenRecord, std::less<>>;
  // What changes with the bytes of a file: inode, size, time in nanoseconds.
  using Stamp = std::tuple<uint64_t, int64_t, int64_t>;

  TokenStore(std::string path, OnProblem on_problem)
      : path_(std::move(path)), on_problem_(std::move(on_problem)) {}

  static Stamp StampOf(const std::string& path);
  static Tokens ByName(std::vector<TokenRecord> records);
  // The tokens as of now. Shared: a call may still compare while another one
  // has read a newer file.
  std::shared_ptr<const Tokens> Current(absl::Time now);

  const std::string path_;
  const OnProblem on_problem_;
  absl::Mutex mutex_;
  std::shared_ptr<const Tokens> tokens_ ABSL_GUARDED_BY(mutex_);
  Stamp stamp_ ABSL_GUARDED_BY(mutex_);
  absl::Time checked_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_TOKEN_STORE_H_
