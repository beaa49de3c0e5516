// The statements and mentions of a commit, with the edges that they are.
//
// A statement exists while it has mentions; Settle() takes those out that lost
// their last one, so that within one document a statement can lose a mention
// and get it back under the same id. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_STATEMENT_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_STATEMENT_DRAFT_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/mention.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/adjacency_draft.h"
#include "graphstore/store/change.h"
#include "graphstore/store/dictionary_draft.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/entity_draft.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/statement_chunk.h"

namespace weft::graphstore {

class StatementDraft {
 public:
  // All must outlive this.
  StatementDraft(Draft* draft, EntityDraft* entities,
                 DictionaryDraft* dictionary, AdjacencyDraft* adjacency,
                 Meta* meta)
      : draft_(*draft),
        entities_(*entities),
        dictionary_(*dictionary),
        adjacency_(*adjacency),
        meta_(*meta) {}

  // Reads ahead what AddMention() will need.
  absl::Status Prefetch(absl::Span<const EdgeKey> keys);
  // Reads ahead what RemoveMention() will need.
  absl::Status PrefetchStatements(absl::Span<const StatementId> ids);

  // Adds a mention of the statement with this key, new if need be; says which
  // statement it is. mention.statement is set here; `source` is the text of its
  // document.
  absl::StatusOr<StatementId> AddMention(const EdgeKey& key, Mention mention,
                                         absl::string_view source);

  // Takes one away.
  absl::Status RemoveMention(StatementId statement, DocumentId document,
                             uint32_t ordinal);

  // Works out what changed since the last call and says which statements came
  // and went.
  absl::Status Settle(std::vector<StatementId>* added,
                      std::vector<RemovedStatement>* removed);

  // Writes the statements into the draft, once, after the last Settle().
  absl::Status Flush();

 private:
  struct State {
    StatementId id;
    StatementRecord record;
    Validity validity;
    AdjacentEdge indexed;   // as the adjacency has it
    bool is_new = false;    // since the last Settle()
    bool lost_one = false;  // a mention, since the last Settle()
    bool touched = false;
    RemovedStatement obituary;  // in words, from when it lost its last mention
  };
  absl::StatusOr<StatementChunk*> Chunk(uint64_t number);
  absl::StatusOr<State*> Load(StatementId id);
  absl::StatusOr<State*> FindOrCreate(const EdgeKey& key);
  void Touch(State* state);
  void PutMention(const Mention& mention, absl::string_view source);
  absl::Status CountMentions(const EdgeKey& key, int64_t by);
  absl::Status CountStatement(const EdgeKey& key, int64_t by);
  absl::StatusOr<RemovedStatement> Describe(const State& state);
  absl::Status RecomputeFromMentions(State* state);
  absl::Status SettleOne(State* state, std::vector<StatementId>* added,
                         std::vector<RemovedStatement>* removed);

  Draft& draft_;
  EntityDraft& entities_;
  DictionaryDraft& dictionary_;
  AdjacencyDraft& adjacency_;
  Meta& meta_;
  // Of the snapshot; from Settle() on with the changes.
  absl::flat_hash_map<uint64_t, std::unique_ptr<StatementChunk>> chunks_;
  std::set<uint64_t> changed_chunks_;
  absl::flat_hash_map<StatementId, std::unique_ptr<State>> states_;
  absl::flat_hash_map<EdgeKey, StatementId> by_key_;
  std::vector<StatementId> touched_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STATEMENT_DRAFT_H_
