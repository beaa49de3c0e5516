// One commit: documents in, documents out, one batch.
//
// Works out what each document changes, in order, on a Draft; every document
// is settled before the next one, so that many documents in one commit leave
// the same graph as one commit each. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_DOCUMENT_WRITER_H_
#define WEFT_GRAPHSTORE_STORE_DOCUMENT_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/adjacency_draft.h"
#include "graphstore/store/change.h"
#include "graphstore/store/dictionary_draft.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/entity_draft.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/statement_draft.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

class DocumentWriter {
 public:
  // `meta` is that of `snapshot`; `now` is the time of recording.
  DocumentWriter(const kv::Database& database,
                 std::shared_ptr<const kv::Snapshot> snapshot, Meta meta,
                 absl::Time now);

  // Reads ahead what these documents will need.
  absl::Status Prefetch(absl::Span<const DocumentFacts> documents);

  // `document` is valid (validate.h). AlreadyExists leaves the draft as it
  // was; after any other error it is of no use.
  absl::StatusOr<WriteResult> Write(const DocumentFacts& document,
                                    const WriteOptions& options);
  absl::StatusOr<DeleteResult> Delete(absl::string_view id);

  // Whether there is anything to commit.
  bool changed() const { return !change_.documents.empty(); }
  // The batch, with the new version, the counters and the change log. It
  // expects the version that it was worked out for. Once.
  absl::StatusOr<kv::WriteBatch> Finish();
  // After Finish(): the meta of the new version.
  const Meta& meta() const { return meta_; }
  // The nodes whose edges change.
  const absl::flat_hash_set<NodeId>& touched() const {
    return adjacency_.touched();
  }

 private:
  struct Existing {
    bool found = false;
    Document document;
  };
  struct Linked {
    std::vector<NodeId> entities;  // by local index
    std::vector<bool> by_alias;    // by local index: found by an alias only
    std::vector<EdgeKey> keys;     // by fact
  };

  absl::StatusOr<Existing> Find(absl::string_view id);
  absl::Status Retract(const Document& document, DocumentChange* change);
  absl::Status RetractMentions(DocumentId document, DocumentChange* change);
  absl::StatusOr<std::vector<EntityContribution>> Contributions(
      DocumentId document);
  absl::StatusOr<Linked> LinkEntities(const std::vector<LocalEntity>& entities,
                                      LinkBy by);
  absl::StatusOr<Linked> Link(const DocumentFacts& document, LinkBy by);
  absl::Status AddEntities(DocumentId number, const DocumentFacts& document,
                           const Linked& linked);
  absl::Status AddFacts(DocumentId number, const DocumentFacts& document,
                        const Linked& linked);
  void PutDocument(DocumentId number, const DocumentFacts& document,
                   uint64_t hash);
  void PutBlob(DocumentId document, BlobKind kind, absl::string_view bytes,
               size_t chunk_bytes);
  absl::Status Settle(DocumentChange change, size_t* entities_gone);

  Meta meta_;
  const uint64_t base_version_;
  Draft draft_;
  EntityDraft entities_;
  DictionaryDraft dictionary_;
  AdjacencyDraft adjacency_;
  StatementDraft statements_;
  Change change_;
};

// WriteResult etc. compare documents by this when the caller gives no hash.
uint64_t ContentHash(const DocumentFacts& document);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DOCUMENT_WRITER_H_
