// The file of one run of an archive: what was committed after a copy of the
// database was made (archive.h), oldest first.
//
// Frames, each: length of the payload (fixed32); the low half of the stable
// hash of those 4 bytes (fixed32); stable hash of the payload (fixed64);
// payload. The payload of the first frame is the RunHeader: varints format of
// the rows and version of the copy, zigzag varints milliseconds since 1970 at
// which that version was written and at which the run began. All others are
// commits (commit_record.h), whose versions are that of the frame before or the
// next one.
//
// A frame that a crash cut off is the last one; it is no part of the run. Its
// write had not been acknowledged: a frame is on disk before its commit is.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_RUN_LOG_H_
#define WEFT_GRAPHSTORE_ARCHIVE_RUN_LOG_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/archive/commit_record.h"

namespace weft::graphstore {

struct RunHeader {
  uint64_t format = 0;  // of the rows (meta.h)
  VersionTime base;     // the copy
  absl::Time started;
};

// A commit in the bytes of a file.
struct RunPoint {
  VersionTime version;
  uint64_t begin = 0;  // of its frame
  uint64_t end = 0;    // behind it
};

struct RunContent {
  RunHeader header;
  uint64_t header_end = 0;
  std::vector<RunPoint> commits;
  // Where the bytes are not what was written once: all behind the last commit
  // is lost.
  bool damaged = false;

  const VersionTime& last() const {
    return commits.empty() ? header.base : commits.back().version;
  }
  uint64_t end() const {
    return commits.empty() ? header_end : commits.back().end;
  }
};

// Errors, here and below: DataLoss (no header, or a damaged one).
absl::StatusOr<RunHeader> ReadRunHeader(absl::string_view bytes);
// Goes from frame to frame. Of the commits only the last one is held against
// its hash.
absl::StatusOr<RunContent> ScanRun(absl::string_view bytes);

// The commit of a point, held against its hash. Errors: DataLoss.
absl::StatusOr<CommitRecord> ReadCommit(absl::string_view bytes,
                                        const RunPoint& point);

// Appends to such a file. Not thread-safe. Errors: ResourceExhausted (disk
// full), PermissionDenied, NotFound, Unavailable.
class RunLog {
 public:
  // A new file, which has its name once its header is on disk.
  static absl::StatusOr<std::unique_ptr<RunLog>> Create(
      const std::string& path, const RunHeader& header);
  // Goes on behind byte `end`; what lies there is cut off.
  static absl::StatusOr<std::unique_ptr<RunLog>> Continue(
      const std::string& path, uint64_t end);
  ~RunLog();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

  // On disk when it returns; after an error the file is as it was, or broken().
  absl::Status Append(absl::string_view commit);
  // Takes the last frame back, whose commit was not to be.
  absl::Status TakeBack();
  // Nothing can be appended any more.
  bool broken() const { return broken_; }
  uint64_t size() const { return size_; }
  // Whether somebody has removed the file, so that what is appended is lost.
  bool is_removed() const;

 private:
  RunLog(int descriptor, std::string path, uint64_t size)
      : descriptor_(descriptor), path_(std::move(path)), size_(size) {}

  absl::Status CutTo(uint64_t size);

  const int descriptor_;
  const std::string path_;
  uint64_t size_;
  uint64_t before_ = 0;  // size before the last frame
  bool broken_ = false;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_RUN_LOG_H_
