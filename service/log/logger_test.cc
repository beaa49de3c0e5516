#include "service/log/logger.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/log/json_line.h"

namespace weft::service {
namespace {

using testing::ElementsAre;

const absl::Time kNoon =
    absl::UnixEpoch() + absl::Seconds(1'768'478'400) + absl::Milliseconds(25);

TEST(Logger, WritesTextForPeople) {
  EXPECT_EQ(Logger::Format(false, kNoon, LogLevel::kInfo, "listening",
                           {{"address", "127.0.0.1:50051"},
                            {"name", "two words"},
                            {"empty", ""},
                            {"sum", "a=b"}}),
            "2026-01-15T12:00:00.025Z info listening address=127.0.0.1:50051 "
            "name=\"two words\" empty=\"\" sum=\"a=b\"\n");
}

TEST(Logger, WritesJsonForPrograms) {
  EXPECT_EQ(Logger::Format(true, kNoon, LogLevel::kError, "no \"disk\"",
                           {{"path", "a\nb"}}),
            "{\"time\":\"2026-01-15T12:00:00.025Z\",\"level\":\"error\","
            "\"message\":\"no \\\"disk\\\"\",\"path\":\"a\\nb\"}\n");
}

TEST(Logger, ALineStaysALine) {
  const std::string line = Logger::Format(false, kNoon, LogLevel::kInfo, "x",
                                          {{"id", "a\nb\x1b[31m"}});
  EXPECT_EQ(line, "2026-01-15T12:00:00.025Z info x id=\"a\\nb\\u001b[31m\"\n");
}

TEST(Logger, DropsWhatIsBelowItsLevel) {
  std::vector<std::string> lines;
  const Logger logger(LogLevel::kWarning, false, [&](absl::string_view line) {
    lines.emplace_back(line.substr(line.find(' ') + 1));
  });
  logger.Log(LogLevel::kDebug, "a");
  logger.Log(LogLevel::kInfo, "b");
  logger.Log(LogLevel::kWarning, "c");
  logger.Log(LogLevel::kError, "d", {{"k", "v"}});
  EXPECT_THAT(lines, ElementsAre("warning c\n", "error d k=v\n"));
  EXPECT_FALSE(logger.enabled(LogLevel::kInfo));
}

TEST(Logger, ReadsTheNamesOfItsLevels) {
  EXPECT_EQ(ParseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_EQ(ParseLogLevel("loud"), std::nullopt);
}

TEST(JsonString, ReplacesWhatIsNoText) {
  EXPECT_EQ(JsonString("a\xff"), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace weft::service
