#include "extractor/pipeline/sentence_frame.h"

#include "absl/strings/ascii.h"
#include "extractor/openie/lexicon.h"
#include "extractor/openie/views.h"

namespace weft::extractor {

bool IsTime(const ValueMention& value) {
  return value.value.kind == ValueKind::kDate ||
         value.value.kind == ValueKind::kDuration;
}

SentenceFrame::SentenceFrame(const Document& document,
                             const SentenceAnalysis& sentence, int index,
                             absl::Span<const SentenceFacts> views,
                             const Coreference& coreference)
    : document_(document),
      sentence_(sentence),
      index_(index),
      views_(views),
      coreference_(coreference) {
  FindOwners();
}

void SentenceFrame::FindOwners() {
  const int n = tree().size();
  owner_.assign(n, -1);
  std::vector<bool> known(n, false);
  for (size_t c = 0; c < sentence_.clauses.size(); ++c) {
    // "a boat called Vela on Monday": what follows the name belongs to the
    // clause above.
    const Clause& clause = sentence_.clauses[c];
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

PhraseName SentenceFrame::NameOf(Slot slot) const {
  return NamePhrase(views_, coreference_, {index_, slot.head}, slot.without);
}

std::string SentenceFrame::Describe(Slot slot) const {
  return DescribePhrase(views_, coreference_, {index_, slot.head},
                        slot.without);
}

int SentenceFrame::EntityOf(int head) const {
  return coreference_.EntityAt({index_, head});
}

std::vector<int> SentenceFrame::PhraseOf(Slot slot, PhraseStyle style) const {
  PhraseOptions options;
  options.style = style;
  options.conjuncts = false;
  options.without = slot.without;
  return Phrase(tree(), slot.head, options);
}

std::string SentenceFrame::Join(absl::Span<const int> tokens) const {
  return JoinTokens(sentence_.tokens(), tokens, false);
}

Mention SentenceFrame::MentionOf(absl::Span<const int> tokens) const {
  Mention mention;
  if (tokens.empty()) return mention;
  mention.text = Join(tokens);
  if (tokens.back() - tokens.front() + 1 == static_cast<int>(tokens.size())) {
    const auto& words = sentence_.tokens();
    mention.span = document_.ToOriginal(
        {words[tokens.front()].span.begin, words[tokens.back()].span.end});
  }
  return mention;
}

Mention SentenceFrame::MentionOf(TokenSpan span) const {
  std::vector<int> tokens;
  for (uint32_t t = span.begin; t < span.end; ++t) {
    tokens.push_back(static_cast<int>(t));
  }
  return MentionOf(tokens);
}

bool SentenceFrame::IsTimeAt(int token) const {
  const ValueMention* value = sentence_.ValueAt(token);
  if (value != nullptr) return IsTime(*value);
  return Is(absl::AsciiStrToLower(tree()[token].lemma), WordClass::kTimeNoun);
}

bool SentenceFrame::IsWholly(Slot slot, const ValueMention& value) const {
  for (const int token : PhraseOf(slot, PhraseStyle::kMedium)) {
    if (value.tokens.Contains(static_cast<uint32_t>(token))) continue;
    const Upos upos = tree()[token].upos;
    if (upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj ||
        upos == Upos::kVerb) {
      return false;
    }
  }
  return true;
}

bool SentenceFrame::IsSourcePhrase(const Argument& argument) const {
  return !argument.markers.empty() &&
         (tree()[argument.markers[0]].lemma == "accord" ||
          tree()[argument.markers[0]].lemma == "according");
}

}  // namespace weft::extractor
