// What a client of the change feed wants to see.
#ifndef WEFT_SERVICE_SERVER_WATCH_FILTER_H_
#define WEFT_SERVICE_SERVER_WATCH_FILTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "weft/v1/change.pb.h"

namespace weft::service {

// Not thread-safe.
class WatchFilter {
 public:
  explicit WatchFilter(const v1::WatchRequest& request);

  // Whether statements are looked at one by one.
  bool selects() const { return !entity_.empty() || !relations_.empty(); }
  bool WantsDocument(const std::string& id) const {
    return document_.empty() || document_ == id;
  }
  // By the names and the words of the fact.
  bool Wants(const v1::Fact& fact) const;

  // Of these statements the ones that the graph still has and whose facts
  // Wants() may take, in order. Told by their nodes and relations, before any
  // fact is read: a load of many statements costs a watcher of a few little. An
  // entity is found by its names, so that a word that is none of them ("it")
  // selects nothing here. Errors: those of the reader.
  absl::StatusOr<std::vector<graphstore::StatementId>> Candidates(
      const graphstore::Reader& reader,
      absl::Span<const graphstore::StatementId> statements);

 private:
  bool IsEntity(const v1::Slot& slot) const;
  bool IsRelation(const std::string& name) const;
  absl::Status FindEntity(const graphstore::Reader& reader);
  bool MayBeEntity(graphstore::NodeId node) const;
  absl::StatusOr<bool> MayBeRelation(const graphstore::Reader& reader,
                                     graphstore::RelationId id);

  const std::string entity_;  // normalised, as the next
  std::vector<std::string> relations_;
  const std::string document_;
  // What MayBeRelation() has said: the id of a relation is never given again.
  absl::flat_hash_map<graphstore::RelationId, bool> known_;
  // The nodes of `entity_` in one version.
  absl::flat_hash_set<graphstore::NodeId> nodes_;
  std::optional<uint64_t> nodes_version_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_WATCH_FILTER_H_
