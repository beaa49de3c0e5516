#include "service/auth/audit_log.h"

#include <sys/stat.h>

#include <cstdio>
#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

AuditEvent Event() {
  AuditEvent event;
  event.time = absl::UnixEpoch() + absl::Seconds(1'768'478'400);
  event.client = "loader";
  event.role = "writer";
  event.peer = "ipv4:10.0.0.7:41022";
  event.rpc = "weft.v1.IngestionService.DeleteDocument";
  event.request_id = "4f";
  event.request = "{\"id\":\"a\"}";
  return event;
}

constexpr char kLine[] =
    "{\"time\":\"2026-01-15T12:00:00.000Z\",\"client\":\"loader\","
    "\"role\":\"writer\",\"peer\":\"ipv4:10.0.0.7:41022\","
    "\"rpc\":\"weft.v1.IngestionService.DeleteDocument\","
    "\"request_id\":\"4f\",\"request\":{\"id\":\"a\"},\"outcome\":\"OK\"}\n";

std::string Path(const char* name) {
  const std::string path = testing::TempDir() + "/" + name;
  std::remove(path.c_str());
  return path;
}

TEST(AuditLog, WritesALineForEachEvent) {
  EXPECT_EQ(FormatAuditEvent(Event()), kLine);
  AuditEvent failed = Event();
  failed.request = "";
  failed.outcome = absl::NotFoundError("no document \"a\"");
  EXPECT_EQ(FormatAuditEvent(failed),
            "{\"time\":\"2026-01-15T12:00:00.000Z\",\"client\":\"loader\","
            "\"role\":\"writer\",\"peer\":\"ipv4:10.0.0.7:41022\","
            "\"rpc\":\"weft.v1.IngestionService.DeleteDocument\","
            "\"request_id\":\"4f\",\"request\":{},\"outcome\":\"NOT_FOUND\","
            "\"message\":\"no document \\\"a\\\"\"}\n");
}

TEST(AuditLog, AppendsToWhatIsThere) {
  const std::string path = Path("audit_append");
  for (int i = 0; i < 2; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto log, AuditLog::Open(path));
    ASSERT_OK(log->Write(Event()));
  }
  EXPECT_EQ(*ReadFile(path), std::string(kLine) + kLine);
  struct stat status = {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(AuditLog, GoesOnInANewFileWhenTheOldOneIsMoved) {
  const std::string path = Path("audit_rotate");
  const std::string old = path + ".1";
  ASSERT_OK_AND_ASSIGN(const auto log, AuditLog::Open(path));
  ASSERT_OK(log->Write(Event()));
  ASSERT_EQ(std::rename(path.c_str(), old.c_str()), 0);
  ASSERT_OK(log->Write(Event()));
  EXPECT_EQ(*ReadFile(old), kLine);
  EXPECT_EQ(*ReadFile(path), kLine);
}

TEST(AuditLog, SaysWhereItCannotBe) {
  EXPECT_THAT(AuditLog::Open("/nowhere/audit.log").status(),
              StatusIs(absl::StatusCode::kNotFound,
                       testing::HasSubstr("/nowhere/audit.log")));
}

}  // namespace
}  // namespace weft::service
