// The entities of a commit: which one a name means, and what documents add to
// them or take away.
//
// The record of an entity is the source; its rows in the alias and trigram
// indexes are computed from it. Names can be found as soon as they are added,
// and until Settle() also those that are being taken away: a document that is
// replaced finds its own entities again. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_ENTITY_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_ENTITY_DRAFT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/block_list_draft.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/entity_record.h"
#include "graphstore/store/link_by.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {

class EntityDraft {
 public:
  // Both must outlive this.
  EntityDraft(Draft* draft, Meta* meta)
      : draft_(*draft), meta_(*meta), trigrams_(draft) {}

  // Reads ahead what the next two will need.
  absl::Status Prefetch(absl::Span<const LocalEntity> entities);

  // The entity whose canonical name agrees; among several one of the same type
  // first, then the one in most documents. nullopt: none.
  absl::StatusOr<std::optional<NodeId>> FindByName(const LocalEntity& entity,
                                                   LinkBy by);
  // The only entity with an agreeing alias that is not among `taken`. nullopt:
  // none, or several.
  absl::StatusOr<std::optional<NodeId>> FindByAlias(
      const LocalEntity& entity, const absl::flat_hash_set<NodeId>& taken);
  // A new one. Nothing can be found by its names until they are added.
  NodeId Create();

  // Adds, or takes away, what one document says about an entity.
  absl::Status AddContribution(const EntityContribution& contribution);
  absl::Status SubtractContribution(const EntityContribution& contribution);

  // Adds to the counters (may be negative).
  absl::Status Count(NodeId entity, int64_t out_degree, int64_t in_degree,
                     int64_t mentions);

  // The display name now.
  absl::StatusOr<std::string> Name(NodeId entity);

  // Writes what changed since the last call into the draft. Entities that no
  // document names any more go. Returns their number.
  absl::StatusOr<size_t> Settle();

  // Writes the trigram index into the draft, once, after the last Settle().
  absl::Status Flush();

 private:
  struct State {
    EntityRecord record;
    std::set<std::string> indexed;     // names in the alias index
    std::set<std::string> trigrammed;  // names whose trigrams are indexed
    bool touched = false;
  };

  absl::StatusOr<State*> Load(NodeId entity);
  absl::StatusOr<State*> Touch(NodeId entity);
  absl::StatusOr<std::vector<NodeId>> WithAlias(const std::string& form);
  void SettleNames(NodeId entity, State* state);

  Draft& draft_;
  Meta& meta_;
  BlockListDraft<PostingList> trigrams_;
  absl::flat_hash_map<NodeId, std::unique_ptr<State>> states_;
  std::vector<NodeId> touched_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ENTITY_DRAFT_H_
