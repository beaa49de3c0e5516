#include "extractor/coref/name_mentions.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "extractor/coref/noun_types.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// "Vela" of "Vela model": the noun of its kind is no part of a name.
void Trim(const AnalyzedSentence& sentence, TokenSpan* span) {
  const auto& tokens = sentence.sentence.tokens;
  while (span->size() > 1 &&
         absl::ascii_islower(tokens[span->end - 1].text[0]) &&
         IsKindNoun(tokens[span->end - 1].text)) {
    --span->end;
  }
}

void Grow(const DependencyTree& tree, std::vector<bool>* taken,
          TokenSpan* span) {
  const auto joins = [&](uint32_t t) {
    const Deprel label = BaseLabel(tree[t].label);
    const bool inside = tree[t].head >= static_cast<int>(span->begin) &&
                        tree[t].head < static_cast<int>(span->end);
    // "Supreme Court": adjectives of names have a proper XPOS.
    if (!(*taken)[t] && inside && t < span->begin && label == Deprel::kAmod &&
        tree[t].xpos == Xpos::kNnp) {
      return true;
    }
    return !(*taken)[t] && inside &&
           (tree[t].upos == Upos::kPropn ||
            (tree[t].upos == Upos::kNum && t >= span->end)) &&
           (label == Deprel::kCompound || label == Deprel::kFlat ||
            (label == Deprel::kNummod && t >= span->end));
  };
  while (span->begin > 0 && joins(span->begin - 1)) {
    (*taken)[--span->begin] = true;
  }
  while (span->end < taken->size() && joins(span->end)) {
    (*taken)[span->end++] = true;
  }
}

}  // namespace

std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence) {
  const DependencyTree& tree = sentence.tree;
  std::vector<NameMention> names = sentence.names;
  std::vector<bool> taken(tree.size(), false);
  for (const NameMention& name : names) {
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
      taken[t] = true;
    }
  }
  for (NameMention& name : names) Grow(tree, &taken, &name.tokens);
  const bool heading = sentence.sentence.kind != SentenceKind::kProse;
  for (int t = 0; t < tree.size() && !heading; ++t) {
    if (taken[t] || tree[t].upos != Upos::kPropn) continue;
    const Deprel label = BaseLabel(tree[t].label);
    if (label == Deprel::kCompound || label == Deprel::kFlat ||
        Is(absl::AsciiStrToLower(tree[t].lemma), WordClass::kTimeNoun)) {
      continue;
    }
    const auto at = static_cast<uint32_t>(t);
    taken[t] = true;
    NameMention name = {{at, at + 1}, EntityType::kUnknown, 0.3f};
    Grow(tree, &taken, &name.tokens);
    names.push_back(name);
  }
  for (NameMention& name : names) Trim(sentence, &name.tokens);
  std::sort(names.begin(), names.end(),
            [](const NameMention& a, const NameMention& b) {
              return a.tokens < b.tokens;
            });
  return names;
}

std::string NameText(const AnalyzedSentence& sentence, TokenSpan span) {
  const auto& tokens = sentence.sentence.tokens;
  std::string text;
  for (uint32_t t = span.begin; t < span.end; ++t) {
    if (t > span.begin && tokens[t].space_before) text.push_back(' ');
    absl::StrAppend(&text, tokens[t].text);
  }
  absl::string_view view = text;
  for (absl::string_view ending : {"'s", "’s", "'", "’"}) {
    if (absl::ConsumeSuffix(&view, ending)) break;
  }
  return std::string(absl::StripAsciiWhitespace(view));
}

int HeadOf(const DependencyTree& tree, TokenSpan span) {
  for (uint32_t t = span.begin; t < span.end; ++t) {
    const int head = tree[t].head;
    if (head == kNoHead || head < static_cast<int>(span.begin) ||
        head >= static_cast<int>(span.end)) {
      return static_cast<int>(t);
    }
  }
  return static_cast<int>(span.begin);
}

}  // namespace weft::extractor
