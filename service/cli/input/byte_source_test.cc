#include "service/cli/input/byte_source.h"

#include <zlib.h>

#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

std::string Gzip(const std::string& text) {
  z_stream stream = {};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// Everything, read in pieces of `size`.
absl::StatusOr<std::string> ReadAll(const std::string& bytes, size_t size) {
  std::istringstream in(bytes);
  auto source = ByteSource::Open("-", in);
  if (!source.ok()) return source.status();
  std::string all, piece;
  while (true) {
    const auto more = (*source)->Read(size, &piece);
    if (!more.ok()) return more.status();
    if (!*more) break;
    EXPECT_LE(piece.size(), size);
    all += piece;
  }
  EXPECT_EQ((*source)->read_bytes(), bytes.size());
  return all;
}

TEST(ByteSource, GivesWhatIsThere) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) absl::StrAppend(&text, i, "\n");
  for (const size_t size : {1000u, 1u << 20}) {
    EXPECT_EQ(ReadAll(text, size).value(), text);
    EXPECT_EQ(ReadAll(Gzip(text), size).value(), text);
    EXPECT_EQ(ReadAll(Gzip(text) + Gzip("more"), size).value(), text + "more");
  }
  EXPECT_EQ(ReadAll("", 10).value(), "");
  EXPECT_EQ(ReadAll("\x1F", 10).value(), "\x1F");
  EXPECT_EQ(ReadAll(Gzip(""), 10).value(), "");
}

TEST(ByteSource, SaysThatGzipIsDamaged) {
  const std::string packed = Gzip(std::string(1000, 'x') + "abcdefgh");
  for (const size_t size : {size_t{2}, size_t{10}, packed.size() - 1}) {
    EXPECT_THAT(ReadAll(packed.substr(0, size), 100).status(),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr("cut off")));
  }
  std::string broken = packed;
  broken[packed.size() - 6] ^= 1;  // of the checksum
  EXPECT_THAT(ReadAll(broken, 5000).status(),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("damaged")));
}

TEST(ByteSource, OpensFiles) {
  const std::string path = ::testing::TempDir() + "/bytes";
  std::ofstream(path) << "abc";
  std::istringstream in;
  auto source = ByteSource::Open(path, in);
  ASSERT_OK(source.status());
  EXPECT_EQ((*source)->total_bytes(), 3u);
  std::string bytes;
  EXPECT_TRUE((*source)->Read(10, &bytes).value());
  EXPECT_EQ(bytes, "abc");
  EXPECT_FALSE((*source)->Read(10, &bytes).value());
  EXPECT_THAT(ByteSource::Open(path + ".no", in).status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("bytes.no")));
  EXPECT_THAT(ByteSource::Open(::testing::TempDir(), in).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace weft::service
