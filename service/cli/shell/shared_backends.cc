#include "service/cli/shell/shared_backends.h"

#include <utility>

#include "base/status.h"

namespace weft::service {
namespace {

class Shared : public Backend {
 public:
  explicit Shared(std::shared_ptr<Backend> backend)
      : backend_(std::move(backend)) {}
  const Client& client() const override { return backend_->client(); }

 private:
  // Shared between the shell and the command that runs.
  const std::shared_ptr<Backend> backend_;
};

}  // namespace

SharedBackends::SharedBackends(GlobalOptions own, OpenBackend open)
    : own_(std::move(own)), open_(std::move(open)) {}

absl::StatusOr<std::shared_ptr<Backend>> SharedBackends::Choose(
    const GlobalOptions& options, Need need) {
  GlobalOptions same = options;
  // Whether a line names the database again makes no other database of it.
  same.database_given = own_.database_given;
  if (!(same == own_)) return open_(options, need);
  if (shared_ != nullptr) return shared_;
  if (need == Need::kExtraction) {
    // With the database, when there is one: the commands to come want it.
    const auto opened = ClientForNames();
    if (opened != nullptr) return shared_;
    return open_(options, need);
  }
  WEFT_ASSIGN_OR_RETURN(shared_, open_(options, need));
  return shared_;
}

absl::StatusOr<std::unique_ptr<Backend>> SharedBackends::Open(
    const GlobalOptions& options, Need need) {
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<Backend> backend,
                        Choose(options, need));
  const std::lock_guard<std::mutex> lock(mutex_);
  running_ = backend;
  if (cancelled_) running_->client().CancelCalls();
  return std::make_unique<Shared>(std::move(backend));
}

const Client* SharedBackends::ClientForNames() {
  if (shared_ == nullptr) {
    auto opened = open_(own_, Need::kRead);
    if (!opened.ok()) return nullptr;
    shared_ = *std::move(opened);
  }
  return &shared_->client();
}

void SharedBackends::Cancel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  cancelled_ = true;
  if (running_ != nullptr) running_->client().CancelCalls();
}

void SharedBackends::Allow() {
  const std::lock_guard<std::mutex> lock(mutex_);
  cancelled_ = false;
  if (running_ != nullptr) running_->client().AllowCalls();
  running_ = nullptr;
}

}  // namespace weft::service
