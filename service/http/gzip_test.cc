#include "service/http/gzip.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

TEST(Gzip, ComesBack) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) absl::StrAppend(&text, i * i, " ");
  for (const std::string& each : {std::string(), std::string("a"), text}) {
    const std::string packed = Gzip(each);
    EXPECT_EQ(packed.substr(0, 2), "\x1f\x8b");
    ASSERT_OK_AND_ASSIGN(const std::string back, Gunzip(packed, text.size()));
    EXPECT_EQ(back, each);
  }
  EXPECT_LT(Gzip(text).size(), text.size() / 2);
}

TEST(Gzip, StopsAtTheLimit) {
  const std::string packed = Gzip(std::string(1 << 20, 'x'));
  EXPECT_LT(packed.size(), 10'000u);
  EXPECT_OK(Gunzip(packed, 1 << 20));
  EXPECT_THAT(Gunzip(packed, (1 << 20) - 1),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("more than 1048575 bytes")));
}

TEST(Gzip, SaysWhatIsDamaged) {
  const std::string packed = Gzip("a sentence of some length, and another");
  for (size_t size = 0; size < packed.size(); ++size) {
    EXPECT_THAT(Gunzip(packed.substr(0, size), 1000),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << size;
  }
  EXPECT_THAT(Gunzip(packed + "more", 1000),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Gunzip("{\"question\": \"Who?\"}", 1000),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace weft::service
