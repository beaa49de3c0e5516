// The rows by which the new entities of a load are found: names and trigrams.
#ifndef WEFT_GRAPHSTORE_LOAD_NAME_INDEX_H_
#define WEFT_GRAPHSTORE_LOAD_NAME_INDEX_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/key_rows.h"
#include "graphstore/load/posting_blocks.h"
#include "graphstore/load/row_streams.h"

namespace weft::graphstore {

// Not thread-safe.
class NameIndex {
 public:
  // `base` outlives it.
  explicit NameIndex(const BaseGraph& base) : base_(base) {}

  // Entities new to the graph, ascending. Errors: those of reading.
  absl::Status Add(absl::string_view name, NodeId entity);

  // Index 'A' and index 'G', after the last Add(); call each once.
  RowStream AliasRows();
  RowStream TrigramRows() const;

 private:
  absl::Status Resume(absl::string_view trigram, PostingBlocks* blocks) const;

  const BaseGraph& base_;
  std::unique_ptr<KeyRows> aliases_ = std::make_unique<KeyRows>();
  // By their three bytes as a number.
  absl::flat_hash_map<uint32_t, PostingBlocks> trigrams_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_NAME_INDEX_H_
