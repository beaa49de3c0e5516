#include "graphstore/load/dictionary_rows.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {

absl::StatusOr<RowStream> DictionaryRows::Literals() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < load_.ids.values.size(); ++i) {
    const NodeId id = load_.ids.values[i];
    if (id.kind() != NodeKind::kLiteral) continue;
    const std::string key = LiteralKey(id);
    LiteralRecord record{triples_.values()[i].value, 0};
    if (base_.Existed(id)) {
      WEFT_ASSIGN_OR_RETURN(const auto bytes, base_.Get(key));
      if (!bytes || !DecodeLiteralRecord(*bytes, &record)) {
        return BadRecord(key);
      }
    }
    record.statement_count += load_.literal_counts.at(id);
    rows->Add(key, EncodeLiteralRecord(record));
  }
  rows->Sort();
  return rows;
}

RowStream DictionaryRows::LiteralContents() const {
  auto rows = std::make_unique<ListedRows>();
  for (const uint32_t i : load_.ids.new_literals) {
    rows->Add(LiteralContentKey(LiteralContent(triples_.values()[i].value)),
              EncodeNodeId(load_.ids.values[i]));
  }
  rows->Sort();
  return rows;
}

// More subjects for a relation that the graph has already.
absl::Status DictionaryRows::MergeSubjects(uint32_t relation,
                                           ListedRows* rows) const {
  const std::vector<uint64_t>& more = load_.more_subjects[relation];
  if (more.empty()) return absl::OkStatus();
  const std::string prefix = SubjectsPrefix(load_.ids.relations[relation]);
  WEFT_ASSIGN_OR_RETURN(const std::vector<kv::Row> before, base_.Rows(prefix));
  std::vector<uint64_t> old, all;
  for (const kv::Row& row : before) {
    if (!DecodeIdBlock(row.value, &old)) return BadRecord(row.key);
  }
  std::set_union(old.begin(), old.end(), more.begin(), more.end(),
                 std::back_inserter(all));
  std::vector<kv::Row> after;
  EmitBlocks<PostingList>(prefix, all, [&](std::string key, std::string value) {
    after.push_back({std::move(key), std::move(value)});
  });
  rows->AddChanges(before, after);
  return absl::OkStatus();
}

absl::StatusOr<RowStream> DictionaryRows::Subjects() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < load_.subjects.size(); ++i) {
    load_.subjects[i].ForEachRow(
        SubjectsPrefix(load_.ids.relations[i]),
        [&](std::string key, const std::string& value) {
          rows->Add(std::move(key), value);
        });
    WEFT_RETURN_IF_ERROR(MergeSubjects(i, rows.get()));
  }
  rows->Sort();
  return rows;
}

absl::StatusOr<RowStream> DictionaryRows::Relations() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < load_.relation_counts.size(); ++i) {
    const RelationId id = load_.ids.relations[i];
    const std::string key = RelationKey(id);
    RelationRecord record{std::string(triples_.relations().name(i)), 0};
    if (id.value() < base_.meta().next.relation) {
      WEFT_ASSIGN_OR_RETURN(const auto bytes, base_.Get(key));
      if (!bytes || !DecodeRelationRecord(*bytes, &record)) {
        return BadRecord(key);
      }
    }
    record.statement_count += load_.relation_counts[i];
    rows->Add(key, EncodeRelationRecord(record));
  }
  rows->Sort();
  return rows;
}

RowStream DictionaryRows::RelationNames() const {
  auto rows = std::make_unique<ListedRows>();
  for (const uint32_t i : load_.ids.new_relations) {
    rows->Add(RelationNameKey(triples_.relations().name(i)),
              EncodeRelationId(load_.ids.relations[i]));
  }
  rows->Sort();
  return rows;
}

}  // namespace weft::graphstore
