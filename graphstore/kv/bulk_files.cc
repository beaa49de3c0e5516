#include "graphstore/kv/bulk_files.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/kv/disk_space.h"
#include "graphstore/kv/rocksdb_status.h"
#include "rocksdb/env.h"
#include "rocksdb/sst_file_writer.h"

namespace weft::graphstore::kv {
namespace {

// Size at which a stream starts another file.
constexpr uint64_t kFileBytes = uint64_t{64} << 20;
// Room is asked for again each time that so much of a file is written.
constexpr uint64_t kRoomBytes = uint64_t{4} << 20;

rocksdb::Slice ToSlice(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

// The files of one stream.
class StreamFiles {
 public:
  StreamFiles(const std::string& folder, const rocksdb::Options& options,
              size_t number)
      : folder_(folder), options_(options), number_(number) {}

  absl::Status Write(SortedStream* stream) {
    BulkRow row;
    while (true) {
      WEFT_ASSIGN_OR_RETURN(const bool more, stream->Next(&row));
      if (!more) break;
      WEFT_RETURN_IF_ERROR(Add(row));
    }
    return Finish();
  }

  std::vector<std::string> TakeFiles() { return std::move(files_); }

 private:
  absl::Status Add(const BulkRow& row) {
    WEFT_RETURN_IF_ERROR(
        ValidateRow(row.key, row.deleted ? absl::string_view() : row.value));
    if (row.key <= last_) {
      return absl::InvalidArgumentError(absl::StrCat(
          "bulk load: key ", absl::CHexEscape(row.key), " is out of order"));
    }
    if (writer_ && writer_->FileSize() > kFileBytes) {
      WEFT_RETURN_IF_ERROR(Finish());
    }
    if (!writer_) WEFT_RETURN_IF_ERROR(Open());
    if (writer_->FileSize() >= room_until_) WEFT_RETURN_IF_ERROR(AskForRoom());
    last_.assign(row.key.data(), row.key.size());
    return Convert(row.deleted
                       ? writer_->Delete(ToSlice(row.key))
                       : writer_->Put(ToSlice(row.key), ToSlice(row.value)));
  }

  absl::Status AskForRoom() {
    WEFT_ASSIGN_OR_RETURN(const uint64_t free, FreeBytes(folder_));
    WEFT_RETURN_IF_ERROR(CheckRoom(folder_, free, kRoomBytes));
    room_until_ += kRoomBytes;
    return absl::OkStatus();
  }

  absl::Status Open() {
    room_until_ = 0;
    WEFT_RETURN_IF_ERROR(AskForRoom());
    files_.push_back(
        absl::StrCat(folder_, "/", number_, "-", files_.size(), ".sst"));
    // A file of that name may be a link to a table of the database, which must
    // not be written to: a load can be killed between taking tables in and
    // taking their first names away.
    std::error_code error;
    std::filesystem::remove(files_.back(), error);
    writer_ = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(),
                                                       options_);
    return Convert(writer_->Open(files_.back()));
  }

  absl::Status Finish() {
    if (!writer_) return absl::OkStatus();
    const absl::Status status = Convert(writer_->Finish());
    writer_.reset();
    return status;
  }

  absl::Status Convert(const rocksdb::Status& status) const {
    return FromRocksDb(status, folder_);
  }

  const std::string& folder_;
  const rocksdb::Options& options_;
  const size_t number_;
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
  uint64_t room_until_ = 0;  // bytes of the file that there is room for
  std::vector<std::string> files_;
  std::string last_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> WriteBulkFiles(
    absl::Span<const std::unique_ptr<SortedStream>> streams,
    const BulkOptions& bulk, const std::string& folder,
    const rocksdb::Options& options) {
  std::mutex mutex;  // guards the next two
  absl::Status status;
  std::vector<std::string> files = bulk.tables.ready;
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < streams.size(); i = next++) {
      StreamFiles writer(folder, options, i);
      const absl::Status whole = writer.Write(streams[i].get());
      std::lock_guard lock(mutex);
      status.Update(whole);
      const std::vector<std::string> own = writer.TakeFiles();
      if (whole.ok() && bulk.tables.written) {
        status.Update(bulk.tables.written(i, own));
      }
      files.insert(files.end(), own.begin(), own.end());
      if (!status.ok()) next = streams.size();
    }
  };
  std::vector<std::thread> helpers;
  const size_t wanted = std::clamp<size_t>(bulk.threads, 1, streams.size() + 1);
  for (size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  WEFT_RETURN_IF_ERROR(status);
  return files;
}

}  // namespace weft::graphstore::kv
