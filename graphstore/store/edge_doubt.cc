#include "graphstore/store/edge_doubt.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/status.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/mention_scan.h"
#include "graphstore/store/meta.h"
#include "graphstore/store/statement_bits.h"
#include "graphstore/store/statement_chunk.h"

namespace weft::graphstore {
namespace {

using Bits = StatementBits::Bits;

// When a statement was first written; before everything where nobody knows.
absl::Time RecordedAt(const std::vector<VersionRecord>& versions,
                      StatementId id) {
  const auto at = std::upper_bound(versions.begin(), versions.end(), id,
                                   [](StatementId i, const VersionRecord& v) {
                                     return i < v.next_statement;
                                   });
  return at == versions.end() ? absl::InfinitePast() : at->recorded;
}

// Adds those of one mention in a document that was written after them.
absl::Status AddRewritten(const View& view, absl::Span<const uint64_t> chunks,
                          absl::Span<const StatementId> single,
                          std::vector<Bits>* bits) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<VersionRecord>* versions,
                        view.versions());
  DocumentReader documents(&view);
  return VisitMentions(
      view, single, 1,
      [&](size_t i, std::unique_ptr<DecodedMention> decoded) -> absl::Status {
        const StatementId id = single[i];
        WEFT_ASSIGN_OR_RETURN(
            const bool as_old,
            documents.IsRecordedBy(decoded->mention.document,
                                   RecordedAt(*versions, id)));
        if (as_old) return absl::OkStatus();
        const size_t at =
            std::lower_bound(chunks.begin(), chunks.end(), ChunkOf(id)) -
            chunks.begin();
        (*bits)[at].set(id.value() % kStatementsPerChunk);
        return absl::OkStatus();
      });
}

// `chunks` ascend.
absl::Status ReadChunks(const View& view, absl::Span<const uint64_t> chunks,
                        bool about_time) {
  WEFT_ASSIGN_OR_RETURN(const auto counts, view.MentionCountsOf(chunks));
  std::vector<Bits> bits(chunks.size());
  std::vector<StatementId> single;
  for (size_t i = 0; i < chunks.size(); ++i) {
    for (uint64_t place = 0; place < kStatementsPerChunk; ++place) {
      const uint32_t count = (*counts[i])[place];
      if (count > 1) bits[i].set(place);
      if (count == 1) {
        single.emplace_back(chunks[i] * kStatementsPerChunk + place);
      }
    }
  }
  if (about_time) {
    WEFT_RETURN_IF_ERROR(AddRewritten(view, chunks, single, &bits));
  }
  for (size_t i = 0; i < chunks.size(); ++i) {
    view.doubts(about_time).Set(chunks[i], bits[i]);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<StatementId>> InDoubt(
    const View& view, absl::Span<const StatementId> ids, bool about_time) {
  const StatementBits& known = view.doubts(about_time);
  std::vector<StatementId> doubtful, unknown;
  std::vector<uint64_t> chunks;
  for (const StatementId id : ids) {
    const std::optional<bool> in_doubt = known.Find(id);
    if (in_doubt == true) doubtful.push_back(id);
    if (in_doubt) continue;
    unknown.push_back(id);
    if (known.Ask(ChunkOf(id))) chunks.push_back(ChunkOf(id));
  }
  if (unknown.empty()) return doubtful;
  std::sort(chunks.begin(), chunks.end());
  chunks.erase(std::unique(chunks.begin(), chunks.end()), chunks.end());
  WEFT_RETURN_IF_ERROR(ReadChunks(view, chunks, about_time));
  for (const StatementId id : unknown) {
    if (known.Find(id).value_or(true)) doubtful.push_back(id);
  }
  return doubtful;
}

}  // namespace weft::graphstore
