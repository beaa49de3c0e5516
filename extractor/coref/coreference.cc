#include "extractor/coref/coreference.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "extractor/coref/name_clusters.h"
#include "extractor/coref/name_mentions.h"
#include "extractor/coref/noun_types.h"
#include "extractor/coref/pronouns.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

constexpr int kNone = -1;
constexpr int kSentencesBack = 3;      // for pronouns
constexpr int kNominalsBack = 4;       // for "the company"
constexpr size_t kMaxCandidates = 60;  // mentions that one pronoun looks at

bool IsSubject(const Node& node) {
  return BaseLabel(node.label) == Deprel::kNsubj;
}

// Something that a pronoun or a definite noun may look back to.
struct Candidate {
  TokenRef ref;
  int entity = kNone;
  EntityType type = EntityType::kUnknown;
  bool plural = false;
  bool subject = false;
};

}  // namespace

class CoreferenceResolver {
 public:
  explicit CoreferenceResolver(absl::Span<const SentenceFacts> sentences)
      : sentences_(sentences) {
    result_.entity_at_.resize(sentences.size());
    for (size_t s = 0; s < sentences.size(); ++s) {
      result_.entity_at_[s].assign(sentences[s].analyzed->tree.size(), kNone);
    }
  }

  Coreference Run() {
    ResolveNames();
    Harvest();
    for (size_t s = 0; s < sentences_.size(); ++s) {
      ResolveSentence(static_cast<int>(s));
    }
    CollectMentions();
    std::sort(result_.antecedents_.begin(), result_.antecedents_.end(),
              [](const auto& a, const auto& b) {
                return std::pair(a.first.sentence, a.first.token) <
                       std::pair(b.first.sentence, b.first.token);
              });
    return std::move(result_);
  }

 private:
  const DependencyTree& Tree(int s) const {
    return sentences_[s].analyzed->tree;
  }
  int& At(int s, int token) { return result_.entity_at_[s][token]; }

  // --- names ---------------------------------------------------------------

  void ResolveNames() {
    std::vector<NameUse> uses;
    std::vector<TokenRef> heads;
    std::vector<TokenSpan> spans;
    absl::flat_hash_map<int64_t, int> use_at;
    for (size_t s = 0; s < sentences_.size(); ++s) {
      for (const NameMention& name : MendedNames(*sentences_[s].analyzed)) {
        const int head = HeadOf(Tree(s), name.tokens);
        const TokenRef ref = {static_cast<int>(s), head};
        use_at[Key(ref)] = static_cast<int>(uses.size());
        uses.push_back({NameText(*sentences_[s].analyzed, name.tokens),
                        name.type, name.probability});
        heads.push_back(ref);
        spans.push_back(name.tokens);
      }
    }
    const NameClusters clusters = ClusterNames(uses, Declared(use_at));
    for (const NameCluster& cluster : clusters.clusters) {
      result_.entities_.push_back({cluster.name, cluster.type, cluster.forms});
    }
    for (size_t u = 0; u < uses.size(); ++u) {
      const int cluster = clusters.cluster_of[u];
      if (cluster < 0) continue;
      for (uint32_t t = spans[u].begin; t < spans[u].end; ++t) {
        At(heads[u].sentence, t) = cluster;
      }
      AddMention(cluster, heads[u].sentence, spans[u]);
    }
    genders_.resize(result_.entities_.size(), Gender::kUnknown);
    descriptions_.resize(result_.entities_.size());
  }

  static int64_t Key(TokenRef ref) {
    return (int64_t{ref.sentence} << 32) | ref.token;
  }

  // "Lund Trade Union (LTU)": both are names already, the text joins them.
  std::vector<std::pair<int, int>> Declared(
      const absl::flat_hash_map<int64_t, int>& use_at) const {
    std::vector<std::pair<int, int>> same;
    for (size_t s = 0; s < sentences_.size(); ++s) {
      for (const Proposition& p : sentences_[s].propositions) {
        if (p.rule != "abbreviation.is") continue;
        const int sentence = static_cast<int>(s);
        const auto a = use_at.find(Key({sentence, p.subject}));
        const auto b = use_at.find(Key({sentence, p.arguments[0].head}));
        if (a != use_at.end() && b != use_at.end()) {
          same.emplace_back(a->second, b->second);
        }
      }
    }
    return same;
  }

  void AddMention(int entity, int s, TokenSpan span) {
    const uint32_t last = span.end - 1;
    if (span.size() > 1 && Tree(s)[last].xpos == Xpos::kPos) --span.end;
    result_.mentions_.push_back({entity, s, span});
  }

  // Nouns and pronouns that mean a name join the names themselves.
  void CollectMentions() {
    std::vector<std::vector<bool>> named(sentences_.size());
    for (size_t s = 0; s < sentences_.size(); ++s) {
      named[s].assign(Tree(s).size(), false);
    }
    for (const ResolvedMention& mention : result_.mentions_) {
      for (uint32_t t = mention.tokens.begin; t < mention.tokens.end; ++t) {
        named[mention.sentence][t] = true;
      }
    }
    for (size_t s = 0; s < sentences_.size(); ++s) {
      for (int t = 0; t < Tree(s).size(); ++t) {
        const int entity = result_.entity_at_[s][t];
        if (entity == kNone || named[s][t] || Tree(s)[t].xpos == Xpos::kPos) {
          continue;
        }
        auto begin = static_cast<uint32_t>(t);
        for (const int child : Tree(s).Children(t)) {
          if (child >= t) break;
          const Deprel label = BaseLabel(Tree(s)[child].label);
          if (label == Deprel::kDet || label == Deprel::kAmod ||
              label == Deprel::kCompound || label == Deprel::kNummod ||
              label == Deprel::kNmod) {
            begin = Tree(s).SubtreeSpan(child).begin;
            break;
          }
        }
        AddMention(entity, static_cast<int>(s),
                   {begin, static_cast<uint32_t>(t) + 1});
      }
    }
    std::sort(result_.mentions_.begin(), result_.mentions_.end(),
              [](const ResolvedMention& a, const ResolvedMention& b) {
                return std::pair(a.sentence, a.tokens) <
                       std::pair(b.sentence, b.tokens);
              });
  }

  // --- descriptions --------------------------------------------------------

  void Harvest() {
    for (size_t s = 0; s < sentences_.size(); ++s) {
      for (const Proposition& p : sentences_[s].propositions) {
        HarvestFrom(static_cast<int>(s), p);
      }
      HarvestGender(static_cast<int>(s));
    }
    for (size_t e = 0; e < result_.entities_.size(); ++e) {
      // What the text calls it counts more than what the tagger guessed.
      NamedEntity& entity = result_.entities_[e];
      EntityType described = EntityType::kUnknown;
      for (const std::string& noun : descriptions_[e]) {
        const auto [only, fresh] =
            described_.emplace(noun, static_cast<int>(e));
        if (!fresh) only->second = kNone;
        const EntityType type = TypeOfNoun(noun);
        if (type == entity.type) described = type;
        if (described == EntityType::kUnknown) described = type;
      }
      if (described != EntityType::kUnknown) entity.type = described;
    }
  }

  void HarvestFrom(int s, const Proposition& p) {
    if (p.arguments.empty() || p.factuality.negated) return;
    const bool same = p.rule == "apposition.is" || p.rule == "name.introduced";
    const bool says = same || p.rule == "title.is" || p.rule == "member.is" ||
                      p.rule == "copula.is";
    if (!says) return;
    const Argument& object = p.arguments[0];
    if (object.role != ArgumentRole::kComplement || !object.markers.empty()) {
      return;
    }
    const int entity = At(s, p.subject);
    const Node& noun = Tree(s)[object.head];
    if (entity == kNone || noun.upos != Upos::kNoun) return;
    descriptions_[entity].insert(absl::AsciiStrToLower(noun.lemma));
    // "Vela is a boat that ...": the boat is Vela, when nothing is denied or
    // doubted.
    const int article = Tree(s).Child(object.head, Deprel::kDet);
    const bool ascribes = p.rule == "copula.is" && article != kNoHead &&
                          Tree(s)[article].lemma == "a" &&
                          p.factuality.certainty == Certainty::kAsserted;
    if ((same || ascribes) && At(s, object.head) == kNone &&
        noun.xpos != Xpos::kNns) {
      At(s, object.head) = entity;
    }
  }

  void HarvestGender(int s) {
    const DependencyTree& tree = Tree(s);
    for (int t = 0; t + 1 < tree.size(); ++t) {
      const Gender gender = GenderOfTitle(tree[t].lemma);
      const int entity = At(s, t + 1);
      if (gender != Gender::kUnknown && entity != kNone) {
        genders_[entity] = gender;
      }
    }
  }

  // --- nouns and pronouns --------------------------------------------------

  void ResolveSentence(int s) {
    const DependencyTree& tree = Tree(s);
    for (int t = 0; t < tree.size(); ++t) {
      const Node& node = tree[t];
      if (node.upos == Upos::kPron || node.xpos == Xpos::kPrpS) {
        ResolvePronoun(s, t);
      } else if (node.upos == Upos::kNoun || node.upos == Upos::kPropn) {
        ResolveNoun(s, t);
      }
    }
  }

  void AddCandidate(int s, int t, int entity) {
    const Node& node = Tree(s)[t];
    Candidate candidate;
    candidate.ref = {s, t};
    candidate.entity = entity;
    candidate.type = entity != kNone
                         ? result_.entities_[entity].type
                         : TypeOfNoun(absl::AsciiStrToLower(node.lemma));
    candidate.plural = (node.xpos == Xpos::kNns && entity == kNone) ||
                       Tree(s).Child(t, Deprel::kConj) != kNoHead;
    candidate.subject = IsSubject(node);
    // "No company" is none that could be meant again.
    const int determiner = Tree(s).Child(t, Deprel::kDet);
    if (determiner != kNoHead && Tree(s)[determiner].lemma == "no") return;
    candidates_.push_back(candidate);
  }

  void ResolveNoun(int s, int t) {
    const DependencyTree& tree = Tree(s);
    const Node& node = tree[t];
    const Deprel label = BaseLabel(node.label);
    if (label == Deprel::kCompound || label == Deprel::kFlat ||
        label == Deprel::kFixed) {
      // Parts of a phrase; a name among them can still be meant later.
      if (At(s, t) != kNone && IsHeadOfName(s, t)) {
        AddCandidate(s, t, At(s, t));
      }
      return;
    }
    if (At(s, t) == kNone && node.upos == Upos::kNoun &&
        node.xpos != Xpos::kNns) {
      At(s, t) = NamedBefore(s, t);
      if (At(s, t) == kNone) At(s, t) = DefiniteNoun(s, t);
    }
    if (Is(absl::AsciiStrToLower(node.lemma), WordClass::kTimeNoun)) return;
    AddCandidate(s, t, At(s, t));
  }

  bool IsHeadOfName(int s, int t) const {
    const int head = Tree(s)[t].head;
    return head == kNoHead ||
           result_.entity_at_[s][head] != result_.entity_at_[s][t];
  }

  // "the X2 model" is X2.
  int NamedBefore(int s, int t) {
    const DependencyTree& tree = Tree(s);
    if (!IsKindNoun(absl::AsciiStrToLower(tree[t].lemma))) return kNone;
    for (const int child : tree.Children(t)) {
      if (tree[child].label != Deprel::kCompound &&
          tree[child].label != Deprel::kNmodDesc) {
        continue;
      }
      const int entity = At(s, child);
      if (entity == kNone || child + 1 != t) continue;
      const EntityType type = result_.entities_[entity].type;
      const EntityType kind = TypeOfNoun(tree[t].lemma);
      if (type == kind || type == EntityType::kUnknown ||
          type == EntityType::kMisc || type == EntityType::kProduct) {
        return entity;
      }
    }
    return kNone;
  }

  bool IsAnaphoric(int s, int t) const {
    const DependencyTree& tree = Tree(s);
    bool definite = false;
    for (const int child : tree.Children(t)) {
      const Node& node = tree[child];
      switch (BaseLabel(node.label)) {
        case Deprel::kDet:
          definite |= node.lemma == "the" || node.lemma == "this" ||
                      node.lemma == "that";
          break;
        case Deprel::kAcl:
        case Deprel::kAppos:
        case Deprel::kNummod:
        case Deprel::kConj:
          return false;
        case Deprel::kNmod:
          return false;
        case Deprel::kAmod:
          if (SetsApart(node.lemma) || node.xpos == Xpos::kJjr ||
              node.xpos == Xpos::kJjs) {
            return false;
          }
          break;
        case Deprel::kCompound:
          if (result_.entity_at_[s][child] != kNone) return false;
          break;
        default:
          break;
      }
    }
    return definite && tree.Child(t, Deprel::kCop) == kNoHead;
  }

  int DefiniteNoun(int s, int t) {
    if (!IsAnaphoric(s, t)) return kNone;
    const std::string noun = absl::AsciiStrToLower(Tree(s)[t].lemma);
    int by_description = kNone, by_type = kNone;
    double best_description = -1, best_type = -1;
    const EntityType type = TypeOfNoun(noun);
    const bool generic = IsGenericNoun(noun);
    for (size_t back = 0; back < kMaxCandidates; ++back) {
      if (back >= candidates_.size()) break;
      const Candidate& c = candidates_[candidates_.size() - 1 - back];
      if (c.entity == kNone || c.plural) continue;
      const double score = Salience(c, s, back);
      if (descriptions_[c.entity].contains(noun)) {
        if (score > best_description) {
          best_description = score;
          by_description = c.entity;
        }
      } else if (generic && s - c.ref.sentence <= kNominalsBack) {
        // A name of no known type may be meant when no better one is near.
        const bool vague =
            c.type == EntityType::kUnknown || c.type == EntityType::kMisc;
        if (c.type != type && !(vague && type != EntityType::kPerson)) continue;
        const double typed = vague ? score - 8 : score;
        if (typed > best_type) {
          best_type = typed;
          by_type = c.entity;
        }
      }
    }
    if (by_description == kNone) by_description = OnlyOneDescribed(noun);
    return by_description != kNone ? by_description : by_type;
  }

  // Farther back than the window: safe when one name alone was called so.
  int OnlyOneDescribed(const std::string& noun) const {
    const auto found = described_.find(noun);
    return found == described_.end() ? kNone : found->second;
  }

  // Nearness in sentences, then subjects, then names. The weights were set by
  // hand and checked on GUM's development documents.
  static double Salience(const Candidate& c, int sentence, size_t back) {
    const int distance = sentence - c.ref.sentence;
    return 4.0 * (8 - std::min(distance, 8)) + (c.subject ? 3.0 : 0.0) +
           (c.entity != kNone ? 1.5 : 0.0) -
           0.1 * static_cast<double>(std::min<size_t>(back, 20));
  }

  void ResolvePronoun(int s, int t) {
    const DependencyTree& tree = Tree(s);
    const Node& node = tree[t];
    const PronounKind kind =
        PronounKindOf(sentences_[s].analyzed->sentence.tokens[t].text);
    if (kind == PronounKind::kNone || node.label == Deprel::kExpl ||
        IsEmptyIt(s, t, kind)) {
      return;
    }
    const Candidate* best = nullptr;
    double best_score = 0;
    for (size_t back = 0; back < kMaxCandidates; ++back) {
      if (back >= candidates_.size()) break;
      const Candidate& c = candidates_[candidates_.size() - 1 - back];
      if (s - c.ref.sentence > kSentencesBack) break;
      if (!Fits(c, kind) || !MayBind(c, s, t)) continue;
      double score = Salience(c, s, back);
      if (c.subject == IsSubject(node)) score += 1;
      // Places are rarely what news goes on to talk about.
      if (c.type == EntityType::kPlace) score -= 3;
      const bool person = kind == PronounKind::kHe || kind == PronounKind::kShe;
      if (person && c.type != EntityType::kPerson) score -= 6;
      if (best == nullptr || score > best_score) {
        best = &c;
        best_score = score;
      }
    }
    if (best == nullptr) return;
    const Candidate chosen = *best;  // the list grows below
    if (chosen.entity != kNone) {
      At(s, t) = chosen.entity;
      if (kind == PronounKind::kHe) genders_[chosen.entity] = Gender::kMale;
      if (kind == PronounKind::kShe) genders_[chosen.entity] = Gender::kFemale;
    } else {
      result_.antecedents_.push_back({{s, t}, Origin(chosen.ref)});
    }
    Candidate again = chosen;
    again.ref = {s, t};
    again.subject = IsSubject(node);
    if (chosen.entity == kNone) origins_[Key(again.ref)] = Origin(chosen.ref);
    candidates_.push_back(again);
  }

  TokenRef Origin(TokenRef ref) const {
    const auto found = origins_.find(Key(ref));
    return found == origins_.end() ? ref : found->second;
  }

  // "It is likely that ...", "it seems ...": nothing is meant.
  bool IsEmptyIt(int s, int t, PronounKind kind) const {
    if (kind != PronounKind::kIt) return false;
    const DependencyTree& tree = Tree(s);
    const int head = tree[t].head;
    if (head == kNoHead || !IsSubject(tree[t])) return false;
    const absl::string_view verb = tree[head].lemma;
    if (verb == "seem" || verb == "appear" || verb == "rain" ||
        verb == "snow" || verb == "turn") {
      return true;
    }
    if (tree.Child(head, Deprel::kCop) == kNoHead) return false;
    if (tree[head].upos != Upos::kAdj && tree[head].upos != Upos::kNoun) {
      return false;
    }
    return tree.Child(head, Deprel::kCsubj) != kNoHead ||
           tree.Child(head, Deprel::kCcomp) != kNoHead ||
           (tree[head].upos == Upos::kAdj &&
            tree.Child(head, Deprel::kAdvcl) != kNoHead);
  }

  bool Fits(const Candidate& c, PronounKind kind) const {
    switch (kind) {
      case PronounKind::kHe:
      case PronounKind::kShe: {
        if (c.plural) return false;
        if (c.entity == kNone) return c.type == EntityType::kPerson;
        if (c.type != EntityType::kPerson && !MayBePerson(c)) return false;
        const Gender gender = genders_[c.entity];
        const Gender wanted =
            kind == PronounKind::kHe ? Gender::kMale : Gender::kFemale;
        return gender == Gender::kUnknown || gender == wanted;
      }
      case PronounKind::kIt:
        return c.type != EntityType::kPerson && !c.plural;
      case PronounKind::kThey:
        return c.plural ||
               (c.entity != kNone && c.type == EntityType::kOrganization);
      default:
        return false;
    }
  }

  // Two words or three and no type that speaks against it.
  bool MayBePerson(const Candidate& c) const {
    if (c.type != EntityType::kUnknown && c.type != EntityType::kMisc) {
      return false;
    }
    const std::string& name = result_.entities_[c.entity].name;
    const auto blanks = std::count(name.begin(), name.end(), ' ');
    return blanks == 1 || blanks == 2;
  }

  // Arguments of one verb are different things, and a phrase does not contain
  // what it refers to.
  bool MayBind(const Candidate& c, int s, int t) const {
    if (c.ref.sentence != s) return true;
    const DependencyTree& tree = Tree(s);
    const Node& node = tree[t];
    if (tree.Dominates(c.ref.token, t) && node.label != Deprel::kNmodPoss) {
      // "the man who lost his hat": inside of a clause it may.
      return tree[c.ref.token].upos != Upos::kVerb &&
             BaseLabel(tree[tree[t].head].label) == Deprel::kAcl;
    }
    if (tree[t].head == c.ref.token) return false;
    const bool reflexive = absl::EndsWith(
        absl::AsciiStrToLower(sentences_[s].analyzed->sentence.tokens[t].text),
        "self");
    return node.label == Deprel::kNmodPoss || reflexive ||
           tree[c.ref.token].head != node.head;
  }

  absl::Span<const SentenceFacts> sentences_;
  Coreference result_;
  std::vector<Gender> genders_;                                 // by entity
  std::vector<absl::flat_hash_set<std::string>> descriptions_;  // by entity
  // Noun -> the one entity described by it, kNone when several are.
  absl::flat_hash_map<std::string, int> described_;
  std::vector<Candidate> candidates_;  // of the document so far, in text order
  absl::flat_hash_map<int64_t, TokenRef> origins_;
};

int Coreference::EntityAt(TokenRef head) const {
  if (!head.valid() || head.token < 0) return kNone;
  return entity_at_[head.sentence][head.token];
}

TokenRef Coreference::AntecedentOf(TokenRef head) const {
  const auto key = std::pair(head.sentence, head.token);
  const auto found = std::lower_bound(
      antecedents_.begin(), antecedents_.end(), key,
      [](const auto& entry, const std::pair<int, int>& wanted) {
        return std::pair(entry.first.sentence, entry.first.token) < wanted;
      });
  if (found == antecedents_.end() || !(found->first == head)) return {};
  return found->second;
}

Coreference ResolveCoreference(absl::Span<const SentenceFacts> sentences) {
  return CoreferenceResolver(sentences).Run();
}

}  // namespace weft::extractor
