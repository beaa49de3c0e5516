// How long the stages of extraction take, added up over all documents of a
// process: what is to be made faster, or has become slow.
#ifndef WEFT_EXTRACTOR_PIPELINE_STAGE_TIMES_H_
#define WEFT_EXTRACTOR_PIPELINE_STAGE_TIMES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace weft::extractor {

enum class Stage : uint8_t {
  kClean,    // bytes to a document
  kSplit,    // to sentences of tokens
  kAnalyze,  // the network: tags, trees, names
  kPropose,  // clauses and propositions
  kResolve,  // coreference, canonical names, facts
};
inline constexpr size_t kStages = 5;

inline constexpr std::array<absl::string_view, kStages> kStageNames = {
    "clean", "split", "analyze", "propose", "resolve"};

// Thread-safe; no locks.
class StageTimes {
 public:
  void Add(Stage stage, absl::Duration took) {
    nanoseconds_[static_cast<size_t>(stage)].fetch_add(
        absl::ToInt64Nanoseconds(took), std::memory_order_relaxed);
  }
  absl::Duration total(Stage stage) const {
    return absl::Nanoseconds(nanoseconds_[static_cast<size_t>(stage)].load(
        std::memory_order_relaxed));
  }

 private:
  std::array<std::atomic<int64_t>, kStages> nanoseconds_{};
};

// Measures one stage after the other. `times` may be null.
class StageClock {
 public:
  explicit StageClock(StageTimes* times) : times_(times) {
    if (times_ != nullptr) begun_ = absl::Now();
  }
  // What has passed since the last call was this stage.
  void Lap(Stage stage) {
    if (times_ == nullptr) return;
    const absl::Time now = absl::Now();
    times_->Add(stage, now - begun_);
    begun_ = now;
  }

 private:
  StageTimes* const times_;
  absl::Time begun_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_STAGE_TIMES_H_
