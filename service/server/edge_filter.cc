#include "service/server/edge_filter.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/traverse/way_pattern.h"
#include "service/server/limits.h"
#include "service/server/relation_pattern.h"
#include "service/wire/enums.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using graphstore::WayPattern;

constexpr char kField[] = "relation";

absl::StatusOr<WayPattern> ParsePattern(const graphstore::Reader& reader,
                                        absl::string_view text) {
  absl::Status failed;
  absl::StatusOr<WayPattern> pattern =
      graphstore::ParseWayPattern(text, [&](absl::string_view name) {
        const auto found = reader.FindRelation(name);
        failed.Update(found.status());
        return found.ok() && found->has_value();
      });
  WEFT_RETURN_IF_ERROR(failed);
  if (pattern.ok()) return pattern;
  return InvalidFieldError(kField, pattern.status().message());
}

// The relations of the steps of one pattern.
class RelationResolver {
 public:
  explicit RelationResolver(const graphstore::Reader& reader)
      : reader_(reader) {}

  // Repetitions ask for the same names again and again.
  absl::StatusOr<graphstore::RelationFilter> Resolve(absl::string_view names) {
    const auto [it, is_new] = resolved_.try_emplace(std::string(names));
    if (!is_new) return it->second;
    WEFT_ASSIGN_OR_RETURN(const std::string known,
                          ResolveDisplayForms(reader_, names));
    WEFT_ASSIGN_OR_RETURN(it->second, reader_.ResolveRelations(known));
    WEFT_ASSIGN_OR_RETURN(const std::string note,
                          NoteOnUnknownRelations(reader_, known));
    if (!note.empty()) notes_.push_back(note);
    return it->second;
  }

  std::string note() const { return absl::StrJoin(notes_, "; "); }

 private:
  const graphstore::Reader& reader_;
  std::map<std::string, graphstore::RelationFilter> resolved_;
  std::vector<std::string> notes_;
};

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

absl::StatusOr<std::shared_ptr<const graphstore::Reader>> ReaderAt(
    std::shared_ptr<const graphstore::Reader> reader,
    const v1::TimeFilter& asked) {
  WEFT_ASSIGN_OR_RETURN(const ReadTimes times, ToReadTimes(asked));
  if (!times.valid_on && !times.recorded_until) return reader;
  WEFT_ASSIGN_OR_RETURN(const graphstore::KnownBy known,
                        ToKnownBy(*reader, times.recorded_until));
  return reader->At(times.valid_on, known);
}

absl::StatusOr<std::vector<std::string>> ToStoredTypes(
    const google::protobuf::RepeatedField<int>& types) {
  std::vector<std::string> words;
  for (const int type : types) {
    auto word = StoredEntityType(static_cast<v1::EntityType>(type));
    if (!word) {
      return InvalidFieldError(
          "types", absl::StrCat(type,
                                " is no type of entities; leave it out "
                                "for entities of any type"));
    }
    words.push_back(*std::move(word));
  }
  return words;
}

absl::StatusOr<AskedWay> ToAskedWay(const graphstore::Reader& reader,
                                    absl::string_view relation,
                                    v1::Direction direction,
                                    double min_confidence,
                                    const v1::TimeFilter& time) {
  AskedWay out;
  WEFT_ASSIGN_OR_RETURN(const ReadTimes times, ToReadTimes(time));
  out.edges.valid_on = times.valid_on;
  WEFT_ASSIGN_OR_RETURN(const graphstore::KnownBy known,
                        ToKnownBy(reader, times.recorded_until));
  out.edges.set_known_by(known);
  out.edges.direction = FromProto(direction);
  WEFT_ASSIGN_OR_RETURN(out.edges.min_confidence, Confidence(min_confidence));
  WEFT_ASSIGN_OR_RETURN(const WayPattern pattern,
                        ParsePattern(reader, relation));
  RelationResolver resolver(reader);
  const auto resolve = [&](absl::string_view names) {
    return resolver.Resolve(names);
  };
  if (pattern.kind == WayPattern::Kind::kStep) {
    out.edges.direction = pattern.direction.value_or(out.edges.direction);
    WEFT_ASSIGN_OR_RETURN(out.edges.relations, resolve(pattern.relations));
  } else {
    out.whole = !graphstore::SaysEachStep(pattern);
    out.longest = graphstore::LongestWay(pattern);
    absl::StatusOr<graphstore::WayAutomaton> automaton =
        graphstore::WayAutomaton::Make(pattern, out.edges.direction, resolve);
    if (absl::IsInvalidArgument(automaton.status())) {
      return InvalidFieldError(kField, automaton.status().message());
    }
    WEFT_ASSIGN_OR_RETURN(out.automaton, std::move(automaton));
  }
  out.note = resolver.note();
  return out;
}

absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence,
    const v1::TimeFilter& time) {
  WEFT_ASSIGN_OR_RETURN(AskedWay way, ToAskedWay(reader, relation, direction,
                                                 min_confidence, time));
  if (!way.automaton) return std::move(way.edges);
  return WithReason(
      InvalidFieldError(kField,
                        "is a pattern of more than one step or direction; "
                        "Traverse knows what it leads to"),
      "WAY_PATTERN");
}

}  // namespace weft::service
