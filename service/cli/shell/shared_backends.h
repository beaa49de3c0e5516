// The database or server of a shell: opened by the first command that needs
// it, and open for all that follow.
#ifndef WEFT_SERVICE_CLI_SHELL_SHARED_BACKENDS_H_
#define WEFT_SERVICE_CLI_SHELL_SHARED_BACKENDS_H_

#include <memory>
#include <mutex>

#include "absl/status/statusor.h"
#include "service/cli/command/command.h"

namespace weft::service {

// Cancel() may be called on any thread, all else on one.
class SharedBackends {
 public:
  // `own` are the options of the shell, with defaults filled in.
  SharedBackends(GlobalOptions own, OpenBackend open);

  // What is shared when `options` are those of the shell, else a backend for
  // one command. Errors: those of the function that opens.
  absl::StatusOr<std::unique_ptr<Backend>> Open(const GlobalOptions& options,
                                                Need need);

  // The shared one for reading; null when there is none to read.
  const Client* ClientForNames();

  // Ends the calls of the command that runs; Allow() comes before the next.
  void Cancel();
  void Allow();

 private:
  absl::StatusOr<std::shared_ptr<Backend>> Choose(const GlobalOptions& options,
                                                  Need need);

  const GlobalOptions own_;
  const OpenBackend open_;
  std::shared_ptr<Backend> shared_;
  std::mutex mutex_;
  std::shared_ptr<Backend> running_;  // guarded by mutex_
  bool cancelled_ = false;            // guarded by mutex_
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_SHARED_BACKENDS_H_
