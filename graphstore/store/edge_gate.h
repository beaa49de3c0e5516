// Judges edges by what stands in their mentions and at their other ends.
//
//   EdgeGate gate(&view, &filter);
//   WEFT_RETURN_IF_ERROR(gate.Load(statements, others));
//   if (gate.Passes(edge, other)) ...
//
// For edges that pass the filter as far as they can tell (edge_filter.h). What
// they cannot: whether one and the same mention was known, holds on the day and
// is certain enough, where there are several (edge_doubt.h); what has ended
// them (tenure.h); how many documents say it; the type of the other end.
//
// Remembers what it has read, so one is made for each request, or for a part of
// it. Not thread-safe. Errors: those of the view.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_GATE_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_GATE_H_

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/known_mentions.h"
#include "graphstore/store/node_types.h"
#include "graphstore/store/query.h"
#include "graphstore/store/statement_bits.h"
#include "graphstore/store/successions.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class EdgeGate final : private KnownConfidences {
 public:
  // Both outlive it.
  EdgeGate(const View* view, const EdgeFilter* filter);

  // Reads about statements, and about nodes at the other ends.
  absl::Status Load(absl::Span<const StatementId> statements,
                    absl::Span<const NodeId> others);
  // The same about statements whose edges were not held against the filter:
  // their mentions say all.
  absl::Status LoadWhole(absl::Span<const StatementId> statements,
                         absl::Span<const NodeId> others);
  // Reads what may have ended edges of relations of which there is one at a
  // time. Only where the filter has a day.
  absl::Status LoadEnds(absl::Span<const EdgeKey> keys);

  // Whether all that was loaded passes, so that edges need not be asked about.
  bool open() const { return open_; }
  // Whether the edge of a statement passes, with no more to look at.
  bool Surely(StatementId statement) const {
    return surely_ && doubts_.Find(statement) == false;
  }
  // Of what was loaded. `other`: the end that is not asked about.
  bool Passes(const Edge& edge, NodeId other) const;
  // Those of edges that pass, as they were known; null: as they are.
  const KnownConfidences* confidences() const {
    return filter_.recorded_until ? this : nullptr;
  }

 private:
  float ConfidenceOf(const Edge& edge) const override;
  absl::Status LoadTypes(absl::Span<const NodeId> others);
  bool MentionPasses(const EdgeKey& key, StatementId statement,
                     const KnownMention& mention) const;

  const View& view_;
  const EdgeFilter& filter_;
  const StatementBits& doubts_;
  bool open_ = true;
  bool surely_;             // all that is not in doubt passes
  KnownMentions mentions_;  // of statements in doubt
  Successions successions_;
  NodeTypes types_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_GATE_H_
