#include "service/server/graph_lookup.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extractor/pipeline/extractor.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "service/server/edge_filter.h"
#include "service/server/entity_at.h"
#include "service/server/entity_selector.h"
#include "service/server/limits.h"
#include "service/server/relation_pattern.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

// Relations that GetStatistics names.
constexpr size_t kTopRelations = 20;

absl::Status CheckDocument(const Reader& reader, const std::string& id) {
  const absl::Status found = reader.GetDocument(id).status();
  if (!absl::IsNotFound(found)) return found;
  return MissingError("document", id,
                      absl::StrCat("no document has the id \"", id,
                                   "\"; list the documents to see all ids"));
}

absl::StatusOr<graphstore::FactFilter> ToFilter(
    const Reader& reader, const v1::ListFactsRequest& request) {
  graphstore::FactFilter out;
  if (request.has_subject()) {
    WEFT_ASSIGN_OR_RETURN(
        out.subject_ids, ResolveEntities(reader, request.subject(), "subject"));
  }
  if (request.has_object()) {
    WEFT_ASSIGN_OR_RETURN(out.object_ids,
                          ResolveNodes(reader, request.object(), "object"));
  }
  WEFT_ASSIGN_OR_RETURN(out.relation,
                        ResolveDisplayForms(reader, request.relation()));
  if (!request.document_id().empty()) {
    WEFT_RETURN_IF_ERROR(CheckDocument(reader, request.document_id()));
    out.document = request.document_id();
  }
  WEFT_ASSIGN_OR_RETURN(out.min_confidence,
                        Confidence(request.min_confidence()));
  out.since = request.since();
  out.until = request.until();
  WEFT_ASSIGN_OR_RETURN(const ReadTimes times, ToReadTimes(request.time()));
  out.valid_on = times.valid_on;
  out.recorded_until = times.recorded_until;
  WEFT_ASSIGN_OR_RETURN(out.types, ToStoredTypes(request.types()));
  out.min_sources = request.min_sources();
  return out;
}

template <typename Request>
absl::StatusOr<graphstore::PageRequest> ToPage(
    const Request& request, const Cancellation& cancellation) {
  graphstore::PageRequest out;
  out.cancellation = &cancellation;
  WEFT_ASSIGN_OR_RETURN(out.size,
                        PageSize(request.page_size(), kDefaultPageSize));
  WEFT_ASSIGN_OR_RETURN(out.token, FromPageToken(request.page_token()));
  return out;
}

absl::Status SetRef(const Reader& reader, NodeId id, v1::EntityRef* out) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<graphstore::Node> nodes,
                        reader.GetNodes({&id, 1}));
  SetEntityRef(nodes.front(), out);
  return absl::OkStatus();
}

absl::Status AddOneAtATime(const Reader& reader, v1::Statistics* out) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::OneAtATimeIds ids,
                        reader.OneAtATimeRelations());
  for (const bool of_object : {false, true}) {
    for (const graphstore::RelationId id :
         of_object ? ids.of_object : ids.of_subject) {
      WEFT_ASSIGN_OR_RETURN(const std::string name, reader.RelationName(id));
      out->add_one_at_a_time(absl::StrCat(of_object ? "<" : "", ToUtf8(name)));
    }
  }
  return absl::OkStatus();
}

// `view`: null for brief edges.
absl::Status SetNeighbor(const graphstore::Neighbor& neighbor, StoredView* view,
                         v1::ListNeighborsResponse::Neighbor* out) {
  if (view == nullptr) {
    SetBriefEdge(neighbor.statement, out->mutable_edge());
  } else {
    WEFT_RETURN_IF_ERROR(
        view->SetEdge(neighbor.statement, out->mutable_edge()));
  }
  out->set_direction(neighbor.outgoing ? v1::DIRECTION_OUT : v1::DIRECTION_IN);
  *out->mutable_neighbor() =
      neighbor.outgoing ? out->edge().object() : out->edge().subject();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Entity> GetEntity(graphstore::Store& store,
                                     const v1::GetEntityRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  WEFT_ASSIGN_OR_RETURN(const auto then, ReaderAt(reader, request.time()));
  WEFT_ASSIGN_OR_RETURN(const NodeId id,
                        ResolveEntity(*reader, request.entity(), "entity"));
  WEFT_ASSIGN_OR_RETURN(const graphstore::Entity entity, reader->GetEntity(id));
  v1::Entity response = ToProto(entity);
  for (const graphstore::Merge& merge : reader->MergesOf(id)) {
    *response.add_merges() = ToProto(merge);
  }
  if (then != reader) WEFT_RETURN_IF_ERROR(CountAt(*then, id, &response));
  return response;
}

namespace {

// The most entities that are looked at for those with a statement at a time.
constexpr size_t kMostCandidates = 10'000;

// Matches with a statement in what the reader lets see; all without a time.
absl::StatusOr<std::vector<graphstore::EntityMatch>> MatchesAt(
    const Reader& reader, const v1::SearchEntitiesRequest& request,
    graphstore::SearchOptions options) {
  if (!request.has_time()) {
    return reader.SearchEntities(request.query(), options);
  }
  const size_t wanted = options.limit;
  options.limit = kMostCandidates;
  WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::EntityMatch> matches,
                        reader.SearchEntities(request.query(), options));
  graphstore::EdgeFilter any;
  any.include_negated = true;
  std::vector<NodeId> nodes;
  for (const auto& match : matches) nodes.push_back(match.entity.id);
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> counts,
                        reader.CountEdges(nodes, any));
  std::vector<graphstore::EntityMatch> found;
  for (size_t i = 0; i < matches.size() && found.size() < wanted; ++i) {
    if (counts[i] > 0) found.push_back(std::move(matches[i]));
  }
  return found;
}

}  // namespace

absl::StatusOr<v1::SearchEntitiesResponse> SearchEntities(
    graphstore::Store& store, const v1::SearchEntitiesRequest& request) {
  if (absl::StripAsciiWhitespace(request.query()).empty()) {
    return InvalidFieldError("query", "is empty; give a part of a name");
  }
  graphstore::SearchOptions options;
  WEFT_ASSIGN_OR_RETURN(options.limit,
                        PageSize(request.page_size(), kDefaultSearchSize));
  WEFT_ASSIGN_OR_RETURN(auto reader, store.Snapshot());
  WEFT_ASSIGN_OR_RETURN(reader, ReaderAt(std::move(reader), request.time()));
  WEFT_ASSIGN_OR_RETURN(const std::vector<graphstore::EntityMatch> matches,
                        MatchesAt(*reader, request, options));
  const std::string query = graphstore::NormalizeName(request.query());
  v1::SearchEntitiesResponse out;
  for (const graphstore::EntityMatch& match : matches) {
    *out.add_matches() = ToProto(match, query);
  }
  return out;
}

absl::StatusOr<v1::ListFactsResponse> ListFacts(
    graphstore::Store& store, const v1::ListFactsRequest& request,
    const Cancellation& cancellation) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::PageRequest page,
                        ToPage(request, cancellation));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.SnapshotFor(page.token));
  WEFT_ASSIGN_OR_RETURN(const graphstore::FactFilter filter,
                        ToFilter(*reader, request));
  WEFT_ASSIGN_OR_RETURN(const graphstore::FactPage found,
                        reader->ListFacts(filter, page));
  v1::ListFactsResponse out;
  StoredView view(*reader, {std::nullopt, filter.recorded_until});
  for (const graphstore::Fact& fact : found.facts) {
    WEFT_ASSIGN_OR_RETURN(*out.add_facts(), view.Fact(fact));
  }
  if (!found.next_token.empty()) store.KeepForTokens(reader);
  out.set_next_page_token(ToPageToken(found.next_token));
  out.set_version(reader->version());
  return out;
}

absl::Status ListNeighbors(graphstore::Store& store,
                           const v1::ListNeighborsRequest& request,
                           const Cancellation& cancellation,
                           v1::ListNeighborsResponse* out) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::PageRequest page,
                        ToPage(request, cancellation));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.SnapshotFor(page.token));
  WEFT_ASSIGN_OR_RETURN(const NodeId entity,
                        ResolveEntity(*reader, request.entity(), "entity"));
  WEFT_ASSIGN_OR_RETURN(graphstore::EdgeFilter filter,
                        ToEdgeFilter(*reader, request));
  filter.include_negated = true;
  WEFT_ASSIGN_OR_RETURN(const graphstore::NeighborPage found,
                        reader->Neighbors(entity, filter, page));
  WEFT_RETURN_IF_ERROR(SetRef(*reader, entity, out->mutable_entity()));
  StoredView view(*reader, filter.known_by());
  if (!request.brief()) {
    std::vector<graphstore::StatementId> ids;
    for (const graphstore::Neighbor& neighbor : found.neighbors) {
      ids.push_back(neighbor.statement.id);
    }
    WEFT_RETURN_IF_ERROR(view.Prepare(ids));
  }
  out->mutable_neighbors()->Reserve(static_cast<int>(found.neighbors.size()));
  for (const graphstore::Neighbor& neighbor : found.neighbors) {
    WEFT_RETURN_IF_ERROR(SetNeighbor(
        neighbor, request.brief() ? nullptr : &view, out->add_neighbors()));
  }
  if (!found.next_token.empty()) store.KeepForTokens(reader);
  out->set_next_page_token(ToPageToken(found.next_token));
  out->set_version(reader->version());
  return absl::OkStatus();
}

absl::StatusOr<v1::Statistics> GetStatistics(graphstore::Store& store,
                                             LazyExtractor& extractor) {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  WEFT_ASSIGN_OR_RETURN(const graphstore::GraphStatistics statistics,
                        reader->Statistics());
  v1::Statistics out = ToProto(statistics);
  WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::RelationInfo> relations,
                        reader->ListRelations());
  // By name on a tie: ListRelations() is in that order.
  std::stable_sort(
      relations.begin(), relations.end(),
      [](const graphstore::RelationInfo& a, const graphstore::RelationInfo& b) {
        return a.statement_count > b.statement_count;
      });
  relations.resize(std::min(relations.size(), kTopRelations));
  for (const graphstore::RelationInfo& relation : relations) {
    v1::RelationCount* added = out.add_relations();
    added->set_relation(ToUtf8(relation.name));
    added->set_statement_count(relation.statement_count);
  }
  WEFT_RETURN_IF_ERROR(AddOneAtATime(*reader, &out));
  // Counts are counts, with or without a model.
  if (const auto loaded = extractor.Get(); loaded.ok()) {
    out.set_extractor_version(ToUtf8((*loaded)->version()));
  }
  return out;
}

}  // namespace weft::service
