// Counts the calls that run, and turns new ones away once the server drains.
#ifndef WEFT_SERVICE_SERVER_CALL_GATE_H_
#define WEFT_SERVICE_SERVER_CALL_GATE_H_

#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace weft::service {

// What a call gets that comes too late: Unavailable.
absl::Status DrainingError();

// Thread-safe.
class CallGate {
 public:
  // A call that runs; ends with it. Movable.
  class Ticket {
   public:
    explicit Ticket(CallGate* gate) : gate_(gate) {}
    Ticket(Ticket&& other) noexcept
        : gate_(std::exchange(other.gate_, nullptr)) {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (gate_ != nullptr) gate_->Leave();
    }

   private:
    CallGate* gate_;
  };

  // Nothing once the gate is closed.
  std::optional<Ticket> Enter();

  void Close();
  bool closed() const;
  // Waits until no call runs, for `timeout` at most; whether that came true.
  bool WaitUntilIdle(absl::Duration timeout) const;

 private:
  void Leave();

  mutable absl::Mutex mutex_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CALL_GATE_H_
