#include "service/auth/audit_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/log/json_line.h"

namespace weft::service {
namespace {

absl::Status FileError(const std::string& path, int error) {
  return Annotate(absl::ErrnoToStatus(error, "cannot write the audit log"),
                  path);
}

}  // namespace

std::string FormatAuditEvent(const AuditEvent& event) {
  JsonLine line;
  line.AddTime("time", event.time);
  line.AddText("client", event.client);
  line.AddText("role", event.role);
  line.AddText("peer", event.peer);
  line.AddText("rpc", event.rpc);
  line.AddText("request_id", event.request_id);
  line.AddJson("request", event.request);
  line.AddText("outcome", absl::StatusCodeToString(event.outcome.code()));
  if (!event.outcome.ok()) line.AddText("message", event.outcome.message());
  return std::move(line).Finish();
}

absl::StatusOr<std::unique_ptr<AuditLog>> AuditLog::Open(
    const std::string& path) {
  std::unique_ptr<AuditLog> log(new AuditLog(path));
  absl::MutexLock lock(&log->mutex_);
  WEFT_RETURN_IF_ERROR(log->OpenFile());
  return log;
}

AuditLog::~AuditLog() {
  if (fd_ >= 0) close(fd_);
}

absl::Status AuditLog::OpenFile() {
  struct stat there = {};
  struct stat open_one = {};
  if (fd_ >= 0 && stat(path_.c_str(), &there) == 0 &&
      fstat(fd_, &open_one) == 0 && there.st_ino == open_one.st_ino &&
      there.st_dev == open_one.st_dev) {
    return absl::OkStatus();
  }
  const int fd =
      open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return FileError(path_, errno);
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
  return absl::OkStatus();
}

absl::Status AuditLog::Write(const AuditEvent& event) {
  const std::string line = FormatAuditEvent(event);
  absl::MutexLock lock(&mutex_);
  WEFT_RETURN_IF_ERROR(OpenFile());
  // In one piece, so that lines of two servers cannot mix.
  const ssize_t written = write(fd_, line.data(), line.size());
  if (written == static_cast<ssize_t>(line.size())) return absl::OkStatus();
  return FileError(path_, written < 0 ? errno : ENOSPC);
}

}  // namespace weft::service
