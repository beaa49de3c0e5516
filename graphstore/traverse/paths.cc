#include "graphstore/traverse/paths.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/status.h"
#include "graphstore/traverse/bidirectional_search.h"
#include "graphstore/traverse/meter.h"
#include "graphstore/traverse/shortest_path.h"

namespace weft::graphstore {
namespace {

using Nodes = std::vector<NodeId>;

struct Shorter {
  bool operator()(const Nodes& a, const Nodes& b) const {
    return std::pair(a.size(), std::cref(a).get()) <
           std::pair(b.size(), std::cref(b).get());
  }
};

// Yen's algorithm over node sequences.
class PathFinder {
 public:
  PathFinder(const Reader& reader, NodeId to, const PathOptions& options)
      : reader_(reader),
        options_(options),
        to_(to),
        meter_(options.budget),
        search_(&reader, &options.edges, &meter_) {}

  absl::Status Find(NodeId from) {
    if (options_.k == 0) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(
        std::optional<Nodes> first,
        FindShortestPath(reader_, from, to_, options_.max_length,
                         options_.edges, &meter_));
    while (first && !meter_.spent()) {
      found_.push_back(*std::move(first));
      if (full()) break;
      WEFT_RETURN_IF_ERROR(AddCandidates(found_.back()));
      first.reset();
      if (!candidates_.empty()) {
        first = std::move(candidates_.extract(candidates_.begin()).value());
      }
    }
    found_.erase(found_.begin(),
                 found_.begin() + std::min(found_.size(), options_.skip));
    std::sort(found_.begin(), found_.end(), Shorter());
    return absl::OkStatus();
  }

  // Without those that are to be left out.
  const std::vector<Nodes>& found() const { return found_; }
  const Meter& meter() const { return meter_; }

 private:
  bool full() const { return found_.size() == options_.skip + options_.k; }

  // The shortest paths that leave `path` after each of its nodes.
  absl::Status AddCandidates(const Nodes& path) {
    for (size_t spur = 0; spur + 1 < path.size() && !meter_.spent(); ++spur) {
      Banned banned;
      banned.nodes.insert(path.begin(), path.begin() + spur);
      for (const Nodes& other : found_) {
        if (other.size() > spur + 1 &&
            std::equal(path.begin(), path.begin() + spur + 1, other.begin())) {
          banned.steps.emplace(other[spur], other[spur + 1]);
        }
      }
      const auto left = static_cast<uint32_t>(options_.max_length - spur);
      WEFT_ASSIGN_OR_RETURN(const std::optional<Nodes> rest,
                            search_.Find(path[spur], to_, left, banned));
      if (!rest) continue;
      Nodes candidate(path.begin(), path.begin() + spur);
      candidate.insert(candidate.end(), rest->begin(), rest->end());
      candidates_.insert(std::move(candidate));
    }
    return absl::OkStatus();
  }

  const Reader& reader_;
  const PathOptions& options_;
  const NodeId to_;
  Meter meter_;
  BidirectionalSearch search_;
  std::vector<Nodes> found_;
  std::set<Nodes, Shorter> candidates_;
};

// The most certain edge by which the filter lets one go from node to node.
absl::StatusOr<PathStep> BestStep(const Reader& reader, NodeId from, NodeId to,
                                  const EdgeFilter& filter) {
  std::optional<PathStep> best;
  for (const bool outgoing : {true, false}) {
    if (filter.direction == (outgoing ? Direction::kIn : Direction::kOut)) {
      continue;
    }
    EdgeFilter one_way = filter;
    one_way.direction = outgoing ? Direction::kOut : Direction::kIn;
    WEFT_ASSIGN_OR_RETURN(const std::vector<Edge> edges,
                          reader.EdgesBetween(from, to, one_way));
    for (const Edge& edge : edges) {
      if (!best || edge.confidence > best->edge.confidence) {
        best = PathStep{edge, outgoing};
      }
    }
  }
  if (!best) return absl::InternalError("a path has lost one of its edges");
  return *best;
}

absl::StatusOr<Path> MakePath(const Reader& reader, const Nodes& nodes,
                              const EdgeFilter& filter) {
  Path path;
  path.nodes = nodes;
  for (size_t i = 0; i + 1 < nodes.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(PathStep step,
                          BestStep(reader, nodes[i], nodes[i + 1], filter));
    path.steps.push_back(std::move(step));
  }
  return path;
}

}  // namespace

absl::StatusOr<PathResult> FindPaths(const Reader& reader, NodeId from,
                                     NodeId to, const PathOptions& options) {
  PathFinder finder(reader, to, options);
  WEFT_RETURN_IF_ERROR(finder.Find(from));
  PathResult result;
  result.edges_read = finder.meter().edges();
  result.cut_off = finder.meter().cut_off();
  if (!finder.meter().spent() && finder.found().size() == options.k) {
    result.cut_off = CutOff::kLimit;
  }
  for (const Nodes& nodes : finder.found()) {
    WEFT_ASSIGN_OR_RETURN(Path path, MakePath(reader, nodes, options.edges));
    result.paths.push_back(std::move(path));
  }
  return result;
}

absl::StatusOr<ShortestPathCount> CountShortestPaths(
    const Reader& reader, NodeId from, NodeId to, const PathOptions& options) {
  Meter meter(options.budget);
  BidirectionalSearch search(&reader, &options.edges, &meter);
  WEFT_ASSIGN_OR_RETURN(const auto found,
                        search.Count(from, to, options.max_length));
  ShortestPathCount result;
  result.length = found.first;
  result.count = found.second;
  result.edges_read = meter.edges();
  result.cut_off = meter.cut_off();
  return result;
}

}  // namespace weft::graphstore
