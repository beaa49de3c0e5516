#include "service/ask/question.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "extractor/token/splitter.h"
#include "service/ask/question_terms.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

// What the gap hangs on: its verb, or the noun that it is said to be.
int PredicateOf(const Question& question, const Lexicon& lexicon) {
  const extractor::DependencyTree& tree = question.sentence.tree;
  if (question.gap < 0) return tree.root();
  const int head = tree[question.gap].head;
  if (question.statement.subject &&
      extractor::BaseLabel(tree[question.gap].label) != Deprel::kNsubj) {
    // "something forced boats to leave": the gap is the subject of a verb, and
    // where the parser saw none it is the first.
    for (int i = question.gap + 1; i < tree.size(); ++i) {
      if (tree[i].upos == Upos::kVerb) return i;
    }
  }
  // "someone founded Norvane", read as if it were a name.
  if (question.statement.subject && head != extractor::kNoHead &&
      tree[head].upos == Upos::kPropn &&
      tree.Child(head, Deprel::kCop) == extractor::kNoHead) {
    for (int i = question.gap + 1; i < head; ++i) {
      const extractor::Xpos tag = tree[i].xpos;
      if (tag == extractor::Xpos::kVbd || tag == extractor::Xpos::kVbn ||
          tag == extractor::Xpos::kVbz) {
        return i;
      }
      // "someone coaches Norvane"
      if (i == question.gap + 1 && tag == extractor::Xpos::kNns &&
          lexicon.IsVerb(
              lexicon.BaseForms(question.sentence.sentence.tokens[i].text)
                  .front())) {
        return i;
      }
    }
  }
  if (head != extractor::kNoHead) return head;
  // "the head of Norvane is someone"
  const int subject = tree.Child(question.gap, Deprel::kNsubj);
  return subject == extractor::kNoHead ? question.gap : subject;
}

// "Norvane plans to sell": what is planned is the point.
bool IsWish(absl::string_view lemma) {
  static constexpr absl::string_view kWishes[] = {
      "want", "plan", "hope",  "intend", "aim",  "promise",
      "vow",  "wish", "agree", "decide", "seek", "expect"};
  return absl::c_linear_search(kWishes, lemma);
}

// From a verb of wishing down to what is wished for.
int BelowWishes(const extractor::DependencyTree& tree, int predicate) {
  while (IsWish(tree[predicate].lemma)) {
    const int below = tree.Child(predicate, Deprel::kXcomp);
    if (below == extractor::kNoHead || tree[below].upos != Upos::kVerb) break;
    predicate = below;
  }
  return predicate;
}

bool IsNegated(const extractor::DependencyTree& tree, int verb) {
  for (const int child : tree.Children(verb)) {
    const std::string& lemma = tree[child].lemma;
    if (lemma == "not" || lemma == "never" || lemma == "n't") return true;
    // "no box was sold"
    for (const int inner : tree.Children(child)) {
      if (tree[inner].label == Deprel::kDet && tree[inner].lemma == "no") {
        return true;
      }
    }
  }
  return false;
}

// "what is the name of X" asks who X is.
bool AsksName(std::string* text) {
  const std::string lower = absl::AsciiStrToLower(*text);
  for (const absl::string_view opening :
       {"what is the name of ", "what was the name of ",
        "what are the names of ", "what's the name of "}) {
    if (absl::StartsWith(lower, opening)) {
      *text = absl::StrCat("Who is ", text->substr(opening.size()));
      return true;
    }
  }
  return false;
}

// "Miles Ruiz is someone": all that is said is the name.
bool IsDefinition(const Question& question) {
  const extractor::DependencyTree& tree = question.sentence.tree;
  if (question.gap < 0) return false;
  const AnswerKind kind = question.statement.kind;
  if (kind != AnswerKind::kPerson && kind != AnswerKind::kThing) return false;
  if (question.statement.subject) return false;
  if (tree.Child(question.gap, Deprel::kCop) == extractor::kNoHead) {
    return false;
  }
  return question.terms.size() == 1;
}

// "What was the profit of X?" asks for a number.
bool AsksAmount(const Question& question, const Lexicon& lexicon) {
  const extractor::DependencyTree& tree = question.sentence.tree;
  if (question.gap < 0 || question.statement.kind != AnswerKind::kThing ||
      !question.statement.noun.empty() || question.statement.subject ||
      tree.Child(question.gap, Deprel::kCop) == extractor::kNoHead) {
    return false;
  }
  const int subject = tree.Child(question.gap, Deprel::kNsubj);
  if (subject == extractor::kNoHead) return false;
  const std::string& lemma = tree[subject].lemma;
  static constexpr absl::string_view kAmounts[] = {
      "score", "spend", "spending", "fee", "bonus", "turnover", "revenue"};
  if (std::find(std::begin(kAmounts), std::end(kAmounts), lemma) !=
      std::end(kAmounts)) {
    return true;
  }
  for (const absl::string_view kind : {"sum", "cost", "income", "gain", "loss",
                                       "rate", "percentage", "price"}) {
    if (lexicon.IsA(lemma, kind)) return true;
  }
  return false;
}

bool AsksRelation(const Question& question) {
  if (question.statement.kind != AnswerKind::kManner) return false;
  const std::string lower = absl::AsciiStrToLower(question.text);
  return absl::StrContains(lower, " related to ") ||
         absl::StrContains(lower, " connected to ") ||
         absl::StrContains(lower, " connected with ") ||
         absl::StrContains(lower, " linked to ") ||
         absl::StrContains(lower, " related?");
}

}  // namespace

absl::string_view AnswerKindName(AnswerKind kind) {
  static constexpr absl::string_view kNames[] = {
      "thing",  "person", "possessor",  "place", "time",
      "count",  "amount", "duration",   "age",   "reason",
      "manner", "yes/no", "definition", "name",  "relation"};
  return kNames[static_cast<size_t>(kind)];
}

std::string SpanText(const extractor::AnalyzedSentence& sentence, int begin,
                     int end) {
  std::string out;
  for (int i = begin; i < end; ++i) {
    const extractor::Token& token = sentence.sentence.tokens[i];
    if (token.space_before && !out.empty()) out += ' ';
    out.append(token.text.data(), token.text.size());
  }
  return out;
}

std::string PhrasalVerb(const extractor::DependencyTree& tree, int verb) {
  const int particle = tree.Child(verb, Deprel::kCompoundPrt);
  if (particle == extractor::kNoHead) return "";
  return absl::StrCat(tree[verb].lemma, "_",
                      absl::AsciiStrToLower(tree[particle].lemma));
}

bool IsStopWord(absl::string_view lower) {
  static const auto* const kWords = new absl::flat_hash_set<absl::string_view>(
      {"the",   "a",      "an",   "of",        "in",        "on",      "at",
       "to",    "for",    "from", "by",        "with",      "and",     "or",
       "as",    "is",     "are",  "was",       "were",      "be",      "been",
       "being", "do",     "does", "did",       "has",       "have",    "had",
       "will",  "would",  "can",  "could",     "may",       "might",   "must",
       "shall", "should", "that", "this",      "these",     "those",   "it",
       "its",   "he",     "she",  "they",      "his",       "her",     "their",
       "him",   "them",   "who",  "whom",      "whose",     "which",   "what",
       "when",  "where",  "why",  "how",       "there",     "'s",      "’s",
       "'",     "not",    "n't",  "n’t",       "no",        "yet",     "still",
       "also",  "too",    "just", "only",      "than",      "then",    "so",
       "if",    "about",  "into", "according", "any",       "some",    "much",
       "many",  "else",   "ever", "somehow",   "something", "someone", "other",
       "own",   "me",     "us",   "you",       "i",         "we",      "our",
       "your",  "my",     "\"",   ",",         ".",         "?",       "!",
       "-",     "(",      ")",    ":",         ";",         "“",       "”",
       "'",     "’"});
  return kWords->contains(lower);
}

bool IsStopWord(absl::string_view lower, extractor::Upos upos) {
  return IsStopWord(lower) &&
         !(lower == "own" && upos == extractor::Upos::kVerb);
}

extractor::AnalyzedSentence AnalyzeLine(absl::string_view text,
                                        const extractor::Analyzer& analyzer) {
  std::vector<extractor::Sentence> lines =
      extractor::Split(text, extractor::SplitMode::kLines);
  if (lines.size() > 1) lines.resize(1);
  std::vector<extractor::AnalyzedSentence> out =
      analyzer.Analyze(std::move(lines));
  return out.empty() ? extractor::AnalyzedSentence() : std::move(out.front());
}

Question ReadQuestion(absl::string_view text,
                      const extractor::Analyzer& analyzer,
                      const Lexicon& lexicon,
                      absl::FunctionRef<bool(absl::string_view)> is_name) {
  Question question;
  question.text = absl::StrReplaceAll(absl::StripAsciiWhitespace(text),
                                      {{"\n", " "}, {"\r", " "}});
  std::string asked = question.text;
  const bool name = AsksName(&asked);
  const extractor::AnalyzedSentence as_asked = AnalyzeLine(asked, analyzer);
  question.statement = Undo(as_asked, lexicon);
  if (Comparison comparison = ReadComparison(as_asked, lexicon);
      comparison.kind != ComparisonKind::kNone) {
    question.comparison =
        std::make_shared<const Comparison>(std::move(comparison));
  }
  if (name) question.statement.kind = AnswerKind::kName;
  question.source =
      std::make_shared<const std::string>(question.statement.text);
  question.sentence = AnalyzeLine(*question.source, analyzer);
  const int size = question.sentence.tree.size();
  for (int i = 0; i < size && question.statement.has_gap; ++i) {
    if (IsGapWord(question.sentence.sentence.tokens[i].text)) question.gap = i;
  }
  if (size > 0) {
    const int predicate = PredicateOf(question, lexicon);
    question.predicate = BelowWishes(question.sentence.tree, predicate);
    question.modal = question.predicate != predicate;
    question.negated = IsNegated(question.sentence.tree, question.predicate);
    for (int i = 0; i < size; ++i) {
      question.modal = question.modal ||
                       question.sentence.tree[i].xpos == extractor::Xpos::kMd;
    }
  }
  ReadTerms(lexicon, is_name, &question);
  if (AsksRelation(question)) {
    question.statement.kind = AnswerKind::kRelation;
  } else if (IsDefinition(question)) {
    question.statement.kind = AnswerKind::kDefinition;
  } else if (AsksAmount(question, lexicon)) {
    question.statement.kind = AnswerKind::kAmount;
  }
  return question;
}

}  // namespace weft::service
