#include "service/server/contradictions.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "service/server/edge_filter.h"
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
using graphstore::StatementId;
using graphstore::Succession;
using graphstore::Tenure;

// Nodes that are looked at together.
constexpr size_t kNodesPerRead = 4096;

// Relations of which each subject has one object, ever.
constexpr absl::string_view kOneObject[] = {
    "be born in",  // "Ada Holt was born in Lund."
    "be born on",  // "He was born on 5 May 1921."
    "bear in",     // "Ada Holt, born in Lund, ..."
    "bear on",     // "..., born on 5 May 1921, ..."
    "die in",      // "He died in Oslo."
    "die on",      // "She died on 3 March 1999."
};

bool HasOneObjectEver(const RelationInfo& relation) {
  return std::find(std::begin(kOneObject), std::end(kOneObject),
                   relation.name) != std::end(kOneObject);
}

absl::StatusOr<bool> SeemsToHaveOneObject(const Reader& reader,
                                          const RelationInfo& relation) {
  if (relation.statement_count < kFewestSubjects) return false;
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> subjects,
                        reader.SubjectsOf(relation.id));
  return subjects.size() >= kFewestSubjects &&
         static_cast<double>(relation.statement_count) <=
             kMostObjects * static_cast<double>(subjects.size());
}

// A relation of which a node has one at a time.
struct Rule {
  RelationId relation;
  bool of_object = false;  // one subject for each object
  bool ends = true;        // a later one ends an earlier one
};

// `named`: by the request.
absl::Status AddRules(const Reader& reader,
                      const graphstore::OneAtATimeIds& known,
                      const RelationInfo& relation, bool named,
                      std::vector<Rule>* rules) {
  const RelationId id = relation.id;
  bool of_subject = named || known.Has(id, false);
  if (!of_subject) {
    WEFT_ASSIGN_OR_RETURN(of_subject, SeemsToHaveOneObject(reader, relation));
  }
  if (HasOneObjectEver(relation)) {
    rules->push_back({id, false, false});
  } else if (of_subject) {
    rules->push_back({id, false, true});
  }
  if (known.Has(id, true)) rules->push_back({id, true, true});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Rule>> Rules(
    const Reader& reader, const v1::ListContradictionsRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const std::string pattern,
                        ResolveDisplayForms(reader, request.relation()));
  WEFT_ASSIGN_OR_RETURN(const graphstore::RelationFilter filter,
                        reader.ResolveRelations(pattern));
  WEFT_ASSIGN_OR_RETURN(const graphstore::OneAtATimeIds known,
                        reader.OneAtATimeRelations());
  WEFT_ASSIGN_OR_RETURN(const std::vector<RelationInfo> relations,
                        reader.ListRelations());
  std::vector<Rule> rules;
  for (const RelationInfo& relation : relations) {
    if (!filter.Matches(relation.id)) continue;
    WEFT_RETURN_IF_ERROR(
        AddRules(reader, known, relation, !filter.any, &rules));
  }
  return rules;
}

bool Overlap(const Tenure& a, const Tenure& b) {
  return a.stated.from <= b.until && b.stated.from <= a.until;
}

// The statements that hold on a day on which another one with another node at
// its end does.
// `day`: the one on which they have to; nullopt: any.
std::vector<StatementId> InConflict(Succession tenures,
                                    std::optional<int64_t> day) {
  if (day) {
    std::erase_if(tenures,
                  [&](const Tenure& tenure) { return !tenure.Holds(*day); });
  }
  std::vector<StatementId> found;
  for (const Tenure& tenure : tenures) {
    if (!found.empty() && found.back() == tenure.statement) continue;
    const bool contradicted =
        std::any_of(tenures.begin(), tenures.end(), [&](const Tenure& other) {
          return other.holder != tenure.holder && Overlap(tenure, other);
        });
    if (contradicted) found.push_back(tenure.statement);
  }
  return found;
}

// The objects that these subjects have in a relation, ascending.
absl::StatusOr<std::vector<NodeId>> ObjectsOf(
    const Reader& reader, const std::vector<NodeId>& subjects,
    RelationId relation) {
  graphstore::EdgeFilter filter;
  filter.direction = graphstore::Direction::kOut;
  filter.relations = {false, {relation}};
  std::vector<NodeId> objects;
  WEFT_RETURN_IF_ERROR(
      reader.VisitEdges(subjects, filter, [&](size_t, const Edge& edge, bool) {
        if (!edge.object.is_none()) objects.push_back(edge.object);
        return true;
      }));
  std::sort(objects.begin(), objects.end());
  objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
  return objects;
}

class Lister {
 public:
  Lister(const Reader& reader, size_t limit, const Cancellation& cancellation)
      : reader_(reader),
        view_(reader),
        limit_(limit),
        cancellation_(cancellation) {}

  // Of one relation. False: the page is full.
  absl::StatusOr<bool> Add(const Rule& rule, absl::Span<const NodeId> nodes) {
    for (size_t begin = 0; begin < nodes.size(); begin += kNodesPerRead) {
      WEFT_RETURN_IF_ERROR(cancellation_.Check());
      WEFT_ASSIGN_OR_RETURN(
          const std::vector<Succession> successions,
          reader_.Successions(nodes.subspan(begin, kNodesPerRead),
                              rule.relation, rule.of_object, rule.ends));
      for (const Succession& succession : successions) {
        const std::vector<StatementId> found =
            InConflict(succession, reader_.valid_on());
        if (!found.empty()) WEFT_RETURN_IF_ERROR(AddOne(found));
        if (response_.has_more()) return false;
      }
    }
    return true;
  }

  v1::ListContradictionsResponse& response() { return response_; }

 private:
  absl::Status AddOne(const std::vector<StatementId>& ids) {
    if (static_cast<size_t>(response_.contradictions_size()) == limit_) {
      response_.set_has_more(true);
      return absl::OkStatus();
    }
    WEFT_RETURN_IF_ERROR(view_.Prepare(ids));
    auto& contradiction = *response_.add_contradictions();
    for (const StatementId id : ids) {
      WEFT_ASSIGN_OR_RETURN(const auto statement, reader_.GetStatement(id));
      WEFT_ASSIGN_OR_RETURN(*contradiction.add_edges(), view_.Edge(statement));
    }
    return absl::OkStatus();
  }

  const Reader& reader_;
  StoredView view_;
  const size_t limit_;
  const Cancellation& cancellation_;
  v1::ListContradictionsResponse response_;
};

}  // namespace

absl::StatusOr<v1::ListContradictionsResponse> ListContradictions(
    graphstore::Store& store, const v1::ListContradictionsRequest& request,
    const Cancellation& cancellation) {
  WEFT_ASSIGN_OR_RETURN(const size_t limit,
                        PageSize(request.page_size(), kDefaultPageSize));
  WEFT_ASSIGN_OR_RETURN(auto reader, store.Snapshot());
  WEFT_ASSIGN_OR_RETURN(reader, ReaderAt(std::move(reader), request.time()));
  std::vector<NodeId> subjects;
  if (request.has_subject()) {
    WEFT_ASSIGN_OR_RETURN(
        subjects, ResolveEntities(*reader, request.subject(), "subject"));
    std::sort(subjects.begin(), subjects.end());
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<Rule> rules, Rules(*reader, request));
  Lister lister(*reader, limit, cancellation);
  for (const Rule& rule : rules) {
    std::vector<NodeId> nodes = subjects;
    if (!request.has_subject()) {
      WEFT_ASSIGN_OR_RETURN(nodes, reader->SubjectsOf(rule.relation));
    }
    if (rule.of_object) {
      WEFT_ASSIGN_OR_RETURN(nodes, ObjectsOf(*reader, nodes, rule.relation));
    }
    WEFT_ASSIGN_OR_RETURN(const bool more, lister.Add(rule, nodes));
    if (!more) break;
  }
  lister.response().set_version(reader->version());
  return std::move(lister.response());
}

}  // namespace weft::service
