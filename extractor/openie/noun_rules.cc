#include "extractor/openie/noun_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

constexpr int kNoName = -1;

bool IsNominal(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn;
}

class NounRules {
 public:
  NounRules(absl::Span<const Token> tokens, const DependencyTree& tree,
            absl::Span<const NameMention> names)
      : tokens_(tokens), tree_(tree), names_(names) {
    name_of_.assign(tree.size(), kNoName);
    for (size_t n = 0; n < names.size(); ++n) {
      for (uint32_t t = names[n].tokens.begin; t < names[n].tokens.end; ++t) {
        name_of_[t] = static_cast<int>(n);
      }
    }
  }

  std::vector<Proposition> Run() {
    for (int i = 0; i < tree_.size(); ++i) {
      const Node& node = tree_[i];
      switch (node.label) {
        case Deprel::kAppos:
          Apposition(i);
          break;
        case Deprel::kNmodDesc:
        case Deprel::kCompound:
        case Deprel::kFlat:
          Title(i);
          break;
        case Deprel::kNmodPoss:
          Possessive(i);
          break;
        case Deprel::kParataxis:
        case Deprel::kDep:
        case Deprel::kList:
          Abbreviation(i);
          break;
        case Deprel::kNmod:
          Member(i);
          Place(i);
          break;
        case Deprel::kNmodUnmarked:
          Age(i);
          break;
        case Deprel::kAmod:
          Based(i);
          break;
        case Deprel::kXcomp:
        case Deprel::kObj:
        case Deprel::kObl:
          Naming(i);
          break;
        default:
          break;
      }
      if (node.upos == Upos::kNoun) Event(i);
    }
    return std::move(result_);
  }

 private:
  bool IsName(int token) const {
    return name_of_[token] != kNoName || tree_[token].upos == Upos::kPropn;
  }

  EntityType TypeOf(int token) const {
    return name_of_[token] == kNoName ? EntityType::kUnknown
                                      : names_[name_of_[token]].type;
  }

  Proposition& Emit(absl::string_view rule, int subject,
                    absl::string_view relation, int object) {
    Proposition proposition;
    proposition.rule = rule;
    proposition.subject = subject;
    proposition.relation.implied_before = relation;
    Argument argument;
    argument.role = ArgumentRole::kComplement;
    argument.head = object;
    proposition.arguments.push_back(std::move(argument));
    result_.push_back(std::move(proposition));
    return result_.back();
  }

  bool InBrackets(int token) const {
    const TokenSpan span = tree_.SubtreeSpan(token);
    for (int t = static_cast<int>(span.begin) - 1;
         t <= static_cast<int>(span.begin); ++t) {
      if (t >= 0 && tree_[t].xpos == Xpos::kLrb) return true;
    }
    return false;
  }

  // Capitals only, no longer than the words before it allow: "LTU".
  bool LooksLikeAcronym(int token) const {
    const absl::string_view text = tokens_[token].text;
    if (text.size() < 2 || text.size() > 8) return false;
    int upper = 0;
    for (const char c : text) upper += absl::ascii_isupper(c) ? 1 : 0;
    return upper >= 2 && upper * 2 >= static_cast<int>(text.size());
  }

  void Apposition(int token) {
    const int anchor = tree_[token].head;
    const Node& node = tree_[token];
    if (node.upos == Upos::kNum) {
      if (TypeOf(anchor) == EntityType::kPerson && IsAge(token)) {
        Emit("age.is", anchor, "is", token);
      }
      return;
    }
    // "Falcon 9, a rocket": the head of a name may be its number.
    // "The executive, Ruiz," with the office read as an adjective.
    const bool office = tree_[anchor].upos == Upos::kAdj &&
                        tree_.Child(anchor, Deprel::kDet) != kNoHead;
    if (!IsNominal(node) ||
        !(IsNominal(tree_[anchor]) || IsName(anchor) || office)) {
      return;
    }
    if (InBrackets(token) && LooksLikeAcronym(token)) {
      Emit("abbreviation.is", anchor, "is", token);
      return;
    }
    if (TypeOf(token) == EntityType::kPlace &&
        TypeOf(anchor) == EntityType::kPlace) {
      Emit("place.in", anchor, "is in", token);
      return;
    }
    const bool name_last = IsName(token) && !IsName(anchor);
    if (name_last) {
      Emit("apposition.is", token, "is", anchor).arguments[0].without = token;
    } else {
      Emit("apposition.is", anchor, "is", token);
    }
  }

  bool IsAge(int token) const {
    const absl::string_view text = tokens_[token].text;
    if (text.size() > 3 || text.empty()) return false;
    return std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
           tree_.Children(token).size() <= 2;
  }

  // "chip maker Norvane", "President Diaz": a description before a name.
  void Title(int token) {
    const Node& node = tree_[token];
    const int head = node.head;
    int name = head, description = token;
    if (token > head) {
      // The other way round in older annotation: the name hangs on the title.
      if (node.label == Deprel::kFlat && IsTitleWord(head)) {
        name = token;
        description = head;
      } else if (node.label == Deprel::kNmodDesc && IsName(token) &&
                 !IsName(head)) {
        name = token;
        description = head;
      } else {
        return;
      }
    }
    if (name_of_[name] == kNoName && node.label != Deprel::kNmodDesc) return;
    if (tree_[description].upos == Upos::kPropn && !IsTitleWord(description) &&
        !absl::ascii_islower(tokens_[description].text[0])) {
      return;
    }
    if (tree_[description].upos != Upos::kNoun &&
        tree_[description].upos != Upos::kPropn &&
        !(IsTitleWord(description) && node.label == Deprel::kNmodDesc)) {
      return;
    }
    // "Vela boats": a name before a common noun is no description of it, and
    // within one name ("Bank of Lund") nothing is ascribed.
    if (tree_[name].upos != Upos::kPropn) return;
    if (name_of_[name] != kNoName && name_of_[description] == name_of_[name] &&
        !IsTitleWord(description)) {
      return;
    }
    // A name in two pieces ("founder Ana" + "Ruiz") has one description.
    if (name_of_[description] != kNoName && node.label == Deprel::kFlat &&
        tree_[description].upos == Upos::kPropn) {
      return;
    }
    // "this summer Norvane": a time, not a description.
    const std::string lemma = absl::AsciiStrToLower(tree_[description].lemma);
    if (IsCourtesy(description) || Is(lemma, WordClass::kTimeNoun)) return;
    Proposition& title = Emit("title.is", name, "is", description);
    title.subject_without = description;
    if (description < name && tree_[description].head == name) {
      title.arguments[0].without = kNoHead;
    } else {
      title.arguments[0].without = name;
    }
  }

  bool IsTitleWord(int token) const {
    return Is(absl::AsciiStrToLower(tree_[token].lemma), WordClass::kTitle) ||
           Is(absl::AsciiStrToLower(tree_[token].lemma), WordClass::kRole);
  }

  // "Mr." says nothing that a graph wants.
  bool IsCourtesy(int token) const {
    const std::string lemma = absl::AsciiStrToLower(tree_[token].lemma);
    return lemma == "mr." || lemma == "mr" || lemma == "mrs." ||
           lemma == "mrs" || lemma == "ms." || lemma == "ms" ||
           lemma == "sir" || lemma == "lady" || lemma == "lord";
  }

  void Possessive(int token) {
    const int thing = tree_[token].head;
    if (!IsNominal(tree_[thing]) || tree_[token].xpos == Xpos::kWpS) return;
    Emit("possessive.has", token, "has", thing).arguments[0].without = token;
  }

  void Abbreviation(int token) {
    const int anchor = tree_[token].head;
    if (tree_[token].upos == Upos::kNum && IsName(anchor) && IsAge(token) &&
        token == anchor + 2 && TypeOf(anchor) == EntityType::kPerson) {
      Emit("age.is", anchor, "is", token);
      return;
    }
    if (!IsNominal(tree_[anchor]) || !InBrackets(token) ||
        !LooksLikeAcronym(token)) {
      return;
    }
    Emit("abbreviation.is", anchor, "is", token);
  }

  // "rivals such as Quill", "banks including Lund Savings".
  void Member(int token) {
    const int group = tree_[token].head;
    const int marker = tree_.Child(token, Deprel::kCase);
    if (marker == kNoHead || !IsName(token) || IsName(group)) return;
    const absl::string_view lemma = tree_[marker].lemma;
    const bool such_as = lemma == "such";
    const bool including =
        lemma == "include" || lemma == "including" || lemma == "like";
    if (!such_as && !including) return;
    Emit("member.is", token, "is", group).arguments[0].without = token;
  }

  // "Gull Bank in Lund", "Ruiz of Malden": where a name is at home.
  void Place(int token) {
    const int name = tree_[token].head;
    const int marker = tree_.Child(token, Deprel::kCase);
    if (marker == kNoHead || name > token || name_of_[name] == kNoName ||
        TypeOf(token) != EntityType::kPlace ||
        name_of_[token] == name_of_[name]) {
      return;
    }
    const absl::string_view lemma = tree_[marker].lemma;
    const EntityType type = TypeOf(name);
    const bool mover =
        type == EntityType::kPerson || type == EntityType::kOrganization;
    if (lemma == "in" && type != EntityType::kPerson) {
      Emit("place.in", name, "is in", token).subject_without = token;
    } else if (mover && lemma == "from") {
      Emit("place.in", name, "is from", token).subject_without = token;
    } else if (mover && lemma == "of") {
      Emit("place.in", name, "is of", token).subject_without = token;
    }
  }

  // "Ruiz, 49, left".
  void Age(int token) {
    const int person = tree_[token].head;
    if (tree_[token].upos != Upos::kNum || person + 2 != token ||
        tree_[person + 1].lemma != "," || !IsAge(token) ||
        TypeOf(person) != EntityType::kPerson) {
      return;
    }
    Emit("age.is", person, "is", token).subject_without = token;
  }

  // "the Lund-based maker", written as one token or as three.
  void Based(int token) {
    const int noun = tree_[token].head;
    if (tree_[token].lemma != "base" && tree_[token].lemma != "based" &&
        !absl::EqualsIgnoreCase(tokens_[token].text, "based")) {
      return;
    }
    for (const int child : tree_.Children(token)) {
      if (child < token && IsName(child)) {
        Emit("based.in", noun, "is based in", child).arguments[0].without =
            kNoHead;
        return;
      }
    }
  }

  // "a boat called Vela": the participle hangs on the boat, the name on it.
  void Naming(int token) {
    const int verb = tree_[token].head;
    if (tree_[verb].label != Deprel::kAcl ||
        !Is(tree_[verb].lemma, WordClass::kNaming) ||
        !IsNominal(tree_[token])) {
      return;
    }
    // Known, referred to only "as" something.
    if (tree_[token].label == Deprel::kObl) {
      const int marker = tree_.Child(token, Deprel::kCase);
      if (!IsName(token) || marker == kNoHead) return;
      bool as = false;
      for (int t = verb + 1; t < token; ++t) as |= tree_[t].lemma == "as";
      if (!as) return;
    }
    const int noun = tree_[verb].head;
    if (!IsNominal(tree_[noun])) return;
    Emit("name.introduced", token, "is", noun).arguments[0].without = verb;
  }

  // "the launch of Vela by Norvane", "Norvane's launch of Vela".
  void Event(int token) {
    const absl::string_view verb = VerbOfNoun(tree_[token].lemma);
    if (verb.empty()) return;
    int agent = tree_.Child(token, Deprel::kNmodPoss);
    int patient = kNoHead;
    for (const int child : tree_.Children(token)) {
      if (tree_[child].label != Deprel::kNmod) continue;
      const int marker = tree_.Child(child, Deprel::kCase);
      if (marker == kNoHead) continue;
      if (tree_[marker].lemma == "by") agent = child;
      if (tree_[marker].lemma == "of" && patient == kNoHead) patient = child;
    }
    if (agent == kNoHead || patient == kNoHead) return;
    Proposition& event = Emit("event.verb", agent, verb, patient);
    event.arguments[0].role = ArgumentRole::kObject;
  }

  absl::Span<const Token> tokens_;
  const DependencyTree& tree_;
  absl::Span<const NameMention> names_;
  std::vector<int> name_of_;
  std::vector<Proposition> result_;
};

}  // namespace

std::vector<Proposition> NounPropositions(absl::Span<const Token> tokens,
                                          const DependencyTree& tree,
                                          absl::Span<const NameMention> names) {
  return NounRules(tokens, tree, names).Run();
}

}  // namespace weft::extractor
