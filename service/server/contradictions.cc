#include "service/server/contradictions.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/status.h"
#include "service/server/entity_selector.h"
#include "service/server/limits.h"
#include "service/server/relation_pattern.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

using graphstore::Edge;
using graphstore::NodeId;
using graphstore::Reader;
using graphstore::RelationId;
using graphstore::RelationInfo;

// Relations of which each subject has one object, ever.
constexpr absl::string_view kOneObject[] = {
    "be born in",  // "Ada Holt was born in Lund."
    "be born on",  // "He was born on 5 May 1921."
    "bear in",     // "Ada Holt, born in Lund, ..."
    "bear on",     // "..., born on 5 May 1921, ..."
    "die in",      // "He died in Oslo."
    "die on",      // "She died on 3 March 1999."
};

absl::StatusOr<bool> HasOneObject(const Reader& reader,
                                  const RelationInfo& relation) {
  if (std::find(std::begin(kOneObject), std::end(kOneObject), relation.name) !=
      std::end(kOneObject)) {
    return true;
  }
  if (relation.statement_count < kFewestSubjects) return false;
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> subjects,
                        reader.SubjectsOf(relation.id));
  return subjects.size() >= kFewestSubjects &&
         static_cast<double>(relation.statement_count) <=
             kMostObjects * static_cast<double>(subjects.size());
}

absl::StatusOr<std::vector<RelationId>> Relations(
    const Reader& reader, const v1::ListContradictionsRequest& request) {
  if (!request.relation().empty()) {
    WEFT_ASSIGN_OR_RETURN(const std::string pattern,
                          ResolveDisplayForms(reader, request.relation()));
    WEFT_ASSIGN_OR_RETURN(const graphstore::RelationFilter filter,
                          reader.ResolveRelations(pattern));
    if (!filter.any) return filter.ids;
  }
  std::vector<RelationId> ids;
  WEFT_ASSIGN_OR_RETURN(const std::vector<RelationInfo> relations,
                        reader.ListRelations());
  for (const RelationInfo& relation : relations) {
    WEFT_ASSIGN_OR_RETURN(const bool one, HasOneObject(reader, relation));
    if (one) ids.push_back(relation.id);
  }
  return ids;
}

// Dates are compared as texts; behind "2020" comes all of that year.
bool Overlap(const v1::Edge& a, const v1::Edge& b) {
  const auto ends_before = [](const v1::Edge& first, const v1::Edge& second) {
    const std::string& until = first.best_fact().valid_until();
    const std::string& from = second.best_fact().valid_from();
    return !until.empty() && !from.empty() && until + "~" < from;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

// Those that overlap another one with another object.
std::vector<v1::Edge> InConflict(const std::vector<v1::Edge>& edges,
                                 const std::vector<NodeId>& objects) {
  std::vector<v1::Edge> found;
  for (size_t i = 0; i < edges.size(); ++i) {
    for (size_t j = 0; j < edges.size(); ++j) {
      if (objects[i] != objects[j] && Overlap(edges[i], edges[j])) {
        found.push_back(edges[i]);
        break;
      }
    }
  }
  return found;
}

class Lister {
 public:
  Lister(const Reader& reader, size_t limit)
      : reader_(reader), view_(reader), limit_(limit) {}

  // Of one relation. False: the page is full.
  absl::StatusOr<bool> Add(RelationId relation,
                           const std::vector<NodeId>& subjects) {
    graphstore::EdgeFilter filter;
    filter.direction = graphstore::Direction::kOut;
    filter.include_negated = false;
    filter.relations.any = false;
    filter.relations.ids = {relation};
    std::vector<std::vector<Edge>> edges(subjects.size());
    WEFT_RETURN_IF_ERROR(reader_.VisitEdges(
        subjects, filter, [&](size_t i, const Edge& edge, bool) {
          if (!edge.object.is_none()) edges[i].push_back(edge);
          return true;
        }));
    for (const std::vector<Edge>& of_subject : edges) {
      if (of_subject.size() < 2) continue;
      WEFT_RETURN_IF_ERROR(AddSubject(of_subject));
      if (response_.has_more()) return false;
    }
    return true;
  }

  v1::ListContradictionsResponse& response() { return response_; }

 private:
  absl::Status AddSubject(const std::vector<Edge>& edges) {
    WEFT_ASSIGN_OR_RETURN(const auto statements, reader_.GetStatements(edges));
    std::vector<v1::Edge> messages;
    std::vector<NodeId> objects;
    for (size_t i = 0; i < edges.size(); ++i) {
      WEFT_ASSIGN_OR_RETURN(v1::Edge message, view_.Edge(statements[i]));
      messages.push_back(std::move(message));
      objects.push_back(edges[i].object);
    }
    std::vector<v1::Edge> found = InConflict(messages, objects);
    if (found.empty()) return absl::OkStatus();
    if (static_cast<size_t>(response_.contradictions_size()) == limit_) {
      response_.set_has_more(true);
      return absl::OkStatus();
    }
    auto& contradiction = *response_.add_contradictions();
    for (v1::Edge& edge : found) {
      *contradiction.add_edges() = std::move(edge);
    }
    return absl::OkStatus();
  }

  const Reader& reader_;
  StoredView view_;
  const size_t limit_;
  v1::ListContradictionsResponse response_;
};

}  // namespace

absl::StatusOr<v1::ListContradictionsResponse> ListContradictions(
    graphstore::Store& store, const v1::ListContradictionsRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const size_t limit,
                        PageSize(request.page_size(), kDefaultPageSize));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  std::vector<NodeId> subjects;
  if (request.has_subject()) {
    WEFT_ASSIGN_OR_RETURN(
        subjects, ResolveEntities(*reader, request.subject(), "subject"));
    std::sort(subjects.begin(), subjects.end());
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<RelationId> relations,
                        Relations(*reader, request));
  Lister lister(*reader, limit);
  for (const RelationId relation : relations) {
    if (!request.has_subject()) {
      WEFT_ASSIGN_OR_RETURN(subjects, reader->SubjectsOf(relation));
    }
    WEFT_ASSIGN_OR_RETURN(const bool more, lister.Add(relation, subjects));
    if (!more) break;
  }
  lister.response().set_version(reader->version());
  return std::move(lister.response());
}

}  // namespace weft::service
