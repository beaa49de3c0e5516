// Stands before the work of every call: turns calls away once the server drains
// and, when more is asked for than it can do, before they cost anything.
//
// Calls that look something up, calls that search, and calls that write each
// have places of their own (lane.h), so that a page of facts does not wait for
// traversals, nor these for a bulk load. A call that is refused gets
// ResourceExhausted with the reason SERVER_BUSY and a RetryInfo.
//
//   WEFT_ASSIGN_OR_RETURN(CallGate::Ticket ticket,
//                         gate.Enter(Load::kSearch, deadline));
//   ...
//   const CallGate::AwaitingClient awaiting(ticket);
//   writer->Write(message);
//
// A call that stands still because its client does not read or send keeps its
// thread but not its place: after kIdleAfter another call may run in its stead.
#ifndef WEFT_SERVICE_SERVER_CALL_GATE_H_
#define WEFT_SERVICE_SERVER_CALL_GATE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "service/server/lane.h"

namespace weft::service {

// What a call gets that comes too late: Unavailable.
absl::Status DrainingError();

// What a call asks of the server.
enum class Load : uint8_t {
  kLookup,  // one thing or a page: well under a millisecond
  kSearch,  // traversals, queries, questions, extraction: any time
  kWrite,   // waits for the one writer of the store
  kBatch,   // loads, backups, checks, compaction: seconds to hours
  kIngest,  // streams of documents; no thread while nothing comes
  kWatch,   // streams of changes; a thread each, and next to no work
};
inline constexpr size_t kLoads = 6;

// In the order of Load, for a machine of so many cores (at least one).
std::array<LaneOptions, kLoads> LanesFor(int cores);

// Thread-safe.
class CallGate {
 public:
  static constexpr absl::Duration kIdleAfter = absl::Milliseconds(100);
  // Calls that take longer than this on average are worth a thread of their
  // own: some ten times what it costs to hand them over, and about what it
  // costs to refuse one.
  static constexpr absl::Duration kQuick = absl::Microseconds(250);

  // For the cores of this machine.
  CallGate();
  explicit CallGate(const std::array<LaneOptions, kLoads>& lanes);

 private:
  struct Call {
    Load load;
    absl::Time began;
    // Since when it has waited for its client, in nanoseconds of the epoch; 0:
    // it does not.
    std::atomic<int64_t> awaiting_since{0};
    // How long it has in all; of the thread that runs it.
    int64_t awaited = 0;
  };
  struct Waiter {
    Load load;
    Lane::Id id;
    absl::Time until;
    absl::Time deadline;
    absl::CondVar wake;
    bool promoted = false;
  };

 public:
  // A call that runs; ends with it. Movable.
  class Ticket {
   public:
    Ticket(Ticket&&) noexcept = default;
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket() {
      if (call_ != nullptr) gate_->Leave(*call_);
    }

   private:
    friend class CallGate;
    Ticket(CallGate* gate, std::unique_ptr<Call> call)
        : gate_(gate), call_(std::move(call)) {}

    CallGate* gate_;
    std::unique_ptr<Call> call_;
  };

  // Around a call of gRPC that waits until the client reads or sends.
  class AwaitingClient {
   public:
    explicit AwaitingClient(Ticket& ticket);
    ~AwaitingClient();
    AwaitingClient(const AwaitingClient&) = delete;
    AwaitingClient& operator=(const AwaitingClient&) = delete;

   private:
    Call& call_;
  };

  // A call that has come and is not in yet. Movable; ends in Await().
  class Arrival {
   public:
    // It need not wait: it has a place, or is refused.
    bool settled() const { return waiter_ == nullptr; }
    bool refused() const { return !ticket_.ok(); }
    // Calls of its kind are over within kQuick, of late.
    bool quick() const { return quick_; }

   private:
    friend class CallGate;
    absl::StatusOr<Ticket> ticket_ = absl::UnknownError("it waits");
    std::unique_ptr<Waiter> waiter_;
    bool quick_ = false;
  };
  // Does not wait; errors come out of Await(). A call that comes after its
  // deadline gets no place: nobody waits for its answer any more.
  Arrival Arrive(Load load, absl::Time deadline);
  // Waits as long as the lane has patience, but not beyond `deadline`. Errors:
  // DrainingError(), ResourceExhausted, DeadlineExceeded.
  absl::StatusOr<Ticket> Await(Arrival arrival);
  // Both.
  absl::StatusOr<Ticket> Enter(Load load, absl::Time deadline) {
    return Await(Arrive(load, deadline));
  }

  // Calls that wait are turned away as well.
  void Close();
  bool closed() const;
  // Waits until no call runs, for `timeout` at most; whether that came true.
  bool WaitUntilIdle(absl::Duration timeout) const;

 private:
  Lane& LaneOf(Load load) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return lanes_[static_cast<size_t>(load)];
  }
  // Whether the call runs now; else it waits no longer.
  bool WaitForPlace(Waiter& waiter) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Wake(const std::vector<Lane::Id>& promoted)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Takes note of the calls that stand still.
  void CountIdle(Load load, absl::Time now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Ticket Start(Load load) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Leave(const Call& call);

  mutable absl::Mutex mutex_;
  std::vector<Lane> lanes_ ABSL_GUARDED_BY(mutex_);
  std::vector<const Call*> running_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Lane::Id, Waiter*> waiters_ ABSL_GUARDED_BY(mutex_);
  Lane::Id last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CALL_GATE_H_
