#include "service/server/graph_traversal.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/k_hop.h"
#include "graphstore/traverse/path_search.h"
#include "graphstore/traverse/paths.h"
#include "graphstore/traverse/way_reach.h"
#include "service/server/edge_filter.h"
#include "service/server/entity_selector.h"
#include "service/server/limits.h"
#include "service/server/resume.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

constexpr uint32_t kDefaultTraverseDepth = 1;
constexpr uint32_t kDefaultPathDepth = 6;
constexpr uint32_t kDefaultPaths = 1;
// Rows that are looked up at once, and sent before the next ones are.
constexpr size_t kRowBatch = 256;

absl::Status NobodyReads() {
  return absl::CancelledError("the client stopped reading");
}

template <typename Response>
absl::Status SendHeader(const Reader& reader,
                        absl::FunctionRef<bool(const Response&)> send) {
  Response message;
  message.mutable_header()->set_version(reader.version());
  return send(message) ? absl::OkStatus() : NobodyReads();
}

// Sums over the parts of an answer so far.
struct Position {
  uint64_t rows = 0;
  uint64_t edges = 0;
};

std::string Encode(const Position& position) {
  std::string bytes;
  PutVarint(position.rows, &bytes);
  PutVarint(position.edges, &bytes);
  return bytes;
}

absl::StatusOr<Position> PositionOf(const StreamStart& start) {
  Position position;
  absl::string_view rest = start.position;
  if (rest.empty()) return position;
  const bool read = GetVarint(&rest, &position.rows) &&
                    GetVarint(&rest, &position.edges) && rest.empty();
  if (!read) return NoTokenOfOurs();
  return position;
}

// A stream in which `begin` went before.
struct Part {
  graphstore::Store& store;
  const StreamStart& start;
  Position begin;
};

// `edges`: also those that were read before.
template <typename Response>
absl::Status SendSummary(const Part& part, size_t rows, uint64_t edges,
                         const CutOffReport& report, absl::string_view note,
                         absl::FunctionRef<bool(const Response&)> send) {
  const Position end = {part.begin.rows + rows,
                        std::max(part.begin.edges, edges)};
  Response message;
  v1::StreamSummary* summary = message.mutable_summary();
  summary->set_row_count(rows);
  summary->set_edges_read(end.edges - part.begin.edges);
  summary->set_cut_off(report.cut_off);
  summary->set_cut_off_message(report.message);
  summary->set_note(ToUtf8(note));
  if (CanGoOn(report.cut_off)) {
    summary->set_resume_token(ResumeToken(part.store, part.start, Encode(end)));
  }
  return send(message) ? absl::OkStatus() : NobodyReads();
}

// The relations and directions that a request allows.
template <typename Request>
absl::StatusOr<AskedWay> WayOf(const Reader& reader, const Request& request) {
  WEFT_ASSIGN_OR_RETURN(
      AskedWay way, ToAskedWay(reader, request.relation(), request.direction(),
                               request.min_confidence(), request.time()));
  WEFT_ASSIGN_OR_RETURN(way.edges.types, ToStoredTypes(request.types()));
  way.edges.min_sources = request.min_sources();
  return way;
}

// Steps of the longest way of a pattern, or `unbounded`; at most kMaxDepth.
uint32_t LongestWay(const AskedWay& way, uint32_t unbounded) {
  if (!way.longest) return unbounded;
  return static_cast<uint32_t>(std::min<uint64_t>(*way.longest, kMaxDepth));
}

// --- Traverse ----------------------------------------------------------------

absl::StatusOr<graphstore::KHopOptions> ToOptions(
    const AskedWay& way, const v1::TraverseRequest& request,
    const Cancellation& cancellation) {
  graphstore::KHopOptions out;
  const uint32_t standard =
      way.whole ? LongestWay(way, kMaxDepth) : kDefaultTraverseDepth;
  WEFT_ASSIGN_OR_RETURN(out.depth,
                        Bounded(request.depth(), standard, kMaxDepth, "depth"));
  out.edges = way.edges;
  out.limit = RowLimit(request.budget());
  out.budget = ToBudget(request.budget(), cancellation);
  return out;
}

// The end of the edge that was not known before, and the one it hangs on.
NodeId ParentOf(const graphstore::ReachedNode& reached) {
  return reached.outgoing ? reached.via.subject : reached.via.object;
}

absl::Status SendNodes(
    const Reader& reader, absl::Span<const graphstore::ReachedNode> reached,
    StoredView& view,
    absl::FunctionRef<bool(const v1::TraverseResponse&)> send) {
  std::vector<graphstore::Edge> edges;
  std::vector<graphstore::StatementId> ids;
  std::vector<NodeId> parents;
  for (const graphstore::ReachedNode& node : reached) {
    edges.push_back(node.via);
    ids.push_back(node.via.statement);
    parents.push_back(ParentOf(node));
  }
  WEFT_ASSIGN_OR_RETURN(const auto statements, reader.GetStatements(edges));
  WEFT_ASSIGN_OR_RETURN(const auto parent_nodes, reader.GetNodes(parents));
  WEFT_RETURN_IF_ERROR(view.Prepare(ids));
  for (size_t i = 0; i < reached.size(); ++i) {
    v1::TraverseResponse message;
    v1::TraverseResponse::Node* out = message.mutable_node();
    WEFT_ASSIGN_OR_RETURN(*out->mutable_edge(), view.Edge(statements[i]));
    out->set_depth(reached[i].depth);
    out->set_direction(reached[i].outgoing ? v1::DIRECTION_OUT
                                           : v1::DIRECTION_IN);
    *out->mutable_parent() = ToEntityRef(parent_nodes[i]);
    *out->mutable_node() =
        reached[i].outgoing ? out->edge().object() : out->edge().subject();
    if (!send(message)) return NobodyReads();
  }
  return absl::OkStatus();
}

// --- FindPaths ---------------------------------------------------------------

bool ListsAll(v1::PathMode mode) {
  return mode == v1::PATH_MODE_ALL_SHORTEST ||
         mode == v1::PATH_MODE_ALL_SIMPLE || mode == v1::PATH_MODE_ALL_TRAILS ||
         mode == v1::PATH_MODE_ALL_WALKS;
}

// `way` outlives the rules.
graphstore::PathRules ToRules(const AskedWay& way,
                              const v1::FindPathsRequest& request) {
  graphstore::PathRules rules;
  rules.min_length = request.min_depth();
  rules.parallel = request.parallel_edges();
  if (way.automaton) rules.way = &*way.automaton;
  rules.least_only = request.mode() == v1::PATH_MODE_ALL_SHORTEST;
  if (request.mode() == v1::PATH_MODE_ALL_TRAILS) {
    rules.repeats = graphstore::PathRepeats::kTrail;
  } else if (request.mode() == v1::PATH_MODE_ALL_WALKS) {
    rules.repeats = graphstore::PathRepeats::kWalk;
  } else if (request.mode() == v1::PATH_MODE_MOST_CONFIDENT) {
    rules.order = graphstore::PathOrder::kConfident;
  }
  return rules;
}

absl::StatusOr<graphstore::PathOptions> ToOptions(
    const AskedWay& way, const v1::FindPathsRequest& request,
    const Cancellation& cancellation) {
  graphstore::PathOptions out;
  const uint32_t longest =
      way.whole ? LongestWay(way, kDefaultPathDepth) : kDefaultPathDepth;
  // So that only a number too large makes a minimum above the maximum.
  const uint32_t standard =
      std::max(longest, std::min(request.min_depth(), kMaxDepth));
  WEFT_ASSIGN_OR_RETURN(out.max_length, Bounded(request.max_depth(), standard,
                                                kMaxDepth, "max_depth"));
  WEFT_RETURN_IF_ERROR(
      Bounded(request.min_depth(), 0, out.max_length, "min_depth").status());
  const uint64_t most = PathLimit(request.budget());
  WEFT_ASSIGN_OR_RETURN(const uint32_t k,
                        Bounded(request.k(), kDefaultPaths, kMaxPaths, "k"));
  out.k = request.k() == 0 && ListsAll(request.mode())
              ? most
              : std::min<uint64_t>(k, most);
  out.edges = way.edges;
  out.budget = ToBudget(request.budget(), cancellation);
  return out;
}

// All of the least length: the first search finds that length, the second one
// is bounded by it. What was read before was read by the first one first.
absl::StatusOr<graphstore::PathResult> FindAllShortest(
    const Reader& reader, NodeId from, NodeId to,
    graphstore::PathOptions options) {
  const absl::Time start = absl::Now();
  const size_t skip = std::exchange(options.skip, 0);
  const size_t k = std::exchange(options.k, 1);
  WEFT_ASSIGN_OR_RETURN(const graphstore::PathResult first,
                        graphstore::FindPaths(reader, from, to, options));
  if (first.paths.empty()) return first;
  options.k = k;
  options.skip = skip;
  options.max_length = static_cast<uint32_t>(first.paths[0].steps.size());
  // The second one has what the first one has left of the budget.
  graphstore::Budget& budget = options.budget;
  const uint64_t replayed = std::min(budget.replayed_edges, first.edges_read);
  budget.max_edges -= std::min(budget.max_edges, first.edges_read - replayed);
  if (budget.replayed_edges == 0) budget.max_time -= absl::Now() - start;
  budget.replayed_edges -= replayed;
  WEFT_ASSIGN_OR_RETURN(graphstore::PathResult all,
                        graphstore::FindPaths(reader, from, to, options));
  all.edges_read += first.edges_read;
  return all;
}

absl::StatusOr<graphstore::PathResult> Search(
    const Reader& reader, NodeId from, NodeId to, const AskedWay& way,
    const v1::FindPathsRequest& request,
    const graphstore::PathOptions& options) {
  const bool shortest = request.mode() == v1::PATH_MODE_UNSPECIFIED ||
                        request.mode() == v1::PATH_MODE_SHORTEST;
  const bool plain =
      !way.automaton && request.min_depth() == 0 && !request.parallel_edges();
  if (plain && shortest) {
    return graphstore::FindPaths(reader, from, to, options);
  }
  if (plain && request.mode() == v1::PATH_MODE_ALL_SHORTEST) {
    return FindAllShortest(reader, from, to, options);
  }
  return graphstore::SearchPaths(reader, from, to, options,
                                 ToRules(way, request));
}

absl::Status SetPath(const Reader& reader, const graphstore::Path& path,
                     StoredView& view, v1::FindPathsResponse::Path* out) {
  std::vector<graphstore::Edge> edges;
  for (const graphstore::PathStep& step : path.steps) {
    edges.push_back(step.edge);
  }
  WEFT_ASSIGN_OR_RETURN(const auto statements, reader.GetStatements(edges));
  WEFT_ASSIGN_OR_RETURN(const auto nodes, reader.GetNodes(path.nodes));
  for (const graphstore::Node& node : nodes) {
    *out->add_nodes() = ToEntityRef(node);
  }
  for (const graphstore::Statement& statement : statements) {
    WEFT_ASSIGN_OR_RETURN(*out->add_edges(), view.Edge(statement));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Traverse(
    graphstore::Store& store, const v1::TraverseRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::TraverseResponse&)> send) {
  WEFT_ASSIGN_OR_RETURN(const StreamStart begin, BeginStream(store, request));
  WEFT_ASSIGN_OR_RETURN(const Position position, PositionOf(begin));
  const auto& reader = begin.reader;
  WEFT_ASSIGN_OR_RETURN(const NodeId start,
                        ResolveEntity(*reader, request.start(), "start"));
  WEFT_ASSIGN_OR_RETURN(const AskedWay way, WayOf(*reader, request));
  WEFT_ASSIGN_OR_RETURN(graphstore::KHopOptions options,
                        ToOptions(way, request, cancellation));
  options.skip = position.rows;
  options.budget.replayed_edges = position.edges;
  WEFT_RETURN_IF_ERROR(SendHeader(*reader, send));
  WEFT_ASSIGN_OR_RETURN(
      const graphstore::KHopResult result,
      way.automaton
          ? graphstore::ReachByWay(*reader, start, *way.automaton, options)
          : graphstore::KHop(*reader, {&start, 1}, options));
  StoredView view(*reader, options.edges.known_by());
  absl::Span<const graphstore::ReachedNode> rest = result.nodes;
  while (!rest.empty()) {
    WEFT_RETURN_IF_ERROR(cancellation.Check());
    const size_t count = std::min(rest.size(), kRowBatch);
    WEFT_RETURN_IF_ERROR(
        SendNodes(*reader, rest.subspan(0, count), view, send));
    rest.remove_prefix(count);
  }
  return SendSummary({store, begin, position}, result.nodes.size(),
                     result.edges_read,
                     ReportRows(result.cut_off, options.budget, options.limit),
                     way.note, send);
}

absl::Status FindPaths(
    graphstore::Store& store, const v1::FindPathsRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::FindPathsResponse&)> send) {
  // How many are asked for may differ from part to part.
  v1::FindPathsRequest asked = request;
  asked.clear_k();
  WEFT_ASSIGN_OR_RETURN(const StreamStart start,
                        BeginStream(store, std::move(asked)));
  WEFT_ASSIGN_OR_RETURN(const Position position, PositionOf(start));
  const auto& reader = start.reader;
  WEFT_ASSIGN_OR_RETURN(const NodeId from,
                        ResolveEntity(*reader, request.from(), "from"));
  WEFT_ASSIGN_OR_RETURN(const NodeId to,
                        ResolveEntity(*reader, request.to(), "to"));
  WEFT_ASSIGN_OR_RETURN(const AskedWay way, WayOf(*reader, request));
  WEFT_ASSIGN_OR_RETURN(graphstore::PathOptions options,
                        ToOptions(way, request, cancellation));
  // The ends are asked for, whatever they are.
  options.edges.of_any_type = {from, to};
  options.skip = position.rows;
  options.budget.replayed_edges = position.edges;
  WEFT_RETURN_IF_ERROR(SendHeader(*reader, send));
  WEFT_ASSIGN_OR_RETURN(const graphstore::PathResult result,
                        Search(*reader, from, to, way, request, options));
  StoredView view(*reader, options.edges.known_by());
  for (const graphstore::Path& path : result.paths) {
    WEFT_RETURN_IF_ERROR(cancellation.Check());
    v1::FindPathsResponse message;
    WEFT_RETURN_IF_ERROR(SetPath(*reader, path, view, message.mutable_path()));
    if (!send(message)) return NobodyReads();
  }
  return SendSummary(
      {store, start, position}, result.paths.size(), result.edges_read,
      ReportPaths(result.cut_off, options.budget, result.paths.size()),
      way.note, send);
}

}  // namespace weft::service
