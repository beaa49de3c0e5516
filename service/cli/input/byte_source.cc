#include "service/cli/input/byte_source.h"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace weft::service {
namespace {

constexpr size_t kReadBytes = size_t{256} << 10;
constexpr absl::string_view kGzipMagic = "\x1F\x8B";
// Of inflateInit2(): a gzip header, and the largest window.
constexpr int kGzipWindow = 16 + MAX_WBITS;

absl::Status OpenError(const std::string& path, int code) {
  const std::string what = absl::StrCat(path, ": ", std::strerror(code));
  if (code == ENOENT) return absl::NotFoundError(what);
  if (code == EACCES) return absl::PermissionDeniedError(what);
  return absl::UnavailableError(what);
}

}  // namespace

// One stream of zlib's.
class ByteSource::Inflater {
 public:
  Inflater() { ok_ = inflateInit2(&stream_, kGzipWindow) == Z_OK; }
  ~Inflater() { inflateEnd(&stream_); }

  // Unpacks from `packed` until `out` has `size` bytes or there are no more;
  // returns how much of `packed` was used. ok() is false when it is
  // damaged.
  size_t Unpack(absl::string_view packed, size_t size, std::string* out) {
    const size_t begin = out->size();
    out->resize(begin + size);
    stream_.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out->data() + begin);
    stream_.avail_out = static_cast<uInt>(size);
    while (ok_ && stream_.avail_in > 0 && stream_.avail_out > 0) {
      // Behind the end of one file another may begin.
      if (ended_) ok_ = inflateReset(&stream_) == Z_OK;
      const int code = inflate(&stream_, Z_NO_FLUSH);
      ended_ = code == Z_STREAM_END;
      ok_ = ok_ && (code == Z_OK || ended_);
    }
    out->resize(out->size() - stream_.avail_out);
    return packed.size() - stream_.avail_in;
  }

  bool ok() const { return ok_; }
  bool ended() const { return ended_; }

 private:
  z_stream stream_ = {};
  bool ok_;
  bool ended_ = false;
};

ByteSource::ByteSource(std::string path, std::istream& in)
    : path_(std::move(path)), in_(in) {}

ByteSource::~ByteSource() = default;

absl::StatusOr<std::unique_ptr<ByteSource>> ByteSource::Open(
    const std::string& path, std::istream& standard_input) {
  if (path == "-") {
    return std::unique_ptr<ByteSource>(new ByteSource(path, standard_input));
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": this is a folder; name a file"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return OpenError(path, errno);
  // The stream member is referred to by another, so it is moved in afterwards.
  std::unique_ptr<ByteSource> source(new ByteSource(path, standard_input));
  source->file_ = std::move(file);
  const uint64_t size = std::filesystem::file_size(path, error);
  if (!error) source->total_bytes_ = size;
  return source;
}

// More of the file into `packed_`, all of which is used.
absl::Status ByteSource::Fill() {
  std::istream& in = path_ == "-" ? in_ : file_;
  packed_.resize(kReadBytes);
  used_ = 0;
  in.read(packed_.data(), static_cast<std::streamsize>(kReadBytes));
  packed_.resize(static_cast<size_t>(in.gcount()));
  read_bytes_ += packed_.size();
  if (in.bad()) {
    return absl::UnavailableError(absl::StrCat(path_, ": cannot be read"));
  }
  at_end_ = packed_.empty();
  if (!started_ && absl::StartsWith(packed_, kGzipMagic)) {
    inflater_ = std::make_unique<Inflater>();
  }
  started_ = true;
  return absl::OkStatus();
}

absl::StatusOr<bool> ByteSource::Read(size_t size, std::string* bytes) {
  bytes->clear();
  while (bytes->size() < size) {
    if (used_ == packed_.size()) {
      const absl::Status status = at_end_ ? absl::OkStatus() : Fill();
      if (!status.ok()) return status;
      if (at_end_) break;
    }
    const absl::string_view rest = absl::string_view(packed_).substr(used_);
    if (inflater_ == nullptr) {
      const absl::string_view part = rest.substr(0, size - bytes->size());
      bytes->append(part.data(), part.size());
      used_ += part.size();
      continue;
    }
    used_ += inflater_->Unpack(rest, size - bytes->size(), bytes);
    if (!inflater_->ok()) {
      return absl::DataLossError(absl::StrCat(
          path_, ": the gzip data is damaged near byte ", read_bytes_));
    }
  }
  if (at_end_ && inflater_ != nullptr && !inflater_->ended()) {
    return absl::DataLossError(
        absl::StrCat(path_, ": the gzip data is cut off; fetch it again"));
  }
  return !bytes->empty();
}

}  // namespace weft::service
