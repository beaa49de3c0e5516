#include "service/cli/command/command.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::service {
namespace {

// Marks an error; stays within the program.
constexpr char kUsage[] = "weft/usage";

}  // namespace

absl::StatusOr<const Client*> Context::Connect(Need need) {
  if (backend_ == nullptr) {
    WEFT_ASSIGN_OR_RETURN(backend_, open_(global, need));
  }
  return &backend_->client();
}

void Context::Fail(const absl::Status& status) {
  failed_ = true;
  const bool bug = status.code() == absl::StatusCode::kInternal;
  Note(absl::StrCat(bug ? "internal error: " : "",
                    std::string(status.message())));
}

void Context::Note(const std::string& message) {
  err << "weft: " << message << "\n" << std::flush;
}

absl::Status UsageError(absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kUsage, absl::Cord());
  return status;
}

bool IsUsageError(const absl::Status& status) {
  return status.GetPayload(kUsage).has_value();
}

}  // namespace weft::service
