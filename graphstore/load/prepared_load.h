// What a load works out of its triples and of the graph before it writes rows:
// all that more than one index needs. It can be kept in a file, so that indexes
// that are written already need not be sorted again for the others.
#ifndef WEFT_GRAPHSTORE_LOAD_PREPARED_LOAD_H_
#define WEFT_GRAPHSTORE_LOAD_PREPARED_LOAD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/entity_rows.h"
#include "graphstore/load/external_sorter.h"
#include "graphstore/load/loaded_mention.h"
#include "graphstore/load/posting_blocks.h"
#include "graphstore/load/row_streams.h"
#include "graphstore/load/spill_file.h"
#include "graphstore/load/statement_numbers.h"

namespace weft::graphstore {

struct PreparedLoad {
  // `first`: id of the first new statement.
  PreparedLoad(const CodedTriples& triples, StatementId first,
               const SortOptions& sorting)
      : numbers(triples.size(), first),
        counts(triples.entities().size()),
        relation_counts(triples.relations().size()),
        subjects(triples.relations().size()),
        more_subjects(triples.relations().size()),
        mentions(sorting) {}

  LoadedIds ids;
  StatementNumbers numbers;
  std::vector<OldMention> old_mentions;
  // First triple and number of mentions of new statements with several.
  std::vector<std::pair<uint32_t, uint32_t>> repeated;
  std::vector<EntityCounts> counts;                      // by entity
  std::vector<uint64_t> relation_counts;                 // new statements
  absl::flat_hash_map<NodeId, uint64_t> literal_counts;  // new statements
  std::vector<PostingBlocks> subjects;  // by relation, of those that are new
  std::vector<std::vector<uint64_t>> more_subjects;  // and of the others
  std::unique_ptr<ListedRows> out_degrees = std::make_unique<ListedRows>();
  std::unique_ptr<ListedRows> in_degrees = std::make_unique<ListedRows>();
  MentionSorter mentions;  // of new statements, those that are rows

  // Everything is worked out and nothing handed out yet. `file` is empty; it
  // is read on the machine that wrote it. Errors: those of files.
  absl::Status Save(SpillFile* file);
  // As it was saved; *this is new. Errors: those of files, DataLoss.
  absl::Status Load(const std::string& path);
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_PREPARED_LOAD_H_
