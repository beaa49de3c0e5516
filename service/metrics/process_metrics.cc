#include "service/metrics/process_metrics.h"

#include <malloc.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace weft::service {
namespace {

// Fields of /proc/self/stat behind the name of the program, which may hold
// blanks: proc(5) counts them from 3.
constexpr size_t kFirstField = 3;
constexpr size_t kUserTicks = 14;
constexpr size_t kSystemTicks = 15;
constexpr size_t kThreads = 20;
constexpr size_t kStartTicks = 22;
constexpr size_t kVirtualBytes = 23;
constexpr size_t kResidentPages = 24;

std::string ReadProc(const char* path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

double ClockSeconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) * 1e-9;
}

// Seconds since 1970 at which the machine started. The clocks' difference
// keeps the fraction that /proc/stat rounds away: with a rounded start, a
// process could have begun after now.
double BootTime() {
  return ClockSeconds(CLOCK_REALTIME) - ClockSeconds(CLOCK_BOOTTIME);
}

double OpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  return error ? 0
               : static_cast<double>(std::distance(begin(files), end(files)));
}

void AddFiles(MetricPage& page) {
  page.Gauge("process_open_fds", "Files and connections that are open.", {},
             OpenFiles());
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  page.Gauge("process_max_fds", "The most that may be open.", {},
             static_cast<double>(limit.rlim_cur));
}

}  // namespace

void AddProcessMetrics(MetricPage& page) {
  AddFiles(page);
  const std::string stat = ReadProc("/proc/self/stat");
  const size_t name_end = stat.rfind(") ");
  if (name_end == std::string::npos) return;
  const std::vector<std::string> fields =
      absl::StrSplit(stat.substr(name_end + 2), ' ');
  if (fields.size() <= kResidentPages - kFirstField) return;
  const auto field = [&fields](size_t number) {
    double value = 0;
    return absl::SimpleAtod(fields[number - kFirstField], &value) ? value : 0;
  };
  const double tick = 1.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
  page.Counter("process_cpu_seconds_total", "Processor time used.", {},
               (field(kUserTicks) + field(kSystemTicks)) * tick);
  page.Gauge(
      "process_resident_memory_bytes", "Memory in use.", {},
      field(kResidentPages) * static_cast<double>(sysconf(_SC_PAGESIZE)));
  // mallinfo2(3): without what the allocator has taken by itself.
  const struct mallinfo2 heap = mallinfo2();
  page.Gauge("weft_heap_used_bytes", "Of it what is allocated.", {},
             static_cast<double>(heap.uordblks + heap.hblkhd));
  page.Gauge("weft_heap_free_bytes", "Of it what waits to be allocated again.",
             {}, static_cast<double>(heap.fordblks));
  page.Gauge("process_virtual_memory_bytes", "Address space in use.", {},
             field(kVirtualBytes));
  page.Gauge("process_threads", "Threads.", {}, field(kThreads));
  page.Gauge("process_start_time_seconds", "Start, in seconds since 1970.", {},
             BootTime() + field(kStartTicks) * tick);
}

}  // namespace weft::service
