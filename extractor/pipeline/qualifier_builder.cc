#include "extractor/pipeline/qualifier_builder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "extractor/coref/name_mentions.h"
#include "extractor/pipeline/qualifier_role.h"

namespace weft::extractor {
namespace {

class Builder {
 public:
  Builder(const SentenceFrame& frame, const Proposition& proposition,
          int subject)
      : frame_(frame),
        proposition_(proposition),
        clause_(frame.sentence().clauses[proposition.clause]),
        subject_(subject) {}

  void Add(const std::vector<int>& used, Fact* fact) {
    std::vector<TokenSpan> taken;
    // What a qualifier shows is told; the rest of its phrase is not: "bought
    // it from Quill in 2004" with the year below Quill.
    const auto take = [&](const Argument& argument) {
      if (argument.role == ArgumentRole::kAdverbialClause ||
          argument.role == ArgumentRole::kContent) {
        taken.push_back(tree().SubtreeSpan(argument.head));
        return;
      }
      for (const int token : frame_.PhraseOf({argument.head, argument.without},
                                             PhraseStyle::kMedium)) {
        const auto at = static_cast<uint32_t>(token);
        taken.push_back({at, at + 1});
      }
    };
    for (const int head : used) {
      if (const ValueMention* value = frame_.sentence().ValueAt(head)) {
        taken.push_back(value->tokens);
      }
    }
    for (const Argument& argument : proposition_.arguments) {
      if (std::find(used.begin(), used.end(), argument.head) != used.end()) {
        continue;
      }
      if (argument.head == subject_ || argument.antecedent) continue;
      if (AddQualifier(argument, fact)) take(argument);
    }
    AddLooseTimes(proposition_.clause, taken, fact);
    AddSharedTime(taken, fact);
    AddSubjectTime(fact);
    std::vector<int> heads = used;
    heads.push_back(subject_);
    AddAmounts(std::move(heads), fact);
    AddObjectTime(fact);
  }

 private:
  // An object that is a time says when, too.
  static void AddObjectTime(Fact* fact) {
    if (!fact->object_value || fact->object_value->iso.empty()) return;
    Qualifier qualifier;
    qualifier.role = QualifierRole::kTime;
    qualifier.text = fact->object_mention.text;
    qualifier.span = fact->object_mention.span;
    qualifier.value = fact->object_value;
    const size_t blank = fact->relation.rfind(' ');
    if (blank != std::string::npos) {
      qualifier.relation = fact->relation.substr(blank + 1);
    }
    fact->qualifiers.push_back(std::move(qualifier));
  }

  // "In 2021 the ship ran aground, but nobody was hurt": a time before the
  // first clause holds for what is joined to it.
  void AddSharedTime(const std::vector<TokenSpan>& taken, Fact* fact) {
    if (clause_.parent < 0) return;
    for (const Qualifier& qualifier : fact->qualifiers) {
      if (qualifier.role == QualifierRole::kTime) return;
    }
    if (clause_.link == ClauseLink::kAdverbial && IsSimultaneous()) {
      AddLooseTimes(clause_.parent, taken, fact);
      return;
    }
    if (clause_.link != ClauseLink::kConjunct &&
        clause_.link != ClauseLink::kParataxis) {
      return;
    }
    const Clause& first = frame_.sentence().clauses[clause_.parent];
    for (const Argument& argument : first.arguments) {
      if (argument.role != ArgumentRole::kOblique ||
          argument.head > first.chain.front()) {
        continue;
      }
      const ValueMention* value = frame_.sentence().ValueAt(argument.head);
      if (value == nullptr || value->value.kind != ValueKind::kDate) continue;
      AddPhrase(argument, argument.head, fact);
      return;
    }
  }

  // "fell on Monday, with bonds losing 2%", "while oil rose": what happens
  // beside something else happens when that does.
  bool IsSimultaneous() const {
    const int first = clause_.chain.front();
    const Xpos xpos = tree()[clause_.head()].xpos;
    if (xpos == Xpos::kVbg) return true;
    // "by 2028, although work has not begun": up to now, whatever comes.
    const int auxiliary = tree().Child(clause_.head(), Deprel::kAux);
    if (auxiliary != kNoHead && tree()[auxiliary].lemma == "have" &&
        tree()[auxiliary].xpos != Xpos::kVbd) {
      return false;
    }
    bool marked = false;
    for (const int child : tree().Children(clause_.head())) {
      const Node& node = tree()[child];
      if (child > first ||
          (node.label != Deprel::kMark && node.xpos != Xpos::kWrb)) {
        continue;
      }
      marked = true;
      if (node.lemma == "while" || node.lemma == "when" ||
          node.lemma == "although" || node.lemma == "though" ||
          node.lemma == "whereas") {
        return true;
      }
    }
    return xpos == Xpos::kVbn && !marked;  // "..., replaced by Ruiz"
  }

  // "Sales in May rose 5%": an amount without a time of its own is of the time
  // in the subject.
  void AddSubjectTime(Fact* fact) {
    if (!fact->object_value || clause_.subject == kNoHead ||
        clause_.subject_source != SubjectSource::kOwn) {
      return;
    }
    for (const Qualifier& qualifier : fact->qualifiers) {
      if (qualifier.role == QualifierRole::kTime && qualifier.value &&
          qualifier.value->kind == ValueKind::kDate &&
          !qualifier.value->iso.empty()) {
        return;
      }
    }
    const TokenSpan subject = tree().SubtreeSpan(clause_.subject);
    for (const ValueMention& value : frame_.sentence().values) {
      if (value.value.kind != ValueKind::kDate ||
          !subject.Contains(value.tokens) ||
          frame_.OwnerOf(HeadOf(tree(), value.tokens)) != proposition_.clause) {
        continue;
      }
      AddTime(value, fact);
      return;
    }
  }

  bool AddQualifier(const Argument& argument, Fact* fact) {
    switch (argument.role) {
      case ArgumentRole::kOblique:
      case ArgumentRole::kAgent:
      case ArgumentRole::kIndirectObject:
      case ArgumentRole::kObject:
        if (frame_.IsSourcePhrase(argument)) return false;
        for (const int head : Conjuncts(tree(), argument.head)) {
          AddPhrase(argument, head, fact);
        }
        return true;
      case ArgumentRole::kAdverbialClause:
      case ArgumentRole::kContent:
        return AddSubordinate(argument, fact);
      case ArgumentRole::kAdverb:
        if (frame_.sentence().ValueAt(argument.head) == nullptr) return false;
        AddPhrase(argument, argument.head, fact);
        return true;
      default:
        return false;
    }
  }

  void AddPhrase(const Argument& argument, int head, Fact* fact) {
    Qualifier qualifier;
    const ValueMention* value = frame_.sentence().ValueAt(head);
    const Slot slot = {head, argument.without};
    qualifier.relation = absl::AsciiStrToLower(frame_.Join(argument.markers));
    const Mention mention =
        value != nullptr && frame_.IsWholly(slot, *value)
            ? frame_.MentionOf(value->tokens)
            : frame_.MentionOf(frame_.PhraseOf(slot, PhraseStyle::kMedium));
    qualifier.text = mention.text;
    qualifier.span = mention.span;
    const int entity = frame_.EntityOf(head);
    if (value != nullptr) qualifier.value = value->value;
    if (entity >= 0) qualifier.entity = entity;
    QualifierClues clues;
    clues.preposition = qualifier.relation;
    const std::string lemma = absl::AsciiStrToLower(tree()[head].lemma);
    clues.head = lemma;
    clues.verbal = tree()[head].upos == Upos::kVerb;
    clues.type = entity >= 0 ? frame_.TypeOf(entity) : EntityType::kUnknown;
    clues.value = value != nullptr ? &value->value : nullptr;
    qualifier.role = RoleOf(clues);
    if (argument.role == ArgumentRole::kIndirectObject) {
      qualifier.role = QualifierRole::kRecipient;
    }
    fact->qualifiers.push_back(std::move(qualifier));
  }

  bool AddSubordinate(const Argument& argument, Fact* fact) {
    if (argument.markers.empty()) return false;
    PhraseOptions options;
    options.style = PhraseStyle::kClause;
    const std::vector<int> words = Phrase(tree(), argument.head, options);
    if (words.size() > kMaxClauseWords) return false;
    Qualifier qualifier;
    qualifier.relation = absl::AsciiStrToLower(frame_.Join(argument.markers));
    const Mention mention = frame_.MentionOf(words);
    qualifier.text = mention.text;
    qualifier.span = mention.span;
    QualifierClues clues;
    clues.preposition = qualifier.relation;
    clues.verbal = true;
    qualifier.role = RoleOf(clues);
    fact->qualifiers.push_back(std::move(qualifier));
    return true;
  }

  // Dates that hang on a noun of the clause: "a selloff on Monday".
  void AddLooseTimes(int owner, const std::vector<TokenSpan>& taken,
                     Fact* fact) {
    for (const ValueMention& value : frame_.sentence().values) {
      if (!IsTime(value)) continue;
      const int head = HeadOf(tree(), value.tokens);
      if (frame_.OwnerOf(head) != owner) continue;
      const bool known = std::any_of(
          taken.begin(), taken.end(),
          [&](TokenSpan span) { return span.Overlaps(value.tokens); });
      if (known || InSubject(value.tokens)) continue;
      AddTime(value, fact);
    }
  }

  void AddTime(const ValueMention& value, Fact* fact) const {
    Qualifier qualifier;
    qualifier.role = QualifierRole::kTime;
    qualifier.relation = absl::AsciiStrToLower(
        frame_.Join(CaseMarkers(tree(), HeadOf(tree(), value.tokens))));
    const Mention mention = frame_.MentionOf(value.tokens);
    qualifier.text = mention.text;
    qualifier.span = mention.span;
    qualifier.value = value.value;
    fact->qualifiers.push_back(std::move(qualifier));
  }

  bool InSubject(TokenSpan tokens) const {
    if (clause_.subject == kNoHead ||
        clause_.subject_source != SubjectSource::kOwn) {
      return false;
    }
    return tree().SubtreeSpan(clause_.subject).Overlaps(tokens);
  }

  // "a $420 million contract": the amount inside of the object.
  void AddAmounts(std::vector<int> heads, Fact* fact) {
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    for (const int head : heads) {
      if (fact->object == kNoEntity && head != subject_) continue;
      const Slot slot = {head, kNoHead};
      const ValueMention* last = nullptr;
      for (const int token : frame_.PhraseOf(slot, PhraseStyle::kMedium)) {
        const ValueMention* value = frame_.sentence().ValueAt(token);
        if (value == nullptr || value == last || IsTime(*value)) continue;
        last = value;
        Qualifier qualifier;
        qualifier.role = QualifierRole::kQuantity;
        const Mention mention = frame_.MentionOf(value->tokens);
        qualifier.text = mention.text;
        qualifier.span = mention.span;
        qualifier.value = value->value;
        fact->qualifiers.push_back(std::move(qualifier));
      }
    }
  }

  const DependencyTree& tree() const { return frame_.tree(); }

  const SentenceFrame& frame_;
  const Proposition& proposition_;
  const Clause& clause_;
  const int subject_;
};

}  // namespace

void AddQualifiers(const SentenceFrame& frame, const Proposition& proposition,
                   int subject, const std::vector<int>& used, Fact* fact) {
  Builder(frame, proposition, subject).Add(used, fact);
}

namespace {

// "2001 to 2003", which has an end, and "the 1990s", which has one too but in
// "from the 1990s" is where something begins.
bool NamesItsEnd(absl::string_view text) {
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    if (word == "to" || word == "until" || word == "till" ||
        word == "through") {
      return true;
    }
  }
  return false;
}

}  // namespace

void SetValidity(Fact* fact) {
  for (const Qualifier& qualifier : fact->qualifiers) {
    if (qualifier.role != QualifierRole::kTime || !qualifier.value ||
        qualifier.value->kind != ValueKind::kDate ||
        qualifier.value->iso.empty()) {
      continue;
    }
    const std::pair<std::string, std::string> ends =
        absl::StrSplit(qualifier.value->iso, absl::MaxSplits('/', 1));
    const std::string& until = ends.second.empty() ? ends.first : ends.second;
    const std::string& preposition = qualifier.relation;
    const bool opens = preposition == "since" || preposition == "after" ||
                       (preposition == "from" && !NamesItsEnd(qualifier.text));
    const bool closes = preposition == "until" || preposition == "till" ||
                        preposition == "by" || preposition == "before" ||
                        preposition == "to";
    if (!closes && fact->valid_from.empty()) fact->valid_from = ends.first;
    if (!opens && fact->valid_until.empty()) fact->valid_until = until;
  }
}

}  // namespace weft::extractor
