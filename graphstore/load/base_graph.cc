#include "graphstore/load/base_graph.h"

#include <utility>

#include "absl/types/span.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/entity_draft.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {
namespace {

// Names that are looked up in one batch.
constexpr uint32_t kBatch = 1024;
// A relation is less than this (key/block_key.h).
constexpr uint64_t kMaxRelations = 0xFF000000;

}  // namespace

bool BaseGraph::Existed(NodeId node) const {
  if (empty()) return false;
  if (node.is_entity()) return node.payload() < base_.meta.next.entity;
  if (node.kind() == NodeKind::kLiteral) {
    return node.payload() < base_.meta.next.literal;
  }
  return true;
}

absl::Status BaseGraph::LinkEntities(const NameTable& names,
                                     LoadedIds* ids) const {
  Meta scratch = base_.meta;
  for (uint32_t begin = 0; begin < names.size(); begin += kBatch) {
    const uint32_t end = std::min(begin + kBatch, names.size());
    // One for each batch: they keep what they have read.
    Draft draft(base_.database, base_.options.snapshot);
    EntityDraft entities(&draft, &scratch);
    std::vector<LocalEntity> batch;
    for (uint32_t i = begin; i < end; ++i) {
      batch.push_back({std::string(names.name(i)), "", {}});
    }
    if (!empty()) WEFT_RETURN_IF_ERROR(entities.Prefetch(batch));
    for (uint32_t i = begin; i < end; ++i) {
      std::optional<NodeId> found;
      if (!empty()) {
        WEFT_ASSIGN_OR_RETURN(
            found, entities.FindByName(batch[i - begin], LinkBy::kExactName));
      }
      if (!found) {
        found =
            NodeId::Entity(base_.meta.next.entity + ids->new_entities.size());
        ids->new_entities.push_back(i);
      }
      ids->entities.Add(*found);
    }
  }
  return absl::OkStatus();
}

absl::Status BaseGraph::LinkRelations(const NameTable& names,
                                      LoadedIds* ids) const {
  for (uint32_t i = 0; i < names.size(); ++i) {
    const std::string key = RelationNameKey(names.name(i));
    WEFT_ASSIGN_OR_RETURN(const auto bytes, Get(key));
    RelationId id;
    if (bytes) {
      if (!DecodeRelationId(*bytes, &id)) return BadRecord(key);
    } else {
      const uint64_t number =
          base_.meta.next.relation + ids->new_relations.size();
      if (number >= kMaxRelations) {
        return absl::ResourceExhaustedError("there are too many relations");
      }
      id = RelationId(static_cast<uint32_t>(number));
      ids->new_relations.push_back(i);
    }
    ids->relations.push_back(id);
  }
  return absl::OkStatus();
}

absl::Status BaseGraph::LinkValues(const std::vector<CodedValue>& values,
                                   LoadedIds* ids) const {
  for (uint32_t i = 0; i < values.size(); ++i) {
    NodeId id = values[i].inline_id;
    if (id.is_none()) {
      const std::string key =
          LiteralContentKey(LiteralContent(values[i].value));
      std::optional<std::string> bytes;
      if (!empty()) {
        WEFT_ASSIGN_OR_RETURN(bytes, Get(key));
      }
      if (bytes) {
        if (!DecodeNodeId(*bytes, &id)) return BadRecord(key);
      } else {
        id = NodeId::Make(NodeKind::kLiteral,
                          base_.meta.next.literal + ids->new_literals.size());
        ids->new_literals.push_back(i);
      }
    }
    ids->values.push_back(id);
  }
  return absl::OkStatus();
}

absl::StatusOr<LoadedIds> BaseGraph::Link(const CodedTriples& triples) const {
  LoadedIds ids;
  WEFT_RETURN_IF_ERROR(LinkEntities(triples.entities(), &ids));
  WEFT_RETURN_IF_ERROR(LinkRelations(triples.relations(), &ids));
  WEFT_RETURN_IF_ERROR(LinkValues(triples.values(), &ids));
  return ids;
}

absl::StatusOr<std::vector<kv::Row>> BaseGraph::Rows(
    const std::string& prefix) const {
  std::vector<kv::Row> rows;
  WEFT_RETURN_IF_ERROR(base_.database.Visit(
      base_.options, kv::Range::Prefix(prefix),
      [&](absl::string_view key, absl::string_view value) {
        rows.push_back({std::string(key), std::string(value)});
        return true;
      }));
  return rows;
}

absl::Status BaseList::Start(NodeId node) {
  rows_.clear();
  edges_.clear();
  next_ = 0;
  if (!base_.Existed(node)) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(rows_, base_.Rows(AdjacencyPrefix(node, incoming_)));
  for (const kv::Row& row : rows_) {
    if (!DecodeAdjacencyBlock(node, row.value, &edges_)) {
      return BadRecord(row.key);
    }
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
