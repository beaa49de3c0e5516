#include "service/server/call_gate.h"

#include "service/wire/status.h"

namespace weft::service {

absl::Status DrainingError() {
  return WithReason(
      absl::UnavailableError(
          "the server is shutting down; what was acknowledged is kept, send "
          "the rest again when it is back"),
      "SERVER_DRAINING");
}

std::optional<CallGate::Ticket> CallGate::Enter() {
  absl::MutexLock lock(&mutex_);
  if (closed_) return std::nullopt;
  ++running_;
  return Ticket(this);
}

void CallGate::Leave() {
  absl::MutexLock lock(&mutex_);
  --running_;
}

void CallGate::Close() {
  absl::MutexLock lock(&mutex_);
  closed_ = true;
}

bool CallGate::closed() const {
  absl::MutexLock lock(&mutex_);
  return closed_;
}

bool CallGate::WaitUntilIdle(absl::Duration timeout) const {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(
      absl::Condition(
          +[](const int* running) { return *running == 0; }, &running_),
      timeout);
}

}  // namespace weft::service
