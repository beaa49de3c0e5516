#include "service/auth/token_file.h"

#include <string>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kSecret[] =
    "sha256:000102030405060708090a0b0c0d0e0f:"
    "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

std::string Line(const std::string& name, const std::string& role) {
  return name + " " + role + " " + kSecret + " 2026-01-31T12:00:00Z -\n";
}

TEST(TokenFile, ReadsWhatItWrites) {
  const std::string text = Line("loader", "writer") + "ops admin " + kSecret +
                           " 2026-01-31T12:00:00Z 2026-03-31T12:00:00Z\n";
  ASSERT_OK_AND_ASSIGN(const auto records, ParseTokens(text, "tokens"));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].name, "loader");
  EXPECT_EQ(records[0].role, Role::kWriter);
  EXPECT_EQ(records[0].salt[15], '\x0f');
  EXPECT_EQ(records[0].expires, absl::InfiniteFuture());
  EXPECT_EQ(records[1].expires - records[1].created, absl::Hours(59 * 24));
  const std::string written = FormatTokens(records);
  EXPECT_THAT(written, HasSubstr("\n" + text));
  ASSERT_OK_AND_ASSIGN(const auto again, ParseTokens(written, "tokens"));
  EXPECT_EQ(FormatTokens(again), written);
}

TEST(TokenFile, SkipsCommentsAndEmptyLines) {
  ASSERT_OK_AND_ASSIGN(const auto records,
                       ParseTokens("# a\n\n  \r\n#b", "tokens"));
  EXPECT_THAT(records, IsEmpty());
}

TEST(TokenFile, NamesTheLineThatIsWrong) {
  struct {
    std::string line;
    const char* complaint;
  } const kCases[] = {
      {"loader writer", "tokens:2: has 2 fields"},
      {Line("Loader", "writer"), "tokens:2: \"Loader\" is no name"},
      {Line("b", "owner"), "tokens:2: the role is none of reader"},
      {Line("a", "reader"), "tokens:2: there is a second token \"a\""},
      {"b reader md5:00:11 2026-01-31T12:00:00Z -", "sha256:SALT:HASH"},
      {"b reader sha256:00:11 2026-01-31T12:00:00Z -", "hexadecimal digits"},
      {std::string("b reader ") + kSecret + " yesterday -", "2026-01-31T12"},
  };
  for (const auto& [line, complaint] : kCases) {
    EXPECT_THAT(
        ParseTokens(Line("a", "reader") + line, "tokens"),
        StatusIs(absl::StatusCode::kInvalidArgument,
                 AllOf(HasSubstr(complaint), Not(HasSubstr("ffeeddcc")))))
        << line;
  }
}

TEST(TokenFile, IsWrittenAndRead) {
  const std::string path = testing::TempDir() + "/tokens";
  ASSERT_OK_AND_ASSIGN(
      const NewToken made,
      MakeToken("a", Role::kReader, absl::UnixEpoch(), absl::InfiniteFuture()));
  ASSERT_OK(WriteTokenFile(path, {made.record}));
  ASSERT_OK_AND_ASSIGN(const auto records, ReadTokenFile(path));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(TokenMatches(records[0], made.token));
}

}  // namespace
}  // namespace weft::service
