#include "extractor/pipeline/fact_builder.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "extractor/canon/relation_name.h"
#include "extractor/clause/phrase.h"
#include "extractor/openie/confidence.h"
#include "extractor/openie/lexicon.h"
#include "extractor/pipeline/fact_slots.h"
#include "extractor/pipeline/modality.h"
#include "extractor/pipeline/qualifier_builder.h"
#include "extractor/pipeline/qualifier_role.h"
#include "extractor/pipeline/sentence_frame.h"

namespace weft::extractor {
namespace {

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
        slots_(document, sentences, views, coreference) {
    if (document.published()) {
      published_ = absl::FormatCivilTime(*document.published());
    }
  }

  DocumentFacts Build() {
    for (size_t s = 0; s < sentences_.size(); ++s) {
      index_ = static_cast<int>(s);
      sentence_ = &sentences_[s];
      seen_.clear();
      if (sentence_->tree().empty()) continue;
      frame_.emplace(document_, *sentence_, index_, views_, coreference_);
      slots_.Enter(&*frame_);
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
    result.entities = std::move(slots_).Take();
    result.facts = std::move(facts_);
    return result;
  }

 private:
  const DependencyTree& tree() const { return sentence_->tree(); }

  const Argument* ArgumentOf(ArgumentRole role) const {
    return proposition_->Find(role);
  }

  const Argument* Core() const {
    for (const ArgumentRole role :
         {ArgumentRole::kObject, ArgumentRole::kComplement,
          ArgumentRole::kIndirectObject}) {
      if (const Argument* argument = ArgumentOf(role)) return argument;
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
    for (const int subject : Subjects()) {
      if (!MayBeSubject(subject)) continue;
      if (agent != nullptr && core == nullptr) {
        FromTurnedPassive(subject, *agent);
      } else if (core != nullptr) {
        FromCore({subject, proposition_->subject_without}, *core);
      } else {
        FromObliques({subject, proposition_->subject_without});
      }
    }
  }

  // All who do it: "Norvane and rivals such as Quill".
  std::vector<int> Subjects() const {
    std::vector<int> subjects = Conjuncts(tree(), proposition_->subject);
    const size_t groups = subjects.size();
    for (size_t i = 0; i < groups; ++i) {
      for (const int child : tree().Children(subjects[i])) {
        if (child < subjects[i] || !IsNamedMember(child)) continue;
        const std::vector<int> members = Conjuncts(tree(), child);
        subjects.insert(subjects.end(), members.begin(), members.end());
      }
    }
    return subjects;
  }

  // "such as Quill", "including Quill".
  bool IsNamedMember(int token) const {
    const int marker = tree().Child(token, Deprel::kCase);
    return tree()[token].label == Deprel::kNmod && marker != kNoHead &&
           (tree()[marker].lemma == "such" ||
            tree()[marker].lemma == "include" ||
            tree()[marker].lemma == "including") &&
           slots_.IsName(token);
  }

  bool MayBeSubject(int token) const {
    return !IsQuestionWord(token) && tree()[token].upos != Upos::kPunct;
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
    if (Identifies(subject, core)) {
      Emit({core.head, kNoHead}, parts, &subject, {core.head});
      return;
    }
    for (const int head : Conjuncts(tree(), core.head)) {
      const Slot object = {head, core.without};
      Emit(subject, parts, &object, {core.head});
      FromNounInside(subject, head, core.role);
    }
    // "told reporters that ...": what was told is news, too.
    if (ArgumentOf(ArgumentRole::kContent) != nullptr &&
        core.role != ArgumentRole::kComplement &&
        Is(tree()[clause_->head()].lemma, WordClass::kSay)) {
      FromContent(subject);
    }
  }

  // "The only buyer is Quill" says of Quill what it is.
  bool Identifies(Slot subject, const Argument& core) const {
    return clause_->kind == ClauseKind::kCopular &&
           tree()[subject.head].upos == Upos::kNoun &&
           frame_->EntityOf(subject.head) < 0 && slots_.IsName(core.head) &&
           core.markers.empty() && Conjuncts(tree(), core.head).size() == 1;
  }

  // "is similar to X2", "became aware of it": the adjective joins the
  // relation.
  bool FromAdjective(Slot subject, const Argument& core) {
    bool found = false;
    for (const Argument& argument : proposition_->arguments) {
      if (argument.role != ArgumentRole::kOblique ||
          argument.head < core.head || argument.markers.empty() ||
          frame_->IsTimeAt(argument.head) ||
          tree()[argument.head].head != core.head) {
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
      // "the successor to Vela", with the name as a clause of it.
      const bool clausal = tree()[child].label == Deprel::kAcl &&
                           tree()[child].upos == Upos::kPropn;
      if ((tree()[child].label != Deprel::kNmod && !clausal) || child < noun) {
        continue;
      }
      const std::vector<int> markers = CaseMarkers(tree(), child);
      if (markers.empty() || sentence_->ValueAt(child) != nullptr) continue;
      if (!copular && frame_->EntityOf(child) < 0) continue;
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

  // How well an oblique serves as the object: a place or thing before a time,
  // both before a reason; -1 for what never does.
  int ObliqueRank(const Argument& argument) const {
    if ((argument.role != ArgumentRole::kOblique &&
         argument.role != ArgumentRole::kAgent) ||
        frame_->IsSourcePhrase(argument)) {
      return -1;
    }
    if (frame_->IsTimeAt(argument.head)) return 1;
    const std::string markers =
        absl::AsciiStrToLower(frame_->Join(argument.markers));
    return RoleOf({markers, "", false, EntityType::kUnknown, nullptr}) ==
                   QualifierRole::kReason
               ? 2
               : 0;
  }

  void FromObliques(Slot subject) {
    // "finished second with 22%": the rank is what was reached.
    const Argument* adverb = ArgumentOf(ArgumentRole::kAdverb);
    if (adverb != nullptr && IsOrdinal(adverb->head)) {
      const Slot object = {adverb->head, kNoHead};
      Emit(subject, Parts(), &object, {adverb->head});
    }
    const bool content = ArgumentOf(ArgumentRole::kContent) != nullptr;
    // "ruled in a decision that ...", "announced on Sunday that ...".
    const bool report =
        content && Is(tree()[clause_->head()].lemma, WordClass::kSay);
    for (int rank = 0; rank <= 2 && !report; ++rank) {
      if (rank > 0 && content) break;
      bool any = false;
      for (const Argument& argument : proposition_->arguments) {
        if (ObliqueRank(argument) != rank) continue;
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

  bool IsOrdinal(int token) const {
    const std::string& lemma = tree()[token].lemma;
    return token > clause_->head() &&
           (lemma == "first" || lemma == "second" || lemma == "third" ||
            lemma == "fourth" || lemma == "fifth" || lemma == "last");
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
    slots_.SetText(words, &fact);
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
            frame_->IsTimeAt(argument.head)) {
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
    if (possession && frame_->EntityOf(proposition_->subject) < 0) return;
    // "Norvane's president, Ruiz" makes the office, not a possession of Ruiz.
    if (possession && frame_->EntityOf(argument.head) >= 0 &&
        tree()[argument.head].upos != Upos::kPropn) {
      return;
    }
    const Slot subject = {proposition_->subject, proposition_->subject_without};
    if (proposition_->rule == "member.is") {
      for (const int member : Conjuncts(tree(), subject.head)) {
        const Slot group = {argument.head, argument.without};
        Emit({member, kNoHead}, Parts(), &group, {argument.head});
      }
      return;
    }
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

  RelationParts Parts() const { return {proposition_, clause_, {}, {}, false}; }

  void Emit(Slot subject, const RelationParts& parts, const Slot* object,
            std::vector<int> used) {
    if (object != nullptr && IsQuestionWord(object->head)) return;
    Fact fact;
    if (!Start(subject, parts, &fact)) return;
    if (object != nullptr) {
      SetObject(*object, &fact);
      if (fact.object == fact.subject && fact.object != kNoEntity) return;
      used.push_back(object->head);
    }
    Finish(std::move(fact), used);
  }

  void SetObject(Slot object, Fact* fact) {
    const bool ascribed = clause_ == nullptr
                              ? proposition_->relation.implied_before == "is"
                              : frame_->EntityOf(object.head) == fact->subject;
    if (proposition_->rule == "title.is" &&
        frame_->EntityOf(object.head) == fact->subject) {
      // "Governor Ruiz": the title, not the whole name again.
      slots_.SetText(frame_->PhraseOf(object, PhraseStyle::kShort), fact);
      return;
    }
    slots_.SetObject(object, ascribed, fact);
  }

  // Subject, relation, factuality.
  bool Start(Slot subject, const RelationParts& parts, Fact* fact) {
    fact->sentence = static_cast<uint32_t>(index_);
    fact->rule = std::string(proposition_->rule);
    const Factuality& truth = proposition_->factuality;
    fact->negated = truth.negated;
    fact->modality = ModalityOf(truth.certainty);
    slots_.SetAttribution(truth.source, fact);
    slots_.SetSubject(subject, fact);
    RelationName name = NameRelation(sentence_->tokens(), tree(), parts);
    if (name.lemma.empty()) return false;
    fact->relation = std::move(name.lemma);
    fact->relation_display = std::move(name.display);
    std::vector<int> words = proposition_->relation.words;
    words.insert(words.end(), parts.noun.begin(), parts.noun.end());
    words.insert(words.end(), parts.markers.begin(), parts.markers.end());
    std::sort(words.begin(), words.end());
    fact->relation_mention = frame_->MentionOf(words);
    subject_head_ = subject.head;
    return true;
  }

  void Finish(Fact fact, const std::vector<int>& used) {
    const std::string key = absl::StrCat(
        fact.subject, "|", fact.relation, "|", fact.object, "|",
        fact.object_value ? fact.object_value->text : "", "|", fact.negated);
    if (!seen_.insert(key).second) return;
    if (clause_ != nullptr) {
      AddQualifiers(*frame_, *proposition_, subject_head_, used, &fact);
    }
    if (clause_ != nullptr && fact.modality == Modality::kAsserted &&
        IsScheduled(tree(), *clause_, fact, published_)) {
      fact.modality = Modality::kPlanned;
    }
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
                                  !slots_.entities()[fact.subject].named &&
                                  tree()[subject_head_].upos == Upos::kPron;
    return Confidence(tree(), features);
  }

  const Document& document_;
  absl::Span<const SentenceAnalysis> sentences_;
  absl::Span<const SentenceFacts> views_;
  const Coreference& coreference_;
  FactSlots slots_;
  std::vector<Fact> facts_;
  std::string published_;  // ISO date or ""

  // Of the sentence and the proposition at hand.
  int index_ = 0;
  const SentenceAnalysis* sentence_ = nullptr;
  std::optional<SentenceFrame> frame_;
  const Proposition* proposition_ = nullptr;
  const Clause* clause_ = nullptr;
  int subject_head_ = kNoHead;
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
