#include "extractor/clause/phrase_repair.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "extractor/clause/tree_edit.h"
#include "extractor/clause/tree_queries.h"

namespace weft::extractor {
namespace {

bool IsNoun(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn;
}

bool IsMark(absl::string_view text) {
  return text == "-" || text == "‐" || text == "‑";
}

// Verbs that take a participle behind their object: "had it built".
bool TakesParticiple(absl::string_view lemma) {
  return lemma == "have" || lemma == "get" || lemma == "see" ||
         lemma == "hear" || lemma == "find" || lemma == "leave" ||
         lemma == "keep" || lemma == "want" || lemma == "need" ||
         lemma == "make" || lemma == "watch" || lemma == "order" ||
         lemma == "consider" || lemma == "like" || lemma == "call" ||
         lemma == "name" || lemma == "declare" || lemma == "set" ||
         lemma == "send" || lemma == "hold" || lemma == "feel";
}

// Verbs whose object may be an activity: "stopped making cars".
bool TakesActivity(absl::string_view lemma) {
  static constexpr absl::string_view kVerbs[] = {
      "admit",     "advise",  "allow",    "anticipate", "avoid",    "ban",
      "begin",     "cease",   "come",     "complete",   "consider", "continue",
      "delay",     "deny",    "describe", "discuss",    "dislike",  "end",
      "enjoy",     "explore", "eye",      "favor",      "favour",   "fear",
      "finish",    "forbid",  "forget",   "go",         "hate",     "imagine",
      "include",   "intend",  "involve",  "justify",    "keep",     "like",
      "love",      "mean",    "mention",  "mind",       "miss",     "need",
      "oppose",    "permit",  "plan",     "postpone",   "practice", "practise",
      "prefer",    "prevent", "prohibit", "propose",    "quit",     "recall",
      "recommend", "regret",  "remember", "report",     "require",  "resist",
      "resume",    "risk",    "spend",    "start",      "stop",     "study",
      "suggest",   "support", "try",      "weigh"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) !=
         std::end(kVerbs);
}

class Repairer : public TreeEdit {
 public:
  Repairer(absl::Span<const Token> tokens, DependencyTree tree)
      : TreeEdit(std::move(tree)), tokens_(tokens) {}

  DependencyTree Run() {
    if (!tree_.empty() && !HasFiniteVerb()) {
      Particle(tree_.root());
      FiniteParticiple(tree_.root());
    }
    for (int token = 0; token < tree_.size(); ++token) {
      CommonNoun(token);
      VerbLikeAdjective(token);
      NounLikeVerb(token);
      Amount(token);
      BareNumber(token);
      NounLikeParticiple(token);
      AdjectiveLikeParticiple(token);
      Hyphenated(token);
    }
    return Finish();
  }

 private:
  bool HasFiniteVerb() const {
    for (const Node& node : tree_.nodes()) {
      if (node.xpos == Xpos::kVbd || node.xpos == Xpos::kVbz ||
          node.xpos == Xpos::kVbp || node.xpos == Xpos::kMd ||
          node.xpos == Xpos::kVb) {
        return true;
      }
    }
    return false;
  }

  // "the catamaran Vela", all of it as a name: names begin with a capital, or
  // with a short word ("van", "al").
  void CommonNoun(int token) {
    constexpr size_t kLongestParticle = 4;
    const absl::string_view word = tokens_[token].text;
    if (tree_[token].xpos != Xpos::kNnp || token + 1 == tree_.size() ||
        tree_[token + 1].upos != Upos::kPropn ||
        !absl::ascii_isupper(tokens_[token + 1].text[0]) ||
        word.size() <= kLongestParticle ||
        !std::all_of(word.begin(), word.end(), absl::ascii_islower)) {
      return;
    }
    Retag(token, Upos::kNoun, Xpos::kNn);
  }

  // "Shares slid 3%": nothing but a verb has a subject and an object.
  void VerbLikeAdjective(int token) {
    if (tree_[token].upos != Upos::kAdj ||
        HasChild(tree_, token, Deprel::kCop)) {
      return;
    }
    const int subject = tree_.Child(token, Deprel::kNsubj);
    const int object = tree_.Child(token, Deprel::kObj);
    if (subject == kNoHead || subject > token || object < token) return;
    Retag(token, Upos::kVerb, Xpos::kVbd);
  }

  // "two water pumps" with pumps as what water does: two are many.
  void NounLikeVerb(int token) {
    const int before = token - 1;
    if (before < 1 || tree_[token].xpos != Xpos::kVbz ||
        tree_[before].xpos != Xpos::kNn || tree_[before].head != token) {
      return;
    }
    const int number = tree_.Child(before, Deprel::kNummod);
    if (number == kNoHead || number > before || tree_[number].lemma == "one" ||
        tree_[number].lemma == "1" || HasChild(tree_, token, Deprel::kObj)) {
      return;
    }
    Retag(token, Upos::kNoun, Xpos::kNns);
    Change(before, token, Deprel::kCompound);
    Change(number, token, Deprel::kNummod);
  }

  static bool IsPredicateParticle(absl::string_view word) {
    return word == "out" || word == "back" || word == "up" || word == "down" ||
           word == "off" || word == "away" || word == "over" ||
           word == "open" || word == "closed" || word == "ahead";
  }

  // "Lights out across Lund."
  void Particle(int noun) {
    const int particle = noun + 1;
    if (particle >= tree_.size() || !IsNoun(tree_[noun]) ||
        tree_[particle].head != noun ||
        tree_[particle].label != Deprel::kAdvmod ||
        !IsPredicateParticle(tree_[particle].lemma)) {
      return;
    }
    for (const int child : tree_.Children(noun)) {
      if (child <= particle) continue;
      const bool phrase = tree_[child].label == Deprel::kNmod;
      Change(child, particle, phrase ? Deprel::kObl : tree_[child].label);
    }
    for (const int child : tree_.Children(particle)) {
      if (tree_[child].label == Deprel::kNmod) {
        Change(child, particle, Deprel::kObl);
      }
    }
    Change(particle, kNoHead, Deprel::kRoot);
    Change(noun, particle, Deprel::kNsubj);
  }

  // "Its app surpassed Quill.": "app" below "surpassed" below "Quill".
  void FiniteParticiple(int object) {
    for (const int verb : tree_.Children(object)) {
      const int subject = verb - 1;
      if (verb > object) return;
      if (tree_[verb].label != Deprel::kAmod ||
          tree_[verb].xpos != Xpos::kVbn || subject < 0 ||
          !IsNoun(tree_[subject]) || tree_[subject].head != verb) {
        continue;
      }
      for (const int child : tree_.Children(object)) {
        if (child < subject) {
          const bool part = tree_[child].label == Deprel::kNmodPoss ||
                            tree_[child].label == Deprel::kDet;
          Change(child, part ? subject : verb,
                 tree_[child].label == Deprel::kNmod ? Deprel::kObl
                                                     : tree_[child].label);
        } else if (child > object && tree_[child].label != Deprel::kConj) {
          Change(child, verb,
                 tree_[child].label == Deprel::kNmod ? Deprel::kObl
                                                     : tree_[child].label);
        }
      }
      Retag(verb, Upos::kVerb, Xpos::kVbd);
      Change(verb, kNoHead, Deprel::kRoot);
      Change(subject, verb, Deprel::kNsubj);
      Change(object, verb, Deprel::kObj);
      return;
    }
  }

  // "pays 60 million"
  void BareNumber(int token) {
    const Node& node = tree_[token];
    if (node.upos != Upos::kNum || node.label != Deprel::kNummod ||
        node.head >= token || node.head == kNoHead ||
        tree_[node.head].upos != Upos::kVerb ||
        HasChild(tree_, node.head, Deprel::kObj)) {
      return;
    }
    Change(token, node.head, Deprel::kObj);
  }

  void Amount(int token) {
    if (tree_[token].xpos != Xpos::kDollar ||
        (tree_[token].label != Deprel::kObj &&
         tree_[token].label != Deprel::kRoot)) {
      return;
    }
    const int noun = token - 1;
    if (noun < 0 || !IsNoun(tree_[noun]) || tree_[noun].head != token) return;
    const Deprel label = BaseLabel(tree_[noun].label);
    if (label != Deprel::kCompound && label != Deprel::kNmod &&
        label != Deprel::kFlat) {
      return;
    }
    for (const int child : tree_.Children(token)) {
      if (child >= noun) break;
      const bool name =
          tree_[noun].upos == Upos::kPropn && tree_[child].upos == Upos::kNoun;
      Change(child, noun, name ? Deprel::kNmodDesc : tree_[child].label);
    }
    if (tree_[token].label == Deprel::kRoot) {
      Change(noun, token, Deprel::kNsubj);
    } else {
      Change(noun, tree_[token].head, Deprel::kIobj);
    }
  }

  // "its growth forecast": the object and a bare participle right behind it.
  void NounLikeParticiple(int token) {
    const Node& node = tree_[token];
    const int object = token - 1;
    if (node.label != Deprel::kXcomp || node.xpos != Xpos::kVbn || object < 0 ||
        tree_[object].label != Deprel::kObj ||
        tree_[object].head != node.head || !IsNoun(tree_[object])) {
      return;
    }
    // "forecast", "cut", "bid": the base form is the participle.
    if (node.lemma != tokens_[token].text ||
        TakesParticiple(tree_[node.head].lemma)) {
      return;
    }
    Retag(token, Upos::kNoun, Xpos::kNn);
    Change(token, node.head, Deprel::kObj);
    for (const int child : tree_.Children(object)) {
      Change(child, token, tree_[child].label);
    }
    for (const int child : tree_.Children(token)) {
      if (tree_[child].label == Deprel::kObl) {
        Change(child, child == token + 2 ? token : node.head,
               child == token + 2 ? Deprel::kNmod : Deprel::kObl);
      }
    }
    Change(object, token, Deprel::kCompound);
  }

  // "lists prevailing doubts": the participle as what is listed.
  void AdjectiveLikeParticiple(int token) {
    const Node& node = tree_[token];
    const int noun = tree_.Child(token, Deprel::kObj);
    if (node.label != Deprel::kXcomp || node.xpos != Xpos::kVbg ||
        node.head != token - 1 || noun == kNoHead ||
        tree_[noun].upos != Upos::kNoun ||
        TakesActivity(tree_[token - 1].lemma)) {
      return;
    }
    if (HasChild(tree_, noun, Deprel::kDet) ||
        HasChild(tree_, noun, Deprel::kNmodPoss) ||
        HasChild(tree_, node.head, Deprel::kObj)) {
      return;
    }
    for (const int child : tree_.Children(token)) {
      Change(child, node.head, tree_[child].label);
    }
    Change(token, noun, Deprel::kAmod);
  }

  // "loss-making mill" with "loss" as the head of what follows.
  void Hyphenated(int token) {
    const int left = token - 1, right = token + 1, after = token + 2;
    if (left < 0 || after >= tree_.size() || !IsMark(tokens_[token].text) ||
        tokens_[token].space_before || tokens_[right].space_before) {
      return;
    }
    const bool participle = tree_[right].xpos == Xpos::kVbg ||
                            tree_[right].xpos == Xpos::kVbn ||
                            tree_[right].upos == Upos::kAdj;
    const int above = tree_[right].head;
    const bool below =
        above == left || (above != kNoHead && tree_[above].head == left);
    if (!participle || !IsNoun(tree_[left]) || !below ||
        tree_[left].head == kNoHead) {
      return;
    }
    // The noun that the compound describes: the last of the nouns behind it.
    int noun = kNoHead;
    for (int t = after; t < tree_.size() && tokens_[t].space_before; ++t) {
      const bool adjective = tree_[t].upos == Upos::kAdj;
      if (!IsNoun(tree_[t]) && !adjective) break;
      if (!tree_.Dominates(left, t)) break;
      if (!adjective) noun = t;
    }
    if (noun == kNoHead) return;
    const auto inside = [&](int t) { return t > right && t < noun; };
    for (const int old : {left, right, noun}) {
      for (const int child : tree_.Children(old)) {
        if (child == left || child == right || child == noun ||
            child == token) {
          continue;
        }
        Change(child, noun,
               inside(child) && IsNoun(tree_[child]) ? Deprel::kCompound
                                                     : tree_[child].label);
      }
    }
    for (int t = after; t < noun; ++t) {
      Change(t, noun, IsNoun(tree_[t]) ? Deprel::kCompound : Deprel::kAmod);
    }
    Change(noun, tree_[left].head, tree_[left].label);
    Change(right, noun, Deprel::kAmod);
    Change(left, right, Deprel::kCompound);
    Change(token, left, Deprel::kPunct);
  }

  absl::Span<const Token> tokens_;
};

}  // namespace

DependencyTree RepairPhrases(absl::Span<const Token> tokens,
                             DependencyTree tree) {
  return Repairer(tokens, std::move(tree)).Run();
}

}  // namespace weft::extractor
