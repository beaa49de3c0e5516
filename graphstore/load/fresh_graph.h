// The whole database of a graph that consists of one document of triples.
//
// Works out every row that Store::WriteDocument() would write for
// TriplesDocument() on an empty graph, with the same bytes, index by index:
// each is a matter of one sort or of none. doc/key_format.md lists the rows.
#ifndef WEFT_GRAPHSTORE_LOAD_FRESH_GRAPH_H_
#define WEFT_GRAPHSTORE_LOAD_FRESH_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/cancellation.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/loaded_edge.h"
#include "graphstore/load/loaded_mention.h"
#include "graphstore/load/posting_blocks.h"
#include "graphstore/load/row_streams.h"
#include "graphstore/load/statement_numbers.h"
#include "graphstore/load/statement_rows.h"
#include "graphstore/store/bulk_write.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

class FreshGraph : public BulkWrite {
 public:
  struct Options {
    std::string source;                          // id of the document
    size_t memory_bytes = 0;                     // for sorting
    std::string folder;                          // of temporary files
    const Cancellation* cancellation = nullptr;  // not null; outlives this
  };

  // `triples` are finished; they outlive the load.
  FreshGraph(Options options, const CodedTriples& triples);

  // Errors: FailedPrecondition (the graph is not empty), Cancelled,
  // DeadlineExceeded, those of temporary files.
  absl::StatusOr<std::vector<RowStream>> Prepare(const BulkBase& base) override;

  // After the load.
  const WriteResult& result() const { return result_; }

 private:
  // What its statements say of an entity.
  struct Counts {
    uint32_t out = 0;
    uint32_t in = 0;
    uint64_t as_subject = 0;  // mentions
    uint64_t as_object = 0;
  };
  class EntityRows;
  class ContributionRows;

  NodeId Entity(uint32_t local) const;
  NodeId Object(uint32_t coded) const;
  RelationId Relation(uint32_t local) const;
  StatementSource Source() const;

  absl::Status FillSorters();
  absl::Status ReadOutgoing();
  absl::Status ReadIncoming();
  absl::Status ReadNames();
  void KeepMentions(const std::vector<LoadedEdge>& edges);
  absl::Status ReadAll();
  Meta NextMeta() const;

  RowStream MetaRows() const;
  RowStream ChangeRows() const;
  RowStream DocumentRows() const;
  RowStream DegreeRows();
  RowStream VersionRows() const;
  RowStream TrigramRows() const;
  RowStream LiteralRows() const;
  RowStream LiteralContentRows() const;
  RowStream SubjectRows() const;
  RowStream RelationRows() const;
  RowStream RelationNameRows() const;
  std::vector<RowStream> AllRows();
  template <typename... Rows>
  RowStream Join(Rows... rows) const {
    std::vector<RowStream> streams;
    (streams.push_back(std::move(rows)), ...);
    return std::make_unique<JoinedRows>(std::move(streams),
                                        *options_.cancellation);
  }

  const Options options_;
  const CodedTriples& triples_;
  Meta base_;
  absl::Time now_;
  DocumentId document_;
  std::vector<LoadedTime> times_;
  EdgeSorter outgoing_;
  EdgeSorter incoming_;
  MentionSorter mentions_;  // those that are rows of their own
  StatementNumbers numbers_;
  // First triple and number of mentions of statements with several.
  std::vector<std::pair<uint32_t, uint32_t>> repeated_;
  std::vector<Counts> counts_;             // by entity
  std::vector<uint64_t> relation_counts_;  // statements
  std::vector<uint64_t> literal_counts_;   // statements
  std::vector<PostingBlocks> subjects_;    // by relation
  std::unique_ptr<ListedRows> out_degrees_;
  std::unique_ptr<ListedRows> in_degrees_;
  std::unique_ptr<ListedRows> aliases_;
  absl::flat_hash_map<uint32_t, PostingBlocks> trigrams_;
  WriteResult result_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_FRESH_GRAPH_H_
