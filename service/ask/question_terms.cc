#include "service/ask/question_terms.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "service/ask/tree_distance.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

// Weights of terms: what a passage must hold before anything else is the
// names, then numbers, nouns and verbs; what colours a phrase counts little.
constexpr double kNameWeight = 2.0;
constexpr double kNumberWeight = 1.3;
constexpr double kVerbWeight = 1.2;
constexpr double kNounWeight = 1.0;
constexpr double kAdjectiveWeight = 0.6;
constexpr double kAdverbWeight = 0.3;
constexpr double kLightWeight = 0.25;  // verbs that could be any other
constexpr double kHowMany = 0.4;       // "the two ships": said before
constexpr int kLongestName = 8;        // tokens

bool IsLight(absl::string_view base) {
  static constexpr absl::string_view kLight[] = {
      "have", "make", "do",   "get",   "take",  "give", "go",   "be",
      "hold", "say",  "tell", "state", "speak", "call", "name", "take"};
  return std::find(std::begin(kLight), std::end(kLight), base) !=
         std::end(kLight);
}

absl::string_view TokenText(const extractor::AnalyzedSentence& sentence,
                            int i) {
  return sentence.sentence.tokens[i].text;
}

bool IsNameLike(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || (c & 0x80);
  });
}

double WeightOf(const extractor::Node& node, absl::string_view lower,
                const Lexicon& lexicon) {
  switch (node.upos) {
    case Upos::kPropn:
      return kNameWeight;
    case Upos::kNum:
      return kNumberWeight;
    case Upos::kVerb:
    case Upos::kAux:
      return IsLight(lexicon.BaseForms(lower).front()) ? kLightWeight
                                                       : kVerbWeight;
    case Upos::kNoun:
    case Upos::kX:
    case Upos::kSym:
      return kNounWeight;
    case Upos::kAdj:
      return kAdjectiveWeight;
    case Upos::kAdv:
      return kAdverbWeight;
    default:
      return 0;
  }
}

// Collects the terms of a statement.
class TermReader {
 public:
  TermReader(const Lexicon& lexicon,
             absl::FunctionRef<bool(absl::string_view)> is_name,
             Question* question)
      : lexicon_(lexicon), is_name_(is_name), question_(*question) {}

  void Run() {
    const int size = question_.sentence.tree.size();
    taken_.assign(size, false);
    for (int i = 0; i < size; ++i) {
      if (IsGapWord(TokenText(question_.sentence, i))) taken_[i] = true;
    }
    FindNames();
    for (int i = 0; i < size; ++i) {
      if (!taken_[i]) AddWord(i);
    }
    for (const std::string& word : question_.statement.modifiers) {
      AddModifier(word);
    }
    SetDistances();
  }

 private:
  const extractor::Node& Tag(int i) const { return question_.sentence.tree[i]; }

  // The longest spans that the graph or the name tagger knows as a name.
  void FindNames() {
    const int size = question_.sentence.tree.size();
    for (int i = 0; i < size; ++i) {
      for (int end = std::min(size, i + kLongestName); end > i; --end) {
        if (IsFree(i, end) && IsName(i, end)) {
          AddName(i, end);
          break;
        }
      }
    }
  }

  bool IsFree(int begin, int end) const {
    for (int i = begin; i < end; ++i) {
      if (taken_[i]) return false;
    }
    return true;
  }

  bool IsName(int begin, int end) const {
    const Upos first = Tag(begin).upos, last = Tag(end - 1).upos;
    if (first == Upos::kDet || first == Upos::kAdp || last == Upos::kAdp ||
        last == Upos::kPunct || last == Upos::kPart || first == Upos::kPart ||
        last == Upos::kDet || first == Upos::kPunct) {
      return false;
    }
    const std::string text = SpanText(question_.sentence, begin, end);
    const bool described = IsDescription(begin, end);
    for (const extractor::NameMention& name : question_.sentence.names) {
      if (static_cast<int>(name.tokens.begin) == begin &&
          static_cast<int>(name.tokens.end) == end) {
        return !described || (IsNameLike(text) && is_name_(text));
      }
    }
    if (described) return false;
    // A verb that begins the sentence or a plain word is no name.
    return IsNameLike(text) &&
           !(end == begin + 1 &&
             (first == Upos::kVerb || first == Upos::kNum)) &&
           is_name_(text);
  }

  // "the cox of Norvane", "IMF economist": words about a name are none,
  // whatever the name tagger says of a question.
  bool IsDescription(int begin, int end) const {
    int head = begin;
    for (int i = begin; i < end; ++i) {
      if (Tag(i).head < begin || Tag(i).head >= end) head = i;
    }
    return end > begin + 1 &&
           absl::c_all_of(TokenText(question_.sentence, head),
                          absl::ascii_islower);
  }

  void AddName(int begin, int end) {
    Term term;
    term.text = SpanText(question_.sentence, begin, end);
    term.tokens = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    term.name = true;
    term.weight = kNameWeight;
    term.head = begin;
    for (int i = begin; i < end; ++i) {
      taken_[i] = true;
      const int head = Tag(i).head;
      if (head < begin || head >= end) term.head = i;
    }
    question_.terms.push_back(std::move(term));
  }

  void AddWord(int i) {
    const absl::string_view text = TokenText(question_.sentence, i);
    const std::string lower = absl::AsciiStrToLower(text);
    if (IsStopWord(lower, Tag(i).upos) || Tag(i).label == Deprel::kAux ||
        Tag(i).label == Deprel::kAuxPass || Tag(i).label == Deprel::kCop) {
      return;
    }
    const double weight = WeightOf(Tag(i), lower, lexicon_);
    if (weight == 0) return;
    Term term;
    term.text = std::string(text);
    term.tokens = {static_cast<uint32_t>(i), static_cast<uint32_t>(i + 1)};
    term.head = i;
    term.name = Tag(i).upos == Upos::kPropn || Tag(i).upos == Upos::kNum;
    term.weight = weight;
    if (CountsKnown(i)) {
      term.name = false;
      term.weight = kHowMany;
    }
    term.phrasal = PhrasalVerb(question_.sentence.tree, i);
    // What is wanted or planned tells more than that it is.
    if (question_.predicate >= 0 && Tag(i).upos == Upos::kVerb &&
        Tag(question_.predicate).label == Deprel::kXcomp &&
        Tag(question_.predicate).head == i && question_.modal) {
      term.weight = kLightWeight;
    }
    // "take over" is no light verb, and who makes a thing produces it.
    if (!term.phrasal.empty() || MakesThing(i)) {
      term.weight = std::max(weight, kVerbWeight);
    }
    question_.terms.push_back(std::move(term));
  }

  // "made the necklace", not "made an offer".
  bool MakesThing(int i) const {
    const extractor::DependencyTree& tree = question_.sentence.tree;
    if (Tag(i).upos != Upos::kVerb || Tag(i).lemma != "make") return false;
    const int object = tree.Child(i, Deprel::kObj);
    return object != extractor::kNoHead && Tag(object).upos == Upos::kNoun &&
           lexicon_.IsA(Tag(object).lemma, "artifact");
  }

  // "the two ships", "the six other trams": which ones is known already.
  bool CountsKnown(int i) const {
    const extractor::DependencyTree& tree = question_.sentence.tree;
    if (Tag(i).upos != Upos::kNum || Tag(i).label != Deprel::kNummod) {
      return false;
    }
    const int det = tree.Child(Tag(i).head, Deprel::kDet);
    return det != extractor::kNoHead && tree[det].lemma == "the";
  }

  void AddModifier(const std::string& word) {
    Term term;
    term.text = word;
    term.name = IsNameLike(word);
    term.weight = term.name ? kNameWeight : kAdjectiveWeight;
    question_.terms.push_back(std::move(term));
  }

  void SetDistances() {
    const extractor::DependencyTree& tree = question_.sentence.tree;
    if (tree.empty()) return;
    const int from = question_.gap >= 0 ? question_.gap : tree.root();
    const std::vector<int> steps = TreeDistances(tree, from);
    for (Term& term : question_.terms) {
      if (term.head < 0) continue;
      term.distance = std::max(1, steps[term.head]);
      term.verb = term.head == question_.predicate;
    }
  }

  const Lexicon& lexicon_;
  absl::FunctionRef<bool(absl::string_view)> is_name_;
  Question& question_;
  std::vector<bool> taken_;
};

}  // namespace

void ReadTerms(const Lexicon& lexicon,
               absl::FunctionRef<bool(absl::string_view)> is_name,
               Question* question) {
  TermReader(lexicon, is_name, question).Run();
}

}  // namespace weft::service
