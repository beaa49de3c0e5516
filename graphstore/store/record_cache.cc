#include "graphstore/store/record_cache.h"

#include <utility>

#include "absl/hash/hash.h"
#include "graphstore/key/keys.h"

namespace weft::graphstore {
namespace {

// What an entry takes besides its key and what its record points to.
constexpr size_t kEntryBytes = 64 + sizeof(CachedRecord);

size_t BytesOf(absl::string_view key, const CachedRecord& record) {
  size_t bytes = kEntryBytes + key.size();
  if (const auto* node = std::get_if<Node>(&record)) {
    bytes += node->text.size() + node->type.size();
  } else if (const auto* name = std::get_if<std::string>(&record)) {
    bytes += name->size();
  } else if (const auto* counts = std::get_if<MentionCounts>(&record)) {
    bytes += counts->size() * sizeof(uint32_t);
  } else if (const auto* ids = std::get_if<std::vector<NodeId>>(&record)) {
    bytes += ids->size() * sizeof(NodeId);
  } else if (const auto* mentions = std::get_if<MentionList>(&record)) {
    bytes += mentions->size() * sizeof(KnownMention);
  }
  return bytes;
}

}  // namespace

const RecordCache::Shard& RecordCache::ShardOf(absl::string_view key) const {
  // The tables use the low bits.
  return shards_[(absl::HashOf(key) >> 40) % kShards];
}

std::shared_ptr<const CachedRecord> RecordCache::Find(
    uint64_t version, absl::string_view key) const {
  if (version > newest_.load(std::memory_order_acquire)) return nullptr;
  const Shard& shard = ShardOf(key);
  absl::MutexLock lock(&shard.mutex);
  const auto found = shard.entries.find(key);
  if (found == shard.entries.end() || found->second.from > version) {
    return nullptr;
  }
  return found->second.record;
}

void RecordCache::Add(uint64_t version, absl::string_view key,
                      CachedRecord record) {
  if (version != newest_.load(std::memory_order_acquire)) return;
  const size_t bytes = BytesOf(key, record);
  if (bytes > shard_bytes_) return;
  auto shared = std::make_shared<const CachedRecord>(std::move(record));
  Shard& shard = const_cast<Shard&>(ShardOf(key));
  absl::MutexLock lock(&shard.mutex);
  // Under the lock: a commit that drops this key comes before or after.
  if (!taking_.load() || version != newest_.load()) return;
  if (shard.bytes + bytes > shard_bytes_) {
    // Any half.
    bool stays = false;
    shard.bytes = 0;
    absl::erase_if(shard.entries, [&](const auto& entry) {
      stays = !stays;
      if (stays) shard.bytes += BytesOf(entry.first, *entry.second.record);
      return !stays;
    });
  }
  const auto [at, added] = shard.entries.try_emplace(key);
  if (!added) return;  // another thread was first
  at->second = {version, std::move(shared)};
  shard.bytes += bytes;
}

void RecordCache::Drop(absl::string_view key) {
  Shard& shard = const_cast<Shard&>(ShardOf(key));
  absl::MutexLock lock(&shard.mutex);
  const auto found = shard.entries.find(key);
  if (found == shard.entries.end()) return;
  shard.bytes -= BytesOf(found->first, *found->second.record);
  shard.entries.erase(found);
}

void RecordCache::Advance(uint64_t version, const kv::WriteBatch& batch) {
  if (version != newest_.load() + 1) return Reset(version);
  taking_ = false;
  for (const kv::WriteBatch::Change& change : batch.changes()) {
    absl::string_view name;
    NodeId entity;
    StatementId statement;
    DocumentId document;
    uint32_t ordinal;
    if (ParseAliasKey(change.key, &name, &entity)) {
      Drop(AliasPrefix(name));
    } else if (ParseMentionKey(change.key, &statement, &document, &ordinal)) {
      Drop(MentionPrefix(statement));
    } else {
      Drop(change.key);
    }
  }
  newest_.store(version, std::memory_order_release);
  taking_ = true;
}

void RecordCache::Reset(uint64_t version) {
  taking_ = false;
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    shard.entries.clear();
    shard.bytes = 0;
  }
  newest_.store(version, std::memory_order_release);
  taking_ = true;
}

}  // namespace weft::graphstore
