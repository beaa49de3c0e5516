#include "extractor/value/amount_reader.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "extractor/value/number_reader.h"
#include "extractor/value/time_unit.h"
#include "extractor/value/unit_lexicon.h"

namespace weft::extractor {
namespace {

// A number, or a range of two.
struct Range {
  NumberReading first;
  std::optional<double> upper;
  std::string currency;  // of a sign before the second number
  size_t end = 0;
};

// Behind the first number: "to 15", "- 15", "– €25", "and 15" (behind
// "between").
void ReadUpper(const Words& words, size_t i, bool currency, Range& range) {
  size_t at = range.first.end;
  const absl::string_view joint = words.lower(at);
  const size_t before = currency ? 2 : 1;
  const bool between = i >= before && words.lower(i - before) == "between";
  if (!words.is_dash(at) && joint != "to" && !(between && joint == "and")) {
    return;
  }
  ++at;
  if (const auto sign = ReadCurrencyPrefix(words, at)) {
    range.currency = sign->unit;
    at = sign->end;
    currency = true;
  }
  const auto second = ReadNumber(words, at, currency);
  // "rose in 2024 to 2,911"
  if (second && i > 0 && words.lower(i - 1) == "in" && joint == "to") return;
  if (!second || second->article || second->fraction != range.first.fraction) {
    return;
  }
  double low = range.first.value;
  // "$5-10 million": the magnitude counts for both.
  if (range.first.magnitude == 1 && second->magnitude > 1 &&
      low < second->value / second->magnitude) {
    low *= second->magnitude;
  }
  // "3-2" is a score, "1999-1" nothing.
  if (second->value <= low) return;
  range.first.value = low;
  range.upper = second->value;
  range.end = second->end;
}

std::optional<Range> ReadNumbers(const Words& words, size_t i, bool currency) {
  const auto number = ReadNumber(words, i, currency);
  if (!number) return std::nullopt;
  Range range{*number, std::nullopt, "", number->end};
  ReadUpper(words, i, currency, range);
  return range;
}

AmountReading Make(const Range& range, ValueKind kind, std::string unit,
                   double factor, size_t end) {
  AmountReading reading;
  reading.value.kind = kind;
  reading.value.number = range.first.value * factor;
  if (range.upper) reading.value.upper = *range.upper * factor;
  reading.value.unit = std::move(unit);
  reading.end = end;
  return reading;
}

std::optional<AmountReading> ReadMoney(const Words& words, size_t i) {
  if (const auto sign = ReadCurrencyPrefix(words, i)) {
    const auto range = ReadNumbers(words, sign->end, true);
    if (!range || range->first.article) return std::nullopt;
    size_t end = range->end;
    // "$5 million dollars", "$500 USD"
    const auto again = ReadCurrencyName(words, end);
    std::string unit = sign->unit;
    if (again && again->factor == 1) {
      end = again->end;
      if (unit == "USD" && again->unit.size() == 3) unit = again->unit;
    }
    return Make(*range, ValueKind::kMoney, unit, 1, end);
  }
  const auto range = ReadNumbers(words, i, false);
  if (!range) return std::nullopt;
  size_t at = range->end;
  if (words.lower(at) == "of") return std::nullopt;
  const auto name = ReadCurrencyName(words, at);
  if (!name) return std::nullopt;
  // "7 pounds" may be a weight: with a magnitude or a larger number it is not.
  return Make(*range, ValueKind::kMoney, name->unit, name->factor, name->end);
}

std::optional<AmountReading> ReadPercent(const Words& words, size_t i) {
  const auto range = ReadNumbers(words, i, false);
  if (!range) return std::nullopt;
  // "half a percentage point", "a quarter of a percentage point"
  size_t at = range->end;
  if (words.lower(at) == "of" && words.lower(at + 1) == "a" &&
      range->first.fraction) {
    at += 2;
  } else if (words.lower(at) == "a" && range->first.fraction) {
    ++at;
  }
  if (const auto unit = ReadPercentUnit(words, at)) {
    return Make(*range, ValueKind::kPercent, unit->unit, unit->factor,
                unit->end);
  }
  if (words.lower(at) == "point" && at > range->end) return std::nullopt;
  if (range->first.fraction && range->first.value < 1 &&
      words.lower(range->end) != "-") {
    return Make(*range, ValueKind::kPercent, "percent", 100, range->end);
  }
  return std::nullopt;
}

// "one in five", "1 in 100,000"
std::optional<AmountReading> ReadOneIn(const Words& words, size_t i) {
  const absl::string_view one = words.lower(i);
  if ((one != "one" && one != "1") || words.lower(i + 1) != "in") {
    return std::nullopt;
  }
  const auto number = ReadNumber(words, i + 2);
  if (!number || number->value < 2 || number->article) return std::nullopt;
  // "one in 2019" and "one in three years" are something else.
  if (number->digits && number->value > 1900 && number->value < 2100) {
    return std::nullopt;
  }
  if (ParseTimeUnit(words.lower(number->end))) return std::nullopt;
  AmountReading reading;
  reading.value.kind = ValueKind::kPercent;
  reading.value.number = 100 / number->value;
  reading.value.unit = "percent";
  reading.end = number->end;
  return reading;
}

// "27 times", "10x", "threefold", "a 20-fold", "twice".
std::optional<AmountReading> ReadRatio(const Words& words, size_t i) {
  const absl::string_view word = words.lower(i);
  AmountReading reading;
  reading.value.kind = ValueKind::kRatio;
  reading.value.unit = "times";
  reading.end = i + 1;
  absl::string_view stem = word;
  if (word == "twice" || word == "twofold") {
    reading.value.number = 2;
    return reading;
  }
  if (word == "thrice") {
    reading.value.number = 3;
    return reading;
  }
  if (absl::ConsumeSuffix(&stem, "fold") ||
      (absl::ConsumeSuffix(&stem, "x") && ParseDigits(stem))) {
    auto number = ParseDigits(stem);
    if (!number) number = ParseNumberWord(stem);
    if (stem == "hundred") number = 100;
    if (!number) return std::nullopt;
    reading.value.number = *number;
    return reading;
  }
  const auto range = ReadNumbers(words, i, false);
  if (!range || range->first.article) return std::nullopt;
  const size_t at = words.SkipHyphen(range->end);
  const absl::string_view unit = words.lower(at);
  if (unit != "times" && unit != "fold" && !(unit == "x" && words.glued(at))) {
    return std::nullopt;
  }
  return Make(*range, ValueKind::kRatio, "times", 1, at + 1);
}

// Words before "a year" and the like that make it a duration and not a rate.
bool TakesDuration(absl::string_view word) {
  return word == "for" || word == "within" || word == "after" || word == "in" ||
         word == "about" || word == "nearly" || word == "almost" ||
         word == "than" || word == "least" || word == "inside" ||
         word == "over";
}

// "five days", "two-and-a-half years", "an hour", "half a year",
// "a couple of weeks".
std::optional<AmountReading> ReadDuration(const Words& words, size_t i) {
  Range range;
  size_t at = i;
  if (const auto numbers = ReadNumbers(words, i, false)) {
    range = *numbers;
    at = range.end;
    // "half an hour", "half of a year"
    if (range.first.fraction && words.lower(at) == "of") ++at;
    if (range.first.fraction &&
        (words.lower(at) == "a" || words.lower(at) == "an")) {
      ++at;
    }
  } else if (words.lower(i) == "a" || words.lower(i) == "an") {
    range.first.value = 1;
    at = i + 1;
    if (words.lower(at) == "couple" && words.lower(at + 1) == "of") {
      range.first.value = 2;
      at += 2;
    } else if (i == 0 || !TakesDuration(words.lower(i - 1))) {
      return std::nullopt;
    }
  } else {
    return std::nullopt;
  }
  at = words.SkipHyphen(at);
  // "eleven consecutive quarters", "three straight days"
  const absl::string_view between = words.lower(at);
  if (between == "consecutive" || between == "straight" || between == "full" ||
      between == "more" || between == "successive" || between == "further") {
    ++at;
  }
  const auto unit = ParseTimeUnit(words.lower(at));
  if (!unit) return std::nullopt;
  ++at;
  // "a year and a half"
  if (words.lower(at) == "and" && words.lower(at + 1) == "a" &&
      words.lower(at + 2) == "half") {
    range.first.value += 0.5;
    at += 3;
  }
  AmountReading reading = Make(range, ValueKind::kDuration,
                               std::string(TimeUnitName(*unit)), 1, at);
  if (words.lower(words.SkipHyphen(at)) == "old") {
    reading.value.kind = ValueKind::kQuantity;
    reading.end = words.SkipHyphen(at) + 1;
    return reading;
  }
  if (!range.upper) reading.value.iso = IsoDuration(range.first.value, *unit);
  return reading;
}

// "number one", "No. 3", "#1": a place in an order.
std::optional<AmountReading> ReadRank(const Words& words, size_t i) {
  const absl::string_view word = words.lower(i);
  if (word != "number" && word != "no." && word != "no" && word != "#" &&
      word != "numbers") {
    return std::nullopt;
  }
  if (word == "no" && !words.glued(i + 1)) return std::nullopt;
  const auto number = ReadNumber(words, i + 1);
  if (!number || number->article || number->fraction) return std::nullopt;
  AmountReading reading;
  reading.value.kind = ValueKind::kNumber;
  reading.value.number = number->value;
  reading.value.unit = "rank";
  reading.end = number->end;
  return reading;
}

// "50,000 chips", "9-kg", "25 metres", "two".
std::optional<AmountReading> ReadQuantity(const Words& words, size_t i) {
  // "no one read it" counts nobody.
  if (i > 0 && words.lower(i) == "one" && words.lower(i - 1) == "no") {
    return std::nullopt;
  }
  const auto range = ReadNumbers(words, i, false);
  if (!range) return std::nullopt;
  if (const auto measure = ReadMeasure(words, range->end)) {
    return Make(*range, ValueKind::kQuantity, measure->unit, 1, measure->end);
  }
  if (const auto noun = ReadCountedNoun(words, range->end)) {
    return Make(*range, ValueKind::kQuantity, noun->unit, 1, noun->end);
  }
  // "one" alone is mostly a pronoun, "a half" no amount of its own.
  if (range->first.article && range->first.magnitude == 1) return std::nullopt;
  if (words.lower(i) == "one" && range->end == i + 1) return std::nullopt;
  return Make(*range, ValueKind::kNumber, "", 1, range->end);
}

}  // namespace

std::optional<AmountReading> ReadAmount(const Words& words, size_t i) {
  // The longest wins, and of equally long ones the first.
  std::optional<AmountReading> best;
  for (const auto read : {ReadMoney, ReadPercent, ReadOneIn, ReadRatio,
                          ReadDuration, ReadRank, ReadQuantity}) {
    auto reading = read(words, i);
    if (reading && (!best || reading->end > best->end)) {
      best = std::move(reading);
    }
    // A unit of its own beats any noun that follows: "17 percent shares".
    if (best && best->value.kind != ValueKind::kQuantity &&
        best->value.kind != ValueKind::kNumber) {
      return best;
    }
  }
  return best;
}

}  // namespace weft::extractor
