#include "service/server/watch_filter.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "base/status.h"
#include "graphstore/dict/normalize_name.h"
#include "service/server/relation_pattern.h"

namespace weft::service {

using graphstore::NodeId;
using graphstore::NormalizeName;
using graphstore::Reader;
using graphstore::RelationId;
using graphstore::StatementId;

WatchFilter::WatchFilter(const v1::WatchRequest& request)
    : entity_(NormalizeName(request.entity())),
      document_(request.document_id()) {
  if (request.relation().empty()) return;
  for (absl::string_view name : absl::StrSplit(request.relation(), '|')) {
    relations_.push_back(NormalizeName(name));
  }
}

bool WatchFilter::Wants(const v1::Fact& fact) const {
  return (entity_.empty() || IsEntity(fact.subject()) ||
          IsEntity(fact.object())) &&
         (relations_.empty() || IsRelation(fact.relation().name()) ||
          IsRelation(fact.relation().display()));
}

bool WatchFilter::IsEntity(const v1::Slot& slot) const {
  const std::string& name =
      slot.has_value() ? slot.value().text() : slot.entity().name();
  return NormalizeName(name) == entity_ ||
         NormalizeName(slot.mention().text()) == entity_;
}

bool WatchFilter::IsRelation(const std::string& name) const {
  return !name.empty() && std::find(relations_.begin(), relations_.end(),
                                    NormalizeName(name)) != relations_.end();
}

absl::Status WatchFilter::FindEntity(const Reader& reader) {
  if (entity_.empty() || nodes_version_ == reader.version()) {
    return absl::OkStatus();
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> found,
                        reader.FindEntities(entity_));
  nodes_ = {found.begin(), found.end()};
  nodes_version_ = reader.version();
  return absl::OkStatus();
}

// A value is written in many ways: its facts say how.
bool WatchFilter::MayBeEntity(NodeId node) const {
  return node.is_entity() ? nodes_.contains(node) : !node.is_none();
}

absl::StatusOr<bool> WatchFilter::MayBeRelation(const Reader& reader,
                                                RelationId id) {
  const auto [it, is_new] = known_.try_emplace(id, false);
  if (!is_new) return it->second;
  const auto name = reader.RelationName(id);
  WEFT_RETURN_IF_ERROR(name.status());
  it->second =
      IsRelation(*name) || std::any_of(relations_.begin(), relations_.end(),
                                       [&](const std::string& display) {
                                         return MightBeShownAs(*name, display);
                                       });
  return it->second;
}

absl::StatusOr<std::vector<StatementId>> WatchFilter::Candidates(
    const Reader& reader, absl::Span<const StatementId> statements) {
  WEFT_RETURN_IF_ERROR(FindEntity(reader));
  WEFT_ASSIGN_OR_RETURN(const auto edges, reader.EdgesOf(statements));
  std::vector<StatementId> candidates;
  for (const auto& edge : edges) {
    if (!edge) continue;
    if (!entity_.empty() && !MayBeEntity(edge->subject) &&
        !MayBeEntity(edge->object)) {
      continue;
    }
    if (!relations_.empty()) {
      WEFT_ASSIGN_OR_RETURN(const bool may,
                            MayBeRelation(reader, edge->relation));
      if (!may) continue;
    }
    candidates.push_back(edge->statement);
  }
  return candidates;
}

}  // namespace weft::service
