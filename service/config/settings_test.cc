#include "service/config/settings.h"

#include <set>
#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

// What the setting is after reading `text`, or the error.
std::string Read(const char* key, const char* text) {
  Settings settings;
  const absl::Status status = SetSetting(*FindSetting(key), text, &settings);
  return status.ok() ? SettingText(*FindSetting(key), settings)
                     : std::string(status.message());
}

TEST(Settings, HaveOneNameInThreeSpellings) {
  const SettingRow* row = FindSetting("tls.client_ca");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->Flag(), "--tls-client-ca");
  EXPECT_EQ(row->Environment(), "WEFT_TLS_CLIENT_CA");
  EXPECT_EQ(FindSetting("tls.client-ca"), nullptr);
}

TEST(Settings, NoTwoHaveTheSameFlag) {
  std::set<std::string> flags;
  for (const SettingRow& row : SettingRows()) {
    EXPECT_TRUE(flags.insert(row.Flag()).second) << row.key;
  }
}

TEST(Settings, EveryDefaultCanBeReadBack) {
  for (const SettingRow& row : SettingRows()) {
    Settings settings;
    const std::string text = SettingText(row, settings);
    EXPECT_OK(SetSetting(row, text, &settings)) << row.key;
    EXPECT_EQ(SettingText(row, settings), text) << row.key;
  }
}

TEST(Settings, ReadsEachKindOfValue) {
  EXPECT_EQ(Read("tokens", "/etc/weft/tokens"), "/etc/weft/tokens");
  EXPECT_EQ(Read("insecure", "yes"), "true");
  EXPECT_EQ(Read("limits.batch", "12"), "12");
  EXPECT_EQ(Read("limits.document", "2MiB"), "2MiB");
  EXPECT_EQ(Read("limits.document", "64KiB"), "65536");
  EXPECT_EQ(Read("limits.document", "1000"), "1000");
  EXPECT_EQ(Read("limits.document", "1GiB"), "1024MiB");
  EXPECT_EQ(Read("drain_timeout", "1m30s"), "1m30s");
  EXPECT_EQ(Read("log.level", "debug"), "debug");
}

TEST(Settings, SaysWhatWouldBeRight) {
  EXPECT_THAT(Read("insecure", "maybe"), HasSubstr("true or false"));
  EXPECT_THAT(Read("limits.batch", "0"), HasSubstr("at least 1"));
  EXPECT_THAT(Read("limits.batch", "many"), HasSubstr("a number"));
  EXPECT_THAT(Read("limits.message", "2GiB"),
              HasSubstr("1024 bytes to 2146435072 bytes"));
  EXPECT_THAT(Read("limits.message", "-1"), HasSubstr("a size"));
  EXPECT_THAT(Read("limits.message", "99999999999GiB"), HasSubstr("a size"));
  EXPECT_THAT(Read("drain_timeout", "30"), HasSubstr("such as 30s"));
  EXPECT_THAT(Read("drain_timeout", "25h"), HasSubstr("86400 seconds"));
  EXPECT_THAT(Read("log.level", "loud"),
              HasSubstr("debug, info, warning, error"));
}

}  // namespace
}  // namespace weft::service
