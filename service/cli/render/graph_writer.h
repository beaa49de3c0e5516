// The facts of a whole graph, one after the other, in the formats of other
// programs.
#ifndef WEFT_SERVICE_CLI_RENDER_GRAPH_WRITER_H_
#define WEFT_SERVICE_CLI_RENDER_GRAPH_WRITER_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"
#include "weft/v1/fact.pb.h"

namespace weft::service {

// Call Add() for each fact, facts of one statement in a row, then Finish().
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;

  virtual void Add(const v1::Fact& fact) = 0;
  virtual void Finish() {}
  // Facts that the format has no place for.
  uint64_t left_out() const { return left_out_; }

 protected:
  uint64_t left_out_ = 0;
};

// `format` is one of
//
//   tsv       #subject predicate object time escaped: what `weft load` reads.
//             `escaped` is 1 in the rows in which tab, line feed, carriage
//             return and backslash are written \t \n \r \\.
//   csv       RFC 4180: subject, predicate, object, valid_from, valid_until,
//             negated, modality, attribution, confidence, document, sentence
//   jsonl     StoredFactJson()
//   ntriples  a triple for each statement. An entity or a relation whose name
//             is an IRI is that IRI, any other is <weft:e/NAME>, <weft:r/NAME>
//             with the name percent-encoded; numbers and dates have a type of
//             XML Schema, percentages, money and quantities <weft:percent>,
//             <weft:money/UNIT>, <weft:quantity/UNIT>.
//   graphml   nodes with name, type and kind; edges with relation, time,
//             negated, modality, confidence and document. It remembers which
//             nodes it has written: some bytes of memory for each.
//
// Bare triples (tsv, ntriples) say what a text asserts: what it denies, claims,
// plans or asks is left out, and what has no object. Null: no such format.
std::unique_ptr<GraphWriter> NewGraphWriter(absl::string_view format,
                                            std::ostream& out);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_GRAPH_WRITER_H_
