#include "extractor/coref/type_evidence.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "extractor/clause/tree_queries.h"
#include "extractor/coref/genders.h"
#include "extractor/coref/name_lexicon.h"
#include "extractor/coref/name_mentions.h"
#include "extractor/coref/noun_types.h"

namespace weft::extractor {
namespace {

using Words = absl::flat_hash_set<absl::string_view>;

const Words* Set(absl::string_view words) {
  return new Words(absl::StrSplit(words, ' '));
}

// What only organisations have.
bool IsOfOrganization(absl::string_view noun) {
  static const Words* const nouns = Set(
      "share stock profit sale revenue ceo cfo executive boss board "
      "shareholder investor employee staff customer spokesman spokeswoman "
      "spokesperson headquarters factory plant earnings turnover subsidiary "
      "founder co-founder cofounder chairman chairwoman director product "
      "brand competitor rival workforce stake parent unit division store "
      "fleet passenger balance debt bid takeover acquisition");
  return nouns->contains(noun);
}

bool IsDoneByOrganizations(absl::string_view verb) {
  static const Words* const verbs = Set(
      "acquire employ manufacture produce launch unveil supply lease recall "
      "ship sue hire dispatch release operate fine ground insure publish "
      "report announce reiterate cancel merge license invest suspend appoint");
  return verbs->contains(verb);
}

bool CommaAt(const AnalyzedSentence& sentence, uint32_t t) {
  return t < sentence.sentence.tokens.size() &&
         sentence.sentence.tokens[t].text == ",";
}

bool IsAge(const AnalyzedSentence& sentence, uint32_t t) {
  if (t + 1 >= sentence.sentence.tokens.size()) return false;
  const absl::string_view text = sentence.sentence.tokens[t].text;
  const absl::string_view behind = sentence.sentence.tokens[t + 1].text;
  return text.size() == 2 && absl::ascii_isdigit(text[0]) &&
         absl::ascii_isdigit(text[1]) && (behind == "," || behind == ".");
}

}  // namespace

std::string KindBefore(const AnalyzedSentence& sentence, TokenSpan name) {
  if (name.begin == 0) return "";
  const int before = static_cast<int>(name.begin) - 1;
  const Node& noun = sentence.tree[before];
  const Node& head = sentence.tree[HeadOf(sentence.tree, name)];
  const bool below =
      noun.head != kNoHead && name.Contains(static_cast<uint32_t>(noun.head)) &&
      (noun.label == Deprel::kCompound || noun.label == Deprel::kNmodDesc);
  const bool above = head.head == before && head.label == Deprel::kFlat;
  const bool common = noun.upos == Upos::kNoun || noun.upos == Upos::kPropn;
  if (!common || (!below && !above) ||
      !IsLower(sentence.sentence.tokens[before].text)) {
    return "";
  }
  return absl::AsciiStrToLower(noun.lemma);
}

TypeVotes EvidenceOf(const AnalyzedSentence& sentence, TokenSpan name) {
  TypeVotes votes = {};
  const auto vote = [&](EntityType type, float weight) {
    votes[static_cast<int>(type)] += weight;
  };
  const DependencyTree& tree = sentence.tree;
  const int head = HeadOf(tree, name);
  const Node& node = tree[head];
  const Node* above = node.head == kNoHead ? nullptr : &tree[node.head];
  const Deprel label = BaseLabel(node.label);
  const int marker = tree.Child(head, Deprel::kCase);
  const absl::string_view preposition =
      marker == kNoHead ? absl::string_view() : tree[marker].lemma;
  const bool owned = above != nullptr && above->upos == Upos::kNoun &&
                     IsOfOrganization(absl::AsciiStrToLower(above->lemma));
  if (owned && (label == Deprel::kNmod || label == Deprel::kCompound)) {
    vote(EntityType::kOrganization, 0.7f);
  } else if (preposition == "in" || preposition == "near" ||
             preposition == "across" || preposition == "throughout") {
    vote(EntityType::kPlace, 0.5f);
  }
  if (label == Deprel::kNsubj && above != nullptr &&
      IsDoneByOrganizations(above->lemma)) {
    vote(EntityType::kOrganization, 0.4f);
  }
  for (const int child : tree.Children(head)) {
    const int subject = tree.Child(child, Deprel::kNsubj);
    if (tree[child].label == Deprel::kAclRelcl && subject != kNoHead &&
        IsRelativePronoun(tree[subject]) &&
        IsDoneByOrganizations(tree[child].lemma)) {
      vote(EntityType::kOrganization, 0.4f);
    }
  }
  if (CommaAt(sentence, name.end)) {
    const uint32_t next = name.end + 1;
    if (IsAge(sentence, next)) vote(EntityType::kPerson, 1);
    if (next < sentence.sentence.tokens.size() &&
        sentence.sentence.tokens[next].text == "who") {
      vote(EntityType::kPerson, 0.7f);
    }
  }
  const EntityType kind = TypeOfNoun(KindBefore(sentence, name));
  if (kind != EntityType::kUnknown) vote(kind, 0.7f);
  if (IsListedName(NameText(sentence, name))) vote(EntityType::kPerson, 0.5f);
  return votes;
}

}  // namespace weft::extractor
