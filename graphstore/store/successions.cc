#include "graphstore/store/successions.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <tuple>

#include "base/status.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/mention_scan.h"
#include "graphstore/store/query.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {
namespace {

// A statement and what it says stands in the place.
struct Held {
  NodeId holder;
  StatementId statement;
};

bool SeveralHolders(const std::vector<Held>& held) {
  return std::any_of(held.begin(), held.end(), [&](const Held& one) {
    return one.holder != held[0].holder;
  });
}

// The statements of one relation at each node, denied ones left out.
absl::StatusOr<std::vector<std::vector<Held>>> ReadHeld(
    const View& view, absl::Span<const NodeId> nodes,
    const EdgeFilter& filter) {
  std::vector<std::vector<Held>> held(nodes.size());
  WEFT_RETURN_IF_ERROR(
      VisitEdgeRuns(view, nodes, filter, [&](size_t i, const EdgeRun& run) {
        for (size_t j = 0; j < run.size(); ++j) {
          const NodeId holder = run.others()[j];
          if (holder.is_none()) continue;
          held[i].push_back({holder, run.At(j).statement});
        }
        return true;
      }));
  return held;
}

void Finish(bool ends, Succession* succession) {
  std::sort(succession->begin(), succession->end(),
            [](const Tenure& a, const Tenure& b) {
              return std::tie(a.statement, a.document, a.ordinal) <
                     std::tie(b.statement, b.document, b.ordinal);
            });
  if (ends) return CloseTenures(absl::MakeSpan(*succession));
  for (Tenure& tenure : *succession) tenure.until = tenure.stated.until;
}

}  // namespace

std::vector<Successions::Anchor> Successions::AnchorsOf(
    const EdgeKey& key) const {
  std::vector<Anchor> anchors;
  if (ids_ == nullptr || key.negated || key.object.is_none()) return anchors;
  for (const bool of_object : {false, true}) {
    if (!ids_->Has(key.relation, of_object)) continue;
    const NodeId node = of_object ? key.object : key.subject;
    anchors.push_back({key.relation, of_object, view_.merges().Root(node)});
  }
  return anchors;
}

absl::Status Successions::Load(absl::Span<const EdgeKey> keys) {
  WEFT_ASSIGN_OR_RETURN(ids_, view_.one_at_a_time());
  if (ids_->empty()) return absl::OkStatus();
  std::vector<Anchor> missing;
  for (const EdgeKey& key : keys) {
    for (const Anchor& anchor : AnchorsOf(key)) {
      if (!successions_.contains(anchor)) missing.push_back(anchor);
    }
  }
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  for (size_t begin = 0; begin < missing.size();) {
    const Anchor& first = missing[begin];
    std::vector<NodeId> nodes;
    size_t end = begin;
    for (; end < missing.size() && missing[end].relation == first.relation &&
           missing[end].of_object == first.of_object;
         ++end) {
      nodes.push_back(missing[end].node);
    }
    WEFT_ASSIGN_OR_RETURN(auto found,
                          Read(nodes, first.relation, first.of_object, true));
    for (size_t i = 0; i < found.size(); ++i) {
      successions_[missing[begin + i]] = std::move(found[i]);
    }
    begin = end;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Succession>> Successions::Read(
    absl::Span<const NodeId> nodes, RelationId relation, bool of_object,
    bool ends) {
  EdgeFilter filter;
  filter.direction = of_object ? Direction::kIn : Direction::kOut;
  filter.relations = {false, {relation}};
  filter.recorded_before = known_.statements_before;
  WEFT_ASSIGN_OR_RETURN(const auto held, ReadHeld(view_, nodes, filter));
  std::vector<StatementId> ids;
  std::vector<std::pair<size_t, NodeId>> owners;  // by id: node, holder
  for (size_t i = 0; i < held.size(); ++i) {
    if (!SeveralHolders(held[i])) continue;
    for (const Held& one : held[i]) {
      ids.push_back(one.statement);
      owners.push_back({i, one.holder});
    }
  }
  std::vector<Succession> found(nodes.size());
  WEFT_RETURN_IF_ERROR(VisitMentions(
      view_, ids, std::numeric_limits<size_t>::max(),
      [&](size_t k, std::unique_ptr<DecodedMention> decoded) -> absl::Status {
        const Mention& mention = decoded->mention;
        WEFT_ASSIGN_OR_RETURN(
            const bool known,
            documents_.IsRecordedBy(mention.document, known_.documents_until));
        if (!known) return absl::OkStatus();
        const auto& [i, holder] = owners[k];
        found[i].push_back({holder, ids[k], mention.document, mention.ordinal,
                            ValidityOf(mention), mention.modality.empty()});
        return absl::OkStatus();
      }));
  for (Succession& succession : found) Finish(ends, &succession);
  return found;
}

absl::Span<const Tenure> Successions::TenuresOf(const Anchor& anchor,
                                                StatementId statement) const {
  const auto it = successions_.find(anchor);
  if (it == successions_.end()) return {};
  const Succession& all = it->second;
  const auto begin = std::lower_bound(all.begin(), all.end(), statement,
                                      [](const Tenure& tenure, StatementId id) {
                                        return tenure.statement < id;
                                      });
  auto end = begin;
  while (end != all.end() && end->statement == statement) ++end;
  return absl::MakeConstSpan(all).subspan(begin - all.begin(), end - begin);
}

bool Successions::IsSuperseded(const EdgeKey& key, StatementId statement,
                               int64_t day) const {
  for (const Anchor& anchor : AnchorsOf(key)) {
    if (graphstore::IsSuperseded(TenuresOf(anchor, statement), day)) {
      return true;
    }
  }
  return false;
}

std::optional<Successions::End> Successions::EndOf(const EdgeKey& key,
                                                   StatementId statement,
                                                   DocumentId document,
                                                   uint32_t ordinal) const {
  std::optional<End> end;
  for (const Anchor& anchor : AnchorsOf(key)) {
    for (const Tenure& tenure : TenuresOf(anchor, statement)) {
      if (tenure.document != document || tenure.ordinal != ordinal ||
          tenure.closed_by == Tenure::kNone ||
          (end && end->until <= tenure.until)) {
        continue;
      }
      const Tenure& by = successions_.at(anchor)[tenure.closed_by];
      end = End{tenure.until, by.statement, by.document};
    }
  }
  return end;
}

}  // namespace weft::graphstore
