#include "service/http/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace weft::service {
namespace {

// zlib's: the largest window, and 16 for the frame of gzip.
constexpr int kGzipWindow = 15 + 16;
constexpr int kStandardMemory = 8;
// Twice as fast as the standard level 6 for a tenth more bytes: what is
// compressed here is made for one reader.
constexpr int kFastLevel = 3;
constexpr size_t kStep = 64 << 10;

Bytef* BytesOf(const char* data) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(data));
}

absl::Status Damaged() {
  return absl::InvalidArgumentError(
      "the body is said to be gzip, but is damaged or something else");
}

}  // namespace

std::string Gzip(absl::string_view bytes) {
  z_stream stream = {};
  deflateInit2(&stream, kFastLevel, Z_DEFLATED, kGzipWindow, kStandardMemory,
               Z_DEFAULT_STRATEGY);
  const absl::Cleanup end = [&stream] { deflateEnd(&stream); };
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = BytesOf(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = BytesOf(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  return out;
}

absl::StatusOr<std::string> Gunzip(absl::string_view packed, size_t limit) {
  z_stream stream = {};
  inflateInit2(&stream, kGzipWindow);
  const absl::Cleanup end = [&stream] { inflateEnd(&stream); };
  stream.next_in = BytesOf(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  int code = Z_OK;
  while (code == Z_OK && out.size() <= limit) {
    const size_t begin = out.size();
    // One byte beyond the limit tells a message that ends there from others.
    out.resize(begin + std::min(kStep, limit + 1 - begin));
    stream.next_out = BytesOf(out.data() + begin);
    stream.avail_out = static_cast<uInt>(out.size() - begin);
    code = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  if (out.size() > limit) {
    return absl::ResourceExhaustedError(
        absl::StrCat("unpacked the body is more than ", limit, " bytes"));
  }
  if (code != Z_STREAM_END || stream.avail_in > 0) return Damaged();
  return out;
}

}  // namespace weft::service
