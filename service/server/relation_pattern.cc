#include "service/server/relation_pattern.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/store/query.h"
#include "graphstore/store/trigrams.h"

namespace weft::service {
namespace {

using graphstore::NormalizeName;
using graphstore::Reader;

// How many near names a note holds.
constexpr size_t kNearNames = 3;

// Alternatives between "|", escapes left as they are.
std::vector<std::string> SplitAlternatives(absl::string_view pattern) {
  std::vector<std::string> out(1);
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '|') {
      out.emplace_back();
      continue;
    }
    out.back().push_back(pattern[i]);
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out.back().push_back(pattern[++i]);
    }
  }
  return out;
}

// A name as a pattern that means just it.
std::string Escaped(absl::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '|' || c == '*' || c == '\\' || c == '-') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// Verbs whose forms begin with other letters: am/is/are/was/were, went.
bool ChangesFirstLetter(absl::string_view lemma) {
  return lemma == "be" || lemma == "go";
}

absl::StatusOr<bool> IsShownAs(const Reader& reader, const std::string& name,
                               const std::string& normal_display) {
  graphstore::FactFilter filter;
  filter.relation = Escaped(name);
  WEFT_ASSIGN_OR_RETURN(const graphstore::FactPage page,
                        reader.ListFacts(filter, {kDisplaySample, ""}));
  for (const graphstore::Fact& fact : page.facts) {
    if (NormalizeName(fact.mention.relation.text) == normal_display) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<std::vector<std::string>> NamesShownAs(
    const Reader& reader, absl::string_view display) {
  const std::string normal = NormalizeName(display);
  std::vector<std::string> out;
  WEFT_ASSIGN_OR_RETURN(const std::vector<graphstore::RelationInfo> relations,
                        reader.ListRelations());
  for (const graphstore::RelationInfo& relation : relations) {
    if (!MightBeShownAs(relation.name, display)) continue;
    WEFT_ASSIGN_OR_RETURN(const bool shown,
                          IsShownAs(reader, relation.name, normal));
    if (shown) out.push_back(Escaped(relation.name));
  }
  return out;
}

// The names nearest to one that is none, the best first.
absl::StatusOr<std::vector<std::string>> NearNames(const Reader& reader,
                                                   absl::string_view name) {
  const std::string sought = NormalizeName(name);
  const int forgiven = graphstore::ForgivenEdits(sought);
  WEFT_ASSIGN_OR_RETURN(const std::vector<graphstore::RelationInfo> relations,
                        reader.ListRelations());
  std::vector<std::tuple<int, uint64_t, std::string>> ranked;
  for (const graphstore::RelationInfo& relation : relations) {
    const std::string known = NormalizeName(relation.name);
    int distance = graphstore::EditDistance(sought, known, forgiven);
    if (distance > forgiven) {
      // "release" and "release of"; but not every name with an "a" in it.
      if (sought.size() < 3 || !absl::StrContains(known, sought)) continue;
      distance = forgiven + 1;
    }
    ranked.emplace_back(distance, ~relation.statement_count, relation.name);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kNearNames) ranked.resize(kNearNames);
  std::vector<std::string> names;
  for (const auto& [distance, count, known] : ranked) names.push_back(known);
  return names;
}

absl::StatusOr<std::string> ResolveAlternative(const Reader& reader,
                                               const std::string& alternative) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::RelationFilter found,
                        reader.ResolveRelations(alternative));
  if (found.any || !found.ids.empty() || absl::StrContains(alternative, '*')) {
    return alternative;
  }
  absl::string_view beginning = absl::StripTrailingAsciiWhitespace(alternative);
  if (absl::ConsumeSuffix(&beginning, "%") &&
      !absl::EndsWith(beginning, "\\")) {
    return absl::StrCat(beginning, "*");
  }
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                        NamesShownAs(reader, alternative));
  return names.empty() ? alternative : absl::StrJoin(names, "|");
}

}  // namespace

bool MightBeShownAs(absl::string_view name, absl::string_view display) {
  const std::string normal_name = NormalizeName(name);
  const std::string normal_display = NormalizeName(display);
  const std::vector<absl::string_view> lemmas =
      absl::StrSplit(normal_name, ' ');
  const std::vector<absl::string_view> words =
      absl::StrSplit(normal_display, ' ');
  if (lemmas.size() != words.size()) return false;
  for (size_t i = 0; i < lemmas.size(); ++i) {
    if (lemmas[i].empty() || words[i].empty()) return false;
    if (lemmas[i][0] != words[i][0] && !ChangesFirstLetter(lemmas[i])) {
      return false;
    }
  }
  return true;
}

absl::StatusOr<std::string> ResolveDisplayForms(const Reader& reader,
                                                absl::string_view pattern) {
  if (pattern.empty()) return std::string();
  std::vector<std::string> resolved;
  for (const std::string& alternative : SplitAlternatives(pattern)) {
    WEFT_ASSIGN_OR_RETURN(std::string names,
                          ResolveAlternative(reader, alternative));
    resolved.push_back(std::move(names));
  }
  return absl::StrJoin(resolved, "|");
}

absl::StatusOr<std::string> NoteOnUnknownRelations(const Reader& reader,
                                                   absl::string_view pattern) {
  std::vector<std::string> notes;
  if (pattern.empty()) return std::string();
  for (const std::string& alternative : SplitAlternatives(pattern)) {
    WEFT_ASSIGN_OR_RETURN(const graphstore::RelationFilter found,
                          reader.ResolveRelations(alternative));
    if (found.any || !found.ids.empty()) continue;
    const absl::string_view name = absl::StripAsciiWhitespace(alternative);
    WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> near,
                          NearNames(reader, name));
    notes.push_back(absl::StrCat("no relation is called \"", name, "\""));
    if (!near.empty()) {
      absl::StrAppend(&notes.back(), "; did you mean \"",
                      absl::StrJoin(near, "\" or \""), "\"?");
    }
  }
  return absl::StrJoin(notes, "; ");
}

}  // namespace weft::service
