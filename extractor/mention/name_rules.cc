#include "extractor/mention/name_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft::extractor {
namespace {

// Last words that settle the type of a name of two words or more.
constexpr absl::string_view kLawWords[] = {
    "act",  "treaty",    "constitution", "directive",  "amendment",
    "bill", "ordinance", "statute",      "regulation", "resolution"};
constexpr absl::string_view kOrganizationWords[] = {
    "inc",          "inc.",         "corp",
    "corp.",        "ltd",          "ltd.",
    "llc",          "plc",          "gmbh",
    "n.v.",         "s.a.",         "co.",
    "company",      "university",   "college",
    "institute",    "foundation",   "association",
    "agency",       "ministry",     "committee",
    "commission",   "council",      "party",
    "bank",         "times",        "post",
    "herald",       "tribune",      "systems",
    "technologies", "robotics",     "pharmaceuticals",
    "airlines",     "airways",      "motors",
    "labs",         "laboratories", "holdings",
    "ventures",     "capital",      "partners",
    "group",        "union",        "federation"};
constexpr absl::string_view kPlaceWords[] = {
    "river",     "lake",   "mountains", "sea",       "ocean",  "island",
    "islands",   "street", "avenue",    "boulevard", "county", "province",
    "peninsula", "valley", "desert",    "airport",   "bay",    "strait"};

// Plural names of people by origin, faith or party end like this:
// Palestinians, Germans, Iraqis, Sikhs, Marxists, Democrats.
constexpr absl::string_view kGroupEndings[] = {
    "ans",    "ists",  "crats", "lims",  "raelis", "raqis",
    "stanis", "wedes", "iards", "turks", "reeks",  "arabs",
    "kurds",  "zechs", "sikhs", "indus", "jews"};

bool IsInnerLabel(Deprel label) {
  return label == Deprel::kCompound || label == Deprel::kFlat ||
         label == Deprel::kAmod;
}

// The token of a span whose head is outside; the first of several.
int HeadOf(TokenSpan span, const DependencyTree& tree) {
  for (uint32_t i = span.begin; i < span.end; ++i) {
    const int head = tree[i].head;
    if (head == kNoHead || !span.Contains(static_cast<uint32_t>(head))) {
      return static_cast<int>(i);
    }
  }
  return static_cast<int>(span.begin);
}

// Does the head of `part` hang on `whole` as a part of the same name?
bool BelongsTo(TokenSpan part, TokenSpan whole, const DependencyTree& tree) {
  const Node& head = tree[HeadOf(part, tree)];
  return head.head != kNoHead && IsInnerLabel(head.label) &&
         whole.Contains(static_cast<uint32_t>(head.head));
}

bool IsProper(const Node& node) { return node.upos == Upos::kPropn; }

std::vector<NameMention> Join(const DependencyTree& tree,
                              std::vector<NameMention> names) {
  std::vector<NameMention> joined;
  for (const NameMention& name : names) {
    NameMention* last = joined.empty() ? nullptr : &joined.back();
    const bool touches = last && last->tokens.end == name.tokens.begin;
    if (touches && BelongsTo(last->tokens, name.tokens, tree)) {
      last->type = name.type;  // the head is in the later part
    } else if (!touches || !BelongsTo(name.tokens, last->tokens, tree)) {
      joined.push_back(name);
      continue;
    }
    last->tokens.end = name.tokens.end;
    last->probability = std::min(last->probability, name.probability);
  }
  return joined;
}

// Is token `i`, outside every name, a part of the name beside it?
bool IsPart(uint32_t i, TokenSpan name, const DependencyTree& tree) {
  return IsProper(tree[i]) && BelongsTo({i, i + 1}, name, tree);
}

void Grow(const DependencyTree& tree, std::vector<NameMention>& names) {
  const uint32_t size = static_cast<uint32_t>(tree.size());
  for (size_t k = 0; k < names.size(); ++k) {
    TokenSpan& span = names[k].tokens;
    const uint32_t low = k == 0 ? 0 : names[k - 1].tokens.end;
    const uint32_t high =
        k + 1 == names.size() ? size : names[k + 1].tokens.begin;
    while (span.begin > low && IsPart(span.begin - 1, span, tree)) {
      --span.begin;
    }
    while (span.end < high && IsPart(span.end, span, tree)) ++span.end;
  }
}

template <size_t size>
bool IsIn(absl::string_view word, const absl::string_view (&table)[size]) {
  return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

template <size_t size>
bool EndsWithOneOf(absl::string_view word,
                   const absl::string_view (&endings)[size]) {
  return std::any_of(
      std::begin(endings), std::end(endings),
      [&](absl::string_view ending) { return absl::EndsWith(word, ending); });
}

// Types that the tagger falls back on when it does not know better.
bool IsVague(EntityType type) {
  return type == EntityType::kMisc || type == EntityType::kEvent ||
         type == EntityType::kProduct;
}

EntityType TypeOfLong(absl::string_view last_word, EntityType type) {
  if (type == EntityType::kPerson) return type;
  if (IsIn(last_word, kLawWords)) return EntityType::kLaw;
  const bool vague = IsVague(type);
  if ((vague || type == EntityType::kPlace) &&
      IsIn(last_word, kOrganizationWords)) {
    return EntityType::kOrganization;
  }
  if (vague && IsIn(last_word, kPlaceWords)) return EntityType::kPlace;
  return type;
}

EntityType TypeOf(const Sentence& sentence, const DependencyTree& tree,
                  const NameMention& name) {
  const uint32_t last = name.tokens.end - 1;
  const std::string word = absl::AsciiStrToLower(sentence.tokens[last].text);
  if (name.tokens.size() > 1) return TypeOfLong(word, name.type);
  if (tree[last].xpos == Xpos::kNnps && EndsWithOneOf(word, kGroupEndings)) {
    return EntityType::kGroup;
  }
  return name.type;
}

// Addresses and files are no names of anything in the world.
constexpr absl::string_view kFileEndings[] = {
    ".pdf", ".doc", ".xls", ".txt", ".ppt", ".jpg", ".png", ".zip", ".html"};

bool IsAddress(const Sentence& sentence, const DependencyTree& tree,
               const NameMention& name) {
  if (name.tokens.size() != 1) return false;
  const std::string word =
      absl::AsciiStrToLower(sentence.tokens[name.tokens.begin].text);
  return tree[name.tokens.begin].xpos == Xpos::kAdd ||
         absl::StrContains(word, "@") || absl::StrContains(word, "://") ||
         EndsWithOneOf(word, kFileEndings);
}

// Days and single letters, which stand in tables and formulas; companies may
// have such a name.
bool IsDayOrLetter(const Sentence& sentence, const NameMention& name) {
  static constexpr absl::string_view kDays[] = {
      "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"};
  if (name.tokens.size() != 1 || name.type == EntityType::kOrganization) {
    return false;
  }
  const absl::string_view text = sentence.tokens[name.tokens.begin].text;
  return (text.size() == 1 && absl::ascii_isalpha(text[0])) ||
         IsIn(absl::AsciiStrToLower(text), kDays);
}

// Words that neither begin nor end a name.
bool IsLoose(const Node& node) {
  switch (node.upos) {
    case Upos::kAdp:
    case Upos::kAux:
    case Upos::kCconj:
    case Upos::kIntj:
    case Upos::kPron:
    case Upos::kPunct:
    case Upos::kSconj:
      return true;
    default:
      return false;
  }
}

void Trim(const DependencyTree& tree, TokenSpan& span) {
  while (!span.empty() && IsLoose(tree[span.begin])) ++span.begin;
  while (!span.empty() && IsLoose(tree[span.end - 1])) --span.end;
}

// Adds the possessive mark that a name carries as its own, where no noun that
// is owned stands above: "lunch at Tolson's".
void KeepOwnMark(const Sentence& sentence, const DependencyTree& tree,
                 NameMention& name) {
  const uint32_t next = name.tokens.end;
  const int head = HeadOf(name.tokens, tree);
  if (static_cast<int>(next) >= tree.size() ||
      tree[next].label != Deprel::kCase || tree[next].head != head ||
      !IsProper(tree[head])) {
    return;
  }
  const absl::string_view mark = sentence.tokens[next].text;
  const Deprel label = tree[head].label;
  if ((mark != "'s" && mark != "\u2019s" && mark != "s") ||
      label == Deprel::kNmodPoss || label == Deprel::kNmod ||
      IsInnerLabel(label)) {
    return;
  }
  name.tokens.end = next + 1;
  if (name.type == EntityType::kPerson) name.type = EntityType::kOrganization;
}

// States that follow a town without a comma: "Falk Harbor Florida".
constexpr absl::string_view kStates[] = {"alabama",     "alaska",
                                         "arizona",     "arkansas",
                                         "california",  "colorado",
                                         "connecticut", "delaware",
                                         "florida",     "georgia",
                                         "hawaii",      "idaho",
                                         "illinois",    "indiana",
                                         "iowa",        "kansas",
                                         "kentucky",    "louisiana",
                                         "maine",       "maryland",
                                         "michigan",    "massachusetts",
                                         "minnesota",   "missouri",
                                         "mississippi", "montana",
                                         "nebraska",    "nevada",
                                         "ohio",        "oklahoma",
                                         "oregon",      "pennsylvania",
                                         "tennessee",   "texas",
                                         "utah",        "vermont",
                                         "virginia",    "wisconsin",
                                         "wyoming",     "ca",
                                         "tx",          "fl",
                                         "ny",          "nj",
                                         "il",          "az",
                                         "nv",          "wa",
                                         "mi",          "va",
                                         "nc",          "ga",
                                         "pa",          "tn",
                                         "md"};
// What stands before a state's name as a part of its own: "West Virginia".
constexpr absl::string_view kRegionWords[] = {
    "north",   "south",   "east",  "west",  "northern", "southern", "eastern",
    "western", "central", "lower", "upper", "new",      "downtown", "upstate",
    "the",     "baja",    "of",    "mid",   "coastal",  "southwest"};

void SplitOffState(const Sentence& sentence, std::vector<NameMention>& names) {
  const auto word = [&](uint32_t i) {
    return absl::AsciiStrToLower(sentence.tokens[i].text);
  };
  for (size_t k = 0; k < names.size(); ++k) {
    const TokenSpan span = names[k].tokens;
    if (names[k].type != EntityType::kPlace || span.size() < 2 ||
        !IsIn(word(span.end - 1), kStates) ||
        IsIn(word(span.end - 2), kRegionWords)) {
      continue;
    }
    NameMention state = names[k];
    names[k].tokens.end = state.tokens.begin = span.end - 1;
    names.insert(names.begin() + k + 1, state);
    ++k;
  }
}

}  // namespace

std::vector<NameMention> RefineNames(const Sentence& sentence,
                                     const DependencyTree& tree,
                                     std::vector<NameMention> names) {
  for (NameMention& name : names) Trim(tree, name.tokens);
  names.erase(std::remove_if(names.begin(), names.end(),
                             [&](const NameMention& name) {
                               return name.tokens.empty() ||
                                      IsAddress(sentence, tree, name) ||
                                      IsDayOrLetter(sentence, name);
                             }),
              names.end());
  names = Join(tree, std::move(names));
  Grow(tree, names);
  for (NameMention& name : names) {
    name.type = TypeOf(sentence, tree, name);
    KeepOwnMark(sentence, tree, name);
  }
  SplitOffState(sentence, names);
  return names;
}

}  // namespace weft::extractor
