#include "service/metrics/process_metrics.h"

#include <time.h>

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

// The figure of this name; -1 when it is not there.
double Value(const std::string& text, const char* name) {
  const std::string begin = absl::StrCat("\n", name, " ");
  const size_t at = text.find(begin);
  if (at == std::string::npos) return -1;
  const size_t from = at + begin.size();
  double value = -1;
  return absl::SimpleAtod(text.substr(from, text.find('\n', from) - from),
                          &value)
             ? value
             : -1;
}

TEST(ProcessMetrics, AreOfThisProcess) {
  MetricPage page;
  AddProcessMetrics(page);
  const std::string text = page.Text();
  const double resident = Value(text, "process_resident_memory_bytes");
  EXPECT_GT(resident, 1e6);
  EXPECT_LT(resident, Value(text, "process_virtual_memory_bytes"));
  EXPECT_GT(Value(text, "weft_heap_used_bytes"), 0);
  EXPECT_GE(Value(text, "weft_heap_free_bytes"), 0);
  EXPECT_GE(Value(text, "process_open_fds"), 3);
  EXPECT_GE(Value(text, "process_max_fds"), 64);
  EXPECT_GE(Value(text, "process_threads"), 1);
  EXPECT_GE(Value(text, "process_cpu_seconds_total"), 0);
  // Within the hour before the second that follows this one.
  const double now = static_cast<double>(time(nullptr));
  EXPECT_GT(Value(text, "process_start_time_seconds"), now - 3600);
  EXPECT_LE(Value(text, "process_start_time_seconds"), now + 1);
}

}  // namespace
}  // namespace weft::service
