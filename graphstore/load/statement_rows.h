// The rows of loaded statements and of their mentions.
#ifndef WEFT_GRAPHSTORE_LOAD_STATEMENT_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_STATEMENT_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/loaded_mention.h"
#include "graphstore/load/row_streams.h"
#include "graphstore/load/statement_numbers.h"
#include "graphstore/store/statement_chunk.h"

namespace weft::graphstore {

// What the rows are made of. Everything outlives them.
struct StatementSource {
  const CodedTriples& triples;
  const std::vector<LoadedTime>& times;
  const StatementNumbers& numbers;
  // First triple and number of mentions of statements with several, ascending.
  const std::vector<std::pair<uint32_t, uint32_t>>& repeated;
  // Mentions of statements that the graph has already, ascending.
  const std::vector<OldMention>& old;
  const BaseGraph& base;
  DocumentId document;
  std::function<EdgeKey(const CodedTriple&)> key_of;

  // A chunk as the graph has it; empty where it has none.
  absl::StatusOr<StatementChunk> Chunk(uint64_t number) const;
  // The row of a mention.
  void PutMention(StatementId statement, uint32_t ordinal, uint32_t time,
                  std::string* key, std::string* value) const;
};

// Index 'S': 128 statements a row. Those that the graph has already lose the
// mention that they keep: it becomes a row, as they have several now.
class StatementRows : public MadeRows {
 public:
  explicit StatementRows(StatementSource source);

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  void ReadNext();
  StatementRecord ToRecord();
  uint64_t NextChunk() const;
  absl::Status AddOld(uint64_t chunk);

  const StatementSource source_;
  TripleLog::Reader reader_;
  CodedTriple next_;  // the first triple of the next statement
  bool more_ = false;
  uint32_t ordinal_ = 0;  // behind that of `next_`
  size_t repeated_ = 0;   // into source_.repeated
  size_t old_ = 0;        // into source_.old
  StatementChunk chunk_;
};

// Index 'T': the statements of 1024 triples a row.
class DocumentStatementRows : public MadeRows {
 public:
  explicit DocumentStatementRows(StatementSource source)
      : source_(std::move(source)) {}

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  const StatementSource source_;
  uint32_t chunk_ = 0;
  std::vector<uint64_t> ids_;
};

// Index 'M': the mentions of statements that the graph has already.
class OldMentionRows : public kv::SortedStream {
 public:
  explicit OldMentionRows(StatementSource source)
      : source_(std::move(source)) {}

  absl::StatusOr<bool> Next(kv::BulkRow* row) override;

 private:
  absl::Status MakeOfOne();

  const StatementSource source_;
  size_t at_ = 0;  // into source_.old
  std::optional<uint64_t> chunk_number_;
  StatementChunk chunk_;  // as it was
  ListedRows made_;       // of one statement
};

// Index 'M': the mentions of new statements that these do not keep.
class MentionRows : public MadeRows {
 public:
  // `mentions` is finished.
  MentionRows(StatementSource source, MentionSorter* mentions)
      : source_(std::move(source)), mentions_(*mentions) {}

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  const StatementSource source_;
  MentionSorter& mentions_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_STATEMENT_ROWS_H_
