#include "graphstore/query/exec/shortest.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace weft::graphstore::query {
namespace {

// Breadth-first search from one end.
struct Side {
  struct Reached {
    int64_t depth = 0;
    std::vector<RelationshipRef> from;  // last steps of all shortest ways here
  };
  bool forwards = true;
  int64_t depth = 0;
  std::vector<uint64_t> frontier;
  absl::flat_hash_map<uint64_t, Reached> reached;

  void Begin(uint64_t node, bool direction) {
    forwards = direction;
    frontier = {node};
    reached[node] = {};
  }

  absl::Status Grow(Neighbours neighbours) {
    std::vector<uint64_t> next;
    ++depth;
    std::sort(frontier.begin(), frontier.end());
    WEFT_RETURN_IF_ERROR(
        neighbours(frontier, forwards, [&](size_t, const Step& step) {
          const auto [it, added] = reached.try_emplace(step.other);
          if (added) {
            it->second.depth = depth;
            next.push_back(step.other);
          }
          if (it->second.depth == depth) {
            it->second.from.push_back(step.relationship);
          }
        }));
    frontier = std::move(next);
    return absl::OkStatus();
  }
};

class Bidirectional {
 public:
  Bidirectional(const ShortestRequest& request, bool all, Neighbours neighbours)
      : request_(request), all_(all), neighbours_(neighbours) {
    sides_[0].Begin(request.start, true);
    sides_[1].Begin(request.goal, false);
  }

  absl::StatusOr<std::vector<StepList>> Run() {
    while (sides_[0].depth + sides_[1].depth < request_.max_hops) {
      if (sides_[0].frontier.empty() || sides_[1].frontier.empty()) break;
      const bool left = sides_[0].frontier.size() <= sides_[1].frontier.size();
      Side& side = left ? sides_[0] : sides_[1];
      const Side& other = left ? sides_[1] : sides_[0];
      WEFT_RETURN_IF_ERROR(side.Grow(neighbours_));
      // The other side holds every node up to its depth, so the first meeting
      // is at nodes where both depths add up to the length of the path.
      std::vector<uint64_t> meetings;
      for (uint64_t node : side.frontier) {
        const auto it = other.reached.find(node);
        if (it != other.reached.end() && it->second.depth == other.depth) {
          meetings.push_back(node);
        }
      }
      if (meetings.empty()) continue;
      std::sort(meetings.begin(), meetings.end());
      for (uint64_t node : meetings) {
        StepList steps;
        WalkBack(node, &steps);
        if (!all_ && !paths_.empty()) break;
      }
      break;
    }
    return std::move(paths_);
  }

 private:
  bool Enough() const { return !all_ && !paths_.empty(); }

  // From a meeting to the start; `steps` are in reverse.
  void WalkBack(uint64_t node, StepList* steps) {
    if (Enough()) return;
    const Side::Reached& reached = sides_[0].reached[node];
    if (reached.depth == 0) {
      StepList path(steps->rbegin(), steps->rend());
      const uint64_t meeting = Meeting(path);
      WalkOn(meeting, &path);
      return;
    }
    for (const RelationshipRef& step : reached.from) {
      steps->push_back(step);
      WalkBack(step.Other(node), steps);
      steps->pop_back();
    }
  }

  uint64_t Meeting(const StepList& path) const {
    uint64_t node = request_.start;
    for (const RelationshipRef& step : path) node = step.Other(node);
    return node;
  }

  void WalkOn(uint64_t node, StepList* path) {
    if (Enough()) return;
    const Side::Reached& reached = sides_[1].reached[node];
    if (reached.depth == 0) {
      paths_.push_back(*path);
      return;
    }
    for (const RelationshipRef& step : reached.from) {
      path->push_back(step);
      WalkOn(step.Other(node), path);
      path->pop_back();
    }
  }

  const ShortestRequest& request_;
  const bool all_;
  Neighbours neighbours_;
  Side sides_[2];
  std::vector<StepList> paths_;
};

class Enumerator {
 public:
  Enumerator(const ShortestRequest& request, uint64_t k, Neighbours neighbours)
      : request_(request), k_(k), neighbours_(neighbours) {
    back_.Begin(request.goal, false);
  }

  absl::StatusOr<std::vector<StepList>> Run() {
    for (int64_t length = request_.min_hops; length <= request_.max_hops;
         ++length) {
      while (back_.depth < length && !back_.frontier.empty()) {
        WEFT_RETURN_IF_ERROR(back_.Grow(neighbours_));
      }
      length_ = length;
      pruned_ = false;
      WEFT_RETURN_IF_ERROR(Visit(request_.start));
      if (paths_.size() >= k_) break;
      // Nothing was left out for being too long: there are no longer paths.
      if (!pruned_ && back_.frontier.empty()) break;
    }
    return std::move(paths_);
  }

 private:
  absl::Status Visit(uint64_t node) {
    const auto left = length_ - static_cast<int64_t>(path_.size());
    if (left == 0) {
      if (node == request_.goal) paths_.push_back(path_);
      pruned_ = true;
      return absl::OkStatus();
    }
    std::vector<Step> steps;
    WEFT_RETURN_IF_ERROR(
        neighbours_(absl::MakeConstSpan(&node, 1), true,
                    [&](size_t, const Step& step) { steps.push_back(step); }));
    for (const Step& step : steps) {
      if (paths_.size() >= k_) return absl::OkStatus();
      const bool repeated = std::any_of(
          path_.begin(), path_.end(), [&](const RelationshipRef& other) {
            return other.id == step.relationship.id;
          });
      if (repeated) continue;
      const auto it = back_.reached.find(step.other);
      if (it == back_.reached.end() || it->second.depth > left - 1) {
        if (it != back_.reached.end()) pruned_ = true;
        continue;
      }
      path_.push_back(step.relationship);
      WEFT_RETURN_IF_ERROR(Visit(step.other));
      path_.pop_back();
    }
    return absl::OkStatus();
  }

  const ShortestRequest& request_;
  const uint64_t k_;
  Neighbours neighbours_;
  Side back_;
  int64_t length_ = 0;
  bool pruned_ = false;
  StepList path_;
  std::vector<StepList> paths_;
};

}  // namespace

absl::StatusOr<std::vector<StepList>> FindShortest(
    const ShortestRequest& request, bool all, Neighbours neighbours) {
  if (request.start == request.goal) {
    std::vector<StepList> paths;
    if (request.min_hops == 0) paths.emplace_back();
    return paths;
  }
  if (request.max_hops < 1) return std::vector<StepList>();
  return Bidirectional(request, all, neighbours).Run();
}

absl::StatusOr<std::vector<StepList>> FindKShortest(
    const ShortestRequest& request, uint64_t k, Neighbours neighbours) {
  return Enumerator(request, k, neighbours).Run();
}

}  // namespace weft::graphstore::query
