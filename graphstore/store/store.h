// The graph store: documents and their facts in, a graph with evidence out.
//
//   WEFT_ASSIGN_OR_RETURN(auto store, Store::Open("weft.db", {}));
//   WEFT_ASSIGN_OR_RETURN(WriteResult result, store->WriteDocument(facts, {}));
//   WEFT_ASSIGN_OR_RETURN(auto reader, store->Snapshot());
//   WEFT_ASSIGN_OR_RETURN(FactPage page, reader->ListFacts({}, {}));
//
// Every write is one atomic commit: after it, after an error and after a crash
// each index holds all of a document or nothing of it. The graph is the sum of
// its documents: taking one out leaves what the others say and no residue.
//
// A write that was done for a request is not done again within a day: the same
// request gets the result of the first time, also after a crash. Another
// request of the same id gets AlreadyExists. (Writes of documents need no id:
// the same content under the same id is written once.)
//
// Thread-safe. Writers queue for one lock; readers never wait.
#ifndef WEFT_GRAPHSTORE_STORE_STORE_H_
#define WEFT_GRAPHSTORE_STORE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "base/long_work.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/change.h"
#include "graphstore/store/check.h"
#include "graphstore/store/reader.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

namespace kv {
class Database;
}  // namespace kv

struct StoreOptions {
  bool create_if_missing = true;
  // For blocks of the database and for the latest writes.
  size_t block_cache_bytes = size_t{256} << 20;
  // Take that at once (kv::RocksDbOptions::reserve_cache).
  bool reserve_block_cache = false;
  // For decoded edges, so that traversals run at the speed of memory: about 60
  // bytes an edge that is walked from both its ends. 0: none are kept.
  size_t adjacency_cache_bytes = size_t{256} << 20;
  // For names of nodes and relations and counts of mentions, decoded: about 200
  // bytes a node, 6 a statement.
  size_t record_cache_bytes = size_t{64} << 20;
  // How long a snapshot that a page token refers to is kept.
  absl::Duration snapshot_lifetime = absl::Minutes(5);
  // How long a change is kept for Changes().
  absl::Duration change_lifetime = absl::InfiniteDuration();
  // Relations in which a later fact ends an earlier one, beside the built-in
  // ones: "lead,<run" (one_at_a_time.h).
  std::string one_at_a_time;
  // Is told what opening a database of an older format does to it (formats.h).
  std::function<void(absl::string_view)> tell;
  // What lies between the store and the database that Open() has opened, such
  // as an archive (graphstore/archive). It gets one in the present format.
  // Null: nothing.
  std::function<absl::StatusOr<std::shared_ptr<kv::Database>>(
      std::shared_ptr<kv::Database>)>
      over;
  // The time of recording. Tests fix it.
  std::function<absl::Time()> clock = [] { return absl::Now(); };
};

class BulkWrite;
class StoreImpl;

class Store {
 public:
  // Opens the database in a directory, or creates it there. Errors:
  // FailedPrecondition (in use by another process; a newer format), NotFound
  // (none there and !create_if_missing), DataLoss (damaged, or no database of
  // Weft's), PermissionDenied, ResourceExhausted (disk full), Unavailable;
  // those of `over`.
  static absl::StatusOr<std::unique_ptr<Store>> Open(
      const std::string& directory, const StoreOptions& options);
  // The same store with nothing on disk: for tests and throw-away graphs.
  static absl::StatusOr<std::unique_ptr<Store>> InMemory(
      const StoreOptions& options);
  ~Store();

  // Writes one document; durable on return. Errors: InvalidArgument (says
  // which fact or entity and what is wrong with it), AlreadyExists (kReject
  // and another content under this id), ResourceExhausted (disk full),
  // Unavailable.
  absl::StatusOr<WriteResult> WriteDocument(const DocumentFacts& document,
                                            const WriteOptions& options);

  // Writes many documents in one commit, in order, with one sync: the way to
  // throughput. One result for each. A document that is invalid or rejected
  // does not keep the others out; an error of the commit is everyone's.
  std::vector<absl::StatusOr<WriteResult>> WriteDocuments(
      absl::Span<const DocumentFacts> documents, const WriteOptions& options);

  // One commit that was worked out elsewhere (bulk_write.h); durable on return.
  // Its rows are written by up to `threads` threads. Errors: those of
  // write->Prepare(), those of a commit.
  absl::Status BulkCommit(BulkWrite* write, int threads);

  // Takes a document and everything that only it says out of the graph.
  // Errors: NotFound, and those of a commit.
  absl::StatusOr<DeleteResult> DeleteDocument(absl::string_view id,
                                              const WriteRequest& request = {});

  // From now on `from` lives on in `into` (merges.h): whoever asks for one gets
  // both, under the id of `into`. Returns the number of the merge. Errors:
  // NotFound (no such entity), InvalidArgument (they are one already), and
  // those of a commit.
  absl::StatusOr<uint64_t> MergeEntities(NodeId into, NodeId from,
                                         const WriteRequest& request = {});
  // Takes a merge back; returns the entity that is one of its own again.
  // Errors: NotFound (no such merge), and those of a commit.
  absl::StatusOr<NodeId> SplitEntity(uint64_t merge,
                                     const WriteRequest& request = {});

  // For writes that are made of several calls of this store, or of none: what
  // was answered to the request (nullopt: nothing yet), and what it is answered
  // from now on, which is what it was answered before where it was. In a commit
  // of its own, which makes no version. Errors: AlreadyExists as above, and
  // those of a commit.
  absl::StatusOr<std::optional<std::string>> FindAnswer(
      const WriteRequest& request);
  absl::StatusOr<std::string> KeepAnswer(const WriteRequest& request,
                                         absl::string_view answer);

  // The newest version of the graph. A reader keeps its version alive; drop it
  // when done. It may outlive the store.
  absl::StatusOr<std::shared_ptr<const Reader>> Snapshot();

  // Fills the memory for edges and names ahead of questions (warm_up.h), until
  // `stopped` says true. Errors: those of reads.
  absl::Status WarmUp(absl::FunctionRef<bool()> stopped);

  // The version that `page_token` belongs to; the newest for "". Errors:
  // InvalidArgument (not a token of ours), Aborted (the version is no longer
  // kept: start again from the first page).
  absl::StatusOr<std::shared_ptr<const Reader>> SnapshotFor(
      absl::string_view page_token);

  // The changes of versions after `since`, oldest first, at most `limit`
  // versions. Errors: OutOfRange (`since` lies before the oldest change that
  // is kept, or in the future: read the whole graph again).
  absl::StatusOr<ChangePage> Changes(uint64_t since, size_t limit);
  // The least version that Changes() can be asked about; the newest when no
  // change is kept.
  absl::StatusOr<uint64_t> EarliestChange();
  // Blocks until there is a version after `since` or `timeout` (finite) is
  // over; returns the newest version.
  uint64_t WaitForChange(uint64_t since, absl::Duration timeout);
  // Forgets changes up to and including version `until`.
  absl::Status TrimChanges(uint64_t until);

  // A token of this version is given out now: SnapshotFor() knows it for
  // another snapshot_lifetime.
  void KeepForTokens(std::shared_ptr<const Reader> reader);

  // Recomputes every index and every counter from the documents and compares.
  // Reads everything; runs on a snapshot, beside writers. Errors: those of
  // `work`, which counts records (checker.h).
  absl::StatusOr<CheckReport> Check(const LongWork& work = {});

  // Writes the newest version into a folder that does not exist yet or is
  // empty; Open() opens it. Reads go on meanwhile, writers wait. Errors: those
  // of kv::Database::Checkpoint. `work` counts bytes; where it is stopped
  // there is no folder. The answer to `request` is written when the backup is
  // there: after a crash in between the same request gets AlreadyExists for the
  // folder.
  absl::StatusOr<BackupResult> Backup(const std::string& directory,
                                      const LongWork& work = {},
                                      const WriteRequest& request = {});

  // Rewrites the files without what is deleted. May take long. `work` counts
  // bytes.
  absl::Status Compact(const LongWork& work = {});

  // Every key and value in order, for tests and dumps (doc/key_format.md).
  absl::Status Dump(
      absl::FunctionRef<void(absl::string_view key, absl::string_view value)>
          visit);

 private:
  explicit Store(std::unique_ptr<StoreImpl> impl);

  std::unique_ptr<StoreImpl> impl_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STORE_H_
