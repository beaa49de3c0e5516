#include "extractor/analysis/scores.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::extractor {
namespace {

bool IsScored(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kPlace ||
         type == EntityType::kOrganization;
}

bool SameName(const NameMention& a, const NameMention& b) {
  return a.tokens == b.tokens && a.type == b.type;
}

absl::StatusOr<EntityType> ParseType(absl::string_view tag) {
  if (tag == "PER") return EntityType::kPerson;
  if (tag == "LOC") return EntityType::kPlace;
  if (tag == "ORG") return EntityType::kOrganization;
  return absl::InvalidArgumentError(
      absl::StrCat("IOB2: no such name type: ", tag));
}

// Takes in the tag of word `i`.
absl::Status AddTag(absl::string_view tag, uint32_t i,
                    std::vector<NameMention>& names) {
  if (tag == "O") return absl::OkStatus();
  const bool begins = absl::ConsumePrefix(&tag, "B-");
  if (!begins && !absl::ConsumePrefix(&tag, "I-")) {
    return absl::InvalidArgumentError(absl::StrCat("IOB2: no tag: ", tag));
  }
  const absl::StatusOr<EntityType> type = ParseType(tag);
  if (!type.ok()) return type.status();
  if (!begins && !names.empty() && names.back().tokens.end == i &&
      names.back().type == *type) {
    names.back().tokens.end = i + 1;
  } else {
    names.push_back({{i, i + 1}, *type, 1.0f});
  }
  return absl::OkStatus();
}

}  // namespace

double Scores::NameF1() const {
  const int64_t both = gold_names + found_names;
  return both == 0 ? 0 : 2.0 * right_names / both;
}

void AddSentence(const ParsedSentence& gold, const AnalyzedSentence& found,
                 Scores& scores) {
  for (int i = 0; i < gold.tree.size(); ++i) {
    const Node& want = gold.tree[i];
    const Node& have = found.tree[i];
    ++scores.tokens;
    scores.upos += want.upos == have.upos;
    scores.xpos += want.xpos == have.xpos;
    scores.lemmas += want.lemma.empty() || want.lemma == have.lemma;
    if (want.head != have.head) continue;
    ++scores.heads;
    scores.labels += BaseLabel(want.label) == BaseLabel(have.label);
    scores.full_labels += want.label == have.label;
  }
}

void AddNames(const std::vector<NameMention>& gold,
              const AnalyzedSentence& found, Scores& scores) {
  scores.gold_names += static_cast<int64_t>(gold.size());
  for (const NameMention& name : found.names) {
    if (!IsScored(name.type)) continue;
    ++scores.found_names;
    scores.right_names +=
        std::any_of(gold.begin(), gold.end(),
                    [&](const NameMention& g) { return SameName(g, name); });
  }
}

absl::StatusOr<std::map<std::string, std::vector<NameMention>>> ParseIob2(
    absl::string_view text) {
  std::map<std::string, std::vector<NameMention>> names;
  std::vector<NameMention>* current = nullptr;
  uint32_t word = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (absl::ConsumePrefix(&line, "# sent_id = ")) {
      current = &names[std::string(line)];
      word = 0;
    } else if (!line.empty() && line[0] != '#' && current != nullptr) {
      const std::vector<absl::string_view> columns = absl::StrSplit(line, '\t');
      if (columns.size() < 3) {
        return absl::InvalidArgumentError(
            absl::StrCat("IOB2 line with fewer than 3 columns: ", line));
      }
      const absl::Status added = AddTag(columns[2], word++, *current);
      if (!added.ok()) return added;
    }
  }
  return names;
}

}  // namespace weft::extractor
