#include "service/server/limits.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

// What to say about the reasons that rows and paths have in common.
CutOffReport Report(graphstore::CutOff cut_off,
                    const graphstore::Budget& budget) {
  switch (cut_off) {
    case graphstore::CutOff::kEdges:
      return {v1::CUT_OFF_EDGES_READ,
              absl::StrCat("stopped after reading ", budget.max_edges,
                           " edges; ask for fewer hops or one relation, or "
                           "raise budget.edges_read")};
    case graphstore::CutOff::kNodes:
      return {v1::CUT_OFF_MEMORY,
              absl::StrCat("stopped with ", budget.max_nodes,
                           " nodes in memory; ask for fewer hops or one "
                           "relation")};
    case graphstore::CutOff::kBytes:
      return {v1::CUT_OFF_MEMORY,
              absl::StrCat("stopped with ", budget.max_bytes >> 20,
                           " MiB in memory; ask for fewer hops or one "
                           "relation")};
    case graphstore::CutOff::kTime:
      return {
          v1::CUT_OFF_TIME,
          absl::StrCat("stopped after ", absl::FormatDuration(budget.max_time),
                       "; ask for fewer hops or one relation, or raise "
                       "budget.time_ms")};
    case graphstore::CutOff::kNone:
    case graphstore::CutOff::kLimit:
      break;
  }
  return {};
}

}  // namespace

absl::StatusOr<size_t> PageSize(int32_t asked, size_t standard) {
  if (asked < 0) {
    return InvalidFieldError("page_size", absl::StrCat(asked, " is negative"));
  }
  if (asked == 0) return standard;
  return std::min(static_cast<size_t>(asked), kMaxPageSize);
}

absl::StatusOr<uint32_t> Bounded(uint32_t asked, uint32_t standard,
                                 uint32_t most, absl::string_view field) {
  if (asked > most) {
    return InvalidFieldError(
        field, absl::StrCat(asked, " is more than ", most, ", the most"));
  }
  return asked == 0 ? standard : asked;
}

absl::StatusOr<double> Confidence(double asked) {
  if (asked >= 0 && asked <= 1) return asked;
  return InvalidFieldError("min_confidence",
                           absl::StrCat(asked, " is not between 0 and 1"));
}

graphstore::Budget ToBudget(const v1::Budget& asked,
                            const Cancellation& cancellation) {
  graphstore::Budget out;
  if (asked.edges_read() > 0) {
    out.max_edges = std::min(asked.edges_read(), kMaxEdgesRead);
  }
  if (asked.time_ms() > 0) {
    out.max_time = std::min(absl::Milliseconds(asked.time_ms()), kMaxTime);
  }
  if (asked.memory_bytes() > 0) {
    out.max_bytes = std::min(asked.memory_bytes(), out.max_bytes);
  }
  out.cancellation = &cancellation;
  return out;
}

uint64_t RowLimit(const v1::Budget& asked) {
  return asked.rows() == 0 ? kDefaultRows : std::min(asked.rows(), kMaxRows);
}

uint64_t PathLimit(const v1::Budget& asked) {
  return asked.paths() == 0 ? kDefaultListedPaths
                            : std::min(asked.paths(), kMaxListedPaths);
}

CutOffReport ReportRows(graphstore::CutOff cut_off,
                        const graphstore::Budget& budget, uint64_t rows) {
  if (cut_off != graphstore::CutOff::kLimit) return Report(cut_off, budget);
  return {v1::CUT_OFF_ROWS,
          absl::StrCat("stopped at ", rows,
                       " rows; ask for fewer hops or one relation, or raise "
                       "budget.rows")};
}

CutOffReport ReportPaths(graphstore::CutOff cut_off,
                         const graphstore::Budget& budget, uint64_t paths) {
  if (cut_off != graphstore::CutOff::kLimit) return Report(cut_off, budget);
  return {v1::CUT_OFF_PATHS,
          absl::StrCat("stopped at ", paths, paths == 1 ? " path" : " paths",
                       "; there may be more: raise k or budget.paths")};
}

std::string ToPageToken(absl::string_view store_token) {
  return absl::WebSafeBase64Escape(store_token);
}

absl::StatusOr<std::string> FromPageToken(absl::string_view token) {
  std::string out;
  if (!absl::WebSafeBase64Unescape(token, &out)) {
    return InvalidFieldError("page_token",
                             "is not one that this server has given out");
  }
  return out;
}

}  // namespace weft::service
