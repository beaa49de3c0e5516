#include "graphstore/archive/run_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

constexpr size_t kFrameHead = 16;

uint32_t HashOfLength(absl::string_view length) {
  return static_cast<uint32_t>(StableHash(length));
}

std::string FrameOf(absl::string_view payload) {
  std::string frame;
  PutFixed32(static_cast<uint32_t>(payload.size()), &frame);
  PutFixed32(HashOfLength(frame), &frame);
  PutFixed64(StableHash(payload), &frame);
  frame.append(payload.data(), payload.size());
  return frame;
}

std::string EncodeHeader(const RunHeader& header) {
  std::string bytes;
  PutVarint(header.format, &bytes);
  PutVarint(header.base.version, &bytes);
  PutSignedVarint(absl::ToUnixMillis(header.base.recorded), &bytes);
  PutSignedVarint(absl::ToUnixMillis(header.started), &bytes);
  return bytes;
}

bool DecodeHeader(absl::string_view bytes, RunHeader* header) {
  int64_t recorded, started;
  if (!GetVarint(&bytes, &header->format) ||
      !GetVarint(&bytes, &header->base.version) ||
      !GetSignedVarint(&bytes, &recorded) ||
      !GetSignedVarint(&bytes, &started)) {
    return false;
  }
  header->base.recorded = absl::FromUnixMillis(recorded);
  header->started = absl::FromUnixMillis(started);
  return bytes.empty();
}

enum class FrameState { kWhole, kCutOff, kDamaged };

struct Frame {
  FrameState state = FrameState::kWhole;
  absl::string_view payload;
  uint64_t hash = 0;

  bool Holds() const { return StableHash(payload) == hash; }
};

// The frame at the beginning of `bytes`. A crash may leave
// zeros where the bytes of a file did not reach the disk.
Frame FrameAt(absl::string_view bytes) {
  Frame frame;
  if (bytes.size() < kFrameHead) return {FrameState::kCutOff, "", 0};
  uint32_t length, check;
  absl::string_view rest = bytes;
  GetFixed32(&rest, &length);
  GetFixed32(&rest, &check);
  GetFixed64(&rest, &frame.hash);
  if (check != HashOfLength(bytes.substr(0, 4))) {
    const bool zeros = std::all_of(bytes.begin(), bytes.end(),
                                   [](char byte) { return byte == 0; });
    return {zeros ? FrameState::kCutOff : FrameState::kDamaged, "", 0};
  }
  if (length > rest.size()) return {FrameState::kCutOff, "", 0};
  frame.payload = rest.substr(0, length);
  return frame;
}

absl::Status Error(const std::string& path, const char* doing, int code) {
  const std::string what =
      absl::StrCat("cannot ", doing, " ", path, ": ", std::strerror(code));
  if (code == ENOSPC || code == EDQUOT) {
    return absl::ResourceExhaustedError(
        absl::StrCat(what, "; free some space, then try again"));
  }
  return absl::UnavailableError(what);
}

}  // namespace

absl::StatusOr<RunHeader> ReadRunHeader(absl::string_view bytes) {
  const Frame frame = FrameAt(bytes);
  RunHeader header;
  if (frame.state != FrameState::kWhole || !frame.Holds() ||
      !DecodeHeader(frame.payload, &header)) {
    return absl::DataLossError("the header of the file is damaged");
  }
  return header;
}

absl::StatusOr<RunContent> ScanRun(absl::string_view bytes) {
  RunContent run;
  WEFT_ASSIGN_OR_RETURN(run.header, ReadRunHeader(bytes));
  run.header_end = kFrameHead + FrameAt(bytes).payload.size();
  while (run.end() < bytes.size()) {
    const uint64_t begin = run.end();
    const Frame frame = FrameAt(bytes.substr(begin));
    if (frame.state == FrameState::kCutOff) break;
    const uint64_t end = begin + kFrameHead + frame.payload.size();
    VersionTime version;
    const uint64_t before = run.last().version;
    if (end == bytes.size() && !frame.Holds()) break;
    run.damaged = frame.state == FrameState::kDamaged ||
                  !DecodeCommitVersion(frame.payload, &version) ||
                  version.version < before || version.version > before + 1;
    if (run.damaged) break;
    run.commits.push_back({version, begin, end});
  }
  return run;
}

absl::StatusOr<CommitRecord> ReadCommit(absl::string_view bytes,
                                        const RunPoint& point) {
  const Frame frame =
      FrameAt(bytes.substr(point.begin, point.end - point.begin));
  CommitRecord record;
  if (frame.state != FrameState::kWhole || !frame.Holds() ||
      !DecodeCommitRecord(frame.payload, &record)) {
    return absl::DataLossError(absl::StrCat(
        "the commit of version ", point.version.version, " is damaged"));
  }
  return record;
}

absl::StatusOr<std::unique_ptr<RunLog>> RunLog::Create(
    const std::string& path, const RunHeader& header) {
  const std::string frame = FrameOf(EncodeHeader(header));
  WEFT_RETURN_IF_ERROR(WriteFileAtomically(path, frame));
  // The name as well is to be there after a crash.
  const std::string folder = std::filesystem::path(path).parent_path();
  const int descriptor = open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int code = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) return Error(folder, "sync", code);
  return Continue(path, frame.size());
}

absl::StatusOr<std::unique_ptr<RunLog>> RunLog::Continue(
    const std::string& path, uint64_t end) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return Error(path, "open", errno);
  std::unique_ptr<RunLog> log(new RunLog(descriptor, path, end));
  WEFT_RETURN_IF_ERROR(log->CutTo(end));
  return log;
}

RunLog::~RunLog() { close(descriptor_); }

bool RunLog::is_removed() const {
  struct stat info;
  return fstat(descriptor_, &info) == 0 && info.st_nlink == 0;
}

absl::Status RunLog::CutTo(uint64_t size) {
  if (ftruncate(descriptor_, static_cast<off_t>(size)) != 0 ||
      fdatasync(descriptor_) != 0) {
    broken_ = true;
    return Error(path_, "cut", errno);
  }
  size_ = size;
  return absl::OkStatus();
}

absl::Status RunLog::Append(absl::string_view commit) {
  if (commit.size() > std::numeric_limits<uint32_t>::max()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a commit of ", commit.size(),
                     " bytes has no room in an archive; write less at once"));
  }
  const std::string frame = FrameOf(commit);
  absl::string_view rest = frame;
  uint64_t at = size_;
  int code = 0;
  while (!rest.empty() && code == 0) {
    const ssize_t count =
        pwrite(descriptor_, rest.data(), rest.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      code = count < 0 ? errno : ENOSPC;
      break;
    }
    rest.remove_prefix(count);
    at += count;
  }
  if (code == 0 && fdatasync(descriptor_) != 0) code = errno;
  if (code != 0) {
    CutTo(size_).IgnoreError();  // or it is broken()
    return Error(path_, "write to", code);
  }
  before_ = size_;
  size_ = at;
  return absl::OkStatus();
}

absl::Status RunLog::TakeBack() { return CutTo(before_); }

}  // namespace weft::graphstore
