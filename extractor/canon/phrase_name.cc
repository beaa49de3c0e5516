#include "extractor/canon/phrase_name.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "extractor/clause/phrase.h"

namespace weft::extractor {
namespace {

bool IsQuote(absl::string_view text) {
  return text == "\"" || text == "“" || text == "”" || text == "``" ||
         text == "''" || text == "‘" || text == "(" || text == ")";
}

bool IsDroppedDeterminer(const Node& node) {
  return node.lemma == "the" || node.lemma == "a" || node.lemma == "an" ||
         node.lemma == "this" || node.lemma == "that";
}

// Nouns that only say how much of the noun behind "of".
bool IsPartitive(absl::string_view lemma) {
  return lemma == "number" || lemma == "lot" || lemma == "deal" ||
         lemma == "couple" || lemma == "series" || lemma == "range" ||
         lemma == "variety" || lemma == "handful" || lemma == "plenty" ||
         lemma == "bunch" || lemma == "host" || lemma == "pair" ||
         lemma == "amount" || lemma == "quantity" || lemma == "dozens" ||
         lemma == "kind" || lemma == "type" || lemma == "sort";
}

// Possessors inside possessors are followed so far: "its maker's rival's ...".
constexpr int kMaxDepth = 3;

class Namer {
 public:
  Namer(absl::Span<const SentenceFacts> sentences,
        const Coreference& coreference)
      : sentences_(sentences), coreference_(coreference) {}

  PhraseName Name(TokenRef head, int without, int depth) const {
    PhraseName name;
    name.entity = coreference_.EntityAt(head);
    if (name.entity >= 0) {
      name.text = coreference_.entities()[name.entity].name;
      return name;
    }
    const TokenRef antecedent = coreference_.AntecedentOf(head);
    if (antecedent.valid() && depth < kMaxDepth) {
      return Name(antecedent, kNoHead, depth + 1);
    }
    const int whole = WholeOfPart(head);
    if (whole != kNoHead && depth < kMaxDepth) {
      return Name({head.sentence, whole}, kNoHead, depth + 1);
    }
    name.text = Words(head, without, depth);
    return name;
  }

  // "a great deal of chips", "a couple of boats" mean chips and boats.
  int WholeOfPart(TokenRef head) const {
    const DependencyTree& tree = sentences_[head.sentence].analyzed->tree;
    if (!IsPartitive(tree[head.token].lemma)) return kNoHead;
    const int article = tree.Child(head.token, Deprel::kDet);
    if (article != kNoHead && tree[article].lemma == "the") return kNoHead;
    for (const int child : tree.Children(head.token)) {
      if (tree[child].label != Deprel::kNmod) continue;
      const int marker = tree.Child(child, Deprel::kCase);
      if (marker != kNoHead && tree[marker].lemma == "of") return child;
    }
    return kNoHead;
  }

  std::string Words(TokenRef head, int without, int depth) const {
    const AnalyzedSentence& sentence = *sentences_[head.sentence].analyzed;
    const DependencyTree& tree = sentence.tree;
    PhraseOptions options;
    options.style = PhraseStyle::kShort;
    options.conjuncts = false;
    options.without = without;
    std::string text;
    int previous = kNoHead;
    // A named possessor goes by its canonical name: "Norvane's stock" for "the
    // ailing Norvane's stock".
    const int owner = tree.Child(head.token, Deprel::kNmodPoss);
    const TokenRef owner_ref = {head.sentence, owner};
    if (owner != kNoHead && owner != without && depth < kMaxDepth &&
        tree[owner].xpos != Xpos::kPrpS &&
        coreference_.EntityAt(owner_ref) >= 0) {
      text = absl::StrCat(Name(owner_ref, kNoHead, depth + 1).text, "'s");
      options.without = owner;
    }
    for (const int token : Phrase(tree, head.token, options)) {
      const std::string word = Word(sentence, head, token, depth);
      if (word.empty()) continue;
      const bool glued = previous != kNoHead && token == previous + 1 &&
                         !sentence.sentence.tokens[token].space_before;
      if (!text.empty() && !glued) text.push_back(' ');
      text += word;
      previous = token;
    }
    return text;
  }

 private:
  std::string Word(const AnalyzedSentence& sentence, TokenRef head, int token,
                   int depth) const {
    const Node& node = sentence.tree[token];
    const absl::string_view text = sentence.sentence.tokens[token].text;
    if (IsQuote(text)) return "";
    if (node.xpos == Xpos::kPos && node.head == head.token) return "";
    // "merely Vela": no word of the name.
    if (node.label == Deprel::kAdvmod && node.head == head.token &&
        sentence.tree[head.token].upos == Upos::kPropn) {
      return "";
    }
    if (node.label == Deprel::kDet && node.head == head.token &&
        IsDroppedDeterminer(node)) {
      return "";
    }
    if (node.xpos == Xpos::kWpS && depth < kMaxDepth) {
      const int noun = AntecedentOfWhose(sentence.tree, token);
      if (noun != kNoHead) {
        const TokenRef ref = {head.sentence, noun};
        return absl::StrCat(Name(ref, kNoHead, depth + 1).text, "'s");
      }
    }
    if (node.xpos == Xpos::kPrpS && token != head.token && depth < kMaxDepth) {
      const TokenRef ref = {head.sentence, token};
      if (coreference_.EntityAt(ref) >= 0 ||
          coreference_.AntecedentOf(ref).valid()) {
        return absl::StrCat(Name(ref, kNoHead, depth + 1).text, "'s");
      }
    }
    if (token == 0 && node.upos != Upos::kPropn && !KeepsCapitals(text)) {
      return absl::AsciiStrToLower(text);
    }
    return std::string(text);
  }

  // "Norvane, whose yard burned": the noun that the clause around "whose"
  // hangs on.
  static int AntecedentOfWhose(const DependencyTree& tree, int whose) {
    int token = tree[whose].head;
    while (token != kNoHead && tree[token].label != Deprel::kAclRelcl) {
      token = tree[token].head;
    }
    return token == kNoHead ? kNoHead : tree[token].head;
  }

  // "AI", "U.S.", "iPhone": capitals beyond the first letter are the word's.
  static bool KeepsCapitals(absl::string_view text) {
    if (text == "I") return true;
    for (size_t i = 1; i < text.size(); ++i) {
      if (absl::ascii_isupper(text[i])) return true;
    }
    return false;
  }

  absl::Span<const SentenceFacts> sentences_;
  const Coreference& coreference_;
};

}  // namespace

PhraseName NamePhrase(absl::Span<const SentenceFacts> sentences,
                      const Coreference& coreference, TokenRef head,
                      int without) {
  return Namer(sentences, coreference).Name(head, without, 0);
}

std::string DescribePhrase(absl::Span<const SentenceFacts> sentences,
                           const Coreference& coreference, TokenRef head,
                           int without) {
  return Namer(sentences, coreference).Words(head, without, 0);
}

}  // namespace weft::extractor
