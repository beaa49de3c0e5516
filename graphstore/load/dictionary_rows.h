// The rows of the relations and literals that a load names.
#ifndef WEFT_GRAPHSTORE_LOAD_DICTIONARY_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_DICTIONARY_ROWS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/prepared_load.h"
#include "graphstore/load/row_streams.h"

namespace weft::graphstore {

// Everything outlives the rows. Errors: those of reading, DataLoss.
class DictionaryRows {
 public:
  DictionaryRows(const BaseGraph& base, const CodedTriples& triples,
                 const PreparedLoad& load)
      : base_(base), triples_(triples), load_(load) {}

  // Of each literal its record, and of the new ones the way to it.
  absl::StatusOr<RowStream> Literals() const;
  RowStream LiteralContents() const;
  // Of each relation its subjects and its record, and of the new ones the name.
  absl::StatusOr<RowStream> Subjects() const;
  absl::StatusOr<RowStream> Relations() const;
  RowStream RelationNames() const;

 private:
  absl::Status MergeSubjects(uint32_t relation, ListedRows* rows) const;

  const BaseGraph& base_;
  const CodedTriples& triples_;
  const PreparedLoad& load_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_DICTIONARY_ROWS_H_
