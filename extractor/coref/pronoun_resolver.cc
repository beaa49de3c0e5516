#include "extractor/coref/pronoun_resolver.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "extractor/coref/pronoun_ranker.h"
#include "extractor/coref/pronouns.h"

namespace weft::extractor {
namespace {

constexpr int kNone = -1;
constexpr int kSentencesBack = 3;
constexpr size_t kMaxCandidates = 60;  // phrases that one pronoun looks at
// Points off for a sex that does not go with the type: more than any sum of
// weights that speaks for the nearest phrase.
constexpr double kOdd = 4;
// The same for a given name that the other sex bears more often.
constexpr double kOddName = 2;

class PronounResolver {
 public:
  PronounResolver(DocumentState* state, std::vector<PronounDecision>* decisions)
      : state_(*state), decisions_(decisions) {}

  void Resolve(int s, int t) {
    const PronounKind kind = PronounKindOf(state_.TextAt(s, t));
    if (kind == PronounKind::kNone ||
        state_.Tree(s)[t].label == Deprel::kExpl) {
      return;
    }
    const Anaphor anaphor = ReadAnaphor(s, t, kind);
    const int best = BestCandidate(anaphor);
    int chain =
        best == kNone ? SubjectAhead(anaphor) : state_.candidates[best].chain;
    if (chain == kNone) return;
    Candidate again = CandidateAt(state_, s, t);
    again.form = Form::kPronoun;
    again.pronoun = kind;
    again.chain = chain;
    again.plural = kind == PronounKind::kThey;
    state_.chain_at[s][t] = chain;
    if (kind == PronounKind::kHe) state_.chains[chain].gender = Gender::kMale;
    if (kind == PronounKind::kShe)
      state_.chains[chain].gender = Gender::kFemale;
    AddMention(again, &state_);
  }

 private:
  Anaphor ReadAnaphor(int s, int t, PronounKind kind) const {
    const DependencyTree& tree = state_.Tree(s);
    Anaphor anaphor;
    anaphor.ref = {s, t};
    anaphor.kind = kind;
    anaphor.role = RoleOf(tree, t);
    anaphor.main_subject =
        anaphor.role == Role::kSubject && tree[t].head == tree.root();
    const std::string word = absl::AsciiStrToLower(state_.TextAt(s, t));
    anaphor.reflexive =
        absl::EndsWith(word, "self") || absl::EndsWith(word, "selves");
    anaphor.quoted = state_.quoted[s][t];
    anaphor.clause = ClauseAbove(state_, s, t);
    anaphor.empty = IsEmptyIt(s, t, kind);
    anaphor.copular = anaphor.role == Role::kSubject &&
                      tree.Child(tree[t].head, Deprel::kCop) != kNoHead;
    return anaphor;
  }

  // Index into state_.candidates, kNone when none of them is meant.
  int BestCandidate(const Anaphor& anaphor) {
    const DependencyTree& tree = state_.Tree(anaphor.ref.sentence);
    int best = kNone, seen = 0;
    double best_score = 0;
    PronounDecision decision;
    decision.pronoun = anaphor.ref;
    const size_t reach = std::min(kMaxCandidates, state_.candidates.size());
    for (size_t back = 0; back < reach; ++back) {
      const size_t index = state_.candidates.size() - 1 - back;
      const Candidate& c = state_.candidates[index];
      if (anaphor.ref.sentence - c.ref.sentence > kSentencesBack) break;
      if (!MayMean(anaphor, c)) continue;
      ++seen;
      Pairing pairing;
      pairing.candidate = &c;
      pairing.chain = &state_.chains[c.chain];
      pairing.between = static_cast<int>(back);
      pairing.above = c.ref.sentence == anaphor.ref.sentence &&
                      c.clause != anaphor.clause &&
                      tree.Dominates(c.clause, anaphor.clause);
      std::vector<int> features = FeaturesOf(anaphor, pairing);
      const double score = ScoreOf(features) - Oddness(anaphor, c);
      if (decisions_ != nullptr) {
        decision.options.push_back({c.ref, std::move(features)});
      }
      if (best == kNone || score > best_score) {
        best = static_cast<int>(index);
        best_score = score;
      }
    }
    decision.none = FeaturesOfNone(anaphor, seen);
    if (best != kNone && ScoreOf(decision.none) > best_score) best = kNone;
    if (decisions_ != nullptr) decisions_->push_back(std::move(decision));
    return best;
  }

  // "She" for a firm or a place: the tagger may have been wrong about it; "he"
  // for Anna: names are no sure sign.
  double Oddness(const Anaphor& anaphor, const Candidate& c) const {
    if (anaphor.kind != PronounKind::kHe && anaphor.kind != PronounKind::kShe) {
      return 0;
    }
    const Chain& chain = state_.chains[c.chain];
    const Gender other = anaphor.kind == PronounKind::kHe
                             ? Gender::kGuessedFemale
                             : Gender::kGuessedMale;
    return (MayBeOf(chain, EntityType::kPerson) ? 0 : kOdd) +
           (chain.gender == other ? kOddName : 0);
  }

  bool MayMean(const Anaphor& anaphor, const Candidate& c) const {
    const Gender gender = state_.chains[c.chain].gender;
    if (anaphor.kind == PronounKind::kHe && gender == Gender::kFemale) {
      return false;
    }
    if (anaphor.kind == PronounKind::kShe && gender == Gender::kMale) {
      return false;
    }
    // One person whose sex is known is "he" or "she".
    const Chain& chain = state_.chains[c.chain];
    if (anaphor.kind == PronounKind::kThey && chain.named && !chain.plural &&
        chain.type == EntityType::kPerson && gender != Gender::kUnknown) {
      return false;
    }
    if (anaphor.kind != PronounKind::kThey && state_.groups.contains(c.chain)) {
      return false;
    }
    return MayBind(c, anaphor);
  }

  // Is the subject of `above` that of `clause`, too: the same clause, or one
  // that shares it ("Ruiz praised the boat and called it fast")?
  static bool HasSubjectOf(const DependencyTree& tree, int clause, int above) {
    for (int at = clause; at != kNoHead; at = tree[at].head) {
      if (at == above) return true;
      const Deprel label = BaseLabel(tree[at].label);
      if (label != Deprel::kConj && label != Deprel::kXcomp) return false;
      for (const int child : tree.Children(at)) {
        if (BaseLabel(tree[child].label) == Deprel::kNsubj) return false;
      }
    }
    return false;
  }

  // Arguments of one verb are different things, and a phrase does not contain
  // what it refers to.
  bool MayBind(const Candidate& c, const Anaphor& anaphor) const {
    const int s = anaphor.ref.sentence, t = anaphor.ref.token;
    if (c.ref.sentence != s) return true;
    const DependencyTree& tree = state_.Tree(s);
    const Node& node = tree[t];
    if (tree.Dominates(c.ref.token, t) && node.label != Deprel::kNmodPoss) {
      // "the man who lost his hat": inside of a clause it may.
      return tree[c.ref.token].upos != Upos::kVerb &&
             BaseLabel(tree[node.head].label) == Deprel::kAcl;
    }
    if (node.head == c.ref.token) return false;
    if (c.role == Role::kSubject && node.label != Deprel::kNmodPoss &&
        !anaphor.reflexive && HasSubjectOf(tree, anaphor.clause, c.clause)) {
      return false;
    }
    return node.label == Deprel::kNmodPoss || anaphor.reflexive ||
           tree[c.ref.token].head != node.head;
  }

  // "In its report, the bank ...": the subject of the main clause, if a name,
  // when nothing before the pronoun is meant.
  int SubjectAhead(const Anaphor& anaphor) {
    const int s = anaphor.ref.sentence;
    const DependencyTree& tree = state_.Tree(s);
    const int root = tree.root();
    if (root == kNoHead || anaphor.ref.token > root) return kNone;
    for (const int child : tree.Children(root)) {
      if (BaseLabel(tree[child].label) != Deprel::kNsubj) continue;
      const int chain = state_.At(s, child);
      if (child < anaphor.ref.token || chain == kNone ||
          tree.Dominates(child, anaphor.ref.token)) {
        return kNone;
      }
      const Chain& ahead = state_.chains[chain];
      const bool person = ahead.type == EntityType::kPerson && !ahead.doubtful;
      const bool personal =
          anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe;
      const bool they = anaphor.kind == PronounKind::kThey;
      return state_.chains[chain].named && !they && person == personal ? chain
                                                                       : kNone;
    }
    return kNone;
  }

  // "It is likely that ...", "it seems ...": nothing is meant.
  bool IsEmptyIt(int s, int t, PronounKind kind) const {
    if (kind != PronounKind::kIt) return false;
    const DependencyTree& tree = state_.Tree(s);
    const int head = tree[t].head;
    if (head == kNoHead || RoleOf(tree, t) != Role::kSubject) return false;
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

  DocumentState& state_;
  std::vector<PronounDecision>* const decisions_;
};

}  // namespace

void ResolvePronoun(TokenRef ref, DocumentState* state,
                    std::vector<PronounDecision>* decisions) {
  PronounResolver(state, decisions).Resolve(ref.sentence, ref.token);
}

}  // namespace weft::extractor
