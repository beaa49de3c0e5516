#include "graphstore/kv/in_memory.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/coding.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/kv/checkpoint_directory.h"

namespace weft::graphstore::kv {
namespace {

// Rows that a visit copies under the lock before it calls the visitor; between
// two looks at who wants to stop.
constexpr size_t kVisitRows = 256;

constexpr uint64_t kNewest = std::numeric_limits<uint64_t>::max();

struct Version {
  uint64_t sequence;
  std::optional<std::string> value;
};
// In the folder of a checkpoint: each row, key and value length-prefixed.
constexpr char kRowsFile[] = "/rows";

// Oldest version first.
using Versions = std::vector<Version>;

// What every snapshot shares with the database: which ones are alive.
struct Live {
  std::mutex mutex;
  std::multiset<uint64_t> sequences;
};

class MemorySnapshot : public Snapshot {
 public:
  MemorySnapshot(std::shared_ptr<Live> live, uint64_t sequence)
      : live_(std::move(live)), sequence_(sequence) {}
  ~MemorySnapshot() override {
    std::lock_guard lock(live_->mutex);
    live_->sequences.erase(live_->sequences.find(sequence_));
  }
  uint64_t sequence() const override { return sequence_; }

 private:
  // Shared: a snapshot may outlive the database.
  std::shared_ptr<Live> live_;
  uint64_t sequence_;
};

const std::string* ValueAt(const Versions& versions, uint64_t sequence) {
  for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
    if (it->sequence <= sequence) return it->value ? &*it->value : nullptr;
  }
  return nullptr;
}

absl::Status CheckDeadline(const ReadOptions& options) {
  if (options.deadline != absl::InfiniteFuture() &&
      absl::Now() > options.deadline) {
    return absl::DeadlineExceededError("the time for this read is over");
  }
  return absl::OkStatus();
}

uint64_t SequenceOf(const ReadOptions& options) {
  return options.snapshot ? options.snapshot->sequence() : kNewest;
}

class InMemoryDatabase : public Database {
 public:
  absl::StatusOr<std::optional<std::string>> Get(
      const ReadOptions& options, absl::string_view key) const override {
    WEFT_RETURN_IF_ERROR(CheckDeadline(options));
    std::shared_lock lock(mutex_);
    return Find(key, SequenceOf(options));
  }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const ReadOptions& options,
      absl::Span<const std::string> keys) const override {
    WEFT_RETURN_IF_ERROR(CheckDeadline(options));
    std::vector<std::optional<std::string>> values;
    values.reserve(keys.size());
    std::shared_lock lock(mutex_);
    for (const std::string& key : keys) {
      values.push_back(Find(key, SequenceOf(options)));
    }
    return values;
  }

  absl::StatusOr<Page> Scan(const ReadOptions& options, const Range& range,
                            size_t max_rows, size_t max_bytes,
                            absl::string_view resume) const override {
    WEFT_RETURN_IF_ERROR(CheckDeadline(options));
    Page page;
    size_t bytes = 0;
    std::shared_lock lock(mutex_);
    auto it = resume.empty() ? rows_.lower_bound(range.lo)
                             : rows_.upper_bound(resume);
    for (; it != rows_.end() && range.Contains(it->first); ++it) {
      const std::string* value = ValueAt(it->second, SequenceOf(options));
      if (value == nullptr) continue;
      if (!page.rows.empty() &&
          (page.rows.size() >= max_rows || bytes >= max_bytes)) {
        page.resume = page.rows.back().key;
        page.done = false;
        return page;
      }
      bytes += it->first.size() + value->size();
      page.rows.push_back({it->first, *value});
    }
    return page;
  }

  absl::Status Visit(const ReadOptions& options, const Range& range,
                     Visitor visit) const override {
    std::string resume;
    while (true) {
      WEFT_ASSIGN_OR_RETURN(Page page,
                            Scan(options, range, kVisitRows, kNewest, resume));
      for (const Row& row : page.rows) {
        if (!visit(row.key, row.value)) return absl::OkStatus();
      }
      if (page.done) return absl::OkStatus();
      resume = std::move(page.resume);
    }
  }

  absl::Status MultiScan(const ReadOptions& options,
                         absl::Span<const std::string> prefixes,
                         size_t limit_each, MultiVisitor visit,
                         ReadCounters* counters) const override {
    ReadCounters cost;
    cost.waves = 1;
    for (size_t i = 0; i < prefixes.size(); ++i) {
      ++cost.operations;
      size_t rows = 0;
      if (limit_each == 0) continue;
      WEFT_RETURN_IF_ERROR(
          Visit(options, Range::Prefix(prefixes[i]),
                [&](absl::string_view key, absl::string_view value) {
                  ++rows;
                  cost.bytes += key.size() + value.size();
                  return visit(i, key, value) && rows < limit_each;
                }));
      cost.rows += rows;
    }
    if (counters != nullptr) {
      counters->waves += cost.waves;
      counters->operations += cost.operations;
      counters->rows += cost.rows;
      counters->bytes += cost.bytes;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<uint64_t> Commit(const WriteBatch& batch,
                                  const CommitOptions&) override {
    WEFT_RETURN_IF_ERROR(batch.Validate());
    std::unique_lock lock(mutex_);
    for (const auto& [key, expected] : batch.expectations()) {
      if (Find(key, kNewest) != expected) {
        return absl::AbortedError(
            absl::StrCat("key ", absl::CHexEscape(key),
                         " was changed by another writer; read it again"));
      }
    }
    const uint64_t oldest = OldestLive();
    ++sequence_;
    for (const auto& [key, value] : batch.changes()) Apply(key, value, oldest);
    return sequence_;
  }

  absl::StatusOr<std::shared_ptr<const Snapshot>> Latest() const override {
    std::shared_lock lock(mutex_);
    std::lock_guard live_lock(live_->mutex);
    live_->sequences.insert(sequence_);
    return std::make_shared<MemorySnapshot>(live_, sequence_);
  }

  absl::Status BulkLoad(absl::Span<const std::unique_ptr<SortedStream>> streams,
                        const BulkOptions& options) override {
    WriteBatch batch;
    for (const auto& [key, value] : options.expectations) {
      value ? batch.Expect(key, *value) : batch.ExpectAbsent(key);
    }
    for (const auto& stream : streams) {
      WEFT_RETURN_IF_ERROR(AddStream(stream.get(), &batch));
    }
    if (batch.changes().empty()) return absl::OkStatus();
    return Commit(batch, {}).status();
  }

  absl::Status DeleteRange(const Range& range) override {
    WriteBatch batch;
    WEFT_RETURN_IF_ERROR(
        Visit({}, range, [&](absl::string_view key, absl::string_view) {
          batch.Delete(key);
          return true;
        }));
    return Commit(batch, {}).status();
  }

  absl::Status Collect(const Cancellation* cancellation) override {
    std::unique_lock lock(mutex_);
    const uint64_t oldest = OldestLive();
    size_t rows = 0;
    for (auto it = rows_.begin(); it != rows_.end();) {
      if (cancellation != nullptr && rows++ % kVisitRows == 0) {
        WEFT_RETURN_IF_ERROR(cancellation->Check());
      }
      Drop(oldest, &it->second);
      it = it->second.empty() ? rows_.erase(it) : std::next(it);
    }
    return absl::OkStatus();
  }

  absl::Status Checkpoint(const std::string& directory,
                          const Cancellation* cancellation) const override {
    WEFT_RETURN_IF_ERROR(ClearCheckpointDirectory(directory));
    if (cancellation != nullptr) WEFT_RETURN_IF_ERROR(cancellation->Check());
    WEFT_ASSIGN_OR_RETURN(const Page page, Scan({}, {}, kNewest, kNewest, ""));
    std::string bytes;
    for (const Row& row : page.rows) {
      PutLengthPrefixed(row.key, &bytes);
      PutLengthPrefixed(row.value, &bytes);
    }
    std::error_code error;
    std::filesystem::create_directory(directory, error);
    return WriteFileAtomically(directory + kRowsFile, bytes);
  }

  absl::StatusOr<uint64_t> StoredBytes() const override { return 0; }

  MemoryUse Memory() const override { return {}; }

 private:
  static absl::Status AddStream(SortedStream* stream, WriteBatch* batch) {
    std::string last;
    BulkRow row;
    while (true) {
      WEFT_ASSIGN_OR_RETURN(const bool more, stream->Next(&row));
      if (!more) return absl::OkStatus();
      if (row.key <= last) {
        return absl::InvalidArgumentError(absl::StrCat(
            "bulk load: key ", absl::CHexEscape(row.key), " is out of order"));
      }
      last = std::string(row.key);
      row.deleted ? batch->Delete(row.key) : batch->Put(row.key, row.value);
    }
  }

  std::optional<std::string> Find(absl::string_view key,
                                  uint64_t sequence) const {
    const auto it = rows_.find(key);
    if (it == rows_.end()) return std::nullopt;
    const std::string* value = ValueAt(it->second, sequence);
    if (value == nullptr) return std::nullopt;
    return *value;
  }

  uint64_t OldestLive() const {
    std::lock_guard lock(live_->mutex);
    return live_->sequences.empty() ? sequence_ : *live_->sequences.begin();
  }

  void Apply(const std::string& key, const std::optional<std::string>& value,
             uint64_t oldest) {
    const auto [it, is_new] = rows_.try_emplace(key);
    Versions& versions = it->second;
    if (!versions.empty() && versions.back().sequence == sequence_) {
      versions.pop_back();
    }
    versions.push_back({sequence_, value});
    Drop(oldest, &versions);
    if (versions.empty()) rows_.erase(it);
  }

  // Removes the versions that a snapshot at `oldest` or later cannot see.
  void Drop(uint64_t oldest, Versions* versions) {
    size_t needed = versions->size() - 1;
    while (needed > 0 && (*versions)[needed].sequence > oldest) --needed;
    versions->erase(versions->begin(), versions->begin() + needed);
    if (!versions->empty() && !versions->front().value &&
        versions->front().sequence <= oldest) {
      versions->erase(versions->begin());
    }
    // Nothing older than a deletion: it hides nothing.
    if (versions->size() == 1 && !versions->front().value) versions->clear();
  }

  mutable std::shared_mutex mutex_;
  std::map<std::string, Versions, std::less<>> rows_;
  uint64_t sequence_ = 0;
  std::shared_ptr<Live> live_ = std::make_shared<Live>();
};

}  // namespace

std::shared_ptr<Database> NewInMemoryDatabase() {
  return std::make_shared<InMemoryDatabase>();
}

absl::StatusOr<std::shared_ptr<Database>> OpenInMemoryCheckpoint(
    const std::string& directory) {
  WEFT_ASSIGN_OR_RETURN(const std::string bytes,
                        ReadFile(directory + kRowsFile));
  WriteBatch batch;
  absl::string_view rest = bytes, key, value;
  while (!rest.empty()) {
    if (!GetLengthPrefixed(&rest, &key) || !GetLengthPrefixed(&rest, &value)) {
      return absl::DataLossError(directory + kRowsFile + " is damaged");
    }
    batch.Put(key, value);
  }
  std::shared_ptr<Database> database = NewInMemoryDatabase();
  WEFT_RETURN_IF_ERROR(database->Commit(batch, {}).status());
  return database;
}

}  // namespace weft::graphstore::kv
