// What the store knows, as messages.
//
// Plain records convert by functions. Facts and edges carry what other records
// hold (the title of the document, how many documents agree, the best of the
// evidence), so they go through a StoredView, which looks that up once for each
// request.
#ifndef WEFT_SERVICE_WIRE_STORED_H_
#define WEFT_SERVICE_WIRE_STORED_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/document.h"
#include "graphstore/fact/entity.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "weft/v1/fact.pb.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

// Entities go by their number: what GetEntity takes and EntityRef.id shows. The
// kind of a node id is of the store. 0 for values.
uint64_t EntityNumber(graphstore::NodeId id);

// Without its merges.
v1::Entity ToProto(const graphstore::Entity& entity);
v1::EntityMerge ToProto(const graphstore::Merge& merge);
// Without text and sentences.
v1::Document ToProto(const graphstore::Document& document);
v1::EntityRef ToEntityRef(const graphstore::Node& node);
void SetEntityRef(const graphstore::Node& node, v1::EntityRef* out);
// `text`: the words of the document; "" where there are none.
v1::Slot ToSlot(const graphstore::Node& node, absl::string_view text);
void SetSlot(const graphstore::Node& node, absl::string_view text,
             v1::Slot* out);
// Without its evidence: no best fact, no count of documents.
void SetBriefEdge(const graphstore::Statement& statement, v1::Edge* out);
// `query` is what was searched for, normalised like the alias.
v1::SearchEntitiesResponse::Match ToProto(const graphstore::EntityMatch& match,
                                          absl::string_view query);
// Without the most frequent relations and the extractor.
v1::Statistics ToProto(const graphstore::GraphStatistics& statistics);

// Facts and edges of one version of the graph, for one request, as they were
// known: evidence, counts, confidences, and what has ended them. Borrows the
// reader. Not thread-safe. Errors: those of the reader.
class StoredView {
 public:
  // Facts of a statement that are looked at for `document_count` and
  // `best_fact`: a statement with more is well attested anyway, and a page of
  // such statements stays affordable.
  static constexpr size_t kEvidenceLimit = 200;

  // What the reader knows, or less: what is `known`.
  explicit StoredView(const graphstore::Reader& reader)
      : StoredView(reader, reader.known()) {}
  StoredView(const graphstore::Reader& reader, const graphstore::KnownBy& known)
      : reader_(reader), known_(known) {}

  // Reads the evidence of these statements in one go; Edge() then has it.
  absl::Status Prepare(absl::Span<const graphstore::StatementId> statements);

  absl::StatusOr<v1::Fact> Fact(const graphstore::Fact& fact);
  absl::StatusOr<v1::Edge> Edge(const graphstore::Statement& statement);
  absl::Status SetEdge(const graphstore::Statement& statement, v1::Edge* out);

 private:
  // What the evidence of a statement comes to.
  struct Support {
    uint32_t document_count = 0;
    graphstore::Fact best;
  };

  absl::StatusOr<const graphstore::Document*> FindDocument(
      const std::string& id);
  absl::StatusOr<const Support*> FindSupport(
      const graphstore::Statement& statement);
  absl::Status AddSupport(graphstore::StatementId id,
                          std::vector<graphstore::Fact> facts);
  absl::Status SetAttribution(const graphstore::Fact& fact, v1::Fact* out);
  absl::Status SetFact(const graphstore::Fact& fact, uint32_t document_count,
                       v1::Fact* out);

  const graphstore::Reader& reader_;
  const graphstore::KnownBy known_;
  absl::flat_hash_map<std::string, std::unique_ptr<graphstore::Document>>
      documents_;
  absl::flat_hash_map<graphstore::StatementId, std::unique_ptr<Support>>
      supports_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_STORED_H_
