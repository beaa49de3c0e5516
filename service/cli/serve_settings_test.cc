#include "service/cli/serve_settings.h"

#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

// What comes of a configuration file with this text.
absl::StatusOr<ServerOptions> Options(const std::string& text) {
  SettingSources sources;
  sources.file = testing::TempDir() + "/weft.toml";
  EXPECT_OK(WriteFileAtomically(sources.file, text));
  const auto loaded = LoadSettings(sources);
  if (!loaded.ok()) return loaded.status();
  const auto plan = PlanServe(*loaded);
  if (!plan.ok()) return plan.status();
  return plan->server;
}

auto Wrong(const char* message) {
  return StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message));
}

TEST(ServeSettings, BecomeTheOptionsOfAServer) {
  ASSERT_OK_AND_ASSIGN(const ServerOptions options, Options(R"(
db = "/var/lib/weft/db"
listen = "0.0.0.0:1"
insecure = true
drain_timeout = "5s"
cache = "32MiB"
keep_changes = "36h"
archive = "/srv/archive"
archive_keep = "48h"
extractor = "10.0.0.7:50052"
extractor_timeout = "2s"
extractor_attempts = 9
extraction_threads = 3
[limits]
message = "2MiB"
document = "1MiB"
batch = 7
calls_per_client = 8
streams_per_client = 9
requests_per_second = 10
)"));
  EXPECT_EQ(options.database, "/var/lib/weft/db");
  EXPECT_EQ(options.listen, "0.0.0.0:1");
  EXPECT_TRUE(options.insecure);
  EXPECT_EQ(options.drain_timeout, absl::Seconds(5));
  EXPECT_EQ(options.extraction_threads, 3);
  EXPECT_EQ(options.cache_bytes, 32u << 20);
  EXPECT_EQ(options.change_lifetime, absl::Hours(36));
  EXPECT_EQ(options.archive, "/srv/archive");
  EXPECT_EQ(options.archive_keep, absl::Hours(48));
  EXPECT_EQ(options.extractor.address, "10.0.0.7:50052");
  EXPECT_EQ(options.extractor.timeout, absl::Seconds(2));
  EXPECT_EQ(options.extractor.attempts, 9);
  EXPECT_EQ(options.limits.message_bytes, 2 << 20);
  EXPECT_EQ(options.limits.document_bytes, 1u << 20);
  EXPECT_EQ(options.limits.batch_triples, 7u);
  EXPECT_EQ(options.client_limits.calls, 8);
  EXPECT_EQ(options.client_limits.streams, 9);
  EXPECT_EQ(options.client_limits.calls_per_second, 10);
}

TEST(ServeSettings, WithoutAnyAreThoseOfTheServer) {
  ASSERT_OK_AND_ASSIGN(const ServerOptions options, Options(""));
  const ServerOptions standard;
  EXPECT_EQ(options.limits.message_bytes, standard.limits.message_bytes);
  EXPECT_EQ(options.limits.document_bytes, standard.limits.document_bytes);
  EXPECT_EQ(options.limits.batch_triples, standard.limits.batch_triples);
  EXPECT_EQ(options.drain_timeout, standard.drain_timeout);
}

TEST(ServeSettings, NameTheLineOfWhatCannotBe) {
  EXPECT_THAT(Options("\nlisten = \"0.0.0.0:1\"\n"),
              Wrong("weft.toml:2: listen: cannot listen on \"0.0.0.0:1\": "
                    "other machines could read"));
  EXPECT_THAT(Options("http = \"0.0.0.0:1\"\n"),
              Wrong("weft.toml:1: http: --http: cannot listen on "
                    "\"0.0.0.0:1\": other machines"));
  EXPECT_THAT(Options("tokens = \"/nowhere/tokens\"\n"),
              Wrong("weft.toml:1: tokens: cannot open /nowhere/tokens"));
  EXPECT_THAT(Options("extractor = \"nowhere\"\n"),
              Wrong("weft.toml:1: extractor: \"nowhere\" is no address"));
  EXPECT_THAT(Options("tls.cert = \"/nowhere/a.pem\"\n"),
              Wrong("the key of the certificate /nowhere/a.pem is missing"));
}

}  // namespace
}  // namespace weft::service
