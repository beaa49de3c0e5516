// What has been ended by something later, in one version of the graph.
//
//   Successions successions(&view, {});
//   WEFT_RETURN_IF_ERROR(successions.Load(keys));
//   if (successions.IsSuperseded(keys[0], statement, day)) ...
//
// tenure.h has the rule, one_at_a_time.h the relations that it is for. All that
// is read are the mentions of the statements that share a node and such a
// relation, and only where there are several; of any other relation nothing is.
//
// Remembers what it has read, so one is made for each request. Not thread-safe.
// Errors: those of the view.
#ifndef WEFT_GRAPHSTORE_STORE_SUCCESSIONS_H_
#define WEFT_GRAPHSTORE_STORE_SUCCESSIONS_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/query.h"
#include "graphstore/store/tenure.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class Successions {
 public:
  Successions(const View* view, const KnownBy& known)
      : view_(*view), known_(known), documents_(view) {}

  // Reads what may end these statements.
  absl::Status Load(absl::Span<const EdgeKey> keys);

  // Of statements that were loaded: whether they do not hold on `day` because
  // of something later.
  bool IsSuperseded(const EdgeKey& key, StatementId statement,
                    int64_t day) const;
  // What ends a mention of a statement that was loaded; null: nothing does. Of
  // two ends, that of the subject's and that of the object's succession, the
  // earlier one.
  struct End {
    int64_t until;  // last day
    StatementId by;
    DocumentId by_document;
  };
  std::optional<End> EndOf(const EdgeKey& key, StatementId statement,
                           DocumentId document, uint32_t ordinal) const;

  // Reader::Successions.
  absl::StatusOr<std::vector<Succession>> Read(absl::Span<const NodeId> nodes,
                                               RelationId relation,
                                               bool of_object, bool ends);

 private:
  // A node with a relation of which it has one at a time.
  struct Anchor {
    RelationId relation;
    bool of_object = false;
    NodeId node;

    friend auto operator<=>(const Anchor&, const Anchor&) = default;
    friend bool operator==(const Anchor&, const Anchor&) = default;
    template <typename H>
    friend H AbslHashValue(H state, const Anchor& anchor) {
      return H::combine(std::move(state), anchor.relation, anchor.of_object,
                        anchor.node);
    }
  };

  // Those of a statement: at most two.
  std::vector<Anchor> AnchorsOf(const EdgeKey& key) const;
  // A statement's part of the succession of an anchor.
  absl::Span<const Tenure> TenuresOf(const Anchor& anchor,
                                     StatementId statement) const;
  const View& view_;
  const KnownBy known_;
  const OneAtATimeIds* ids_ = nullptr;  // null before the first Load()
  DocumentReader documents_;
  absl::flat_hash_map<Anchor, Succession> successions_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_SUCCESSIONS_H_
