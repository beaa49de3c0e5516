// Triples in N-Triples (W3C Recommendation of 2014-02-25), one a line:
//
//   <http://x.org/Acme> <http://x.org/founded> "1998"^^<http://...#gYear> .
//   _:office <http://x.org/name> "Main \"Old\" Office"@en .   # a remark
//
// An IRI is a name, as it stands between the angle brackets, with \u escapes
// decoded; so is a blank node, with its "_:". An IRI that begins with
// "weft:e/" or "weft:r/" is the name that is percent-encoded behind it: `weft
// export` writes names so that are no IRIs.
//
// A literal is a value:
//
//   datatype (xsd:)                               value
//   none, string, all that are not below          string; its language is lost
//   integer and its kin, decimal, float, double   number, where 14 digits hold
//                                                 it, else string
//   date, gYear, gYearMonth, dateTime             date, where it is one of
//                                                 ParseIsoDate(), else string
//   weft:percent, weft:money/UNIT,                percentage, money, quantity
//   weft:quantity/UNIT
//   weft:date                                     date, as it stands
//
// Empty lines and remarks are skipped.
#ifndef WEFT_GRAPHSTORE_LOAD_NTRIPLES_PARSER_H_
#define WEFT_GRAPHSTORE_LOAD_NTRIPLES_PARSER_H_

#include "graphstore/load/triple_view.h"

namespace weft::graphstore {

// Reads all lines of `chunk->text`.
void ParseNTriples(TripleChunk* chunk);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_NTRIPLES_PARSER_H_
