#include "graphstore/kv/native_options.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "rocksdb/write_buffer_manager.h"

namespace weft::graphstore::kv {
namespace {

// Fills a cache with blocks of nothing, which others drive out.
void Reserve(size_t bytes, rocksdb::Cache& cache) {
  // About the size of a block, so that the room of one fits another.
  constexpr size_t kPiece = 16 << 10;
  const auto free = [](const rocksdb::Slice&, void* piece) {
    delete[] static_cast<char*>(piece);
  };
  for (size_t i = 0; i < bytes / kPiece; ++i) {
    auto* zeros = new char[kPiece]();  // written to, or it would be no memory
    // Does not fail: the cache has no strict limit, and takes `zeros`.
    cache.Insert(absl::StrCat("reserved ", i), zeros, kPiece, free)
        .PermitUncheckedError();
  }
}

// The latest writes: a table is written of them when they are half of their
// part of the memory, so that the next ones have room meanwhile. The part is
// charged to the cache, which holds so much less of blocks.
void LimitMemory(size_t bytes, rocksdb::Options* db,
                 rocksdb::BlockBasedTableOptions* table) {
  // Few shards: each must have room for the index block of a table (some
  // 200 KiB).
  constexpr int kShardBits = 4;
  const size_t for_writes = bytes / 4;
  table->block_cache = rocksdb::NewLRUCache(bytes, kShardBits);
  db->write_buffer_manager = std::make_shared<rocksdb::WriteBufferManager>(
      for_writes, table->block_cache);
  db->write_buffer_size = for_writes / 2;
  // Else they come on top, as many as tables are open.
  table->cache_index_and_filter_blocks = true;
  table->pin_l0_filter_and_index_blocks_in_cache = true;
}

}  // namespace

rocksdb::Options NativeOptions(const RocksDbOptions& options) {
  rocksdb::Options db;
  db.create_if_missing = options.create_if_missing;
  db.IncreaseParallelism(2);
  db.level_compaction_dynamic_level_bytes = true;
  db.compression = rocksdb::kLZ4Compression;
  db.bottommost_compression = rocksdb::kZSTD;
  db.max_open_files = 512;
  rocksdb::BlockBasedTableOptions table;
  // Larger blocks than the default 4 KiB compress the many small rows better.
  table.block_size = 16 << 10;
  LimitMemory(options.cache_bytes, &db, &table);
  if (options.reserve_cache) {
    Reserve(std::min(options.cache_bytes, kMostReservedBytes),
            *table.block_cache);
  }
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  // Most keys that are asked for are there: filters for the last level, where
  // nearly all of the data is, would be 7 % of the files and save little.
  db.optimize_filters_for_hits = true;
  table.format_version = 5;
  db.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return db;
}

}  // namespace weft::graphstore::kv
