#include "service/auth/client_limits.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace weft::service {
namespace {

// A bucket is full again after this time.
constexpr absl::Duration kBucket = absl::Seconds(1);

absl::Status TooMany(int64_t limit, absl::string_view what,
                     absl::string_view advice) {
  return absl::ResourceExhaustedError(
      absl::StrCat("this client may have ", limit, " ", what, "; ", advice));
}

}  // namespace

absl::Status ClientTable::Check(Client& client, bool stream,
                                absl::Time now) const {
  if (limits_.calls > 0 && client.calls >= limits_.calls) {
    return TooMany(limits_.calls, "calls at the same time",
                   "wait for one of them to end");
  }
  if (stream && limits_.streams > 0 && client.streams >= limits_.streams) {
    return TooMany(limits_.streams, "streams at the same time",
                   "end one that is not needed");
  }
  if (limits_.calls_per_second == 0) return absl::OkStatus();
  const double rate = static_cast<double>(limits_.calls_per_second);
  const double earned =
      absl::ToDoubleSeconds(std::min(now - client.counted, kBucket)) * rate;
  client.allowance = std::min(rate, client.allowance + std::max(0.0, earned));
  client.counted = now;
  if (client.allowance < 1) {
    return TooMany(limits_.calls_per_second, "calls in a second",
                   "call again a little later");
  }
  client.allowance -= 1;
  return absl::OkStatus();
}

absl::StatusOr<ClientTable::Slot> ClientTable::Enter(const std::string& name,
                                                     bool stream,
                                                     absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (now - swept_ >= kBucket) Sweep(now);
  Client& client = clients_[name];
  if (absl::Status status = Check(client, stream, now); !status.ok()) {
    return status;
  }
  ++client.calls;
  if (stream) ++client.streams;
  return Slot(this, name, stream);
}

void ClientTable::Leave(const std::string& name, bool stream) {
  absl::MutexLock lock(&mutex_);
  const auto found = clients_.find(name);
  Client& client = found->second;
  --client.calls;
  if (stream) --client.streams;
  if (client.calls == 0 && limits_.calls_per_second == 0) {
    clients_.erase(found);
  }
}

void ClientTable::Sweep(absl::Time now) {
  swept_ = now;
  absl::erase_if(clients_, [now](const auto& entry) {
    return entry.second.calls == 0 && now - entry.second.counted >= kBucket;
  });
}

size_t ClientTable::size() const {
  absl::MutexLock lock(&mutex_);
  return clients_.size();
}

}  // namespace weft::service
