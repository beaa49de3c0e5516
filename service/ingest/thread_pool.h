// A fixed number of threads that take tasks off one queue, first in first out.
//
// The queue has no bound: who schedules bounds what it has under way.
#ifndef WEFT_SERVICE_INGEST_THREAD_POOL_H_
#define WEFT_SERVICE_INGEST_THREAD_POOL_H_

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace weft::service {

// Thread-safe.
class ThreadPool {
 public:
  // At least one thread.
  explicit ThreadPool(int threads);
  // Lets running tasks finish; those still queued are dropped.
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void Schedule(std::function<void()> task);

 private:
  void Run();

  absl::Mutex mutex_;
  std::deque<std::function<void()>> tasks_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_THREAD_POOL_H_
