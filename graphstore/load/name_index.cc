#include "graphstore/load/name_index.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/entity_record.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/trigrams.h"

namespace weft::graphstore {
namespace {

uint32_t CodeOf(absl::string_view trigram) {
  uint32_t code = 0;
  for (const char c : trigram) code = code << 8 | static_cast<uint8_t>(c);
  return code;
}

std::string LastBlockKey(absl::string_view trigram) {
  return absl::StrCat(TrigramPrefix(trigram), kLastBlockSuffix);
}

}  // namespace

// New numbers are greater than all others: they go behind the last block.
absl::Status NameIndex::Resume(absl::string_view trigram,
                               PostingBlocks* blocks) const {
  const std::string key = LastBlockKey(trigram);
  WEFT_ASSIGN_OR_RETURN(const auto bytes, base_.Get(key));
  if (!bytes) return absl::OkStatus();
  std::vector<uint64_t> ids;
  if (!DecodeIdBlock(*bytes, &ids)) return BadRecord(key);
  blocks->Resume(ids);
  return absl::OkStatus();
}

absl::Status NameIndex::Add(absl::string_view name, NodeId entity) {
  const std::string form = AliasForm(name);
  aliases_->Add(AliasKey(form, entity));
  absl::Status status;
  VisitTrigrams(form, [&](absl::string_view trigram) {
    const auto [it, is_first] = trigrams_.try_emplace(CodeOf(trigram));
    if (is_first && !base_.empty()) {
      status.Update(Resume(trigram, &it->second));
    }
    it->second.Add(entity.payload());
  });
  return status;
}

RowStream NameIndex::AliasRows() {
  aliases_->Sort();
  return std::move(aliases_);
}

RowStream NameIndex::TrigramRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (const auto& [code, blocks] : trigrams_) {
    const char bytes[] = {static_cast<char>(code >> 16),
                          static_cast<char>(code >> 8),
                          static_cast<char>(code)};
    const absl::string_view trigram(bytes, sizeof(bytes));
    blocks.ForEachRow(TrigramPrefix(trigram),
                      [&](std::string key, const std::string& value) {
                        rows->Add(std::move(key), value);
                      });
    if (blocks.LastBlockGone()) rows->Delete(LastBlockKey(trigram));
  }
  rows->Sort();
  return rows;
}

}  // namespace weft::graphstore
