// One version of the key space, and the records in it by id.
//
// What every read is made of. Const and thread-safe. Errors: those of the
// database; DataLoss where a record is damaged or missing though another one
// refers to it.
#ifndef WEFT_GRAPHSTORE_STORE_VIEW_H_
#define WEFT_GRAPHSTORE_STORE_VIEW_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/adjacency_cache.h"
#include "graphstore/store/entity_record.h"
#include "graphstore/store/merges.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/one_at_a_time.h"
#include "graphstore/store/record_cache.h"
#include "graphstore/store/relation_record.h"
#include "graphstore/store/statement_bits.h"
#include "graphstore/store/statement_chunk.h"

namespace weft::graphstore {

class View {
 public:
  // Reads the meta of the newest state. Shared: readers outlive their store.
  static absl::StatusOr<std::unique_ptr<const View>> Latest(
      std::shared_ptr<const kv::Database> database);
  // The same with decoded edge lists, which must be of the same version, and
  // with decoded records, and with relations in which a later fact ends an
  // earlier one.
  std::unique_ptr<const View> With(
      std::shared_ptr<const AdjacencyCache> cache,
      std::shared_ptr<RecordCache> records,
      std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time) const;

  const kv::Database& database() const { return *database_; }
  const kv::ReadOptions& options() const { return options_; }
  const Meta& meta() const { return meta_; }
  // Never null.
  const std::shared_ptr<const AdjacencyCache>& cache() const { return cache_; }
  const Merges& merges() const { return *merges_; }
  // Those of With() that the graph has; looked up at the first call.
  absl::StatusOr<const OneAtATimeIds*> one_at_a_time() const;

  // The history of versions up to this one; read at the first call.
  absl::StatusOr<const std::vector<VersionRecord>*> versions() const;
  // Statements that edges do not say all about, for edge_doubt.h.
  const StatementBits& doubts(bool about_time) const {
    return about_time ? doubts_about_time_ : doubts_;
  }

  // A record that is kept in memory (record_cache.h), null without; and one
  // that is to be.
  template <typename T>
  std::shared_ptr<const T> Known(absl::string_view key) const {
    if (records_ == nullptr) return nullptr;
    auto record = records_->Find(meta_.version, key);
    const T* value = record == nullptr ? nullptr : std::get_if<T>(&*record);
    return {std::move(record), value};
  }
  void Keep(absl::string_view key, CachedRecord record) const {
    if (records_ == nullptr) return;
    records_->Add(meta_.version, key, std::move(record));
  }

  // --- Keys ------------------------------------------------------------------

  absl::StatusOr<std::optional<std::string>> Get(const std::string& key) const {
    return database_->Get(options_, key);
  }
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      absl::Span<const std::string> keys) const {
    return database_->MultiGet(options_, keys);
  }
  absl::Status VisitPrefix(absl::string_view prefix, kv::Visitor visit) const {
    return database_->Visit(options_, kv::Range::Prefix(prefix), visit);
  }
  // The rows with this prefix from key `from` on.
  absl::Status VisitFrom(absl::string_view prefix, absl::string_view from,
                         kv::Visitor visit) const;

  // --- Records, one for each id, in order
  // -------------------------------------

  // An entity that was merged, and one that others were merged into, is the
  // sum of all members. nullopt: no such entity.
  absl::StatusOr<std::vector<std::optional<EntityRecord>>> Entities(
      absl::Span<const NodeId> ids) const;
  // Roots (merges.h) in the place of members. NotFound: an entity or literal
  // does not exist.
  absl::StatusOr<std::vector<Node>> Nodes(absl::Span<const NodeId> ids) const;
  // NotFound: a relation does not exist.
  absl::StatusOr<std::vector<std::string>> RelationNames(
      absl::Span<const RelationId> ids) const;
  // Of chunks of statements (statement_chunk.h).
  absl::StatusOr<std::vector<std::shared_ptr<const MentionCounts>>>
  MentionCountsOf(absl::Span<const uint64_t> chunks) const;
  // NotFound: a statement does not exist.
  absl::StatusOr<std::vector<StatementRecord>> Statements(
      absl::Span<const StatementId> ids) const;
  // nullopt: a statement does not exist.
  absl::StatusOr<std::vector<std::optional<StatementRecord>>> StatementsThere(
      absl::Span<const StatementId> ids) const;
  // The same with everything resolved.
  absl::StatusOr<std::vector<Statement>> Resolve(
      absl::Span<const StatementId> ids) const;
  // The same from edges, which know all but the number of mentions.
  absl::StatusOr<std::vector<Statement>> Resolve(
      absl::Span<const Edge> edges) const;

 private:
  // As they are kept.
  absl::StatusOr<std::vector<std::optional<EntityRecord>>> RawEntities(
      absl::Span<const NodeId> ids) const;
  // Of each edge. NotFound: its statement does not exist.
  absl::StatusOr<std::vector<uint64_t>> Mentions(
      absl::Span<const Edge> edges) const;
  absl::StatusOr<std::vector<Statement>> ToStatements(
      absl::Span<const Edge> edges, absl::Span<const uint64_t> mentions) const;

  absl::StatusOr<OneAtATimeIds> FindOneAtATime() const;
  absl::StatusOr<std::vector<VersionRecord>> ReadVersions() const;

  View(std::shared_ptr<const kv::Database> database, kv::ReadOptions options,
       Meta meta, std::shared_ptr<const Merges> merges,
       std::shared_ptr<const AdjacencyCache> cache,
       std::shared_ptr<RecordCache> records,
       std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time)
      : database_(std::move(database)),
        options_(std::move(options)),
        meta_(meta),
        merges_(std::move(merges)),
        cache_(std::move(cache)),
        records_(std::move(records)),
        one_at_a_time_names_(std::move(one_at_a_time)),
        doubts_(meta_.next.statement, 1),
        doubts_about_time_(meta_.next.statement, kPriceOfTimes) {}

  // A chunk is read with a mention of each of its statements; one question
  // about a statement in doubt reads the chunk too, and the mentions of one.
  static constexpr uint8_t kPriceOfTimes = 4;

  const std::shared_ptr<const kv::Database> database_;
  const kv::ReadOptions options_;
  const Meta meta_;
  const std::shared_ptr<const Merges> merges_;  // shared by With()
  const std::shared_ptr<const AdjacencyCache> cache_;
  const std::shared_ptr<RecordCache> records_;  // null: nothing is kept
  // Shared by all versions that the store hands out.
  const std::shared_ptr<const std::vector<OneAtATime>> one_at_a_time_names_;
  // Not of Abseil, whose library ThreadSanitizer does not see into.
  mutable std::once_flag one_at_a_time_once_;  // guards the next
  mutable absl::StatusOr<OneAtATimeIds> one_at_a_time_;
  mutable std::once_flag versions_once_;  // guards the next
  mutable absl::StatusOr<std::vector<VersionRecord>> versions_;
  const StatementBits doubts_;
  const StatementBits doubts_about_time_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_VIEW_H_
