// Streams of rows for a bulk load.
#ifndef WEFT_GRAPHSTORE_LOAD_ROW_STREAMS_H_
#define WEFT_GRAPHSTORE_LOAD_ROW_STREAMS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/cancellation.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

using RowStream = std::unique_ptr<kv::SortedStream>;

// A stream that makes one row at a time.
class MadeRows : public kv::SortedStream {
 public:
  absl::StatusOr<bool> Next(kv::BulkRow* row) final;

 protected:
  // The next row; false at the end.
  virtual absl::StatusOr<bool> Make(std::string* key, std::string* value) = 0;

 private:
  std::string key_;
  std::string value_;
};

// Rows in memory.
class ListedRows : public kv::SortedStream {
 public:
  void Add(std::string key, std::string value) {
    rows_.push_back({std::move(key), std::move(value), false});
  }
  void Delete(std::string key) { rows_.push_back({std::move(key), "", true}); }
  // What makes `after` of `before`, both in order: rows that are the same are
  // not written again.
  void AddChanges(const std::vector<kv::Row>& before,
                  const std::vector<kv::Row>& after);
  // Takes the rows of another.
  void Append(ListedRows* other);
  // Where they did not come in the order of their keys.
  void Sort();
  // `bytes` under the keys prefix, chunk:u32, in chunks of `chunk_bytes`.
  void AddChunks(absl::string_view prefix, absl::string_view bytes,
                 size_t chunk_bytes);
  // Begins anew.
  void Clear();
  // The rows as bytes, none of which was handed out; and the same rows again.
  // False: they are no such bytes.
  std::string Encode() const;
  bool Decode(absl::string_view bytes);

  absl::StatusOr<bool> Next(kv::BulkRow* row) override;

 private:
  struct Listed {
    std::string key;
    std::string value;
    bool deleted;
  };

  std::vector<Listed> rows_;
  size_t next_ = 0;
};

// Some streams one after the other. Polls `cancellation`, which outlives it.
class JoinedRows : public kv::SortedStream {
 public:
  JoinedRows(std::vector<RowStream> streams, const Cancellation& cancellation)
      : streams_(std::move(streams)), cancellation_(cancellation) {}

  absl::StatusOr<bool> Next(kv::BulkRow* row) override;

 private:
  std::vector<RowStream> streams_;
  const Cancellation& cancellation_;
  size_t at_ = 0;
  size_t rows_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_ROW_STREAMS_H_
