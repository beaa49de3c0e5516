// The changes of one commit while they are being worked out.
//
// Reads see the snapshot with the changes so far on top; nothing is written
// until the batch is taken and committed. Keys read ahead (Prefetch) cost one
// round trip together instead of one each. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_DRAFT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

class Draft {
 public:
  // Reads from `snapshot`; `database` must outlive the draft.
  Draft(const kv::Database& database,
        std::shared_ptr<const kv::Snapshot> snapshot);

  const kv::Database& database() const { return database_; }
  // Reads the snapshot.
  const kv::ReadOptions& options() const { return options_; }

  // The value now; null when there is none. Valid until the next call.
  absl::StatusOr<const std::string*> Get(const std::string& key);

  void Put(std::string key, std::string value);
  void Delete(std::string key);

  // Every row whose key begins with `prefix`, in order, until `visit` says
  // stop. `visit` must not use the draft.
  absl::Status Visit(const std::string& prefix, kv::Visitor visit);

  // Reads keys, and whole prefixes, for later. Hints: never needed.
  absl::Status Prefetch(std::vector<std::string> keys);
  absl::Status PrefetchPrefixes(std::vector<std::string> prefixes);

  // What is to be committed. The draft is of no use afterwards.
  kv::WriteBatch TakeBatch();

 private:
  absl::StatusOr<std::vector<kv::Row>> BaseRows(const std::string& prefix);

  const kv::Database& database_;
  const kv::ReadOptions options_;
  // What the snapshot holds, as far as it was read.
  absl::flat_hash_map<std::string, std::optional<std::string>> base_;
  absl::flat_hash_map<std::string, std::vector<kv::Row>> base_prefixes_;
  absl::btree_map<std::string, std::optional<std::string>> changes_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DRAFT_H_
