#include "service/config/setting_sources.h"

#include <map>
#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

class SettingSourcesTest : public testing::Test {
 protected:
  absl::StatusOr<LoadedSettings> Load() {
    SettingSources sources = sources_;
    sources.environment = [this](const char* name) -> const char* {
      const auto found = environment_.find(name);
      return found == environment_.end() ? nullptr : found->second.c_str();
    };
    return LoadSettings(sources);
  }

  void WriteConfig(const std::string& text) {
    sources_.file = path_;
    ASSERT_OK(WriteFileAtomically(path_, text));
  }

  std::string Error() {
    const auto loaded = Load();
    return loaded.ok() ? "" : std::string(loaded.status().message());
  }

  const std::string path_ =
      testing::TempDir() + "/" +
      testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
  SettingSources sources_;
  std::map<std::string, std::string> environment_;
};

TEST_F(SettingSourcesTest, WithoutAnyTheDefaultsHold) {
  ASSERT_OK_AND_ASSIGN(const LoadedSettings loaded, Load());
  EXPECT_EQ(loaded.settings.listen, "127.0.0.1:50051");
  EXPECT_TRUE(loaded.origins.empty());
}

TEST_F(SettingSourcesTest, FlagsBeatTheEnvironmentBeatsTheFile) {
  WriteConfig(R"(# our server
listen = "127.0.0.1:1"
tokens = "/file/tokens"
[limits]
batch = 5
document = "1MiB"
[log]
level = "debug"
)");
  environment_["WEFT_LISTEN"] = "127.0.0.1:2";
  environment_["WEFT_TOKENS"] = "/environment/tokens";
  environment_["WEFT_LIMITS_BATCH"] = "";
  sources_.flags["listen"] = "127.0.0.1:3";
  ASSERT_OK_AND_ASSIGN(const LoadedSettings loaded, Load());
  EXPECT_EQ(loaded.settings.listen, "127.0.0.1:3");
  EXPECT_EQ(loaded.settings.tokens, "/environment/tokens");
  EXPECT_EQ(loaded.settings.limits_batch, 5);
  EXPECT_EQ(loaded.settings.limits_document.bytes, 1 << 20);
  EXPECT_EQ(loaded.settings.log_level, "debug");
  EXPECT_EQ(loaded.origins.at("listen"), "--listen");
  EXPECT_EQ(loaded.origins.at("tokens"), "$WEFT_TOKENS");
  EXPECT_EQ(loaded.origins.at("limits.batch"), path_ + ":5");
  EXPECT_EQ(loaded.Problem("log.level", "is wrong").message(),
            path_ + ":8: log.level: is wrong");
}

TEST_F(SettingSourcesTest, NamesEveryProblemWithItsPlace) {
  WriteConfig(R"(listen = "127.0.0.1:1"
insecure = "perhaps"
tls.cret = "a.pem"
[limits]
batch = 1.5
)");
  environment_["WEFT_LOG_LEVEL"] = "loud";
  sources_.flags["drain_timeout"] = "soon";
  const std::string error = Error();
  EXPECT_THAT(error, HasSubstr(path_ + ":2: insecure: \"perhaps\" is wrong"));
  EXPECT_THAT(error,
              HasSubstr(path_ + ":3: tls.cret: there is no such setting"));
  EXPECT_THAT(error, HasSubstr(path_ + ":5: limits.batch: give a text"));
  EXPECT_THAT(error, HasSubstr("$WEFT_LOG_LEVEL: log.level: \"loud\""));
  EXPECT_THAT(error, HasSubstr("--drain-timeout: drain_timeout: \"soon\""));
}

TEST_F(SettingSourcesTest, NamesTheLineThatIsNoToml) {
  WriteConfig("listen = \"127.0.0.1:1\"\n\ntokens = /no/quotes\n");
  EXPECT_THAT(Error(), HasSubstr(path_ + ":3: "));
  WriteConfig("db = \"a\"\ndb = \"b\"\n");
  EXPECT_THAT(Error(), HasSubstr(path_ + ":"));
  WriteConfig("db = \"never closed\n");
  EXPECT_THAT(Error(), HasSubstr(path_ + ":1"));
}

TEST_F(SettingSourcesTest, AMissingFileIsAnError) {
  sources_.file = "/nowhere/weft.toml";
  EXPECT_THAT(Load(), StatusIs(absl::StatusCode::kNotFound,
                               HasSubstr("/nowhere/weft.toml")));
}

TEST_F(SettingSourcesTest, WhatIsPrintedIsAFileThatSaysTheSame) {
  sources_.flags["tls.cert"] = "/a \"quoted\" \\ path";
  sources_.flags["limits.document"] = "3MiB";
  sources_.flags["insecure"] = "true";
  ASSERT_OK_AND_ASSIGN(const LoadedSettings first, Load());
  const std::string printed = PrintSettings(first);
  EXPECT_THAT(printed, HasSubstr("insecure = true  # --insecure\n"));
  EXPECT_THAT(printed, HasSubstr("\n[tls]\ncert = \"/a \\\"quoted\\\" \\\\ "
                                 "path\"  # --tls-cert\n"));
  EXPECT_THAT(printed, HasSubstr("document = \"3MiB\"  # --limits-document"));
  sources_.flags.clear();
  WriteConfig(printed);
  ASSERT_OK_AND_ASSIGN(const LoadedSettings second, Load());
  for (const SettingRow& row : SettingRows()) {
    EXPECT_EQ(SettingText(row, second.settings),
              SettingText(row, first.settings))
        << row.key;
  }
}

}  // namespace
}  // namespace weft::service
