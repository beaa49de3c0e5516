#include "extractor/coref/definite_nouns.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "extractor/coref/name_lexicon.h"
#include "extractor/coref/noun_types.h"

namespace weft::extractor {
namespace {

constexpr size_t kMaxCandidates = 240;  // phrases that one noun looks at
constexpr int kGenericBack = 4;         // sentences, for names of a type alone
constexpr int kPersonBack = 1;          // the same for persons: there are many
constexpr int kUnnamedBack = 10;        // for phrases without a name

// Points of salience. Set by hand; nearness leads, as in the pronouns' fitted
// weights.
constexpr double kPerSentence = 4, kSubject = 3, kNamed = 2, kPerMention = 1,
                 kSameNoun = 10, kSameGroup = 6, kVagueType = -8,
                 kOtherOffice = -4, kOtherGroup = -4;
constexpr int kFarthest = 8, kMostMentions = 4;

bool IsDemonstrative(absl::string_view lemma) {
  return lemma == "the" || lemma == "this" || lemma == "that" ||
         lemma == "these" || lemma == "those";
}

// "the Finnish bank" is not the Swedish one.
bool OriginsDiffer(const DefiniteNoun& noun, const Chain& chain) {
  bool any = false;
  for (const std::string& word : chain.modifiers) any |= IsOrigin(word);
  if (!any) return false;
  for (const std::string& word : noun.modifiers) {
    if (IsOrigin(word) && !HasWord(chain.modifiers, word)) return true;
  }
  return false;
}

// What is said of the noun is known of the chain.
bool ModifiersKnown(const DefiniteNoun& noun, const Chain& chain) {
  return std::all_of(
      noun.modifiers.begin(), noun.modifiers.end(),
      [&](const std::string& word) { return HasWord(chain.modifiers, word); });
}

class NounSearch {
 public:
  NounSearch(const DefiniteNoun& noun, absl::Span<const Chain> chains,
             absl::Span<const Candidate> candidates)
      : noun_(noun),
        chains_(chains),
        candidates_(candidates),
        type_(TypeOfNoun(noun.noun)),
        group_(GroupOfNoun(noun.noun)) {}

  int Run() {
    ExcludeClause();
    int best = -1;
    double best_score = 0;
    const size_t reach = std::min(kMaxCandidates, candidates_.size());
    for (size_t back = 0; back < reach; ++back) {
      const Candidate& c = candidates_[candidates_.size() - 1 - back];
      if (excluded_.contains(c.chain)) continue;
      const Chain& chain = chains_[c.chain];
      if (OriginsDiffer(noun_, chain)) continue;
      const std::optional<double> fit = Fit(c, chain);
      if (!fit.has_value()) continue;
      const double score = *fit + Salience(c, chain);
      if (best < 0 || score > best_score) {
        best = c.chain;
        best_score = score;
      }
    }
    return best;
  }

 private:
  // Arguments of one verb are different things, and of who says something of
  // itself the text says "it": "the regulator said the bank ..." are two.
  void ExcludeClause() {
    for (size_t back = 0; back < candidates_.size(); ++back) {
      const Candidate& c = candidates_[candidates_.size() - 1 - back];
      if (c.ref.sentence != noun_.ref.sentence) break;
      const bool reports = c.clause == noun_.report && c.role == Role::kSubject;
      if (reports || (c.clause == noun_.clause && c.role != Role::kPossessor)) {
        excluded_.insert(c.chain);
      }
    }
  }

  // Points for what the chain is; nullopt when it cannot be meant.
  std::optional<double> Fit(const Candidate& c, const Chain& chain) const {
    const int distance = noun_.ref.sentence - c.ref.sentence;
    if (noun_.plural != (chain.plural || c.plural)) return std::nullopt;
    if (HasWord(chain.nouns, noun_.noun)) {
      if (chain.named) return kSameNoun;
      const bool near = distance <= kUnnamedBack;
      if (!near || noun_.possessed || !ModifiersKnown(noun_, chain)) {
        return std::nullopt;
      }
      return kSameNoun;
    }
    if (noun_.possessed || noun_.plural || !chain.named) return std::nullopt;
    return FitOfType(chain, distance);
  }

  std::optional<double> FitOfType(const Chain& chain, int distance) const {
    if (type_ == EntityType::kUnknown) return std::nullopt;
    bool same = false, other = false;
    for (const std::string& word : chain.nouns) {
      const int group = GroupOfNoun(word);
      if (group == group_) same = true;
      if (group != 0 && group != group_) other = true;
    }
    if (type_ == EntityType::kPerson) {
      if (chain.type != type_ || distance > kPersonBack ||
          !MayBeCalled(noun_.noun, chain.nouns)) {
        return std::nullopt;
      }
      return same ? kOtherOffice : 0.0;
    }
    if (same) return kSameGroup;
    if (distance > kGenericBack) return std::nullopt;
    // "the Lund-based supervisor": said so as to tell more, not which one.
    if (IsBased() && chain.type == type_) return other ? kOtherGroup : 0.0;
    if (other || !IsGenericNoun(noun_.noun)) return std::nullopt;
    if (chain.type == type_) return 0.0;
    if (!MayBeOf(chain, type_)) return std::nullopt;
    return kVagueType;
  }

  bool IsBased() const {
    return std::any_of(noun_.modifiers.begin(), noun_.modifiers.end(),
                       [](const std::string& word) {
                         return word == "based" ||
                                absl::EndsWith(word, "-based");
                       });
  }

  double Salience(const Candidate& c, const Chain& chain) const {
    const int distance = noun_.ref.sentence - c.ref.sentence;
    return kPerSentence * (kFarthest - std::min(distance, kFarthest)) +
           (c.role == Role::kSubject ? kSubject : 0) +
           (chain.named ? kNamed : 0) +
           kPerMention * std::min(chain.mentions, kMostMentions);
  }

  const DefiniteNoun& noun_;
  absl::Span<const Chain> chains_;
  absl::Span<const Candidate> candidates_;
  const EntityType type_;
  const int group_;
  absl::flat_hash_set<int> excluded_;
};

}  // namespace

namespace {

bool IsBehindComma(const DependencyTree& tree, int clause) {
  const uint32_t begin = tree.SubtreeSpan(clause).begin;
  return tree[begin].upos == Upos::kPunct ||
         (begin > 0 && tree[begin - 1].upos == Upos::kPunct);
}

}  // namespace

std::vector<std::string> ModifiersOf(const AnalyzedSentence& sentence,
                                     int noun) {
  std::vector<std::string> words;
  for (const int child : sentence.tree.Children(noun)) {
    const Deprel label = BaseLabel(sentence.tree[child].label);
    if (child > noun || (label != Deprel::kAmod && label != Deprel::kCompound &&
                         label != Deprel::kNummod)) {
      continue;
    }
    const TokenSpan span = sentence.tree.SubtreeSpan(child);
    for (uint32_t t = span.begin; t < span.end; ++t) {
      if (sentence.tree[t].upos == Upos::kPunct) continue;
      words.emplace_back(sentence.sentence.tokens[t].text);
    }
  }
  return words;
}

std::optional<DefiniteNoun> ReadDefiniteNoun(
    const AnalyzedSentence& sentence, TokenRef ref,
    const std::function<std::optional<EntityType>(int)>& type_at) {
  const DependencyTree& tree = sentence.tree;
  DefiniteNoun noun;
  bool definite = false;
  for (const int child : tree.Children(ref.token)) {
    const Node& node = tree[child];
    switch (BaseLabel(node.label)) {
      case Deprel::kDet:
        if (!IsDemonstrative(node.lemma)) return std::nullopt;
        definite = true;
        break;
      case Deprel::kAcl:
        // "the mill that burned" tells which; "the mill, which ..." does not.
        if (!IsBehindComma(tree, child)) return std::nullopt;
        break;
      case Deprel::kAppos:
        if (type_at(child).has_value()) return std::nullopt;
        break;
      case Deprel::kConj:
        return std::nullopt;
      case Deprel::kNummod:
        if (child > ref.token) return std::nullopt;
        break;
      case Deprel::kNmod:
        if (node.label != Deprel::kNmodPoss || node.xpos != Xpos::kPrpS) {
          return std::nullopt;
        }
        noun.possessed = true;
        break;
      case Deprel::kAmod:
        if (SetsApart(node.lemma) || node.xpos == Xpos::kJjr ||
            node.xpos == Xpos::kJjs) {
          return std::nullopt;
        }
        break;
      case Deprel::kCompound:
        // "the Lund mill" is a mill, "the Holm mill" is Holm's.
        if (type_at(child).value_or(EntityType::kPlace) != EntityType::kPlace) {
          return std::nullopt;
        }
        break;
      default:
        break;
    }
  }
  if (!definite && !noun.possessed) return std::nullopt;
  if (tree.Child(ref.token, Deprel::kCop) != kNoHead) return std::nullopt;
  noun.ref = ref;
  noun.noun = absl::AsciiStrToLower(tree[ref.token].lemma);
  noun.modifiers = ModifiersOf(sentence, ref.token);
  noun.plural = IsPlural(tree, ref.token);
  noun.clause = ClauseOf(
      tree, tree[ref.token].head == kNoHead ? ref.token : tree[ref.token].head);
  return noun;
}

int ChainOfNoun(const DefiniteNoun& noun, absl::Span<const Chain> chains,
                absl::Span<const Candidate> candidates) {
  return NounSearch(noun, chains, candidates).Run();
}

}  // namespace weft::extractor
