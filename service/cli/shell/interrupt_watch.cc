#include "service/cli/shell/interrupt_watch.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <utility>

namespace weft::service {
namespace {

constexpr char kInterrupted = 'i';
constexpr char kEnd = 'e';

std::atomic<int> g_pipe{-1};
static_assert(std::atomic<int>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

void Tell(int) {
  const int error = errno;
  // A full pipe holds enough interrupts.
  [[maybe_unused]] const auto written = write(g_pipe.load(), &kInterrupted, 1);
  errno = error;
}

}  // namespace

InterruptWatch::InterruptWatch(std::function<void()> interrupted)
    : interrupted_(std::move(interrupted)) {
  if (pipe2(pipe_, O_CLOEXEC) != 0) {
    // Out of file descriptors: Ctrl-C stays what it was.
    pipe_[0] = pipe_[1] = -1;
    return;
  }
  g_pipe.store(pipe_[1]);
  struct sigaction action = {};
  action.sa_handler = Tell;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, &old_);
  thread_ = std::thread([this] {
    char byte = kEnd;
    while (read(pipe_[0], &byte, 1) == 1 && byte == kInterrupted) {
      interrupted_();
    }
  });
}

InterruptWatch::~InterruptWatch() {
  if (pipe_[0] < 0) return;
  sigaction(SIGINT, &old_, nullptr);
  [[maybe_unused]] const auto written = write(pipe_[1], &kEnd, 1);
  thread_.join();
  close(pipe_[0]);
  close(pipe_[1]);
}

}  // namespace weft::service
