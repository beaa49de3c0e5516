#include "extractor/pipeline/fact_builder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "extractor/canon/phrase_name.h"
#include "extractor/canon/relation_name.h"
#include "extractor/clause/phrase.h"
#include "extractor/openie/confidence.h"
#include "extractor/openie/lexicon.h"
#include "extractor/openie/views.h"
#include "extractor/pipeline/entity_table.h"
#include "extractor/pipeline/qualifier_role.h"

namespace weft::extractor {
namespace {

// Longest subordinate clause or reported content that becomes text of a
// fact; longer ones are left to their own facts.
constexpr size_t kMaxClauseWords = 30;

Modality ModalityOf(Certainty certainty) {
  switch (certainty) {
    case Certainty::kAsserted:
      return Modality::kAsserted;
    case Certainty::kPossible:
      return Modality::kPossible;
    case Certainty::kPlanned:
      return Modality::kPlanned;
    case Certainty::kConditional:
      return Modality::kConditional;
    case Certainty::kHypothetical:
      return Modality::kHypothetical;
    case Certainty::kClaimed:
      return Modality::kClaimed;
    case Certainty::kQuestion:
      return Modality::kQuestion;
  }
  return Modality::kAsserted;
}

bool IsFirstPerson(absl::string_view word) {
  const std::string lower = absl::AsciiStrToLower(word);
  return lower == "i" || lower == "we" || lower == "me" || lower == "us" ||
         lower == "my" || lower == "our" || lower == "myself";
}

bool IsTime(const ValueMention& value) {
  return value.value.kind == ValueKind::kDate ||
         value.value.kind == ValueKind::kDuration;
}

// An argument that stands (or may stand) in the object's place.
struct Slot {
  int head = kNoHead;
  int without = kNoHead;
};

class FactBuilder {
 public:
  FactBuilder(const Document& document,
              absl::Span<const SentenceAnalysis> sentences,
              absl::Span<const SentenceFacts> views,
              const Coreference& coreference)
      : document_(document),
        sentences_(sentences),
        views_(views),
        coreference_(coreference),
        entities_(coreference.entities()) {}

  DocumentFacts Build() {
    for (size_t s = 0; s < sentences_.size(); ++s) {
      index_ = static_cast<int>(s);
      sentence_ = &sentences_[s];
      seen_.clear();
      if (sentence_->tree().empty()) continue;
      FindOwners();
      for (const Proposition& proposition : sentence_->propositions) {
        proposition_ = &proposition;
        clause_ = proposition.clause >= 0
                      ? &sentence_->clauses[proposition.clause]
                      : nullptr;
        if (clause_ != nullptr) {
          FromClause();
        } else {
          FromNoun();
        }
      }
    }
    DocumentFacts result;
    result.entities = std::move(entities_).Take();
    result.facts = std::move(facts_);
    return result;
  }

 private:
  const DependencyTree& tree() const { return sentence_->tree(); }

  // --- choosing subjects and objects ----------------------------------------

  // The clause that each token belongs to: the nearest one above it.
  void FindOwners() {
    const int n = tree().size();
    owner_.assign(n, -1);
    std::vector<bool> known(n, false);
    for (size_t c = 0; c < sentence_->clauses.size(); ++c) {
      // "a boat called Vela on Monday": what follows the name belongs to the
      // clause above.
      const Clause& clause = sentence_->clauses[c];
      const bool naming = clause.link == ClauseLink::kParticipial &&
                          Is(tree()[clause.head()].lemma, WordClass::kNaming) &&
                          clause.Find(ArgumentRole::kComplement) != nullptr;
      for (const int token : clause.chain) {
        if (known[token]) continue;
        owner_[token] = naming ? clause.parent : static_cast<int>(c);
        known[token] = true;
      }
    }
    std::vector<int> path;
    for (int t = 0; t < n; ++t) {
      path.clear();
      int at = t;
      while (at != kNoHead && !known[at]) {
        path.push_back(at);
        at = tree()[at].head;
      }
      const int owner = at == kNoHead ? -1 : owner_[at];
      for (const int token : path) {
        owner_[token] = owner;
        known[token] = true;
      }
    }
  }

  const Argument* Core() const {
    for (const ArgumentRole role :
         {ArgumentRole::kObject, ArgumentRole::kComplement,
          ArgumentRole::kIndirectObject}) {
      for (const Argument& argument : proposition_->arguments) {
        if (argument.role == role) return &argument;
      }
    }
    return nullptr;
  }

  const Argument* ArgumentOf(ArgumentRole role) const {
    for (const Argument& argument : proposition_->arguments) {
      if (argument.role == role) return &argument;
    }
    return nullptr;
  }

  void FromClause() {
    if (clause_->kind == ClauseKind::kExistential) {
      FromExistential();
      return;
    }
    const Argument* core = Core();
    const Argument* agent = ArgumentOf(ArgumentRole::kAgent);
    for (const int subject : Conjuncts(tree(), proposition_->subject)) {
      if (!MayBeSubject(subject)) continue;
      if (agent != nullptr && core == nullptr) {
        FromTurnedPassive(subject, *agent);
      } else if (core != nullptr) {
        FromCore({subject, kNoHead}, *core);
      } else {
        FromObliques({subject, kNoHead});
      }
    }
  }

  bool MayBeSubject(int token) const {
    const Node& node = tree()[token];
    return !IsQuestionWord(token) && node.upos != Upos::kPunct;
  }

  bool IsQuestionWord(int token) const {
    const Xpos xpos = tree()[token].xpos;
    return xpos == Xpos::kWdt || xpos == Xpos::kWp || xpos == Xpos::kWrb;
  }

  // "Norvane was founded by Ruiz": Ruiz - found - Norvane.
  void FromTurnedPassive(int patient, const Argument& agent) {
    for (const int actor : Conjuncts(tree(), agent.head)) {
      RelationParts parts = Parts();
      parts.turned = true;
      const Slot object = {patient, kNoHead};
      Emit({actor, kNoHead}, parts, &object, {agent.head});
    }
  }

  void FromCore(Slot subject, const Argument& core) {
    RelationParts parts = Parts();
    parts.markers = core.markers;
    // "expects Norvane to sell" expects a sale, not Norvane.
    if (core.role != ArgumentRole::kComplement &&
        ArgumentOf(ArgumentRole::kContent) != nullptr &&
        (Is(tree()[clause_->head()].lemma, WordClass::kPlan) ||
         tree()[clause_->head()].lemma == "want")) {
      return;
    }
    if (core.role == ArgumentRole::kComplement &&
        tree()[core.head].upos == Upos::kAdj && FromAdjective(subject, core)) {
      return;
    }
    for (const int head : Conjuncts(tree(), core.head)) {
      const Slot object = {head, core.without};
      Emit(subject, parts, &object, {core.head});
      FromNounInside(subject, head, core.role);
    }
  }

  // "is similar to X2", "became aware of it": the adjective joins the
  // relation.
  bool FromAdjective(Slot subject, const Argument& core) {
    bool found = false;
    for (const Argument& argument : proposition_->arguments) {
      if (argument.role != ArgumentRole::kOblique ||
          argument.head < core.head || argument.markers.empty() ||
          IsTimeAt(argument.head) || tree()[argument.head].head != core.head) {
        continue;
      }
      RelationParts parts = Parts();
      parts.noun = {core.head};
      parts.markers = argument.markers;
      for (const int head : Conjuncts(tree(), argument.head)) {
        const Slot object = {head, kNoHead};
        Emit(subject, parts, &object, {core.head, argument.head});
      }
      found = true;
    }
    return found;
  }

  // "is a spinoff of Quill": be spinoff of; "draws parallels to Quill" only
  // when Quill is a name, which makes it an edge of the graph.
  void FromNounInside(Slot subject, int noun, ArgumentRole role) {
    if (tree()[noun].upos != Upos::kNoun) return;
    const bool copular = role == ArgumentRole::kComplement;
    for (const int child : tree().Children(noun)) {
      if (tree()[child].label != Deprel::kNmod || child < noun) continue;
      const std::vector<int> markers = CaseMarkers(tree(), child);
      if (markers.empty() || sentence_->ValueAt(child) != nullptr) continue;
      if (!copular && EntityOf(child) < 0) continue;
      RelationParts parts = Parts();
      parts.noun = NounWords(noun);
      parts.markers = markers;
      for (const int head : Conjuncts(tree(), child)) {
        const Slot object = {head, kNoHead};
        Emit(subject, parts, &object, {noun});
      }
    }
  }

  // The noun with its compounds and the adjectives of offices.
  std::vector<int> NounWords(int noun) const {
    std::vector<int> words;
    for (const int child : tree().Children(noun)) {
      const Node& node = tree()[child];
      const bool office = node.lemma == "prime" || node.lemma == "chief" ||
                          node.lemma == "vice" || node.lemma == "deputy" ||
                          node.lemma == "former" || node.lemma == "senior";
      if (node.label == Deprel::kCompound ||
          (node.label == Deprel::kAmod && office)) {
        words.push_back(child);
      }
    }
    words.push_back(noun);
    std::sort(words.begin(), words.end());
    return words;
  }

  void FromObliques(Slot subject) {
    bool any = false;
    for (const bool time : {false, true}) {
      for (const Argument& argument : proposition_->arguments) {
        if (argument.role != ArgumentRole::kOblique &&
            argument.role != ArgumentRole::kAgent) {
          continue;
        }
        if (IsTimeAt(argument.head) != time || IsSourcePhrase(argument)) {
          continue;
        }
        RelationParts parts = Parts();
        parts.markers = argument.markers;
        for (const int head : Conjuncts(tree(), argument.head)) {
          const Slot object = {head, kNoHead};
          Emit(subject, parts, &object, {argument.head});
        }
        any = true;
      }
      if (any) return;
    }
    FromContent(subject);
  }

  void FromContent(Slot subject) {
    const Argument* content = ArgumentOf(ArgumentRole::kContent);
    if (content == nullptr) {
      Emit(subject, Parts(), nullptr, {});
      return;
    }
    PhraseOptions options;
    options.style = PhraseStyle::kClause;
    const std::vector<int> words = Phrase(tree(), content->head, options);
    if (words.size() > kMaxClauseWords) return;
    Fact fact;
    if (!Start(subject, Parts(), &fact)) return;
    const std::string text = Join(words);
    fact.object = entities_.FindOrAdd(text, EntityType::kUnknown);
    fact.object_mention = MentionOf(words);
    Finish(std::move(fact), {content->head});
  }

  // "There is a yard in Lund": yard - be in - Lund, else yard - exist.
  void FromExistential() {
    const Argument* pivot = ArgumentOf(ArgumentRole::kComplement);
    if (pivot == nullptr) return;
    for (const int subject : Conjuncts(tree(), pivot->head)) {
      bool any = false;
      for (const Argument& argument : proposition_->arguments) {
        if (argument.role != ArgumentRole::kOblique ||
            IsTimeAt(argument.head)) {
          continue;
        }
        RelationParts parts = Parts();
        parts.markers = argument.markers;
        const Slot object = {argument.head, kNoHead};
        Emit({subject, kNoHead}, parts, &object, {pivot->head, argument.head});
        any = true;
      }
      if (!any) Emit({subject, kNoHead}, Parts(), nullptr, {pivot->head});
    }
  }

  void FromNoun() {
    const Argument& argument = proposition_->arguments.front();
    const bool possession = proposition_->rule == "possessive.has";
    if (possession && EntityOf(proposition_->subject) < 0) return;
    // "Norvane's president, Ruiz" makes the office, not a possession of Ruiz.
    if (possession && EntityOf(argument.head) >= 0 &&
        tree()[argument.head].upos != Upos::kPropn) {
      return;
    }
    const Slot subject = {proposition_->subject, kNoHead};
    const bool several = argument.role == ArgumentRole::kObject ||
                         proposition_->rule == "apposition.is";
    const std::vector<int> objects = several ? Conjuncts(tree(), argument.head)
                                             : std::vector<int>{argument.head};
    for (const int head : objects) {
      const Slot object = {head, argument.without};
      Emit(subject, Parts(), &object, {argument.head});
      if (proposition_->relation.implied_before == "is") {
        FromNounInside(subject, head, ArgumentRole::kComplement);
        FromOffice(subject, head);
      }
    }
  }

  // "Norvane's president, Ruiz": Ruiz - be president of - Norvane.
  void FromOffice(Slot subject, int noun) {
    const int owner = tree().Child(noun, Deprel::kNmodPoss);
    if (owner == kNoHead || !Is(tree()[noun].lemma, WordClass::kRole) ||
        tree()[owner].xpos == Xpos::kWpS) {
      return;
    }
    RelationParts parts = Parts();
    parts.noun = NounWords(noun);
    Fact fact;
    if (!Start(subject, parts, &fact)) return;
    fact.relation += " of";
    fact.relation_display += "-of";
    SetObject({owner, kNoHead}, &fact);
    fact.rule = "office.of";
    Finish(std::move(fact), {noun});
  }

  // --- making one fact
  // --------------------------------------------------------

  RelationParts Parts() const {
    RelationParts parts;
    parts.proposition = proposition_;
    parts.clause = clause_;
    return parts;
  }

  void Emit(Slot subject, const RelationParts& parts, const Slot* object,
            std::vector<int> used) {
    Fact fact;
    if (object != nullptr && IsQuestionWord(object->head)) return;
    if (!Start(subject, parts, &fact)) return;
    if (object != nullptr) {
      SetObject(*object, &fact);
      if (fact.object == fact.subject && fact.object != kNoEntity) return;
      used.push_back(object->head);
    }
    Finish(std::move(fact), used);
  }

  // Subject, relation, factuality.
  bool Start(Slot subject, const RelationParts& parts, Fact* fact) {
    fact->sentence = static_cast<uint32_t>(index_);
    fact->rule = std::string(proposition_->rule);
    const Factuality& truth = proposition_->factuality;
    fact->negated = truth.negated;
    fact->modality = ModalityOf(truth.certainty);
    SetAttribution(truth.source, fact);
    SetSubject(subject, fact);
    RelationName name = NameRelation(sentence_->tokens(), tree(), parts);
    if (name.lemma.empty()) return false;
    fact->relation = std::move(name.lemma);
    fact->relation_display = std::move(name.display);
    std::vector<int> words = proposition_->relation.words;
    words.insert(words.end(), parts.noun.begin(), parts.noun.end());
    words.insert(words.end(), parts.markers.begin(), parts.markers.end());
    std::sort(words.begin(), words.end());
    fact->relation_mention = MentionOf(words);
    subject_head_ = subject.head;
    return true;
  }

  void SetAttribution(int source, Fact* fact) {
    if (source == kNoHead) return;
    const PhraseName name = NameOf(source, kNoHead);
    fact->attribution = name.text;
    if (name.entity >= 0) fact->attribution_entity = name.entity;
  }

  void SetSubject(Slot subject, Fact* fact) {
    const absl::string_view word = sentence_->tokens()[subject.head].text;
    if (IsFirstPerson(word) && fact->attribution_entity != kNoEntity) {
      fact->subject = fact->attribution_entity;
    } else {
      fact->subject = EntityIndex(subject);
    }
    fact->subject_mention = MentionOf(PhraseOf(subject, PhraseStyle::kFull));
  }

  int EntityIndex(Slot slot) {
    const PhraseName name = NameOf(slot.head, slot.without);
    if (name.entity >= 0) return name.entity;
    return entities_.FindOrAdd(name.text, EntityType::kUnknown);
  }

  void SetObject(Slot object, Fact* fact) {
    const ValueMention* value = sentence_->ValueAt(object.head);
    fact->object_mention = MentionOf(PhraseOf(object, PhraseStyle::kFull));
    if (value != nullptr && IsWholly(object, *value)) {
      fact->object_value = value->value;
      fact->object_mention = MentionOfSpan(value->tokens);
      return;
    }
    const bool ascribed = clause_ == nullptr
                              ? proposition_->relation.implied_before == "is"
                              : EntityOf(object.head) == fact->subject;
    if (ascribed && !IsName(object.head) && !IsPronoun(object.head)) {
      fact->object = entities_.FindOrAdd(
          DescribePhrase(views_, coreference_, {index_, object.head},
                         object.without),
          EntityType::kUnknown);
      return;
    }
    fact->object = EntityIndex(object);
  }

  bool IsPronoun(int token) const { return tree()[token].upos == Upos::kPron; }

  bool IsName(int token) const {
    return tree()[token].upos == Upos::kPropn && EntityOf(token) >= 0;
  }

  // The phrase holds nothing but the value and small words.
  bool IsWholly(Slot object, const ValueMention& value) const {
    for (const int token : PhraseOf(object, PhraseStyle::kMedium)) {
      if (value.tokens.Contains(static_cast<uint32_t>(token))) continue;
      const Upos upos = tree()[token].upos;
      if (upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj ||
          upos == Upos::kVerb) {
        return false;
      }
    }
    return true;
  }

  void Finish(Fact fact, const std::vector<int>& used) {
    const std::string key = absl::StrCat(
        fact.subject, "|", fact.relation, "|", fact.object, "|",
        fact.object_value ? fact.object_value->text : "", "|", fact.negated);
    if (!seen_.insert(key).second) return;
    if (clause_ != nullptr) AddQualifiers(used, &fact);
    SetValidity(&fact);
    fact.confidence = ConfidenceOf(fact);
    facts_.push_back(std::move(fact));
  }

  float ConfidenceOf(const Fact& fact) const {
    ConfidenceInput features;
    features.proposition = proposition_;
    features.clause = clause_;
    features.arguments = static_cast<int>(fact.qualifiers.size()) +
                         (fact.object_mention.text.empty() ? 0 : 1);
    features.unresolved_subject = fact.subject != kNoEntity &&
                                  !entities_[fact.subject].named &&
                                  tree()[subject_head_].upos == Upos::kPron;
    return Confidence(tree(), features);
  }

  // --- qualifiers
  // ---------------------------------------------------------------

  void AddQualifiers(const std::vector<int>& used, Fact* fact) {
    std::vector<TokenSpan> taken;
    const auto take = [&](int head) {
      taken.push_back(tree().SubtreeSpan(head));
    };
    for (const int head : used) {
      if (const ValueMention* value = sentence_->ValueAt(head)) {
        taken.push_back(value->tokens);
      }
    }
    for (const Argument& argument : proposition_->arguments) {
      if (std::find(used.begin(), used.end(), argument.head) != used.end()) {
        continue;
      }
      if (argument.head == subject_head_ || argument.antecedent) continue;
      if (AddQualifier(argument, fact)) take(argument.head);
    }
    AddLooseTimes(taken, fact);
    AddSharedTime(fact);
    std::vector<int> heads = used;
    heads.push_back(subject_head_);
    AddAmounts(std::move(heads), fact);
    AddObjectTime(fact);
  }

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
  void AddSharedTime(Fact* fact) {
    if (clause_->link != ClauseLink::kConjunct || clause_->parent < 0) return;
    for (const Qualifier& qualifier : fact->qualifiers) {
      if (qualifier.role == QualifierRole::kTime) return;
    }
    const Clause& first = sentence_->clauses[clause_->parent];
    for (const Argument& argument : first.arguments) {
      if (argument.role != ArgumentRole::kOblique ||
          argument.head > first.chain.front() || first.subject == kNoHead ||
          argument.head > first.subject) {
        continue;
      }
      const ValueMention* value = sentence_->ValueAt(argument.head);
      if (value == nullptr || value->value.kind != ValueKind::kDate) continue;
      AddPhrase(argument, argument.head, fact);
      return;
    }
  }

  bool AddQualifier(const Argument& argument, Fact* fact) {
    switch (argument.role) {
      case ArgumentRole::kOblique:
      case ArgumentRole::kAgent:
      case ArgumentRole::kIndirectObject:
      case ArgumentRole::kObject:
        if (IsSourcePhrase(argument)) return false;
        for (const int head : Conjuncts(tree(), argument.head)) {
          AddPhrase(argument, head, fact);
        }
        return true;
      case ArgumentRole::kAdverbialClause:
      case ArgumentRole::kContent:
        return AddSubordinate(argument, fact);
      case ArgumentRole::kAdverb:
        if (sentence_->ValueAt(argument.head) == nullptr) return false;
        AddPhrase(argument, argument.head, fact);
        return true;
      default:
        return false;
    }
  }

  // "according to Ruiz" is the attribution already.
  bool IsSourcePhrase(const Argument& argument) const {
    return !argument.markers.empty() &&
           (tree()[argument.markers[0]].lemma == "accord" ||
            tree()[argument.markers[0]].lemma == "according");
  }

  bool IsTimeAt(int token) const {
    const ValueMention* value = sentence_->ValueAt(token);
    if (value != nullptr) return IsTime(*value);
    return Is(absl::AsciiStrToLower(tree()[token].lemma), WordClass::kTimeNoun);
  }

  void AddPhrase(const Argument& argument, int head, Fact* fact) {
    Qualifier qualifier;
    const ValueMention* value = sentence_->ValueAt(head);
    const Slot slot = {head, argument.without};
    qualifier.relation = absl::AsciiStrToLower(Join(argument.markers));
    const Mention mention =
        value != nullptr && IsWholly(slot, *value)
            ? MentionOfSpan(value->tokens)
            : MentionOf(PhraseOf(slot, PhraseStyle::kMedium));
    qualifier.text = mention.text;
    qualifier.span = mention.span;
    const int entity = EntityOf(head);
    if (value != nullptr) qualifier.value = value->value;
    if (entity >= 0) qualifier.entity = entity;
    QualifierClues clues;
    clues.preposition = qualifier.relation;
    const std::string lemma = absl::AsciiStrToLower(tree()[head].lemma);
    clues.head = lemma;
    clues.verbal = tree()[head].upos == Upos::kVerb;
    clues.type = entity >= 0 ? coreference_.entities()[entity].type
                             : EntityType::kUnknown;
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
    qualifier.relation = absl::AsciiStrToLower(Join(argument.markers));
    const Mention mention = MentionOf(words);
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
  void AddLooseTimes(const std::vector<TokenSpan>& taken, Fact* fact) {
    for (const ValueMention& value : sentence_->values) {
      if (!IsTime(value)) continue;
      const int head = HeadOf(tree(), value.tokens);
      if (owner_[head] != proposition_->clause) continue;
      const bool known = std::any_of(
          taken.begin(), taken.end(),
          [&](TokenSpan span) { return span.Overlaps(value.tokens); });
      if (known || InSubject(value.tokens)) continue;
      Qualifier qualifier;
      qualifier.role = QualifierRole::kTime;
      qualifier.relation =
          absl::AsciiStrToLower(Join(CaseMarkers(tree(), head)));
      const Mention mention = MentionOfSpan(value.tokens);
      qualifier.text = mention.text;
      qualifier.span = mention.span;
      qualifier.value = value.value;
      fact->qualifiers.push_back(std::move(qualifier));
    }
  }

  bool InSubject(TokenSpan tokens) const {
    if (clause_ == nullptr || clause_->subject == kNoHead ||
        clause_->subject_source != SubjectSource::kOwn) {
      return false;
    }
    return tree().SubtreeSpan(clause_->subject).Overlaps(tokens);
  }

  // "a $420 million contract": the amount inside of the object.
  void AddAmounts(std::vector<int> heads, Fact* fact) {
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    for (const int head : heads) {
      if (fact->object == kNoEntity && head != subject_head_) continue;
      const Slot slot = {head, kNoHead};
      const ValueMention* last = nullptr;
      for (const int token : PhraseOf(slot, PhraseStyle::kMedium)) {
        const ValueMention* value = sentence_->ValueAt(token);
        if (value == nullptr || value == last || IsTime(*value)) continue;
        last = value;
        Qualifier qualifier;
        qualifier.role = QualifierRole::kQuantity;
        const Mention mention = MentionOfSpan(value->tokens);
        qualifier.text = mention.text;
        qualifier.span = mention.span;
        qualifier.value = value->value;
        fact->qualifiers.push_back(std::move(qualifier));
      }
    }
  }

  // "since" opens a stretch of time, "until" closes one, any other date is
  // both ends; an interval is cut at its slash.
  static void SetValidity(Fact* fact) {
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
      const bool opens = preposition == "since" || preposition == "from" ||
                         preposition == "after";
      const bool closes = preposition == "until" || preposition == "till" ||
                          preposition == "by" || preposition == "before" ||
                          preposition == "to";
      if (!closes && fact->valid_from.empty()) fact->valid_from = ends.first;
      if (!opens && fact->valid_until.empty()) fact->valid_until = until;
    }
  }

  // --- words and places
  // ----------------------------------------------------------

  PhraseName NameOf(int head, int without) const {
    return NamePhrase(views_, coreference_, {index_, head}, without);
  }

  int EntityOf(int head) const { return coreference_.EntityAt({index_, head}); }

  std::vector<int> PhraseOf(Slot slot, PhraseStyle style) const {
    PhraseOptions options;
    options.style = style;
    options.conjuncts = false;
    options.without = slot.without;
    return Phrase(tree(), slot.head, options);
  }

  std::string Join(absl::Span<const int> tokens) const {
    return JoinTokens(sentence_->tokens(), tokens, false);
  }

  Mention MentionOf(absl::Span<const int> tokens) const {
    Mention mention;
    if (tokens.empty()) return mention;
    mention.text = Join(tokens);
    if (tokens.back() - tokens.front() + 1 == static_cast<int>(tokens.size())) {
      mention.span = Original(tokens.front(), tokens.back());
    }
    return mention;
  }

  Mention MentionOfSpan(TokenSpan span) const {
    std::vector<int> tokens;
    for (uint32_t t = span.begin; t < span.end; ++t) {
      tokens.push_back(static_cast<int>(t));
    }
    return MentionOf(tokens);
  }

  ByteSpan Original(int first, int last) const {
    const auto& tokens = sentence_->tokens();
    return document_.ToOriginal(
        {tokens[first].span.begin, tokens[last].span.end});
  }

  const Document& document_;
  absl::Span<const SentenceAnalysis> sentences_;
  absl::Span<const SentenceFacts> views_;
  const Coreference& coreference_;
  EntityTable entities_;
  std::vector<Fact> facts_;

  // Of the sentence and the proposition at hand.
  int index_ = 0;
  const SentenceAnalysis* sentence_ = nullptr;
  const Proposition* proposition_ = nullptr;
  const Clause* clause_ = nullptr;
  int subject_head_ = kNoHead;
  std::vector<int> owner_;
  absl::flat_hash_set<std::string> seen_;
};

}  // namespace

DocumentFacts BuildFacts(const Document& document,
                         absl::Span<const SentenceAnalysis> sentences,
                         absl::Span<const SentenceFacts> views,
                         const Coreference& coreference) {
  return FactBuilder(document, sentences, views, coreference).Build();
}

}  // namespace weft::extractor
