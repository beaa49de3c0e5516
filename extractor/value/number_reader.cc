#include "extractor/value/number_reader.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"

namespace weft::extractor {
namespace {

using NumberMap = absl::flat_hash_map<absl::string_view, double>;

const NumberMap& SmallNumbers() {
  static const auto& map = *new NumberMap{
      {"zero", 0},     {"one", 1},        {"two", 2},       {"three", 3},
      {"four", 4},     {"five", 5},       {"six", 6},       {"seven", 7},
      {"eight", 8},    {"nine", 9},       {"ten", 10},      {"eleven", 11},
      {"twelve", 12},  {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
      {"twenty", 20},  {"thirty", 30},    {"forty", 40},    {"fifty", 50},
      {"sixty", 60},   {"seventy", 70},   {"eighty", 80},   {"ninety", 90}};
  return map;
}

const NumberMap& Magnitudes() {
  static const auto& map =
      *new NumberMap{{"hundred", 1e2},   {"thousand", 1e3},   {"million", 1e6},
                     {"millions", 1e6},  {"billion", 1e9},    {"billions", 1e9},
                     {"trillion", 1e12}, {"trillions", 1e12}, {"lakh", 1e5},
                     {"crore", 1e7},     {"dozen", 12},       {"hundreds", 1e2},
                     {"thousands", 1e3}, {"mn", 1e6},         {"mln", 1e6},
                     {"bn", 1e9},        {"tn", 1e12},        {"trn", 1e12}};
  return map;
}

// Single letters: magnitudes only when glued to the number or after a
// currency, since "5 m" is five metres.
const NumberMap& LetterMagnitudes() {
  static const auto& map =
      *new NumberMap{{"k", 1e3}, {"m", 1e6}, {"b", 1e9}, {"t", 1e12}};
  return map;
}

const NumberMap& FractionNames() {
  static const auto& map = *new NumberMap{
      {"half", 2},    {"halves", 2},   {"third", 3},     {"thirds", 3},
      {"quarter", 4}, {"quarters", 4}, {"fifth", 5},     {"fifths", 5},
      {"sixth", 6},   {"sixths", 6},   {"seventh", 7},   {"sevenths", 7},
      {"eighth", 8},  {"eighths", 8},  {"ninth", 9},     {"ninths", 9},
      {"tenth", 10},  {"tenths", 10},  {"twentieth", 20}};
  return map;
}

std::optional<double> Find(const NumberMap& map, absl::string_view word) {
  const auto found = map.find(word);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

std::optional<double> VulgarFraction(absl::string_view token) {
  static const auto& map = *new NumberMap{
      {"\u00BD", 0.5},     {"\u00BC", 0.25},    {"\u00BE", 0.75},
      {"\u2153", 1.0 / 3}, {"\u2154", 2.0 / 3}, {"\u215B", 0.125}};
  return Find(map, token);
}

bool IsArticle(absl::string_view word) { return word == "a" || word == "an"; }

// "1/2" as one token or as three.
std::optional<NumberReading> ReadSlashFraction(const Words& words, size_t i) {
  const absl::string_view token = words.text(i);
  NumberReading reading;
  reading.digits = reading.fraction = true;
  if (const auto vulgar = VulgarFraction(token)) {
    reading.value = *vulgar;
    reading.end = i + 1;
    return reading;
  }
  std::optional<double> top, bottom;
  if (const size_t slash = token.find('/'); slash != token.npos) {
    if (slash > 2 || token.size() - slash > 3) return std::nullopt;
    top = ParseDigits(token.substr(0, slash));
    bottom = ParseDigits(token.substr(slash + 1));
    reading.end = i + 1;
  } else if (words.text(i + 1) == "/" && words.glued(i + 1) &&
             words.glued(i + 2)) {
    top = ParseDigits(token);
    bottom = ParseDigits(words.text(i + 2));
    reading.end = i + 3;
  }
  if (!top || !bottom || *bottom < 2 || *top >= *bottom) return std::nullopt;
  reading.value = *top / *bottom;
  return reading;
}

// Behind a whole number: "and a half", "- and - a - half", "1/2", "½",
// "and three quarters".
double ReadAddedFraction(const Words& words, size_t& at) {
  if (const auto slash = ReadSlashFraction(words, at)) {
    at = slash->end;
    return slash->value;
  }
  size_t i = words.SkipHyphen(at);
  if (words.lower(i) != "and") return 0;
  i = words.SkipHyphen(i + 1);
  double top = 1;
  if (IsArticle(words.lower(i))) {
    i = words.SkipHyphen(i + 1);
  } else if (const auto number = Find(SmallNumbers(), words.lower(i))) {
    top = *number;
    i = words.SkipHyphen(i + 1);
  } else {
    return 0;
  }
  const auto bottom = Find(FractionNames(), words.lower(i));
  if (!bottom || top >= *bottom) return 0;
  at = i + 1;
  return top / *bottom;
}

// The factor at `at`, and behind it in `at`; 1 for none.
double ReadMagnitude(const Words& words, bool letters, size_t& at) {
  const size_t i = words.SkipHyphen(at);
  if (const auto word = Find(Magnitudes(), words.lower(i))) {
    at = i + 1;
    return *word;
  }
  if (i == at && (letters || words.glued(at))) {
    const auto letter = Find(LetterMagnitudes(), words.lower(at));
    // "10T" is ten trillion, but "10t" is ten tonnes.
    if (letter && words.text(at) != "t") {
      ++at;
      return *letter;
    }
  }
  return 1;
}

struct Spelled {
  double value = 0;
  size_t end = 0;
};

// Number words under a hundred: "twenty - five", "seven".
std::optional<Spelled> ReadUnderHundred(const Words& words, size_t i) {
  const auto first = Find(SmallNumbers(), words.lower(i));
  if (!first) return std::nullopt;
  Spelled result{*first, i + 1};
  if (*first < 20) return result;
  const size_t next = words.SkipHyphen(i + 1);
  const auto second = Find(SmallNumbers(), words.lower(next));
  if (second && *second >= 1 && *second < 10) {
    result = {*first + *second, next + 1};
  }
  return result;
}

// One group of a number: digits or words and their magnitudes, "four hundred
// and fifty thousand" without what follows the largest magnitude.
std::optional<NumberReading> ReadGroup(const Words& words, size_t i,
                                       bool letters) {
  NumberReading reading;
  if (const auto digits = ParseDigits(words.text(i))) {
    reading.value = *digits;
    reading.end = i + 1;
    reading.digits = true;
  } else if (const auto spelled = ReadUnderHundred(words, i)) {
    reading.value = spelled->value;
    reading.end = spelled->end;
  } else {
    return std::nullopt;
  }
  reading.value += ReadAddedFraction(words, reading.end);
  while (true) {
    size_t at = reading.end;
    const double factor = ReadMagnitude(words, letters, at);
    if (factor == 1) break;
    reading.value *= factor;
    reading.magnitude *= factor;
    reading.end = at;
    if (factor != 1e2) continue;
    // "four hundred and fifty"
    size_t rest = reading.end;
    if (words.lower(rest) == "and") ++rest;
    if (const auto spelled = ReadUnderHundred(words, rest)) {
      reading.value += spelled->value;
      reading.end = spelled->end;
    }
  }
  return reading;
}

// "half a million", "a hundred", "a third", "a dozen", "half".
std::optional<NumberReading> ReadArticled(const Words& words, size_t i,
                                          bool letters) {
  NumberReading reading;
  double factor = 1;
  size_t at = i;
  if (words.lower(i) == "half") {
    factor = 0.5;
    ++at;
    if (!IsArticle(words.lower(at)) && !words.is_hyphen(at) &&
        !Find(Magnitudes(), words.lower(at))) {
      reading = {0.5, i + 1};
      reading.fraction = true;
      return reading;
    }
    at = words.SkipHyphen(at);
    if (IsArticle(words.lower(at))) ++at;
    at = words.SkipHyphen(at);
  } else if (IsArticle(words.lower(i))) {
    reading.article = true;
    ++at;
  } else {
    return std::nullopt;
  }
  size_t end = at;
  const double magnitude = ReadMagnitude(words, false, end);
  if (magnitude > 1) {
    reading.value = factor;
    while (true) {
      size_t next = end;
      const double more = ReadMagnitude(words, false, next);
      if (more == 1) break;
      end = next;
      factor *= more;
    }
    reading.value = factor * magnitude;
    reading.magnitude = magnitude;
    reading.end = end;
    return reading;
  }
  if (words.lower(i) == "half") {
    // "half a point": the unit follows.
    reading.value = 0.5;
    reading.end = at;
    return reading;
  }
  const auto bottom = Find(FractionNames(), words.lower(at));
  if (!bottom) return std::nullopt;
  reading.value = 1 / *bottom;
  reading.fraction = true;
  reading.end = at + 1;
  return reading;
}

}  // namespace

std::optional<double> ParseDigits(absl::string_view token) {
  if (token.empty() || token.size() > 24) return std::nullopt;
  const bool negative = token[0] == '-' || token[0] == '+';
  const absl::string_view digits = token.substr(negative ? 1 : 0);
  if (digits.empty() || !absl::ascii_isdigit(digits[0])) return std::nullopt;
  const bool numeric = std::all_of(digits.begin(), digits.end(), [](char c) {
    return absl::ascii_isdigit(c) || c == ',' || c == '.';
  });
  if (!numeric || std::count(digits.begin(), digits.end(), '.') > 1) {
    return std::nullopt;
  }
  // "1,5" is no thousands comma: read as a decimal one.
  const size_t comma = digits.rfind(',');
  const bool decimal_comma =
      comma != digits.npos && digits.find('.') == digits.npos &&
      digits.find(',') == comma && digits.size() - comma - 1 != 3;
  const std::string plain =
      absl::StrReplaceAll(digits, {{",", decimal_comma ? "." : ""}});
  double value = 0;
  if (!absl::SimpleAtod(plain, &value)) return std::nullopt;
  return token[0] == '-' ? -value : value;
}

std::optional<double> ParseNumberWord(absl::string_view lower) {
  return Find(SmallNumbers(), lower);
}

std::optional<NumberReading> ReadNumber(const Words& words, size_t i,
                                        bool after_currency) {
  if (auto fraction = ReadSlashFraction(words, i)) return fraction;
  if (auto articled = ReadArticled(words, i, after_currency)) return articled;
  auto reading = ReadGroup(words, i, after_currency);
  if (!reading) return std::nullopt;
  // "two thirds", "three - quarters"
  const size_t name = words.SkipHyphen(reading->end);
  const auto bottom = Find(FractionNames(), words.lower(name));
  if (bottom && !reading->digits && reading->magnitude == 1 &&
      reading->value < *bottom && words.lower(name) != "second" &&
      (reading->value == 1 || words.lower(name).back() == 's')) {
    reading->value /= *bottom;
    reading->fraction = true;
    reading->end = name + 1;
    return reading;
  }
  // "3 thousand 400", "two million five hundred thousand"
  double last = reading->magnitude;
  while (last >= 1e3) {
    size_t at = reading->end;
    if (words.lower(at) == "and") ++at;
    const auto next = ReadGroup(words, at, after_currency);
    if (!next || next->value >= last || next->value < 1) break;
    // "5 million, 400 of them" has no such group: a comma is no token of it.
    if (next->digits && at != reading->end) break;
    reading->value += next->value;
    reading->end = next->end;
    last = next->magnitude;
  }
  return reading;
}

std::optional<int> ParseOrdinal(absl::string_view lower) {
  static const auto& map = *new absl::flat_hash_map<absl::string_view, int>{
      {"first", 1},       {"second", 2},       {"third", 3},
      {"fourth", 4},      {"fifth", 5},        {"sixth", 6},
      {"seventh", 7},     {"eighth", 8},       {"ninth", 9},
      {"tenth", 10},      {"eleventh", 11},    {"twelfth", 12},
      {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
      {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18},
      {"nineteenth", 19}, {"twentieth", 20},   {"thirtieth", 30}};
  if (const auto found = map.find(lower); found != map.end()) {
    return found->second;
  }
  if (lower.size() < 3 || lower.size() > 6) return std::nullopt;
  const absl::string_view suffix = lower.substr(lower.size() - 2);
  if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") {
    return std::nullopt;
  }
  int value = 0;
  if (!absl::SimpleAtoi(lower.substr(0, lower.size() - 2), &value)) {
    return std::nullopt;
  }
  return value;
}

}  // namespace weft::extractor
