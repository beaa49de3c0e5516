#include "service/ask/ask_budget.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace weft::service {

AskBudget::AskBudget(const v1::Budget& asked, const Cancellation& cancellation)
    : cancellation_(cancellation),
      edges_asked_(asked.edges_read() == 0
                       ? std::numeric_limits<uint64_t>::max()
                       : asked.edges_read()),
      time_asked_(asked.time_ms() == 0 ? absl::InfiniteDuration()
                                       : absl::Milliseconds(asked.time_ms())),
      end_(absl::Now() + time_asked_),
      edges_left_(edges_asked_) {}

bool AskBudget::InTime() {
  if (absl::Now() < end_) return true;
  CutOff(v1::CUT_OFF_TIME);
  return false;
}

bool AskBudget::GoOn() {
  if (edges_left_ == 0) CutOff(v1::CUT_OFF_EDGES_READ);
  return edges_left_ > 0 && InTime();
}

uint64_t AskBudget::EdgesFor(uint64_t most) const {
  return std::min(most, edges_left_);
}

absl::Duration AskBudget::TimeFor(absl::Duration most) const {
  return std::clamp(end_ - absl::Now(), absl::ZeroDuration(), most);
}

void AskBudget::Spend(uint64_t edges) {
  edges_left_ -= std::min(edges, edges_left_);
}

void AskBudget::CutOff(v1::CutOff reason) {
  // The time of a single search says more of the machine than of the question.
  if (reason == v1::CUT_OFF_TIME && absl::Now() < end_) return;
  if (cut_off_ == v1::CUT_OFF_UNSPECIFIED) cut_off_ = reason;
}

std::string AskBudget::Message() const {
  if (cut_off_ == v1::CUT_OFF_UNSPECIFIED) return "";
  if (cut_off_ == v1::CUT_OFF_EDGES_READ && edges_left_ == 0) {
    return absl::StrCat("stopped after reading ", edges_asked_,
                        " facts; raise budget.edges_read");
  }
  if (cut_off_ == v1::CUT_OFF_TIME) {
    return absl::StrCat("stopped after ", absl::FormatDuration(time_asked_),
                        "; raise budget.time_ms");
  }
  return "one of the searches found too much to look at all of it; name more "
         "in the question";
}

}  // namespace weft::service
