#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/lang/parser_impl.h"

namespace weft::graphstore::query {

absl::StatusOr<Pattern> Parser::ParsePattern() {
  Pattern pattern;
  do {
    WEFT_ASSIGN_OR_RETURN(PathPattern path, ParsePathPattern());
    pattern.paths.push_back(std::move(path));
  } while (TakeSymbol(","));
  return pattern;
}

absl::StatusOr<PathPattern> Parser::ParsePathPattern() {
  PathPattern path;
  path.begin = Peek().begin;
  if (AtName() && IsSymbol("=", 1)) {
    path.name = tokens_[at_].text;
    at_ += 2;
  }
  WEFT_RETURN_IF_ERROR(ParseSelector(&path));
  if ((IsKeyword("shortestPath") || IsKeyword("allShortestPaths")) &&
      IsSymbol("(", 1)) {
    WEFT_RETURN_IF_ERROR(ParseShortestFunction(&path));
  } else {
    WEFT_RETURN_IF_ERROR(ParseChain(&path));
  }
  if (path.selector != PathSelector::kAll && path.relationships.size() != 1) {
    return Error(path.begin, "InvalidRelationshipPattern",
                 "a shortest path needs two nodes with one relationship "
                 "pattern between them, such as (a)-[*]-(b)");
  }
  return path;
}

absl::Status Parser::ParseSelector(PathPattern* path) {
  if (TakeKeyword("ANY")) {
    if (!TakeKeyword("SHORTEST")) return Unexpected("`SHORTEST`");
    path->selector = PathSelector::kShortest;
  } else if (IsKeyword("ALL") && IsKeyword("SHORTEST", 1)) {
    at_ += 2;
    path->selector = PathSelector::kAllShortest;
  } else if (TakeKeyword("SHORTEST")) {
    const Token& token = Peek();
    if (token.kind != TokenKind::kInteger || token.overflow ||
        token.magnitude == 0 || token.magnitude > 1'000'000) {
      return Unexpected("the number of paths, from 1 to 1000000");
    }
    path->selector = PathSelector::kShortestK;
    path->k = static_cast<int64_t>(token.magnitude);
    ++at_;
  } else {
    return absl::OkStatus();
  }
  if (!TakeKeyword("PATHS")) TakeKeyword("PATH");
  return absl::OkStatus();
}

absl::Status Parser::ParseShortestFunction(PathPattern* path) {
  path->selector = IsKeyword("shortestPath") ? PathSelector::kShortest
                                             : PathSelector::kAllShortest;
  at_ += 2;
  WEFT_RETURN_IF_ERROR(ParseChain(path));
  return ExpectSymbol(")");
}

absl::Status Parser::ParseChain(PathPattern* path) {
  WEFT_ASSIGN_OR_RETURN(NodePattern first, ParseNode());
  path->nodes.push_back(std::move(first));
  while (AtRelationship()) {
    WEFT_ASSIGN_OR_RETURN(RelationshipPattern step, ParseRelationship());
    path->relationships.push_back(std::move(step));
    WEFT_ASSIGN_OR_RETURN(NodePattern node, ParseNode());
    path->nodes.push_back(std::move(node));
  }
  return absl::OkStatus();
}

bool Parser::AtRelationship() const {
  return (IsSymbol("-") && (IsSymbol("-", 1) || IsSymbol("[", 1))) ||
         (IsSymbol("<") && IsSymbol("-", 1) &&
          (IsSymbol("-", 2) || IsSymbol("[", 2)));
}

absl::StatusOr<std::vector<std::string>> Parser::ParseLabels() {
  std::vector<std::string> labels;
  while (TakeSymbol(":")) {
    do {
      WEFT_ASSIGN_OR_RETURN(std::string label, ExpectName("a label"));
      labels.push_back(std::move(label));
    } while (TakeSymbol("&"));
  }
  return labels;
}

absl::StatusOr<ExprPtr> Parser::ParsePropertyMap() {
  if (IsSymbol("$")) {
    return Error(Peek().begin, "InvalidParameterUse",
                 "properties in a pattern must be written out, such as "
                 "{name: $name}");
  }
  if (IsSymbol("{")) return ParseMap();
  return ExprPtr();
}

absl::StatusOr<NodePattern> Parser::ParseNode() {
  NodePattern node;
  node.begin = Peek().begin;
  WEFT_RETURN_IF_ERROR(ExpectSymbol("("));
  if (AtName()) node.name = tokens_[at_++].text;
  WEFT_ASSIGN_OR_RETURN(node.labels, ParseLabels());
  WEFT_ASSIGN_OR_RETURN(node.properties, ParsePropertyMap());
  WEFT_RETURN_IF_ERROR(ExpectSymbol(")"));
  return node;
}

absl::StatusOr<RelationshipPattern> Parser::ParseRelationship() {
  RelationshipPattern step;
  step.begin = Peek().begin;
  const bool left = TakeSymbol("<");
  WEFT_RETURN_IF_ERROR(ExpectSymbol("-"));
  if (TakeSymbol("[")) {
    WEFT_RETURN_IF_ERROR(ParseRelationshipDetail(&step));
    WEFT_RETURN_IF_ERROR(ExpectSymbol("]"));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("-"));
  const bool right = TakeSymbol(">");
  step.direction = left == right ? Direction::kBoth
                   : left        ? Direction::kIn
                                 : Direction::kOut;
  WEFT_RETURN_IF_ERROR(ParseQuantifier(&step));
  return step;
}

absl::Status Parser::ParseRelationshipDetail(RelationshipPattern* step) {
  if (AtName()) step->name = tokens_[at_++].text;
  if (TakeSymbol(":")) {
    do {
      TakeSymbol(":");
      WEFT_ASSIGN_OR_RETURN(std::string type,
                            ExpectName("a relationship type"));
      step->types.push_back(std::move(type));
    } while (TakeSymbol("|"));
  }
  if (IsSymbol("..")) {
    return Error(Peek().begin, "InvalidRelationshipPattern",
                 "a length needs `*` before it, such as *1..3");
  }
  if (TakeSymbol("*")) WEFT_RETURN_IF_ERROR(ParseHops(step));
  WEFT_ASSIGN_OR_RETURN(step->properties, ParsePropertyMap());
  return absl::OkStatus();
}

absl::Status Parser::ParseHops(RelationshipPattern* step) {
  step->variable_length = true;
  step->min_hops = 1;
  step->max_hops = kUnbounded;
  const auto number = [this](int64_t* hops) {
    if (Peek().kind != TokenKind::kInteger) return false;
    *hops = Peek().overflow || Peek().magnitude > INT32_MAX
                ? kUnbounded
                : static_cast<int64_t>(Peek().magnitude);
    ++at_;
    return true;
  };
  const bool from = number(&step->min_hops);
  if (TakeSymbol("..")) {
    number(&step->max_hops);
  } else if (from) {
    step->max_hops = step->min_hops;
  }
  if (IsSymbol("-")) {
    return Error(Peek().begin, "InvalidRelationshipPattern",
                 "the length of a path cannot be negative");
  }
  return absl::OkStatus();
}

absl::Status Parser::ParseQuantifier(RelationshipPattern* step) {
  if (!IsSymbol("+") && !IsSymbol("*") && !IsSymbol("{")) {
    return absl::OkStatus();
  }
  if (step->variable_length) {
    return Error(Peek().begin, "InvalidRelationshipPattern",
                 "the length is given twice; write it inside the brackets or "
                 "behind the arrow");
  }
  step->variable_length = true;
  step->max_hops = kUnbounded;
  if (TakeSymbol("+")) {
    step->min_hops = 1;
    return absl::OkStatus();
  }
  if (TakeSymbol("*")) {
    step->min_hops = 0;
    return absl::OkStatus();
  }
  ++at_;
  const auto number = [this](int64_t* hops) {
    if (Peek().kind != TokenKind::kInteger || Peek().overflow ||
        Peek().magnitude > INT32_MAX) {
      return false;
    }
    *hops = static_cast<int64_t>(Peek().magnitude);
    ++at_;
    return true;
  };
  step->min_hops = 0;
  const bool from = number(&step->min_hops);
  if (TakeSymbol(",")) {
    number(&step->max_hops);
  } else if (from) {
    step->max_hops = step->min_hops;
  } else {
    return Unexpected("a length such as {2} or {1,3}");
  }
  return ExpectSymbol("}");
}

}  // namespace weft::graphstore::query
