// A graph with one more document of triples, row by row.
//
// Works out every row that Store::WriteDocument() would write for
// TriplesDocument(), with the same bytes, index by index: each is a matter of
// one sort or of none, and of reading once what the graph has in the lists that
// are touched. doc/key_format.md lists the rows. With a LoadWork what is worked
// out, and each index as it is written, is kept for the next load.
#ifndef WEFT_GRAPHSTORE_LOAD_LOADED_GRAPH_H_
#define WEFT_GRAPHSTORE_LOAD_LOADED_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/cancellation.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/load_work.h"
#include "graphstore/load/loaded_edge.h"
#include "graphstore/load/loaded_mention.h"
#include "graphstore/load/name_index.h"
#include "graphstore/load/prepared_load.h"
#include "graphstore/load/row_streams.h"
#include "graphstore/load/statement_rows.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/bulk_write.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

// Those that are kept when they are written.
inline constexpr int kLoadedIndexes = 7;

class LoadedGraph : public BulkWrite {
 public:
  struct Options {
    std::string source;                          // id of the document
    size_t memory_bytes = 0;                     // for sorting
    std::string folder;                          // of temporary files
    const Cancellation* cancellation = nullptr;  // not null; outlives this
    LoadWork* work = nullptr;  // null: nothing is kept; else outlives this
  };

  // `triples` are finished; they outlive the load.
  LoadedGraph(Options options, const CodedTriples& triples);

  // Errors: AlreadyExists (the document is there), ResourceExhausted (too many
  // relations), Cancelled, DeadlineExceeded, those of reading and of temporary
  // files. `base` outlives the rows.
  absl::StatusOr<std::vector<RowStream>> Prepare(const BulkBase& base) override;

  kv::BulkTables Tables() override;

  // After the load.
  const WriteResult& result() const { return result_; }
  // Indexes that an earlier load has written, of kLoadedIndexes.
  int written_before() const { return written_before_; }

 private:
  // Streams of rows, in their order.
  enum Index {
    kOutgoing,
    kIncoming,
    kStatements,
    kEntities,
    kAliases,
    kTrigrams,
    kMentions
  };

  NodeId Object(uint32_t coded) const;
  uint32_t LocalOf(NodeId entity) const;
  StatementSource Source() const;

  bool IsWritten(Index index) const;
  void IndexEntities();
  absl::Status ReadOrTakeUp();
  absl::Status ReadMissing();
  absl::Status SavePrepared(std::string base);
  absl::Status FillSorters();
  absl::Status ReadOutgoing();
  absl::Status ReadIncoming();
  // Goes through the lists of one side as they will be: calls visit(edges, old)
  // for each statement of the file, with the edge that the graph has of it
  // (null: none), and makes the rows of their degrees.
  absl::Status ReadSide(
      bool incoming, EdgeSorter* sorter, ListedRows* degree_rows,
      absl::FunctionRef<void(const std::vector<LoadedEdge>& edges,
                             const AdjacentEdge* old)>
          visit) const;
  absl::Status ReadNames();
  void CountOutgoing(const std::vector<LoadedEdge>& edges, bool is_new);
  void CountIncoming(const std::vector<LoadedEdge>& edges, bool is_new);
  void KeepMentions(const std::vector<LoadedEdge>& edges);
  void KeepOldMentions(const std::vector<LoadedEdge>& edges,
                       StatementId statement);
  absl::Status ReadAll();
  Meta NextMeta() const;

  RowStream MetaRows() const;
  RowStream ChangeRows() const;
  RowStream DocumentRows() const;
  RowStream DegreeRows();
  RowStream VersionRows() const;
  absl::StatusOr<std::vector<RowStream>> AllRows();
  template <typename... Rows>
  RowStream Join(Rows... rows) const {
    std::vector<RowStream> streams;
    (streams.push_back(std::move(rows)), ...);
    return std::make_unique<JoinedRows>(std::move(streams),
                                        *options_.cancellation);
  }

  const Options options_;
  const CodedTriples& triples_;
  std::optional<BulkBase> bulk_;
  std::optional<BaseGraph> base_;
  Meta meta_;  // of the base
  absl::Time now_;
  DocumentId document_;
  std::optional<PreparedLoad> load_;
  // Numbers in the file of entities that the graph has already.
  absl::flat_hash_map<NodeId, uint32_t> old_entities_;
  std::vector<uint32_t> by_id_;  // all entities, ascending
  std::vector<LoadedTime> times_;
  EdgeSorter outgoing_;
  EdgeSorter incoming_;
  std::optional<NameIndex> names_;
  WriteResult result_;
  int written_before_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_LOADED_GRAPH_H_
