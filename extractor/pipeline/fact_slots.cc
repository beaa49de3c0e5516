#include "extractor/pipeline/fact_slots.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/canon/phrase_name.h"
#include "extractor/coref/pronouns.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {

FactSlots::FactSlots(const Document& document,
                     absl::Span<const SentenceAnalysis> sentences,
                     absl::Span<const SentenceFacts> views,
                     const Coreference& coreference)
    : views_(views),
      coreference_(coreference),
      entities_(coreference.entities()),
      speech_(FindSpeech(document.text(), sentences, coreference)),
      employers_(FindEmployers(sentences, coreference)),
      voice_(DocumentVoice(sentences, coreference, employers_)) {}

void FactSlots::SetAttribution(int source, Fact* fact) const {
  const TokenRef carried = speech().carried;
  if (source == kNoHead && !carried.valid()) return;
  // "The president, Ruiz, said": Ruiz did.
  const int given = source == kNoHead ? kNoHead : NameGivenTo(source);
  if (given != kNoHead) source = given;
  const PhraseName name =
      source != kNoHead ? frame_->NameOf({source, kNoHead})
                        : NamePhrase(views_, coreference_, carried, kNoHead);
  const int last = speech().last;
  if (source == kNoHead && name.entity < 0 && last >= 0) {
    // "the company wrote:", where the company is nobody known.
    fact->attribution_entity = last;
    fact->attribution = entities_[last].name;
    return;
  }
  fact->attribution = name.text;
  if (name.entity >= 0) fact->attribution_entity = name.entity;
}

void FactSlots::SetSubject(Slot subject, Fact* fact) {
  const absl::string_view word = frame_->sentence().tokens()[subject.head].text;
  const bool first_person = IsFirstPerson(word);
  const int we = WeAt(subject.head);
  if (we >= 0) {
    fact->subject = we;
    fact->subject_mention = frame_->MentionOf(std::vector<int>{subject.head});
    return;
  }
  const int last = speech().last;
  if (first_person && fact->attribution.empty() && last >= 0) {
    fact->attribution_entity = last;
    fact->attribution = entities_[last].name;
  }
  if (first_person && fact->attribution_entity != kNoEntity) {
    fact->subject = SpeakerAs(word, fact->attribution_entity);
  } else {
    fact->subject = EntityIndex(subject);
  }
  fact->subject_mention =
      frame_->MentionOf(frame_->PhraseOf(subject, PhraseStyle::kFull));
}

void FactSlots::SetObject(Slot object, bool ascribed, Fact* fact) {
  const ValueMention* value = frame_->sentence().ValueAt(object.head);
  fact->object_mention =
      frame_->MentionOf(frame_->PhraseOf(object, PhraseStyle::kFull));
  if (value != nullptr && frame_->IsWholly(object, *value)) {
    fact->object_value = value->value;
    fact->object_mention = frame_->MentionOf(value->tokens);
    return;
  }
  const bool pronoun = frame_->tree()[object.head].upos == Upos::kPron;
  const int we = WeAt(object.head);
  if (we >= 0) {
    fact->object = we;
    return;
  }
  if (ascribed && !IsName(object.head) && !pronoun) {
    fact->object =
        entities_.FindOrAdd(frame_->Describe(object), EntityType::kUnknown);
    return;
  }
  fact->object = EntityIndex(object);
  if (fact->object == fact->subject && pronoun && !IsReflexive(object.head)) {
    // "found the leak but did not report it": not the finder.
    fact->object =
        entities_.FindOrAdd(fact->object_mention.text, EntityType::kUnknown);
  }
}

// "itself", "each other"
bool FactSlots::IsReflexive(int token) const {
  const std::string& lemma = frame_->tree()[token].lemma;
  const absl::string_view text = frame_->sentence().tokens()[token].text;
  return absl::EndsWith(text, "self") || absl::EndsWith(text, "selves") ||
         lemma == "other" || lemma == "another";
}

void FactSlots::SetText(const std::vector<int>& words, Fact* fact) {
  fact->object = entities_.FindOrAdd(frame_->Join(words), EntityType::kUnknown);
  fact->object_mention = frame_->MentionOf(words);
}

bool FactSlots::IsName(int token) const {
  return frame_->tree()[token].upos == Upos::kPropn &&
         frame_->EntityOf(token) >= 0;
}

// "Vela" of "a boat called Vela" and "its newest boat, Vela", kNoHead for none.
int FactSlots::NameGivenTo(int noun) const {
  const DependencyTree& tree = frame_->tree();
  const int apposition = tree.Child(noun, Deprel::kAppos);
  if (apposition != kNoHead && tree[noun].xpos != Xpos::kNns &&
      tree[noun].upos != Upos::kPropn && tree[noun].upos != Upos::kPron &&
      tree[apposition].upos == Upos::kPropn && frame_->EntityOf(noun) < 0 &&
      Conjuncts(tree, apposition).size() == 1) {
    return apposition;
  }
  for (const int verb : tree.Children(noun)) {
    if (verb < noun || tree[verb].label != Deprel::kAcl ||
        !Is(tree[verb].lemma, WordClass::kNaming)) {
      continue;
    }
    for (const int name : tree.Children(verb)) {
      const Deprel label = BaseLabel(tree[name].label);
      if (name > verb && tree[name].upos == Upos::kPropn &&
          (label == Deprel::kXcomp || label == Deprel::kObj)) {
        return name;
      }
    }
  }
  return kNoHead;
}

int FactSlots::EntityIndex(Slot slot) {
  const int given = NameGivenTo(slot.head);
  if (given != kNoHead) slot = {given, kNoHead};
  const PhraseName name = frame_->NameOf(slot);
  if (name.entity >= 0) return name.entity;
  return entities_.FindOrAdd(WithSpeaker(name.text), EntityType::kUnknown);
}

// "we" and "us" in the signer's own words.
int FactSlots::WeAt(int token) const {
  const auto& tokens = frame_->sentence().tokens();
  const absl::string_view word = tokens[token].text;
  const bool plural =
      absl::EqualsIgnoreCase(word, "we") || absl::EqualsIgnoreCase(word, "us");
  if (!plural || speech().carried.valid() || StandsInQuotes(tokens, token)) {
    return -1;
  }
  return voice_;
}

// "our boats" as the boats of the speaker's firm.
std::string FactSlots::WithSpeaker(const std::string& phrase) const {
  const int last = speech().last;
  absl::string_view rest = phrase;
  if (last < 0 || !(absl::ConsumePrefix(&rest, "our ") ||
                    absl::ConsumePrefix(&rest, "Our "))) {
    return phrase;
  }
  return absl::StrCat(entities_[SpeakerAs("we", last)].name, "'s ", rest);
}

// "I" is who speaks, "we" is whom the speaker works for.
int FactSlots::SpeakerAs(absl::string_view word, int speaker) const {
  const bool plural =
      absl::EqualsIgnoreCase(word, "we") || absl::EqualsIgnoreCase(word, "us");
  const auto employer = employers_.find(speaker);
  return plural && employer != employers_.end() ? employer->second : speaker;
}

}  // namespace weft::extractor
