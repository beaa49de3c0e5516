#include "extractor/depparse/conllu.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

using Columns = std::vector<absl::string_view>;

constexpr size_t kLeastColumns = 8;

Columns Split(absl::string_view line) {
  if (absl::StrContains(line, '\t')) return absl::StrSplit(line, '\t');
  return absl::StrSplit(line, ' ', absl::SkipEmpty());
}

absl::Status Wrong(absl::string_view line, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("CoNLL-U line \"", line, "\": ", what));
}

absl::StatusOr<Node> ParseNode(absl::string_view line, const Columns& columns) {
  Node node;
  const std::optional<Upos> upos = ParseUpos(columns[3]);
  if (!upos) return Wrong(line, absl::StrCat("no such tag: ", columns[3]));
  node.upos = *upos;
  // Treebanks hold a few slips in this column; they are no reason to stop.
  node.xpos = ParseXpos(columns[4]).value_or(Xpos::kXx);
  int head = 0;
  if (!absl::SimpleAtoi(columns[6], &head) || head < 0) {
    return Wrong(line, "the head must be a number, 0 for the root");
  }
  node.head = head - 1;
  const std::optional<Deprel> label = ParseDeprel(columns[7]);
  if (!label) return Wrong(line, absl::StrCat("no such label: ", columns[7]));
  node.label = *label;
  if (columns[2] != "_" || columns[1] == "_") {
    node.lemma = std::string(columns[2]);
  }
  return node;
}

// Collects the lines of one sentence.
class Builder {
 public:
  bool empty() const { return nodes_.empty(); }

  void SetId(absl::string_view id) { id_ = std::string(id); }

  absl::Status Add(absl::string_view line) {
    const Columns columns = Split(line);
    if (columns.size() < kLeastColumns) {
      return Wrong(line, "fewer than 8 columns");
    }
    if (absl::StrContains(columns[0], '-') ||
        absl::StrContains(columns[0], '.')) {
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(Node node, ParseNode(line, columns));
    nodes_.push_back(std::move(node));
    Token token;
    token.space_before = !nodes_.empty() && space_ && !text_.empty();
    if (token.space_before) text_ += ' ';
    token.span.begin = static_cast<uint32_t>(text_.size());
    absl::StrAppend(&text_, columns[1]);
    token.span.end = static_cast<uint32_t>(text_.size());
    tokens_.push_back(token);
    space_ =
        columns.size() < 10 || !absl::StrContains(columns[9], "SpaceAfter=No");
    return absl::OkStatus();
  }

  absl::StatusOr<ParsedSentence> Finish() {
    const int size = static_cast<int>(nodes_.size());
    for (const Node& node : nodes_) {
      if (node.head >= size) {
        return absl::InvalidArgumentError(
            absl::StrCat("CoNLL-U sentence \"", text_, "\": head ",
                         node.head + 1, " is beyond the last word"));
      }
    }
    ParsedSentence result;
    result.id = std::exchange(id_, "");
    result.text = std::make_shared<const std::string>(std::exchange(text_, ""));
    for (Token& token : tokens_) {
      token.text = absl::string_view(*result.text)
                       .substr(token.span.begin, token.span.size());
    }
    result.sentence.span = {tokens_.front().span.begin,
                            tokens_.back().span.end};
    result.sentence.tokens = std::exchange(tokens_, {});
    result.tree = DependencyTree(std::exchange(nodes_, {}));
    space_ = true;
    return result;
  }

 private:
  std::string id_;
  std::string text_;
  std::vector<Token> tokens_;
  std::vector<Node> nodes_;
  bool space_ = true;
};

}  // namespace

absl::StatusOr<std::vector<ParsedSentence>> ParseConllu(
    absl::string_view conllu) {
  std::vector<ParsedSentence> sentences;
  Builder builder;
  const auto finish = [&]() -> absl::Status {
    if (builder.empty()) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(ParsedSentence sentence, builder.Finish());
    sentences.push_back(std::move(sentence));
    return absl::OkStatus();
  };
  for (absl::string_view line : absl::StrSplit(conllu, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty()) {
      WEFT_RETURN_IF_ERROR(finish());
    } else if (absl::ConsumePrefix(&line, "# sent_id = ")) {
      builder.SetId(line);
    } else if (line[0] != '#' || line.find_first_of(" \t") != 1) {
      WEFT_RETURN_IF_ERROR(builder.Add(line));
    }
  }
  WEFT_RETURN_IF_ERROR(finish());
  return sentences;
}

absl::StatusOr<ParsedSentence> ParseSentence(absl::string_view conllu) {
  WEFT_ASSIGN_OR_RETURN(std::vector<ParsedSentence> sentences,
                        ParseConllu(conllu));
  if (sentences.size() != 1) {
    return absl::InvalidArgumentError(absl::StrCat(
        "CoNLL-U: one sentence wanted, ", sentences.size(), " found"));
  }
  return std::move(sentences.front());
}

}  // namespace weft::extractor
