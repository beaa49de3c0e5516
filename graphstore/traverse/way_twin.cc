#include "graphstore/traverse/way_twin.h"

#include <algorithm>
#include <regex>

#include "absl/strings/str_cat.h"

namespace weft::graphstore {
namespace {

RandomPattern RandomStep(std::mt19937* random, Direction unmarked) {
  const int relation = static_cast<int>((*random)() % 4);  // 3: any
  const int mark = static_cast<int>((*random)() % 3);
  const Direction direction = mark == 0   ? unmarked
                              : mark == 1 ? Direction::kOut
                                          : Direction::kIn;
  RandomPattern step;
  step.text = mark == 0 ? "" : mark == 1 ? ">" : "<";
  absl::StrAppend(&step.text,
                  relation == 3 ? "%" : absl::StrCat("r", relation));
  const std::string out =
      relation == 3 ? "abc" : std::string(1, static_cast<char>('a' + relation));
  const std::string in =
      relation == 3 ? "ABC" : std::string(1, static_cast<char>('A' + relation));
  step.regex = absl::StrCat("[", direction == Direction::kIn ? "" : out,
                            direction == Direction::kOut ? "" : in, "]");
  return step;
}

RandomPattern RandomPart(std::mt19937* random, Direction unmarked, int depth) {
  if (depth == 0) return RandomStep(random, unmarked);
  const RandomPattern first = RandomPart(random, unmarked, depth - 1);
  const RandomPattern second = RandomPart(random, unmarked, depth - 1);
  switch ((*random)() % 4) {
    case 0:
      return {absl::StrCat("(", first.text, "|", second.text, ")"),
              absl::StrCat("(?:", first.regex, "|", second.regex, ")")};
    case 1:
      return {absl::StrCat("(", first.text, "/", second.text, ")"),
              absl::StrCat("(?:", first.regex, second.regex, ")")};
    case 2: {
      const uint32_t least = (*random)() % 3,
                     most = least + 1 + (*random)() % 2;
      return {absl::StrCat("(", first.text, ")*", least, "..", most),
              absl::StrCat("(?:", first.regex, "){", least, ",", most, "}")};
    }
    default:
      return {absl::StrCat("(", first.text, ")*"),
              absl::StrCat("(?:", first.regex, ")+")};
  }
}

class Walker {
 public:
  Walker(const TestGraph& graph, uint32_t max_length, double min_confidence,
         PathRepeats repeats, const std::string& regex)
      : graph_(graph),
        max_length_(max_length),
        min_confidence_(min_confidence),
        repeats_(repeats),
        regex_(regex) {}

  void Walk(NodeId node) {
    way_.nodes.push_back(node);
    if (std::regex_match(labels_, regex_)) ways_.push_back(way_);
    if (way_.steps.size() < max_length_) {
      for (const Edge& edge : graph_.edges) {
        if (edge.subject == node) Try(edge, true);
        if (edge.object == node) Try(edge, false);
      }
    }
    way_.nodes.pop_back();
  }

  std::vector<Path> ways() && { return std::move(ways_); }

 private:
  void Try(const Edge& edge, bool outgoing) {
    const NodeId next = outgoing ? edge.object : edge.subject;
    if (next.is_none() || edge.negated || edge.confidence < min_confidence_ ||
        Repeats(edge, next)) {
      return;
    }
    const std::string name = graph_.reader->RelationName(edge.relation).value();
    labels_.push_back(
        static_cast<char>((outgoing ? 'a' : 'A') + name[1] - '0'));
    way_.steps.push_back({edge, outgoing});
    Walk(next);
    way_.steps.pop_back();
    labels_.pop_back();
  }

  bool Repeats(const Edge& edge, NodeId next) const {
    if (repeats_ == PathRepeats::kSimple) {
      return std::find(way_.nodes.begin(), way_.nodes.end(), next) !=
             way_.nodes.end();
    }
    return repeats_ == PathRepeats::kTrail &&
           std::any_of(way_.steps.begin(), way_.steps.end(),
                       [&](const PathStep& step) {
                         return step.edge.statement == edge.statement;
                       });
  }

  const TestGraph& graph_;
  const uint32_t max_length_;
  const double min_confidence_;
  const PathRepeats repeats_;
  const std::regex regex_;
  Path way_;
  std::string labels_;
  std::vector<Path> ways_;
};

}  // namespace

RandomPattern MakePattern(std::mt19937* random, Direction unmarked) {
  RandomPattern pattern = RandomPart(random, unmarked, (*random)() % 3);
  // Without "/" and "*" a pattern is about each step.
  const bool each = pattern.text.find_first_of("/*") == std::string::npos;
  if (each) pattern.regex = absl::StrCat("(?:", pattern.regex, ")*");
  return pattern;
}

WayAutomaton MakeAutomaton(const TestGraph& graph, const std::string& pattern,
                           Direction unmarked) {
  const WayPattern parsed =
      ParseWayPattern(pattern, [](absl::string_view) { return false; }).value();
  return WayAutomaton::Make(parsed, unmarked,
                            [&](absl::string_view relations) {
                              return graph.reader->ResolveRelations(relations);
                            })
      .value();
}

std::vector<Path> NaiveWays(const TestGraph& graph, NodeId from,
                            uint32_t max_length, double min_confidence,
                            PathRepeats repeats, const std::string& regex) {
  Walker walker(graph, max_length, min_confidence, repeats, regex);
  walker.Walk(from);
  return std::move(walker).ways();
}

}  // namespace weft::graphstore
