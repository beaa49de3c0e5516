// Triples in tab-separated lines: `subject TAB predicate TAB object [TAB
// time]`.
//
//   #subject  predicate  object  time
//   Acme      owns       Bolt    2019
//
// The first line is a header when it begins with "#": then its names say which
// column is which (subject, predicate or relation, object, time; others are
// ignored), in any order; without all of the first three the columns are as
// above. A later line that begins with "#" is a triple like any other.
//
// Cells are taken byte for byte, but for two things. A carriage return before
// the line feed is no part of the line. And with a column `escaped` the cells
// of the rows where it is "1" have \t \n \r \\ decoded: `weft export` writes
// names with such characters so. Empty lines are skipped.
#ifndef WEFT_GRAPHSTORE_LOAD_TSV_PARSER_H_
#define WEFT_GRAPHSTORE_LOAD_TSV_PARSER_H_

#include "absl/strings/string_view.h"
#include "graphstore/load/triple_view.h"

namespace weft::graphstore {

// Which cell of a line is what, from 0; -1: none.
struct TsvColumns {
  int subject = 0;
  int predicate = 1;
  int object = 2;
  int time = 3;
  int escaped = -1;

  friend bool operator==(const TsvColumns&, const TsvColumns&) = default;
};

// `line` is the first one of the file, without its line feed. True when it is a
// header; then `*columns` is what it says.
bool ParseTsvHeader(absl::string_view line, TsvColumns* columns);

// Reads all lines of `chunk->text`. `columns` and the absence of a header
// line in the text are the caller's.
void ParseTsv(const TsvColumns& columns, TripleChunk* chunk);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TSV_PARSER_H_
