// Ctrl-C as a call of a function, for as long as a command of the shell runs.
#ifndef WEFT_SERVICE_CLI_SHELL_INTERRUPT_WATCH_H_
#define WEFT_SERVICE_CLI_SHELL_INTERRUPT_WATCH_H_

#include <csignal>
#include <functional>
#include <thread>

namespace weft::service {

// While one lives, each SIGINT calls `interrupted` on a thread of its own. A
// command that deals with SIGINT itself (InterruptGuard) gets the first one,
// this the second. Have at most one at a time.
class InterruptWatch {
 public:
  explicit InterruptWatch(std::function<void()> interrupted);
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

 private:
  const std::function<void()> interrupted_;
  int pipe_[2];  // the handler writes a byte, the thread reads it
  struct sigaction old_;
  std::thread thread_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_INTERRUPT_WATCH_H_
