#include "service/server/edge_filter.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/iso_date.h"
#include "service/server/limits.h"
#include "service/server/relation_pattern.h"
#include "service/wire/enums.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

// A time in any zone, or the end of a day, month or year in UTC.
absl::StatusOr<absl::Time> ToTime(const std::string& text) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return time;
  const auto date = graphstore::ParseIsoDate(text);
  if (date && date->granularity <= graphstore::Granularity::kDay) {
    const int64_t last = graphstore::ParseDays(text)->last;
    return absl::UnixEpoch() + absl::Hours(24) * (last + 1) -
           absl::Milliseconds(1);
  }
  return InvalidFieldError(
      "time.as_of",
      absl::StrCat("\"", text.substr(0, 100),
                   "\" is not a time; write 2026-11-22T09:30:00Z, or a day, "
                   "month or year"));
}

}  // namespace

absl::StatusOr<ReadTimes> ToReadTimes(const v1::TimeFilter& asked) {
  ReadTimes out;
  if (!asked.valid_at().empty()) {
    const auto date = graphstore::ParseIsoDate(asked.valid_at());
    if (!date || date->granularity != graphstore::Granularity::kDay) {
      return InvalidFieldError(
          "time.valid_at", absl::StrCat("\"", asked.valid_at().substr(0, 100),
                                        "\" is not a day; write 2024-05-01"));
    }
    out.valid_on = graphstore::ParseDays(asked.valid_at())->first;
  }
  if (!asked.as_of().empty()) {
    WEFT_ASSIGN_OR_RETURN(out.recorded_until, ToTime(asked.as_of()));
  }
  return out;
}

absl::StatusOr<graphstore::KnownBy> ToKnownBy(
    const graphstore::Reader& reader,
    std::optional<absl::Time> recorded_until) {
  if (!recorded_until) return graphstore::KnownBy();
  return reader.KnownAt(*recorded_until);
}

absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence,
    const v1::TimeFilter& time) {
  graphstore::EdgeFilter out;
  WEFT_ASSIGN_OR_RETURN(const ReadTimes times, ToReadTimes(time));
  out.valid_on = times.valid_on;
  WEFT_ASSIGN_OR_RETURN(const graphstore::KnownBy known,
                        ToKnownBy(reader, times.recorded_until));
  out.set_known_by(known);
  out.direction = FromProto(direction);
  WEFT_ASSIGN_OR_RETURN(const std::string pattern,
                        ResolveDisplayForms(reader, relation));
  WEFT_ASSIGN_OR_RETURN(out.relations, reader.ResolveRelations(pattern));
  WEFT_ASSIGN_OR_RETURN(out.min_confidence, Confidence(min_confidence));
  return out;
}

}  // namespace weft::service
