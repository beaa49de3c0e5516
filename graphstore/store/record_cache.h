// Small records that nearly every answer needs, decoded, in memory: what nodes
// and relations are called, which entities have a name, how often statements
// are said, and when, where that is more than once.
//
// A record is kept with the version at which it was read and is right from that
// one to the newest: a commit drops the records whose rows it writes. Readers
// of versions before it was read, or after the last commit that the cache has
// heard of, do without; so nothing that is found is ever wrong, and old
// snapshots are only slower.
#ifndef WEFT_GRAPHSTORE_STORE_RECORD_CACHE_H_
#define WEFT_GRAPHSTORE_STORE_RECORD_CACHE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/write_batch.h"
#include "graphstore/store/adjacency_block.h"

namespace weft::graphstore {

// Mentions of the statements of a chunk: kStatementsPerChunk numbers; 0: there
// is no such statement.
using MentionCounts = std::vector<uint32_t>;

// What a mention says about the edge of its statement.
struct KnownMention {
  DocumentId document;
  uint32_t ordinal = 0;
  uint8_t confidence = 0;  // in 255ths
  Validity validity;
};
using MentionList = std::vector<KnownMention>;

// By the key of its row: Node of an entity or a literal as they are kept,
// before merges; the name of a relation; MentionCounts of a chunk of
// statements. By the prefix of an alias: the entities that have it; by that of
// the mentions of a statement: these, where they are several.
using CachedRecord = std::variant<Node, std::string, MentionCounts,
                                  std::vector<NodeId>, MentionList>;

// Thread-safe.
class RecordCache {
 public:
  // Of about so many bytes. Takes records once Reset() was called.
  explicit RecordCache(size_t bytes) : shard_bytes_(bytes / kShards) {}

  // Null: not there, or not known to be right for this version.
  std::shared_ptr<const CachedRecord> Find(uint64_t version,
                                           absl::string_view key) const;
  // Keeps what was read at `version`, where that is the newest.
  void Add(uint64_t version, absl::string_view key, CachedRecord record);

  // `batch` has made `version`. One call at a time, of this and of Reset().
  void Advance(uint64_t version, const kv::WriteBatch& batch);
  // Something has made `version` that nobody can tell the rows of.
  void Reset(uint64_t version);

 private:
  static constexpr size_t kShards = 16;

  struct Entry {
    uint64_t from = 0;
    std::shared_ptr<const CachedRecord> record;
  };
  struct Shard {
    mutable absl::Mutex mutex;
    absl::flat_hash_map<std::string, Entry> entries ABSL_GUARDED_BY(mutex);
    size_t bytes ABSL_GUARDED_BY(mutex) = 0;
  };

  const Shard& ShardOf(absl::string_view key) const;
  void Drop(absl::string_view key);

  const size_t shard_bytes_;
  std::array<Shard, kShards> shards_;
  // Records are right up to this version.
  std::atomic<uint64_t> newest_{0};
  // Not while a commit drops what it has changed.
  std::atomic<bool> taking_{false};
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_RECORD_CACHE_H_
