#include "service/server/relation_pattern.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/store/query.h"

namespace weft::service {
namespace {

using graphstore::NormalizeName;
using graphstore::Reader;

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

absl::StatusOr<std::string> ResolveAlternative(const Reader& reader,
                                               const std::string& alternative) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::RelationFilter found,
                        reader.ResolveRelations(alternative));
  if (found.any || !found.ids.empty() || absl::StrContains(alternative, '*')) {
    return alternative;
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

}  // namespace weft::service
