#include "service/server/entity_at.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "base/status.h"
#include "graphstore/store/query.h"
#include "service/server/limits.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

absl::StatusOr<uint64_t> CountEdges(const Reader& reader, NodeId entity,
                                    graphstore::Direction direction) {
  graphstore::EdgeFilter filter;
  filter.direction = direction;
  filter.include_negated = true;
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> counts,
                        reader.CountEdges({&entity, 1}, filter));
  return counts.front();
}

// Facts that were counted, and whose documents they are.
struct FactCounts {
  uint64_t facts = 0;
  absl::flat_hash_set<std::string> documents;
};

absl::Status AddFacts(const Reader& reader,
                      const graphstore::FactFilter& filter,
                      FactCounts* counts) {
  graphstore::PageRequest page{kMaxPageSize, ""};
  do {
    page.size =
        std::min<size_t>(kMaxPageSize, kMostCountedFacts - counts->facts);
    if (page.size == 0) break;
    WEFT_ASSIGN_OR_RETURN(graphstore::FactPage found,
                          reader.ListFacts(filter, page));
    counts->facts += found.facts.size();
    for (graphstore::Fact& fact : found.facts) {
      counts->documents.insert(std::move(fact.document));
    }
    page.token = std::move(found.next_token);
  } while (!page.token.empty());
  return absl::OkStatus();
}

}  // namespace

absl::Status CountAt(const Reader& reader, NodeId entity, v1::Entity* out) {
  graphstore::FactFilter as_subject, as_object;
  as_subject.subject_ids = {entity};
  as_object.object_ids = {entity};
  FactCounts counts;
  WEFT_RETURN_IF_ERROR(AddFacts(reader, as_subject, &counts));
  WEFT_RETURN_IF_ERROR(AddFacts(reader, as_object, &counts));
  out->set_mention_count(counts.facts);
  out->set_document_count(static_cast<uint32_t>(counts.documents.size()));
  WEFT_ASSIGN_OR_RETURN(
      const uint64_t outgoing,
      CountEdges(reader, entity, graphstore::Direction::kOut));
  WEFT_ASSIGN_OR_RETURN(const uint64_t incoming,
                        CountEdges(reader, entity, graphstore::Direction::kIn));
  out->set_out_degree(outgoing);
  out->set_in_degree(incoming);
  return absl::OkStatus();
}

}  // namespace weft::service
