// Currencies, measures and nouns as units of numbers.
#ifndef WEFT_EXTRACTOR_VALUE_UNIT_LEXICON_H_
#define WEFT_EXTRACTOR_VALUE_UNIT_LEXICON_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "extractor/value/words.h"

namespace weft::extractor {

struct UnitReading {
  std::string unit;
  double factor = 1;  // a cent is 0.01 USD
  size_t end = 0;     // behind the last token
};

// A sign or code before the number: "$", "US$", "€", "EUR", "Rs.". ISO 4217.
std::optional<UnitReading> ReadCurrencyPrefix(const Words& words, size_t i);

// A currency behind the number: "dollars", "Canadian dollars", "yuan", "€",
// "euro cents". ISO 4217, or the singular word where it names the currencies
// of several countries ("krone").
std::optional<UnitReading> ReadCurrencyName(const Words& words, size_t i);

// "percent", "%", "per cent" -> "percent"; "percentage points" -> "percentage
// point"; "basis points" -> "percentage point" with factor 0.01.
std::optional<UnitReading> ReadPercentUnit(const Words& words, size_t i);

// A unit of measure: "km", "metres", "kg", "MW", "degrees". Singular as
// written.
std::optional<UnitReading> ReadMeasure(const Words& words, size_t i);

// The counted noun behind a number: the first word with a plural form, at most
// three words on, with no function word before it: "replacement jets" ->
// "jet", "people" -> "person".
std::optional<UnitReading> ReadCountedNoun(const Words& words, size_t i);

// "chips" -> "chip", "companies" -> "company", "people" -> "person". A word
// that is no plural comes back as it is.
std::string Singular(absl::string_view lower);
// Looks like a plural noun: ends in s and is not one of the other words that
// do, or is an irregular plural.
bool IsPluralForm(absl::string_view lower);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_UNIT_LEXICON_H_
