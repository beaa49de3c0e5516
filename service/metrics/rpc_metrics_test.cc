#include "service/metrics/rpc_metrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Text(const RpcMetrics& metrics) {
  MetricPage page;
  metrics.AddTo(page);
  return page.Text();
}

constexpr char kAsk[] =
    "grpc_type=\"unary\",grpc_service=\"weft.v1.GraphService\","
    "grpc_method=\"Ask\"";

TEST(RpcMetrics, CountsCallsByTheirEnd) {
  RpcMetrics metrics;
  const RpcRule& ask = RuleFor<v1::AskRequest>();
  for (int i = 0; i < 4; ++i) metrics.Begin(ask);
  metrics.End(ask, absl::StatusCode::kOk, absl::Milliseconds(2));
  metrics.End(ask, absl::StatusCode::kOk, absl::Milliseconds(3));
  metrics.End(ask, absl::StatusCode::kNotFound, absl::Milliseconds(4));
  const std::string text = Text(metrics);
  for (const std::string& line : {
           absl::StrCat("grpc_server_started_total{", kAsk, "} 4\n"),
           absl::StrCat("grpc_server_handled_total{", kAsk,
                        ",grpc_code=\"OK\"} 2\n"),
           absl::StrCat("grpc_server_handled_total{", kAsk,
                        ",grpc_code=\"NotFound\"} 1\n"),
           absl::StrCat("weft_rpcs_in_flight{", kAsk, "} 1\n"),
           absl::StrCat("grpc_server_handling_seconds_bucket{", kAsk,
                        ",le=\"0.0025\"} 1\n"),
           absl::StrCat("grpc_server_handling_seconds_count{", kAsk, "} 3\n"),
       }) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(RpcMetrics, KnowsEveryRpcFromTheStart) {
  const std::string text = Text(RpcMetrics());
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_handled_total{", kAsk,
                                           ",grpc_code=\"OK\"} 0\n")));
  for (const char* kind :
       {"grpc_type=\"bidi_stream\",grpc_service=\"weft.v1."
        "IngestionService\",grpc_method=\"IngestDocuments\"",
        "grpc_type=\"server_stream\",grpc_service=\"weft.v1."
        "GraphService\",grpc_method=\"Query\"",
        "grpc_type=\"client_stream\",grpc_service=\"weft.v1."
        "IngestionService\",grpc_method=\"ImportTriples\""}) {
    EXPECT_THAT(text, HasSubstr(kind));
  }
  EXPECT_THAT(text, Not(HasSubstr("NotFound")));
}

TEST(RpcMetrics, CountsARpcThatIsInNoTable) {
  RpcMetrics metrics;
  const RpcRule& unknown = RuleFor(v1::Document::descriptor());
  metrics.Begin(unknown);
  metrics.End(unknown, static_cast<absl::StatusCode>(77), absl::Seconds(1));
}

}  // namespace
}  // namespace weft::service
