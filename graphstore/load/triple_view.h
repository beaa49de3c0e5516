// One triple of a file, and the piece of the file that it was read from.
#ifndef WEFT_GRAPHSTORE_LOAD_TRIPLE_VIEW_H_
#define WEFT_GRAPHSTORE_LOAD_TRIPLE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/value.h"

namespace weft::graphstore {

// What a name, a relation and a text may have at most, in bytes: the limits of
// ValidateDocumentFacts(), checked line by line.
inline constexpr size_t kMaxTripleNameBytes = 4096;
inline constexpr size_t kMaxTriplePredicateBytes = 512;
inline constexpr size_t kMaxTripleTextBytes = 64 << 10;

// A triple of names, whose object may also be a typed value. Borrows its texts.
struct TripleView {
  absl::string_view subject;
  absl::string_view predicate;
  absl::string_view object;  // name of an entity, or the text of a value
  absl::string_view time;    // ISO 8601, "" = none: true from then on

  // Only where the object is a value.
  bool is_value = false;
  ValueKind kind = ValueKind::kString;
  double number = 0;
  absl::string_view unit = {};
};

// The object as a value. `triple.is_value` holds.
Value ValueOf(const TripleView& triple);

// A line that is no triple, and why. Lines are numbered from 1.
struct BadLine {
  uint64_t line = 0;
  std::string why;

  friend bool operator==(const BadLine&, const BadLine&) = default;
};

// Whole lines of a file and what stands in them. The views point into `text`
// and `decoded`. Not copied, because of the views.
struct TripleChunk {
  std::string text;
  uint64_t first_line = 1;  // number of the first line of `text`
  uint64_t line_count = 0;
  std::vector<TripleView> triples;
  std::vector<BadLine> bad;
  std::deque<std::string> decoded;  // texts that are not bytes of the file

  TripleChunk() = default;
  TripleChunk(const TripleChunk&) = delete;
  TripleChunk& operator=(const TripleChunk&) = delete;
};

// "" when it may be stored, else what is wrong with it: empty or too long
// fields, bytes that are no UTF-8.
std::string WhatIsWrong(const TripleView& triple);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TRIPLE_VIEW_H_
