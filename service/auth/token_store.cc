#include "service/auth/token_store.h"

#include <sys/stat.h>

#include <utility>

#include "base/status.h"
#include "service/auth/token_file.h"

namespace weft::service {

TokenStore::Stamp TokenStore::StampOf(const std::string& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) return {};
  return {
      status.st_ino, status.st_size,
      int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

TokenStore::Tokens TokenStore::ByName(std::vector<TokenRecord> records) {
  Tokens tokens;
  for (TokenRecord& record : records) {
    std::string name = record.name;
    tokens.emplace(std::move(name), std::move(record));
  }
  return tokens;
}

absl::StatusOr<std::unique_ptr<TokenStore>> TokenStore::Open(
    const std::string& path, OnProblem on_problem) {
  std::unique_ptr<TokenStore> store(
      new TokenStore(path, std::move(on_problem)));
  absl::MutexLock lock(&store->mutex_);
  // Before the file is read: a change in between is seen the next time.
  store->stamp_ = StampOf(path);
  WEFT_ASSIGN_OR_RETURN(std::vector<TokenRecord> records, ReadTokenFile(path));
  store->tokens_ = std::make_shared<const Tokens>(ByName(std::move(records)));
  return store;
}

std::shared_ptr<const TokenStore::Tokens> TokenStore::Current(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (now - checked_ < kRefresh) return tokens_;
  checked_ = now;
  const Stamp stamp = StampOf(path_);
  if (stamp == stamp_) return tokens_;
  stamp_ = stamp;
  auto records = ReadTokenFile(path_);
  if (records.ok()) {
    tokens_ = std::make_shared<const Tokens>(ByName(*std::move(records)));
  } else {
    on_problem_(records.status());
  }
  return tokens_;
}

absl::StatusOr<Principal> TokenStore::Authenticate(absl::string_view token,
                                                   absl::Time now) {
  const std::shared_ptr<const Tokens> tokens = Current(now);
  const auto found = tokens->find(TokenName(token));
  if (found == tokens->end() || !TokenMatches(found->second, token) ||
      now >= found->second.expires) {
    return absl::UnauthenticatedError(
        "the token is not one of this server's: mistyped, revoked or expired; "
        "ask who runs the server for a new one");
  }
  return Principal{found->second.name, found->second.role};
}

}  // namespace weft::service
