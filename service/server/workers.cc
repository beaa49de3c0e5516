#include "service/server/workers.h"

#include <utility>

namespace weft::service {

Workers::~Workers() {
  Threads all;
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    wake_.SignalAll();
    // Those that end from now on stay where they are.
    all.swap(threads_);
    all.splice(all.end(), ended_);
  }
  for (std::thread& thread : all) thread.join();
}

void Workers::Run(absl::AnyInvocable<void()> task) {
  Threads ended;
  {
    absl::MutexLock lock(&mutex_);
    ended.swap(ended_);
    tasks_.push_back(std::move(task));
    if (tasks_.size() > idle_) {
      const auto self = threads_.emplace(threads_.end());
      *self = std::thread([this, self] { Work(self); });
    } else {
      wake_.Signal();
    }
  }
  for (std::thread& thread : ended) thread.join();
}

size_t Workers::threads() const {
  absl::MutexLock lock(&mutex_);
  return threads_.size();
}

bool Workers::AwaitTask() {
  while (tasks_.empty()) {
    if (stopping_ || idle_ >= kMostIdle) return false;
    ++idle_;
    wake_.Wait(&mutex_);
    --idle_;
  }
  return true;
}

void Workers::Work(Threads::iterator self) {
  while (true) {
    absl::AnyInvocable<void()> task;
    {
      absl::MutexLock lock(&mutex_);
      if (!AwaitTask()) {
        if (!stopping_) ended_.splice(ended_.end(), threads_, self);
        return;
      }
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

}  // namespace weft::service
