// Threads for calls that may take long, so that those of gRPC, which are few
// and carry all connections, are free.
//
// A task never waits for another one: there is a thread for each, made when all
// others are busy. Who runs tasks bounds their number (call_gate.h).
#ifndef WEFT_SERVICE_SERVER_WORKERS_H_
#define WEFT_SERVICE_SERVER_WORKERS_H_

#include <cstddef>
#include <deque>
#include <list>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"

namespace weft::service {

// Thread-safe.
class Workers {
 public:
  // Threads that stay while there is nothing to do.
  static constexpr size_t kMostIdle = 16;

  Workers() = default;
  // Waits for all tasks.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Run(absl::AnyInvocable<void()> task);

  size_t threads() const;

 private:
  using Threads = std::list<std::thread>;

  void Work(Threads::iterator self);
  // False: the thread is one too many.
  bool AwaitTask() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  absl::CondVar wake_;
  std::deque<absl::AnyInvocable<void()>> tasks_ ABSL_GUARDED_BY(mutex_);
  size_t idle_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Threads threads_ ABSL_GUARDED_BY(mutex_);
  Threads ended_ ABSL_GUARDED_BY(mutex_);  // to be joined
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_WORKERS_H_
