// The relations and literals of a commit: ids for names and values.
//
// Each keeps the number of its statements and goes with the last of them. Not
// thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_DICTIONARY_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_DICTIONARY_DRAFT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/fact/value.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {

class DictionaryDraft {
 public:
  // Both must outlive this.
  DictionaryDraft(Draft* draft, Meta* meta) : draft_(*draft), meta_(*meta) {}

  // Reads ahead what the next two will need.
  absl::Status Prefetch(absl::Span<const std::string> relations,
                        absl::Span<const Value> values);
  // The ids of a relation and of a value, new if need be.
  absl::StatusOr<RelationId> RelationOf(const std::string& name);
  absl::StatusOr<NodeId> NodeOf(const Value& value);

  // Adds to the number of statements; ignores nodes that are no literals.
  absl::Status CountRelation(RelationId relation, int64_t by);
  absl::Status CountLiteral(NodeId node, int64_t by);

  absl::StatusOr<std::string> RelationName(RelationId relation);
  // Of any node but an entity; "" for none.
  absl::StatusOr<std::string> Text(NodeId node);

  // Writes what changed since the last call into the draft.
  void Settle();

 private:
  template <typename Record>
  struct State {
    Record record;
    bool touched = false;
  };

  absl::StatusOr<State<RelationRecord>*> Load(RelationId relation);
  absl::StatusOr<State<LiteralRecord>*> Load(NodeId literal);
  void SettleRelation(RelationId relation);
  void SettleLiteral(NodeId literal);

  Draft& draft_;
  Meta& meta_;
  absl::flat_hash_map<RelationId, State<RelationRecord>> relations_;
  absl::flat_hash_map<NodeId, State<LiteralRecord>> literals_;
  absl::flat_hash_map<std::string, RelationId> relation_ids_;
  std::vector<RelationId> touched_relations_;
  std::vector<NodeId> touched_literals_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DICTIONARY_DRAFT_H_
