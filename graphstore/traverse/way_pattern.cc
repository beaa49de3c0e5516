#include "graphstore/traverse/way_pattern.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

using Kind = WayPattern::Kind;

constexpr absl::string_view kSigns = "|/<>*()`";
// Parentheses within parentheses.
constexpr int kMostNesting = 16;

bool IsSign(char c) { return absl::StrContains(kSigns, c); }

// A name in the form in which it means just itself.
std::string Escaped(absl::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '|' || c == '*' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// Steps of one direction are one step, alternatives of an alternative are some
// more.
void AddAlternative(WayPattern added, std::vector<WayPattern>* alternatives) {
  if (added.kind == Kind::kChoice) {
    for (WayPattern& part : added.parts) {
      AddAlternative(std::move(part), alternatives);
    }
    return;
  }
  if (added.kind == Kind::kStep) {
    for (WayPattern& known : *alternatives) {
      if (known.kind != Kind::kStep || known.direction != added.direction) {
        continue;
      }
      if (known.relations.empty() || added.relations.empty()) {
        known.relations.clear();
      } else {
        absl::StrAppend(&known.relations, "|", added.relations);
      }
      return;
    }
  }
  alternatives->push_back(std::move(added));
}

class Parser {
 public:
  Parser(absl::string_view text,
         absl::FunctionRef<bool(absl::string_view)> is_relation)
      : text_(text), is_relation_(is_relation) {}

  absl::StatusOr<WayPattern> Parse() {
    WEFT_ASSIGN_OR_RETURN(WayPattern pattern, Choice());
    if (at_ < text_.size()) {
      return Error(absl::StrCat("\"", text_.substr(at_, 1),
                                "\" has no \"(\" before it"));
    }
    return pattern;
  }

 private:
  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("character ", at_ + 1, ": ", what));
  }

  void SkipSpace() {
    while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) ++at_;
  }
  bool Take(absl::string_view sign) {
    SkipSpace();
    if (!absl::StartsWith(text_.substr(at_), sign)) return false;
    at_ += sign.size();
    return true;
  }

  absl::StatusOr<WayPattern> Choice() {
    std::vector<WayPattern> alternatives;
    do {
      WEFT_ASSIGN_OR_RETURN(WayPattern next, Sequence());
      AddAlternative(std::move(next), &alternatives);
    } while (Take("|"));
    if (alternatives.size() == 1) return std::move(alternatives.front());
    WayPattern choice;
    choice.kind = Kind::kChoice;
    choice.parts = std::move(alternatives);
    return choice;
  }

  absl::StatusOr<WayPattern> Sequence() {
    if (std::optional<WayPattern> name = WholeName()) return *std::move(name);
    WayPattern sequence;
    sequence.kind = Kind::kSequence;
    do {
      WEFT_ASSIGN_OR_RETURN(WayPattern next, Piece());
      sequence.parts.push_back(std::move(next));
    } while (Take("/"));
    SkipSpace();
    if (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
      return Error("write \"|\" or \"/\" between two relations");
    }
    if (sequence.parts.size() == 1) return std::move(sequence.parts.front());
    return sequence;
  }

  std::optional<Direction> Mark() {
    if (Take("<")) return Direction::kIn;
    if (Take(">")) return Direction::kOut;
    return std::nullopt;
  }

  // What is a name as it stands up to the next "|", signs and all.
  std::optional<WayPattern> WholeName() {
    if (nesting_ > 0) return std::nullopt;
    const size_t begin = at_;
    WayPattern step;
    step.direction = Mark();
    const size_t end = std::min(text_.find('|', at_), text_.size());
    const absl::string_view name =
        absl::StripAsciiWhitespace(text_.substr(at_, end - at_));
    if (name.find_first_of("/<>*()`%\\") != absl::string_view::npos &&
        is_relation_(name)) {
      at_ = end;
      step.relations = Escaped(name);
      return step;
    }
    at_ = begin;
    return std::nullopt;
  }

  absl::StatusOr<WayPattern> Piece() {
    const std::optional<Direction> direction = Mark();
    WayPattern piece;
    if (Take("(")) {
      if (direction) {
        return Error("write the direction before each relation, not before (");
      }
      if (++nesting_ > kMostNesting) return Error("too many parentheses");
      WEFT_ASSIGN_OR_RETURN(piece, Choice());
      if (!Take(")")) return Error("\")\" is missing");
      --nesting_;
    } else {
      WEFT_ASSIGN_OR_RETURN(piece.relations, Name());
      piece.direction = direction;
    }
    if (!Take("*")) return piece;
    WayPattern repeat;
    repeat.kind = Kind::kRepeat;
    WEFT_RETURN_IF_ERROR(Bounds(&repeat));
    repeat.parts.push_back(std::move(piece));
    return repeat;
  }

  // As Reader::ResolveRelations() takes it.
  absl::StatusOr<std::string> Name() {
    SkipSpace();
    if (Take("`")) {
      const size_t end = text_.find('`', at_);
      if (end == absl::string_view::npos) return Error("\"`\" is missing");
      const absl::string_view name = text_.substr(at_, end - at_);
      if (name.empty()) return Error("a relation is missing");
      at_ = end + 1;
      return Escaped(name);
    }
    const size_t begin = at_;
    while (at_ < text_.size() && !IsSign(text_[at_])) {
      at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 2 : 1;
    }
    absl::string_view name =
        absl::StripAsciiWhitespace(text_.substr(begin, at_ - begin));
    if (name.empty()) {
      return Error("a relation is missing; \"%\" is any relation");
    }
    if (name == "%") return std::string();
    if (absl::EndsWith(name, "%") && !absl::EndsWith(name, "\\%")) {
      name.remove_suffix(1);
      return absl::StrCat(name, "*");
    }
    return std::string(name);
  }

  // A number, if there is one.
  absl::StatusOr<std::optional<uint32_t>> Number() {
    SkipSpace();
    const size_t begin = at_;
    while (at_ < text_.size() && absl::ascii_isdigit(text_[at_])) ++at_;
    if (at_ == begin) return std::nullopt;
    uint32_t number = 0;
    if (!absl::SimpleAtoi(text_.substr(begin, at_ - begin), &number) ||
        number > kMostRepeats) {
      at_ = begin;
      return Error(absl::StrCat("more than ", kMostRepeats, " times"));
    }
    return number;
  }

  absl::Status Bounds(WayPattern* repeat) {
    const size_t begin = at_;
    WEFT_ASSIGN_OR_RETURN(const std::optional<uint32_t> least, Number());
    repeat->least = least.value_or(1);
    if (Take("..")) {
      WEFT_ASSIGN_OR_RETURN(repeat->most, Number());
      if (!repeat->most && !least) return Error("a number is missing");
    } else {
      repeat->most = least;
    }
    if (!repeat->most ||
        (*repeat->most > 0 && repeat->least <= *repeat->most)) {
      return absl::OkStatus();
    }
    at_ = begin;
    return Error(absl::StrCat("from ", repeat->least, " to ", *repeat->most,
                              " times is no number of steps"));
  }

  const absl::string_view text_;
  const absl::FunctionRef<bool(absl::string_view)> is_relation_;
  size_t at_ = 0;
  int nesting_ = 0;
};

}  // namespace

absl::StatusOr<WayPattern> ParseWayPattern(
    absl::string_view text,
    absl::FunctionRef<bool(absl::string_view name)> is_relation) {
  const absl::string_view stripped = absl::StripAsciiWhitespace(text);
  if (stripped.empty() || stripped == "*") return WayPattern();
  if (text.size() > kMostPatternBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("more than ", kMostPatternBytes, " characters"));
  }
  return Parser(text, is_relation).Parse();
}

bool SaysEachStep(const WayPattern& pattern) {
  if (pattern.kind == Kind::kStep) return true;
  return pattern.kind == Kind::kChoice &&
         std::all_of(pattern.parts.begin(), pattern.parts.end(), SaysEachStep);
}

std::optional<uint64_t> LongestWay(const WayPattern& pattern) {
  if (pattern.kind == Kind::kStep) return 1;
  uint64_t longest = 0;
  for (const WayPattern& part : pattern.parts) {
    const std::optional<uint64_t> length = LongestWay(part);
    if (!length) return std::nullopt;
    longest = pattern.kind == Kind::kChoice ? std::max(longest, *length)
                                            : longest + *length;
  }
  if (pattern.kind != Kind::kRepeat) return longest;
  if (!pattern.most) return std::nullopt;
  // No way that is asked for is nearly so long.
  return std::min<uint64_t>(longest * *pattern.most, uint64_t{1} << 32);
}

}  // namespace weft::graphstore
