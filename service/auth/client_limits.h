// How much one client may have under way: calls, streams among them, and calls
// begun in a second. A client is the owner of a token, or without tokens a
// machine.
//
// Calls in a second are counted by a token bucket: a client that was quiet may
// begin a second's worth at once, then they come back evenly.
#ifndef WEFT_SERVICE_AUTH_CLIENT_LIMITS_H_
#define WEFT_SERVICE_AUTH_CLIENT_LIMITS_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace weft::service {

// 0 stands for any number.
struct ClientLimits {
  int64_t calls = 0;    // at the same time
  int64_t streams = 0;  // of them
  int64_t calls_per_second = 0;
};

// Thread-safe.
class ClientTable {
 public:
  explicit ClientTable(const ClientLimits& limits) : limits_(limits) {}

  // A call that counts; it stops to count with this. Movable.
  class Slot {
   public:
    Slot() = default;
    Slot(ClientTable* table, std::string client, bool stream)
        : table_(table), client_(std::move(client)), stream_(stream) {}
    Slot(Slot&& other) noexcept
        : table_(std::exchange(other.table_, nullptr)),
          client_(std::move(other.client_)),
          stream_(other.stream_) {}
    Slot& operator=(Slot&& other) noexcept {
      std::swap(table_, other.table_);
      std::swap(client_, other.client_);
      std::swap(stream_, other.stream_);
      return *this;
    }
    ~Slot() {
      if (table_ != nullptr) table_->Leave(client_, stream_);
    }

   private:
    ClientTable* table_ = nullptr;
    std::string client_;
    bool stream_ = false;
  };

  // ResourceExhausted: one more is too many; says which limit and when to come
  // back.
  absl::StatusOr<Slot> Enter(const std::string& client, bool stream,
                             absl::Time now);

  // Clients that are remembered: those with calls, and for a second those
  // without, when calls in a second are limited.
  size_t size() const;

 private:
  struct Client {
    int64_t calls = 0;
    int64_t streams = 0;
    double allowance = 0;  // calls that it may begin now
    absl::Time counted = absl::InfinitePast();
  };

  void Leave(const std::string& client, bool stream);
  absl::Status Check(Client& client, bool stream, absl::Time now) const;
  // Forgets clients that a new one would be equal to.
  void Sweep(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const ClientLimits limits_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Client> clients_ ABSL_GUARDED_BY(mutex_);
  absl::Time swept_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_CLIENT_LIMITS_H_
