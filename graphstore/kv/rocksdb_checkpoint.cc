#include "graphstore/kv/rocksdb_checkpoint.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <system_error>
#include <vector>

#include "rocksdb/env.h"
#include "rocksdb/metadata.h"
#include "rocksdb/options.h"

namespace weft::graphstore::kv {
namespace {

using rocksdb::Status;

constexpr uint64_t kCopiedAtOnce = 1 << 20;

// For as long as it lives the database deletes no file.
class FilesStay {
 public:
  explicit FilesStay(rocksdb::DB* db) : db_(*db) {
    status_ = db_.DisableFileDeletions();
  }
  ~FilesStay() {
    if (status_.ok()) {
      db_.EnableFileDeletions(/*force=*/false).PermitUncheckedError();
    }
  }
  FilesStay(const FilesStay&) = delete;
  FilesStay& operator=(const FilesStay&) = delete;

  const Status& status() const { return status_; }

 private:
  rocksdb::DB& db_;
  Status status_;
};

class Copy {
 public:
  Copy(rocksdb::Env* env, const std::string& folder,
       const Cancellation* cancellation)
      : env_(*env), folder_(folder), cancellation_(cancellation) {}

  Status Add(const rocksdb::LiveFileStorageInfo& file) {
    const std::string to = folder_ + "/" + file.relative_filename;
    if (Status status = Ask(); !status.ok()) return status;
    if (!file.replacement_contents.empty()) {
      return rocksdb::WriteStringToFile(&env_, file.replacement_contents, to,
                                        /*should_sync=*/true);
    }
    const std::string from = file.directory + "/" + file.relative_filename;
    if (links_ && !file.trim_to_size) {
      Status linked = env_.LinkFile(from, to);
      if (!linked.IsNotSupported()) return linked;
      links_ = false;  // another file system
    }
    return CopyBytes(from, to, file.size);
  }

  Status Finish() {
    if (Status status = Ask(); !status.ok()) return status;
    return Sync(folder_);
  }

  // What a folder holds is on disk.
  Status Sync(const std::string& folder) {
    std::unique_ptr<rocksdb::Directory> directory;
    Status status = env_.NewDirectory(folder, &directory);
    return status.ok() ? directory->Fsync() : status;
  }

 private:
  Status Ask() const {
    return cancellation_ == nullptr || cancellation_->Check().ok()
               ? Status::OK()
               : Status::Aborted("cancelled");
  }

  Status CopyBytes(const std::string& from, const std::string& to,
                   uint64_t bytes) {
    std::unique_ptr<rocksdb::SequentialFile> in;
    std::unique_ptr<rocksdb::WritableFile> out;
    Status status = env_.NewSequentialFile(from, &in, {});
    if (status.ok()) status = env_.NewWritableFile(to, &out, {});
    const std::unique_ptr<char[]> scratch(new char[kCopiedAtOnce]);
    while (status.ok() && bytes > 0) {
      rocksdb::Slice piece;
      status = Ask();
      if (status.ok()) {
        status =
            in->Read(std::min(bytes, kCopiedAtOnce), &piece, scratch.get());
      }
      if (status.ok() && piece.empty()) {
        status = Status::Corruption(from, "is shorter than it was");
      }
      if (status.ok()) status = out->Append(piece);
      bytes -= piece.size();
    }
    if (status.ok()) status = out->Sync();
    if (status.ok()) status = out->Close();
    return status;
  }

  rocksdb::Env& env_;
  const std::string folder_;
  const Cancellation* const cancellation_;
  bool links_ = true;
};

Status FillFolder(rocksdb::DB* db, Copy* copy, bool flush) {
  const FilesStay files_stay(db);
  if (!files_stay.status().ok()) return files_stay.status();
  std::vector<rocksdb::LiveFileStorageInfo> files;
  rocksdb::LiveFilesStorageInfoOptions which;
  if (!flush) which.wal_size_for_flush = std::numeric_limits<uint64_t>::max();
  Status status = db->GetLiveFilesStorageInfo(which, &files);
  // "CURRENT", which makes a database of a folder, comes last.
  std::stable_partition(files.begin(), files.end(), [](const auto& file) {
    return file.replacement_contents.empty();
  });
  for (const auto& file : files) {
    if (status.ok()) status = copy->Add(file);
  }
  return status.ok() ? copy->Finish() : status;
}

}  // namespace

Status WriteCheckpoint(rocksdb::DB* db, const std::string& directory,
                       const Cancellation* cancellation, bool flush) {
  const std::string name =
      directory.substr(0, directory.find_last_not_of('/') + 1);
  const std::string unfinished = name + ".tmp";
  std::error_code ignored;
  // Of a process that was killed.
  std::filesystem::remove_all(unfinished, ignored);
  rocksdb::Env* env = db->GetEnv();
  Copy copy(env, unfinished, cancellation);
  Status status = env->CreateDir(unfinished);
  if (status.ok()) status = FillFolder(db, &copy, flush);
  if (status.ok()) status = env->RenameFile(unfinished, name);
  if (!status.ok()) {
    std::filesystem::remove_all(unfinished, ignored);
    return status;
  }
  const auto above =
      std::filesystem::absolute(name, ignored).parent_path().string();
  return copy.Sync(above);
}

}  // namespace weft::graphstore::kv
