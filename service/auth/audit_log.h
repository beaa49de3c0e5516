// The record of who changed what: a JSON object a line, appended to a file.
//
//   {"time":"2026-01-31T12:00:00.000Z","client":"loader","role":"writer",
//    "peer":"ipv4:10.0.0.7:41022","rpc":"weft.v1.IngestionService.
//    DeleteDocument","request_id":"4f..","request":{"id":"a"},"outcome":"OK"}
//
// A line is in the file before the client has its answer; it is not synced to
// the disk. A file that is moved away (logrotate) is made anew by the next
// line.
#ifndef WEFT_SERVICE_AUTH_AUDIT_LOG_H_
#define WEFT_SERVICE_AUTH_AUDIT_LOG_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace weft::service {

struct AuditEvent {
  absl::Time time;
  absl::string_view client;  // name of the token, or the machine
  absl::string_view role;
  absl::string_view peer;
  absl::string_view rpc;
  absl::string_view request_id;
  // What was asked for, without contents of documents: a JSON object.
  absl::string_view request;
  absl::Status outcome;
};

// The line, its end included.
std::string FormatAuditEvent(const AuditEvent& event);

// Thread-safe.
class AuditLog {
 public:
  // Makes the file when it is not there, readable for its owner alone.
  // Errors: PermissionDenied, NotFound (the folder), Unavailable.
  static absl::StatusOr<std::unique_ptr<AuditLog>> Open(
      const std::string& path);
  ~AuditLog();
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  // Errors as Open(): the line is lost.
  absl::Status Write(const AuditEvent& event);

 private:
  explicit AuditLog(std::string path) : path_(std::move(path)) {}

  // Opens the file unless the one that is open is the one at `path_`.
  absl::Status OpenFile() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string path_;
  absl::Mutex mutex_;
  int fd_ ABSL_GUARDED_BY(mutex_) = -1;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_AUDIT_LOG_H_
