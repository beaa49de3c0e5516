// The seam: an ordered, transactional key-value database.
//
// Everything above this package sees this interface and nothing of the engine
// below it. So there is nothing in it that only an embedded engine could do: no
// reverse scans, merge operators, column families (use key prefixes) or
// long-lived iterators, and many reads can be asked for at once.
//
// Keys are 1..kMaxKeyBytes bytes, ordered by unsigned bytes; values are at most
// kMaxValueBytes bytes. Errors, in every method:
//
//   InvalidArgument     a key or value out of bounds
//   Aborted             an expectation does not hold (read again, retry)
//   OutOfRange          the snapshot is no longer kept
//   DeadlineExceeded    ReadOptions::deadline has passed
//   ResourceExhausted   no space left
//   DataLoss            stored bytes are damaged
//   FailedPrecondition  opening: in use
//   Unavailable         the device or the engine failed; nothing half done
//
// Thread-safe.
#ifndef WEFT_GRAPHSTORE_KV_DATABASE_H_
#define WEFT_GRAPHSTORE_KV_DATABASE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "base/cancellation.h"
#include "graphstore/kv/write_batch.h"

namespace weft::graphstore::kv {

// Keys k with lo <= k < hi. An empty `hi` has no end.
struct Range {
  std::string lo;
  std::string hi;

  // Every key that begins with `prefix`.
  static Range Prefix(absl::string_view prefix);
  bool Contains(absl::string_view key) const {
    return lo <= key && (hi.empty() || key < hi);
  }
};

// A fixed state of the whole database. Shared: the caller, pages in progress
// and readers of several threads keep the same one alive.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  // Grows with every commit.
  virtual uint64_t sequence() const = 0;
};

struct ReadOptions {
  std::shared_ptr<const Snapshot> snapshot;  // null: the newest state
  absl::Time deadline = absl::InfiniteFuture();
};

struct Row {
  std::string key;
  std::string value;
};

struct Page {
  std::vector<Row> rows;
  std::string resume;  // for the next Scan of the same range and snapshot
  bool done = true;
};

// What a read cost. Counts are added to.
struct ReadCounters {
  uint64_t waves = 0;       // round trips one after the other
  uint64_t operations = 0;  // sub-reads in them
  uint64_t rows = 0;
  uint64_t bytes = 0;
};

// What the engine holds in memory, in bytes.
struct MemoryUse {
  uint64_t blocks = 0;  // read from disk, decompressed; room reserved for them
  uint64_t writes = 0;  // not yet in tables
};

// Returns false to stop. The views live until it returns. May read.
using Visitor =
    absl::FunctionRef<bool(absl::string_view key, absl::string_view value)>;
// `index` is that of the prefix; false stops that prefix only.
using MultiVisitor = absl::FunctionRef<bool(size_t index, absl::string_view key,
                                            absl::string_view value)>;

struct CommitOptions {
  // Wait until it is on disk. Without it a crash may lose the last commits, in
  // order and never a part of one; the next durable commit covers them.
  bool durable = true;
};

// A row of a bulk load.
struct BulkRow {
  absl::string_view key;
  absl::string_view value;
  bool deleted = false;  // the key goes; `value` does not count
};

// Rows whose keys ascend strictly, pulled one by one.
class SortedStream {
 public:
  virtual ~SortedStream() = default;
  // False at the end. The views live until the next call.
  virtual absl::StatusOr<bool> Next(BulkRow* row) = 0;
};

struct BulkOptions {
  // What must hold before it, as for a WriteBatch.
  std::vector<WriteBatch::Expectation> expectations;
  // Streams that are pulled at the same time, each from a thread of its own.
  int threads = 1;
};

class Database {
 public:
  virtual ~Database() = default;

  // nullopt: no such key.
  virtual absl::StatusOr<std::optional<std::string>> Get(
      const ReadOptions& options, absl::string_view key) const = 0;

  // One result for each key, in order. One wave.
  virtual absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const ReadOptions& options, absl::Span<const std::string> keys) const = 0;

  // The rows of a range in ascending order, at most `max_rows` and about
  // `max_bytes` (at least one row). `resume` is "" or that of the page before.
  virtual absl::StatusOr<Page> Scan(const ReadOptions& options,
                                    const Range& range, size_t max_rows,
                                    size_t max_bytes,
                                    absl::string_view resume) const = 0;

  // The same without pages: every row of the range until `visit` says stop.
  virtual absl::Status Visit(const ReadOptions& options, const Range& range,
                             Visitor visit) const = 0;

  // The rows of many prefixes, prefix by prefix in the order given, at most
  // `limit_each` of each. One wave where the engine can; ascending prefixes
  // are the fast order. `counters` may be null.
  virtual absl::Status MultiScan(const ReadOptions& options,
                                 absl::Span<const std::string> prefixes,
                                 size_t limit_each, MultiVisitor visit,
                                 ReadCounters* counters) const = 0;

  // All of the batch or nothing; visible to every later read and snapshot.
  // Returns the sequence of the new state.
  virtual absl::StatusOr<uint64_t> Commit(const WriteBatch& batch,
                                          const CommitOptions& options) = 0;

  // The newest state.
  virtual absl::StatusOr<std::shared_ptr<const Snapshot>> Latest() const = 0;

  // A commit of any size: all rows of all streams or nothing, visible together
  // and durable on return. Between the smallest and the greatest key of one
  // stream there is none of another. Rows take the place of those that the
  // database has. InvalidArgument: keys out of order. An error of a stream is
  // returned as it is. Much faster than Commit() from some 10,000 rows on.
  virtual absl::Status BulkLoad(
      absl::Span<const std::unique_ptr<SortedStream>> streams,
      const BulkOptions& options) = 0;

  // Deletes every key of a range. Not atomic: readers may see a part gone.
  virtual absl::Status DeleteRange(const Range& range) = 0;

  // Frees the space of what is deleted or overwritten and that no live
  // snapshot needs. May take long: ends with the error of `cancellation` (null:
  // never) soon after it has one, and leaves the rows as they are.
  virtual absl::Status Collect(const Cancellation* cancellation) = 0;

  // Writes the state of one moment between two commits into a folder that does
  // not exist yet or is empty, while commits go on; a database of the same kind
  // opens it. A folder that was not finished cannot be taken for one that was.
  // Ends with the error of `cancellation` (null: never) soon after it has one;
  // then as after every other error there is no folder.
  // InvalidArgument: no folder named; AlreadyExists: it holds something;
  // NotFound: the folder above is not there; PermissionDenied.
  virtual absl::Status Checkpoint(const std::string& directory,
                                  const Cancellation* cancellation) const = 0;

  // Space in use on disk, about; 0 where there is no disk.
  virtual absl::StatusOr<uint64_t> StoredBytes() const = 0;

  // Nothing where the whole database is in memory.
  virtual MemoryUse Memory() const = 0;
};

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_DATABASE_H_
