// Ctrl-C, once as a request and twice as an order.
#ifndef WEFT_SERVICE_CLI_COMMAND_INTERRUPT_H_
#define WEFT_SERVICE_CLI_COMMAND_INTERRUPT_H_

namespace weft::service {

// While one lives, the first SIGINT or SIGTERM is noted, in words too where
// standard error is a terminal, and the second does what it did before: it ends
// the process, or the calls of a command of the shell. Have at most one at a
// time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  // Thread-safe.
  bool interrupted() const;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_INTERRUPT_H_
