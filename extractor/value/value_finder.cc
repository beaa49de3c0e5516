#include "extractor/value/value_finder.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "extractor/value/amount_reader.h"
#include "extractor/value/date_reader.h"
#include "extractor/value/words.h"

namespace weft::extractor {
namespace {

struct ComparatorReading {
  Comparator comparator = Comparator::kExactly;
  size_t end = 0;  // behind the last token; the begin when there is none
};

// Up to three words each; the longest that fits counts.
const absl::flat_hash_map<std::string, Comparator>& Comparators() {
  static const auto& map = *new absl::flat_hash_map<std::string, Comparator>{
      {"about", Comparator::kAbout},
      {"around", Comparator::kAbout},
      {"approximately", Comparator::kAbout},
      {"roughly", Comparator::kAbout},
      {"some", Comparator::kAbout},
      {"circa", Comparator::kAbout},
      {"ca.", Comparator::kAbout},
      {"an estimated", Comparator::kAbout},
      {"estimated", Comparator::kAbout},
      {"at least", Comparator::kAtLeast},
      {"no less than", Comparator::kAtLeast},
      {"no fewer than", Comparator::kAtLeast},
      {"not less than", Comparator::kAtLeast},
      {"a minimum of", Comparator::kAtLeast},
      {"more than", Comparator::kMoreThan},
      {"over", Comparator::kMoreThan},
      {"above", Comparator::kMoreThan},
      {"exceeding", Comparator::kMoreThan},
      {"greater than", Comparator::kMoreThan},
      {"higher than", Comparator::kMoreThan},
      {"upwards of", Comparator::kMoreThan},
      {"just over", Comparator::kMoreThan},
      {"well over", Comparator::kMoreThan},
      {"at most", Comparator::kAtMost},
      {"up to", Comparator::kAtMost},
      {"as much as", Comparator::kAtMost},
      {"as many as", Comparator::kAtMost},
      {"as numerous as", Comparator::kAtMost},
      {"no more than", Comparator::kAtMost},
      {"not more than", Comparator::kAtMost},
      {"a maximum of", Comparator::kAtMost},
      {"less than", Comparator::kLessThan},
      {"fewer than", Comparator::kLessThan},
      {"lower than", Comparator::kLessThan},
      {"under", Comparator::kLessThan},
      {"below", Comparator::kLessThan},
      {"just under", Comparator::kLessThan},
      {"nearly", Comparator::kNearly},
      {"almost", Comparator::kNearly},
      {"close to", Comparator::kNearly}};
  return map;
}

ComparatorReading ReadComparator(const Words& words, size_t i) {
  std::string phrase;
  ComparatorReading found{Comparator::kExactly, i};
  for (size_t end = i + 1; end <= i + 3 && end <= words.size(); ++end) {
    if (end > i + 1) phrase += ' ';
    absl::StrAppend(&phrase, words.lower(end - 1));
    if (const auto hit = Comparators().find(phrase);
        hit != Comparators().end()) {
      found = {hit->second, end};
    }
  }
  return found;
}

// "10 or more", "20 or so": a comparator behind the amount.
size_t ReadTrailingComparator(const Words& words, size_t at,
                              Comparator& comparator) {
  if (words.text(at) == "+" && words.glued(at)) {
    comparator = Comparator::kAtLeast;
    return at + 1;
  }
  if (words.lower(at) != "or") return at;
  const absl::string_view word = words.lower(at + 1);
  if (word == "more" || word == "above" || word == "higher") {
    comparator = Comparator::kAtLeast;
  } else if (word == "less" || word == "fewer" || word == "lower") {
    comparator = Comparator::kAtMost;
  } else if (word == "so") {
    comparator = Comparator::kAbout;
  } else {
    return at;
  }
  return at + 2;
}

bool IsYearReadAsAmount(const DateReading& date, const Value& amount) {
  return (amount.kind == ValueKind::kQuantity ||
          amount.kind == ValueKind::kNumber) &&
         !amount.upper && date.iso == absl::StrCat(amount.number);
}

std::optional<ValueMention> FindAt(const Words& words, size_t i,
                                   std::optional<absl::CivilDay> published) {
  const ComparatorReading comparator = ReadComparator(words, i);
  const size_t at = comparator.end;
  const auto date = ReadDate(words, at, published);
  auto amount = ReadAmount(words, at);
  ValueMention mention;
  mention.value.comparator = comparator.comparator;
  size_t end = 0;
  // "the 2022 controls" are the controls of a year, not 2022 of them.
  if (date && amount && IsYearReadAsAmount(*date, amount->value)) {
    amount.reset();
  }
  if (date && (!amount || date->end >= amount->end)) {
    // "over the weekend", "under 2023 rules": only about goes with a date.
    if (at > i && comparator.comparator != Comparator::kAbout) {
      return std::nullopt;
    }
    mention.value.kind = ValueKind::kDate;
    mention.value.iso = date->iso;
    end = date->end;
  } else if (amount) {
    mention.value = std::move(amount->value);
    mention.value.comparator = comparator.comparator;
    end = ReadTrailingComparator(words, amount->end, mention.value.comparator);
  } else {
    return std::nullopt;
  }
  mention.tokens = {static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
  mention.value.text = words.Join(i, end);
  return mention;
}

}  // namespace

std::vector<ValueMention> FindValues(absl::Span<const Token> tokens,
                                     std::optional<absl::CivilDay> published) {
  const Words words(tokens);
  std::vector<ValueMention> mentions;
  size_t i = 0;
  while (i < words.size()) {
    auto mention = FindAt(words, i, published);
    if (!mention) {
      ++i;
      continue;
    }
    i = mention->tokens.end;
    mentions.push_back(*std::move(mention));
  }
  return mentions;
}

}  // namespace weft::extractor
