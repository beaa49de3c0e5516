#include "extractor/openie/views.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "extractor/clause/phrase.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

void AppendWords(absl::string_view words, std::string* text) {
  if (words.empty()) return;
  if (!text->empty()) text->push_back(' ');
  absl::StrAppend(text, words);
}

class ViewBuilder {
 public:
  explicit ViewBuilder(const SentenceView& sentence)
      : sentence_(sentence), tree_(sentence.tree) {}

 protected:
  std::string Join(absl::Span<const int> tokens) const {
    return JoinTokens(sentence_.tokens, tokens, sentence_.pretokenized);
  }

  std::string PhraseText(int head, PhraseStyle style, bool conjuncts,
                         int without = kNoHead) const {
    PhraseOptions options;
    options.style = style;
    options.conjuncts = conjuncts;
    options.without = without;
    return Join(Phrase(tree_, head, options));
  }

  std::string RelationText(const Relation& relation) const {
    std::string text(relation.implied_before);
    AppendWords(Join(relation.words), &text);
    AppendWords(relation.implied_after, &text);
    return text;
  }

  const SentenceView& sentence_;
  const DependencyTree& tree_;
};

class NaryBuilder : public ViewBuilder {
 public:
  using ViewBuilder::ViewBuilder;

  std::vector<WordTuple> Build() {
    const auto& propositions = sentence_.propositions;
    for (size_t i = 0; i < propositions.size(); ++i) {
      const Proposition& proposition = propositions[i];
      if (!Shows(proposition)) continue;
      WordTuple tuple;
      tuple.proposition = static_cast<int>(i);
      tuple.subject = PhraseText(proposition.subject, PhraseStyle::kFull, true,
                                 proposition.subject_without);
      tuple.relation = RelationText(proposition.relation);
      bool first = true;
      for (const Argument& argument : proposition.arguments) {
        AddArgument(argument, proposition, first, &tuple);
        first = false;
      }
      if (!tuple.relation.empty()) result_.push_back(std::move(tuple));
    }
    return std::move(result_);
  }

 private:
  // Rules whose tuples repeat the words of another one, or that this view's
  // readers do not expect (measured on CaRB's development part).
  static bool Shows(const Proposition& proposition) {
    return proposition.rule != "possessive.value" &&
           proposition.rule != "member.is" && proposition.rule != "event.verb";
  }

  void AddArgument(const Argument& argument, const Proposition& proposition,
                   bool first, WordTuple* tuple) const {
    if (argument.role == ArgumentRole::kAdverbialClause) return;
    const bool clausal = argument.role == ArgumentRole::kContent;
    const std::string words = PhraseText(
        argument.head, clausal ? PhraseStyle::kClause : PhraseStyle::kFull,
        true, argument.without);
    const std::string markers = Join(argument.markers);
    const std::vector<int>& relation = proposition.relation.words;
    const bool behind = relation.empty() || argument.head > relation.back();
    if (first && !markers.empty() && behind) {
      AppendWords(markers, &tuple->relation);
      tuple->arguments.push_back(words);
      return;
    }
    std::string text = markers;
    AppendWords(words, &text);
    tuple->arguments.push_back(std::move(text));
  }

  std::vector<WordTuple> result_;
};

class BinaryBuilder : public ViewBuilder {
 public:
  using ViewBuilder::ViewBuilder;

  std::vector<WordTuple> Build() {
    const auto& propositions = sentence_.propositions;
    for (size_t i = 0; i < propositions.size(); ++i) {
      current_ = static_cast<int>(i);
      if (!Shows(propositions[i])) continue;
      for (const int subject : Conjuncts(tree_, propositions[i].subject)) {
        FromProposition(propositions[i], subject);
      }
    }
    return std::move(result_);
  }

 private:
  static bool Shows(const Proposition& proposition) {
    return proposition.clause >= 0 && proposition.rule != "possessive.value";
  }

  static bool IsCore(ArgumentRole role) {
    return role == ArgumentRole::kObject ||
           role == ArgumentRole::kIndirectObject ||
           role == ArgumentRole::kComplement || role == ArgumentRole::kContent;
  }

  void FromProposition(const Proposition& proposition, int subject) {
    const std::string subject_text = PhraseText(
        subject, PhraseStyle::kMedium, false, proposition.subject_without);
    const std::string verb = RelationText(proposition.relation);
    const Argument* core = nullptr;
    for (const Argument& argument : proposition.arguments) {
      if (IsCore(argument.role)) {
        core = &argument;
        FromCore(argument, subject_text, verb);
        break;
      }
    }
    std::string stem = verb;
    if (core != nullptr) {
      if (core->role == ArgumentRole::kContent) return;
      AppendWords(Join(core->markers), &stem);
      AppendWords(PhraseText(core->head, PhraseStyle::kMedium, false), &stem);
    }
    for (const Argument& argument : proposition.arguments) {
      if (&argument == core || argument.role == ArgumentRole::kAdverb ||
          argument.role == ArgumentRole::kAdverbialClause) {
        continue;
      }
      FromOblique(argument, subject_text, stem);
    }
  }

  void FromCore(const Argument& core, const std::string& subject,
                const std::string& verb) {
    std::string stem = verb;
    AppendWords(Join(core.markers), &stem);
    if (core.role == ArgumentRole::kContent) {
      Emit(subject, stem, PhraseText(core.head, PhraseStyle::kClause, true));
      return;
    }
    for (const int object : Conjuncts(tree_, core.head)) {
      Emit(subject, stem, PhraseText(object, PhraseStyle::kMedium, false));
      FromModifiers(object, subject, stem);
    }
  }

  // "met the head of Norvane": X | met the head of | Norvane.
  void FromModifiers(int noun, const std::string& subject,
                     const std::string& verb) {
    if (tree_[noun].upos != Upos::kNoun && tree_[noun].upos != Upos::kAdj) {
      return;
    }
    for (const int child : tree_.Children(noun)) {
      if (tree_[child].label != Deprel::kNmod || child < noun) continue;
      const std::vector<int> markers = CaseMarkers(tree_, child);
      if (markers.empty()) continue;
      PhraseOptions options;
      options.style = PhraseStyle::kMedium;
      options.conjuncts = false;
      options.without = child;
      std::string stem = verb;
      AppendWords(Join(Phrase(tree_, noun, options)), &stem);
      AppendWords(Join(markers), &stem);
      for (const int part : Conjuncts(tree_, child)) {
        Emit(subject, stem, PhraseText(part, PhraseStyle::kMedium, false));
      }
    }
  }

  void FromOblique(const Argument& argument, const std::string& subject,
                   const std::string& stem) {
    for (const int part : Conjuncts(tree_, argument.head)) {
      std::string relation = stem;
      const std::vector<int> markers =
          part == argument.head ? argument.markers : CaseMarkers(tree_, part);
      AppendWords(Join(markers), &relation);
      Emit(subject, relation, PhraseText(part, PhraseStyle::kMedium, false));
    }
  }

  void Emit(const std::string& subject, const std::string& relation,
            std::string object) {
    if (object.empty()) return;
    if (!seen_.insert(absl::StrCat(subject, "\t", relation, "\t", object))
             .second) {
      return;
    }
    WordTuple tuple;
    tuple.proposition = current_;
    tuple.subject = subject;
    tuple.relation = relation;
    tuple.arguments.push_back(std::move(object));
    result_.push_back(std::move(tuple));
  }

  int current_ = 0;
  absl::flat_hash_set<std::string> seen_;
  std::vector<WordTuple> result_;
};

}  // namespace

std::vector<WordTuple> NaryTuples(const SentenceView& sentence) {
  return NaryBuilder(sentence).Build();
}

std::vector<WordTuple> BinaryTuples(const SentenceView& sentence) {
  return BinaryBuilder(sentence).Build();
}

std::string JoinTokens(absl::Span<const Token> tokens,
                       absl::Span<const int> indexes, bool pretokenized) {
  std::string text;
  for (size_t i = 0; i < indexes.size(); ++i) {
    const Token& token = tokens[indexes[i]];
    if (i > 0 && (pretokenized || token.space_before ||
                  indexes[i] != indexes[i - 1] + 1)) {
      text.push_back(' ');
    }
    absl::StrAppend(&text, token.text);
  }
  return text;
}

}  // namespace weft::extractor
