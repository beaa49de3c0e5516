#include "graphstore/load/entity_rows.h"

#include "base/coding.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/entity_record.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// As the store cuts what is too long for one value.
constexpr size_t kChunkBytes = 256 << 10;

// The document names it once, by its canonical name.
EntityNames NamesOf(absl::string_view name) {
  EntityNames names;
  names.names[std::string(name)].canonical = 1;
  return names;
}

}  // namespace

absl::StatusOr<bool> EntityRows::Make(std::string* key, std::string* value) {
  if (next_ == source_.by_id.size()) return false;
  const uint32_t local = source_.by_id[next_++];
  const NodeId id = source_.ids[local];
  *key = EntityKey(id);
  EntityRecord record;
  if (source_.base.Existed(id)) {
    WEFT_ASSIGN_OR_RETURN(const auto bytes, source_.base.Get(*key));
    if (!bytes || !DecodeEntityRecord(*bytes, &record)) return BadRecord(*key);
  }
  const EntityCounts& counts = source_.counts[local];
  record.out_degree += counts.out;
  record.in_degree += counts.in;
  record.mention_count += counts.as_subject + counts.as_object;
  ++record.document_count;
  record.names.Add(NamesOf(source_.names.name(local)));
  *value = EncodeEntityRecord(record);
  return true;
}

ContributionRows::ContributionRows(const EntitySource& source)
    : source_(source) {
  PutVarint(source.by_id.size(), &bytes_);
}

absl::StatusOr<bool> ContributionRows::Make(std::string* key,
                                            std::string* value) {
  for (; next_ < source_.by_id.size() && bytes_.size() < kChunkBytes; ++next_) {
    const uint32_t local = source_.by_id[next_];
    const std::string one = EncodeContributions(
        {{source_.ids[local], NamesOf(source_.names.name(local))}});
    bytes_.append(one, 1);  // without its number, 1
  }
  if (bytes_.empty()) return false;
  *key = BlobKey(source_.document, BlobKind::kEntities, chunk_++);
  *value = bytes_.substr(0, kChunkBytes);
  bytes_.erase(0, value->size());
  return true;
}

}  // namespace weft::graphstore
