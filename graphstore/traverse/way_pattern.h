// Patterns of relations, as people write them for ways through the graph.
//
//   release|launch      one of these
//   <own  >own          against the direction of the relation, along it;
//                       without a mark as the caller says
//   part_of*1..3        so many steps of it; *2 exactly two, *..3 up to three,
//                       *2.. from two on, * one or more
//   own/<work_for       one step, then another
//   (own|buy)*2/lead    parentheses hold together
//   own%  %             a name that begins so, any relation; so does * alone
//   `a/b`  a\/b         a name with signs that mean something else
//
// "|" binds least, then "/", then "*" with its numbers, then "<" and ">". What
// is the name of a relation as it stands between two "|" means just that, so
// that /book/book/genre needs no quotes. Regular path queries over labels; the
// form is between the property paths of SPARQL 1.1 (section 9) and the lengths
// of openCypher.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_WAY_PATTERN_H_
#define WEFT_GRAPHSTORE_TRAVERSE_WAY_PATTERN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/store/query.h"

namespace weft::graphstore {

inline constexpr size_t kMostPatternBytes = 1000;
inline constexpr uint32_t kMostRepeats = 16;

struct WayPattern {
  enum class Kind : uint8_t { kStep, kSequence, kChoice, kRepeat };

  Kind kind = Kind::kStep;
  // kStep: relations as Reader::ResolveRelations() takes them, "" for any; and
  // the direction, if the pattern says it.
  std::string relations;
  std::optional<Direction> direction;
  // kSequence, kChoice: two or more, and no choice in a choice. kRepeat: one,
  // so many times.
  std::vector<WayPattern> parts;
  uint32_t least = 1;
  std::optional<uint32_t> most;  // nullopt: no end

  friend bool operator==(const WayPattern&, const WayPattern&) = default;
};

// `is_relation`: whether a relation has exactly this name. InvalidArgument:
// "character 5: ..." (from 1), with what is wrong there.
absl::StatusOr<WayPattern> ParseWayPattern(
    absl::string_view text,
    absl::FunctionRef<bool(absl::string_view name)> is_relation);

// Whether the pattern has neither "/" nor "*": it says what each step of a way
// is, and not how many there are.
bool SaysEachStep(const WayPattern& pattern);

// Steps of the longest way that matches; nullopt: there is no longest.
std::optional<uint64_t> LongestWay(const WayPattern& pattern);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_WAY_PATTERN_H_
