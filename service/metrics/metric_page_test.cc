#include "service/metrics/metric_page.h"

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

TEST(MetricPage, IsTheTextThatPrometheusReads) {
  MetricPage page;
  page.Counter("weft_reads_total", "Reads.", {{"kind", "a\"b"}}, 12);
  page.Gauge("weft_bytes", "Size.", {}, 0.5);
  page.Counter("weft_reads_total", "Reads.", {{"kind", "c"}}, 1e15);
  EXPECT_EQ(page.Text(),
            "# HELP weft_reads_total Reads.\n"
            "# TYPE weft_reads_total counter\n"
            "weft_reads_total{kind=\"a\\\"b\"} 12\n"
            "weft_reads_total{kind=\"c\"} 1000000000000000\n"
            "# HELP weft_bytes Size.\n"
            "# TYPE weft_bytes gauge\n"
            "weft_bytes 0.5\n");
}

TEST(MetricPage, HasRangesThatIncludeThoseBelow) {
  Histogram histogram;
  // On a bound, between two, behind the last.
  for (const double seconds : {0.0001, 0.0002, 0.3, 31.0}) {
    histogram.Record(absl::Seconds(seconds));
  }
  MetricPage page;
  page.AddHistogram("weft_seconds", "Time.", {{"rpc", "Ask"}}, histogram);
  const std::string text = page.Text();
  for (const char* line :
       {"# TYPE weft_seconds histogram\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"0.0001\"} 1\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"0.00025\"} 2\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"0.25\"} 2\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"0.5\"} 3\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"30\"} 3\n",
        "weft_seconds_bucket{rpc=\"Ask\",le=\"+Inf\"} 4\n",
        "weft_seconds_count{rpc=\"Ask\"} 4\n",
        "weft_seconds_sum{rpc=\"Ask\"} 31.3003\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

}  // namespace
}  // namespace weft::service
