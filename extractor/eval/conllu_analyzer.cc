#include "extractor/eval/conllu_analyzer.h"

#include <cstdio>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status.h"
#include "extractor/depparse/conllu.h"

namespace weft::extractor {
namespace {

std::string Words(const Sentence& sentence) {
  return absl::StrJoin(sentence.tokens, " ",
                       [](std::string* out, const Token& token) {
                         absl::StrAppend(out, token.text);
                       });
}

DependencyTree FlatTree(const Sentence& sentence) {
  std::vector<Node> nodes(sentence.tokens.size());
  for (size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].head = i == 0 ? kNoHead : 0;
    nodes[i].label = i == 0 ? Deprel::kRoot : Deprel::kDep;
  }
  return DependencyTree(std::move(nodes));
}

// Names of one block of lines, from the IOB2 tags in column 9.
std::vector<NameMention> NamesOf(absl::string_view block) {
  std::vector<NameMention> names;
  uint32_t token = 0;
  for (absl::string_view line : absl::StrSplit(block, '\n')) {
    const std::vector<absl::string_view> columns =
        absl::StrSplit(line, absl::ByAnyChar("\t "), absl::SkipEmpty());
    if (columns.empty() || columns[0] == "#") continue;
    if (columns.size() < 9) {
      ++token;
      continue;
    }
    if (columns[0].find_first_of(".-") != absl::string_view::npos) {
      continue;
    }
    const absl::string_view tag = columns[8];
    if (tag.size() > 2 && tag[1] == '-') {
      const auto type = ParseEntityType(absl::AsciiStrToLower(tag.substr(2)));
      if (tag[0] == 'I' && !names.empty() && names.back().tokens.end == token) {
        ++names.back().tokens.end;
      } else {
        names.push_back(
            {{token, token + 1}, type.value_or(EntityType::kUnknown), 0.9f});
      }
    }
    ++token;
  }
  return names;
}

struct Parse {
  DependencyTree tree;
  std::vector<NameMention> names;
};

class ConlluAnalyzer : public Analyzer {
 public:
  explicit ConlluAnalyzer(absl::flat_hash_map<std::string, Parse> parses)
      : parses_(std::move(parses)) {}

  std::vector<AnalyzedSentence> Analyze(
      std::vector<Sentence> sentences) const override {
    std::vector<AnalyzedSentence> result;
    for (Sentence& sentence : sentences) {
      const auto found = parses_.find(Words(sentence));
      AnalyzedSentence analyzed;
      if (found == parses_.end()) {
        analyzed.tree = FlatTree(sentence);
      } else {
        analyzed.tree = found->second.tree;
        analyzed.names = found->second.names;
      }
      analyzed.sentence = std::move(sentence);
      result.push_back(std::move(analyzed));
    }
    return result;
  }
  absl::string_view model_version() const override { return "conllu"; }

 private:
  absl::flat_hash_map<std::string, Parse> parses_;
};

class TokenPrinter : public Analyzer {
 public:
  std::vector<AnalyzedSentence> Analyze(
      std::vector<Sentence> sentences) const override {
    std::vector<AnalyzedSentence> result;
    for (Sentence& sentence : sentences) {
      std::puts(Words(sentence).c_str());
      AnalyzedSentence analyzed;
      analyzed.tree = FlatTree(sentence);
      analyzed.sentence = std::move(sentence);
      result.push_back(std::move(analyzed));
    }
    return result;
  }
  absl::string_view model_version() const override { return "none"; }
};

}  // namespace

absl::StatusOr<std::unique_ptr<const Analyzer>> MakeConlluAnalyzer(
    const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseConlluAnalyzer(bytes);
}

absl::StatusOr<std::unique_ptr<const Analyzer>> ParseConlluAnalyzer(
    absl::string_view bytes) {
  absl::flat_hash_map<std::string, Parse> parses;
  for (absl::string_view block : absl::StrSplit(bytes, "\n\n")) {
    if (absl::StripAsciiWhitespace(block).empty()) continue;
    WEFT_ASSIGN_OR_RETURN(ParsedSentence parsed, ParseSentence(block));
    std::string words = Words(parsed.sentence);
    parses[std::move(words)] = {std::move(parsed.tree), NamesOf(block)};
  }
  return std::make_unique<const ConlluAnalyzer>(std::move(parses));
}

std::unique_ptr<const Analyzer> MakeTokenPrinter() {
  return std::make_unique<const TokenPrinter>();
}

}  // namespace weft::extractor
