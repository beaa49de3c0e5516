// What a request may ask for, what it gets when it asks for nothing in
// particular, and how the answer says that it was cut off.
#ifndef WEFT_SERVICE_SERVER_LIMITS_H_
#define WEFT_SERVICE_SERVER_LIMITS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "graphstore/store/query.h"
#include "graphstore/traverse/budget.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

inline constexpr size_t kMaxPageSize = 1000;
inline constexpr size_t kDefaultPageSize = 100;
inline constexpr size_t kDefaultSearchSize = 10;

inline constexpr uint32_t kMaxDepth = 16;
inline constexpr uint32_t kMaxPaths = 1000;
inline constexpr uint64_t kDefaultListedPaths = 1000;
inline constexpr uint64_t kMaxListedPaths = 100'000;
inline constexpr uint64_t kDefaultRows = 10'000;
inline constexpr uint64_t kMaxRows = 1'000'000;
inline constexpr uint64_t kMaxEdgesRead = 1'000'000'000;
inline constexpr absl::Duration kMaxTime = absl::Minutes(10);

// 0 becomes `standard`, more than kMaxPageSize becomes that. InvalidArgument:
// negative.
absl::StatusOr<size_t> PageSize(int32_t asked, size_t standard);

// 0 becomes `standard`. InvalidArgument: more than `most`, with the field.
absl::StatusOr<uint32_t> Bounded(uint32_t asked, uint32_t standard,
                                 uint32_t most, absl::string_view field);

// InvalidArgument: outside of 0..1, or no number.
absl::StatusOr<double> Confidence(double asked);

// Zeros become the defaults of graphstore::Budget; what is above the most that
// the server gives becomes that. Borrows `cancellation`.
graphstore::Budget ToBudget(const v1::Budget& asked,
                            const Cancellation& cancellation);
uint64_t RowLimit(const v1::Budget& asked);
uint64_t PathLimit(const v1::Budget& asked);

// Whether another call can go on where one was cut off: it would need as much
// memory again.
inline bool CanGoOn(v1::CutOff cut_off) {
  return cut_off != v1::CUT_OFF_UNSPECIFIED && cut_off != v1::CUT_OFF_MEMORY;
}

// What of its budget a traversal used up; `limit` is what kLimit stands for.
struct CutOffReport {
  v1::CutOff cut_off = v1::CUT_OFF_UNSPECIFIED;
  std::string message;  // "" when nothing was cut off
};
CutOffReport ReportRows(graphstore::CutOff cut_off,
                        const graphstore::Budget& budget, uint64_t rows);
CutOffReport ReportPaths(graphstore::CutOff cut_off,
                         const graphstore::Budget& budget, uint64_t paths);

// Tokens of the store are bytes; those of the protocol are text.
std::string ToPageToken(absl::string_view store_token);
// InvalidArgument: not a token of ours.
absl::StatusOr<std::string> FromPageToken(absl::string_view token);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_LIMITS_H_
