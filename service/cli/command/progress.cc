#include "service/cli/command/progress.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/cli/render/display_width.h"

namespace weft::service {
namespace {

constexpr int kBarWidth = 24;
constexpr absl::Duration kRedraw = absl::Milliseconds(100);

// Estimates before this are noise.
constexpr absl::Duration kFirstEstimate = absl::Seconds(1);

std::string WithThousands(uint64_t number) {
  std::string text = absl::StrCat(number);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) {
    text.insert(i, ",");
  }
  return text;
}

std::string Bar(double share) {
  const int full = static_cast<int>(share * kBarWidth);
  std::string bar(full, '=');
  if (full < kBarWidth) bar += '>';
  bar.resize(kBarWidth, ' ');
  return bar;
}

std::string Clock(absl::Duration duration) {
  const int64_t seconds = absl::ToInt64Seconds(duration + absl::Seconds(0.5));
  if (seconds < 3600) {
    return absl::StrFormat("%d:%02d", seconds / 60, seconds % 60);
  }
  return absl::StrFormat("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                         seconds % 60);
}

// How much of the whole is done, nothing when that is not known.
std::optional<double> ShareOf(const ProgressState& state) {
  const bool by_bytes = state.total_bytes > 0;
  const uint64_t total = by_bytes ? state.total_bytes : state.total;
  if (total == 0) return std::nullopt;
  const uint64_t done = by_bytes ? state.bytes : state.documents;
  return std::min(1.0, static_cast<double>(done) / total);
}

}  // namespace

std::string ProgressLine(const ProgressState& state, absl::Duration elapsed) {
  const bool counts = state.what[0] != '\0';
  std::string line;
  if (counts) {
    absl::StrAppend(&line, WithThousands(state.documents), " ", state.what);
  }
  if (state.total == 0) {
    absl::StrAppendFormat(&line, "%s%.1f MB", counts ? "  " : "",
                          state.bytes / 1e6);
  }
  const std::optional<double> share = ShareOf(state);
  if (share.has_value()) {
    absl::StrAppendFormat(&line, "  [%s] %3d%%", Bar(*share),
                          static_cast<int>(*share * 100));
  }
  if (elapsed < kFirstEstimate) return line;
  const double seconds = absl::ToDoubleSeconds(elapsed);
  if (counts) {
    absl::StrAppendFormat(&line, "  %.0f/s", state.documents / seconds);
  } else {
    absl::StrAppendFormat(&line, "  %.1f MB/s", state.bytes / 1e6 / seconds);
  }
  if (share.value_or(0) > 0) {
    absl::StrAppend(&line, "  ", Clock(elapsed * ((1 - *share) / *share)),
                    " left");
  }
  return line;
}

Progress::Progress(std::ostream& err, const Style& style,
                   std::function<absl::Time()> clock)
    : err_(err),
      enabled_(style.terminal),
      width_(style.width),
      clock_(std::move(clock)),
      start_(clock_()),
      last_(start_) {}

void Progress::Update(const ProgressState& state) {
  if (!enabled_) return;
  const absl::Time now = clock_();
  if (now - last_ < kRedraw) return;
  last_ = now;
  drawn_ = true;
  err_ << "\r\x1B[K"
       << TruncateToWidth(ProgressLine(state, now - start_), width_ - 1)
       << std::flush;
}

void Progress::Clear() {
  if (drawn_) err_ << "\r\x1B[K" << std::flush;
  drawn_ = false;
}

}  // namespace weft::service
