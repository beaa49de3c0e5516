#include "extractor/value/unit_lexicon.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/token/characters.h"

namespace weft::extractor {
namespace {

using StringMap = absl::flat_hash_map<absl::string_view, absl::string_view>;
using StringSet = absl::flat_hash_set<absl::string_view>;

const StringSet* MakeSet(absl::string_view words) {
  auto* set = new StringSet;
  for (absl::string_view word : absl::StrSplit(words, ' ', absl::SkipEmpty())) {
    set->insert(word);
  }
  return set;
}

const StringMap& CurrencySigns() {
  static const auto& map = *new StringMap{
      {"$", "USD"},   {"us$", "USD"}, {"usd", "USD"}, {"u$", "USD"},
      {"€", "EUR"},   {"eur", "EUR"}, {"£", "GBP"},   {"gbp", "GBP"},
      {"¥", "JPY"},   {"jpy", "JPY"}, {"cn¥", "CNY"}, {"rmb", "CNY"},
      {"cny", "CNY"}, {"₹", "INR"},   {"inr", "INR"}, {"rs", "INR"},
      {"rs.", "INR"}, {"₩", "KRW"},   {"krw", "KRW"}, {"₽", "RUB"},
      {"rub", "RUB"}, {"₺", "TRY"},   {"₴", "UAH"},   {"₪", "ILS"},
      {"₫", "VND"},   {"₱", "PHP"},   {"₦", "NGN"},   {"฿", "THB"},
      {"a$", "AUD"},  {"aud", "AUD"}, {"au$", "AUD"}, {"c$", "CAD"},
      {"ca$", "CAD"}, {"cad", "CAD"}, {"hk$", "HKD"}, {"hkd", "HKD"},
      {"nt$", "TWD"}, {"twd", "TWD"}, {"s$", "SGD"},  {"sgd", "SGD"},
      {"nz$", "NZD"}, {"nzd", "NZD"}, {"r$", "BRL"},  {"brl", "BRL"},
      {"mx$", "MXN"}, {"mxn", "MXN"}, {"chf", "CHF"}, {"sek", "SEK"},
      {"nok", "NOK"}, {"dkk", "DKK"}, {"pln", "PLN"}, {"czk", "CZK"},
      {"huf", "HUF"}, {"zar", "ZAR"}, {"aed", "AED"}, {"sar", "SAR"}};
  return map;
}

// Names that stand alone, in the singular.
const StringMap& CurrencyNames() {
  static const auto& map = *new StringMap{
      {"dollar", "USD"},  {"euro", "EUR"},     {"pound", "GBP"},
      {"yen", "JPY"},     {"yuan", "CNY"},     {"renminbi", "CNY"},
      {"rouble", "RUB"},  {"ruble", "RUB"},    {"won", "KRW"},
      {"rupee", "INR"},   {"rand", "ZAR"},     {"zloty", "PLN"},
      {"forint", "HUF"},  {"lira", "TRY"},     {"shekel", "ILS"},
      {"hryvnia", "UAH"}, {"baht", "THB"},     {"rupiah", "IDR"},
      {"ringgit", "MYR"}, {"dong", "VND"},     {"naira", "NGN"},
      {"real", "BRL"},    {"reais", "BRL"},    {"riyal", "SAR"},
      {"dirham", "AED"},  {"bitcoin", "XBT"},  {"bucks", "USD"},
      {"buck", "USD"},    {"quid", "GBP"},     {"franc", "franc"},
      {"peso", "peso"},   {"krone", "krone"},  {"kroner", "krone"},
      {"krona", "krona"}, {"kronor", "krona"}, {"crown", "crown"},
      {"dinar", "dinar"}, {"sterling", "GBP"}};
  return map;
}

// The words of a country before the name of its currency.
std::string CountryCurrency(absl::string_view country, absl::string_view name) {
  static const auto& map =
      *new absl::flat_hash_map<absl::string_view, absl::string_view>{
          {"us dollar", "USD"},         {"u.s. dollar", "USD"},
          {"american dollar", "USD"},   {"canadian dollar", "CAD"},
          {"australian dollar", "AUD"}, {"kong dollar", "HKD"},
          {"singapore dollar", "SGD"},  {"zealand dollar", "NZD"},
          {"taiwan dollar", "TWD"},     {"swiss franc", "CHF"},
          {"norwegian krone", "NOK"},   {"danish krone", "DKK"},
          {"swedish krona", "SEK"},     {"swedish crown", "SEK"},
          {"norwegian crown", "NOK"},   {"danish crown", "DKK"},
          {"czech crown", "CZK"},       {"mexican peso", "MXN"},
          {"argentine peso", "ARS"},    {"chilean peso", "CLP"},
          {"philippine peso", "PHP"},   {"pakistani rupee", "PKR"},
          {"indian rupee", "INR"},      {"egyptian pound", "EGP"},
          {"british pound", "GBP"},     {"russian rouble", "RUB"},
          {"russian ruble", "RUB"},     {"chinese yuan", "CNY"},
          {"turkish lira", "TRY"},      {"korean won", "KRW"},
          {"japanese yen", "JPY"},      {"brazilian real", "BRL"},
          {"kuwaiti dinar", "KWD"},     {"saudi riyal", "SAR"}};
  const auto found = map.find(absl::StrCat(country, " ", name));
  return found == map.end() ? "" : std::string(found->second);
}

const StringMap& IrregularPlurals() {
  static const auto& map = *new StringMap{{"people", "person"},
                                          {"men", "man"},
                                          {"women", "woman"},
                                          {"children", "child"},
                                          {"feet", "foot"},
                                          {"teeth", "tooth"},
                                          {"mice", "mouse"},
                                          {"geese", "goose"},
                                          {"lives", "life"},
                                          {"wives", "wife"},
                                          {"knives", "knife"},
                                          {"halves", "half"},
                                          {"wolves", "wolf"},
                                          {"leaves", "leaf"},
                                          {"shelves", "shelf"},
                                          {"thieves", "thief"},
                                          {"loaves", "loaf"},
                                          {"criteria", "criterion"},
                                          {"phenomena", "phenomenon"},
                                          {"analyses", "analysis"},
                                          {"crises", "crisis"},
                                          {"bases", "base"},
                                          {"theses", "thesis"},
                                          {"policemen", "policeman"},
                                          {"businessmen", "businessman"},
                                          {"congressmen", "congressman"},
                                          {"firemen", "fireman"},
                                          {"fishermen", "fisherman"},
                                          {"aircraft", "aircraft"},
                                          {"series", "series"},
                                          {"species", "species"},
                                          {"sheep", "sheep"},
                                          {"fish", "fish"},
                                          {"spacecraft", "spacecraft"},
                                          {"police", "police"},
                                          {"buses", "bus"},
                                          {"gases", "gas"},
                                          {"movies", "movie"},
                                          {"cookies", "cookie"},
                                          {"ties", "tie"},
                                          {"shoes", "shoe"},
                                          {"caches", "cache"},
                                          {"headaches", "headache"},
                                          {"viruses", "virus"},
                                          {"campuses", "campus"},
                                          {"bonuses", "bonus"},
                                          {"censuses", "census"},
                                          {"statuses", "status"},
                                          {"lenses", "lens"},
                                          {"goes", "go"},
                                          {"staff", "staff"}};
  return map;
}

// End in s, but are no plural nouns; or stop the search for a counted noun.
const StringSet& NoNouns() {
  static const StringSet& set = *MakeSet(
      "of in to and or a an the for at on by with from than as is are was were "
      "be been has have had does do did will would can could may might its his "
      "her their our my your this that these those it he she they we who which "
      "us yes thus perhaps always sometimes besides towards across versus less "
      "plus minus unless whereas ago later earlier before after since until "
      "but others not also only even just more most other says goes makes "
      "takes gets "
      "shows needs wants gives comes becomes remains means keeps seems looks "
      "helps uses lies consists belongs if when while where because so then "
      "per out up down off over under into against between during about per "
      "percent times news politics economics economy's class gas bus press "
      "business process access success address analysis basis crisis status "
      "plus focus virus campus bonus census iris chaos mass glass boss loss "
      "cross dress stress progress congress princess mattress darkness "
      "illness happiness weakness business's series' 's");
  return set;
}

const StringMap& Measures() {
  static const auto& map = *new StringMap{
      {"km", "km"},    {"kms", "km"},  {"m", "m"},      {"cm", "cm"},
      {"mm", "mm"},    {"nm", "nm"},   {"kg", "kg"},    {"kgs", "kg"},
      {"g", "g"},      {"mg", "mg"},   {"lb", "pound"}, {"lbs", "pound"},
      {"oz", "ounce"}, {"ft", "foot"}, {"mph", "mph"},  {"kph", "kph"},
      {"gb", "GB"},    {"tb", "TB"},   {"mb", "MB"},    {"kb", "KB"},
      {"pb", "PB"},    {"mw", "MW"},   {"gw", "GW"},    {"kw", "kW"},
      {"kwh", "kWh"},  {"mwh", "MWh"}, {"gwh", "GWh"},  {"twh", "TWh"},
      {"hz", "Hz"},    {"khz", "kHz"}, {"mhz", "MHz"},  {"ghz", "GHz"},
      {"ml", "ml"},    {"t", "tonne"}, {"ton", "ton"},  {"tonne", "tonne"},
      {"°", "degree"}};
  return map;
}

// "41 vessel was forced": texts of machine translation leave the plural out.
// A word that looks like no verb, adjective or adverb, before a function word
// or a mark.
bool IsUnmarkedNoun(const Words& words, size_t i) {
  const absl::string_view word = words.lower(i);
  if (word.size() < 4 || NoNouns().contains(word) ||
      !IsLowerCharacter(words.text(i)[0])) {
    return false;
  }
  for (absl::string_view ending : {"ed", "ing", "ly", "er", "s", "al", "ive",
                                   "ous", "ful", "able", "ible", "ic"}) {
    if (absl::EndsWith(word, ending)) return false;
  }
  static const StringSet& verbs = *MakeSet(
      "said told came went left lost made took gave fell rose grew kept held "
      "each overall total away there here million billion thousand");
  if (verbs.contains(word)) return false;
  const absl::string_view next = words.lower(i + 1);
  return next.empty() || NoNouns().contains(next) ||
         absl::ascii_ispunct(static_cast<unsigned char>(next[0]));
}

}  // namespace

std::string Singular(absl::string_view lower) {
  if (const auto found = IrregularPlurals().find(lower);
      found != IrregularPlurals().end()) {
    return std::string(found->second);
  }
  for (absl::string_view ending : {"children", "women", "men", "people"}) {
    // "grandchildren", "salesmen", "tradespeople"
    if (lower.size() > ending.size() + 1 && absl::EndsWith(lower, ending)) {
      return absl::StrCat(lower.substr(0, lower.size() - ending.size()),
                          IrregularPlurals().at(ending));
    }
  }
  if (!IsPluralForm(lower)) return std::string(lower);
  const size_t size = lower.size();
  if (absl::EndsWith(lower, "ies") && size > 4) {
    return absl::StrCat(lower.substr(0, size - 3), "y");
  }
  for (absl::string_view ending : {"sses", "shes", "ches", "xes", "zzes"}) {
    if (absl::EndsWith(lower, ending)) {
      return std::string(lower.substr(0, size - 2));
    }
  }
  if (absl::EndsWith(lower, "oes") && size > 4) {
    return std::string(lower.substr(0, size - 2));
  }
  return std::string(lower.substr(0, size - 1));
}

bool IsPluralForm(absl::string_view lower) {
  if (IrregularPlurals().contains(lower)) return true;
  if (absl::EndsWith(lower, "children") || absl::EndsWith(lower, "people") ||
      (absl::EndsWith(lower, "men") && lower.size() > 6)) {
    return true;
  }
  if (lower.size() < 4 || lower.back() != 's') return false;
  if (absl::EndsWith(lower, "ss") || absl::EndsWith(lower, "us") ||
      absl::EndsWith(lower, "is")) {
    return false;
  }
  return !NoNouns().contains(lower) && IsLowerCharacter(lower[0]);
}

std::optional<UnitReading> ReadCurrencyPrefix(const Words& words, size_t i) {
  const auto found = CurrencySigns().find(words.lower(i));
  if (found == CurrencySigns().end()) return std::nullopt;
  // Codes are capitals: "Sek" and "rub" are other words.
  const absl::string_view text = words.text(i);
  if (absl::ascii_islower(text[0])) return std::nullopt;
  return UnitReading{std::string(found->second), 1, i + 1};
}

std::optional<UnitReading> ReadCurrencyName(const Words& words, size_t i) {
  const size_t at = words.SkipHyphen(i);
  if (const auto sign = ReadCurrencyPrefix(words, at);
      sign && !(words.text(at) == "$" && words.glued(at + 1))) {
    return sign;
  }
  // "Hong Kong dollars", "Swiss francs"
  for (size_t skip : {1, 2}) {
    const std::string name = Singular(words.lower(at + skip));
    const std::string code = CountryCurrency(words.lower(at + skip - 1),
                                             name == "kroner" ? "krone" : name);
    if (!code.empty() &&
        (skip == 1 || words.lower(at) == "hong" || words.lower(at) == "new")) {
      return UnitReading{code, 1, at + skip + 1};
    }
  }
  const absl::string_view word = words.lower(at);
  if (word == "cents" || word == "cent") {
    // American, unless the text says otherwise.
    return UnitReading{"USD", 0.01, at + 1};
  }
  if (word == "pence") return UnitReading{"GBP", 0.01, at + 1};
  auto found = CurrencyNames().find(word);
  if (found == CurrencyNames().end() && IsPluralForm(word)) {
    const std::string singular = Singular(word);
    found = CurrencyNames().find(singular);
  }
  if (found == CurrencyNames().end()) return std::nullopt;
  if (words.lower(at + 1) == "cents") {
    return UnitReading{std::string(found->second), 0.01, at + 2};
  }
  return UnitReading{std::string(found->second), 1, at + 1};
}

std::optional<UnitReading> ReadPercentUnit(const Words& words, size_t i) {
  size_t at = words.SkipHyphen(i);
  const absl::string_view word = words.lower(at);
  if (word == "%" || word == "percent" || word == "pct") {
    return UnitReading{"percent", 1, at + 1};
  }
  if (word == "per" && words.lower(at + 1) == "cent") {
    return UnitReading{"percent", 1, at + 2};
  }
  const size_t next = words.SkipHyphen(at + 1);
  const absl::string_view point = words.lower(next);
  const bool points = point == "point" || point == "points";
  if (word == "percentage" && points) {
    return UnitReading{"percentage point", 1, next + 1};
  }
  if (word == "basis" && points) {
    return UnitReading{"percentage point", 0.01, next + 1};
  }
  return std::nullopt;
}

std::optional<UnitReading> ReadMeasure(const Words& words, size_t i) {
  const size_t at = words.SkipHyphen(i);
  const auto found = Measures().find(words.lower(at));
  if (found == Measures().end()) return std::nullopt;
  // "T" and "M" behind a number are magnitudes or initials.
  const absl::string_view text = words.text(at);
  if (text.size() == 1 && absl::ascii_isupper(text[0])) return std::nullopt;
  return UnitReading{std::string(found->second), 1, at + 1};
}

std::optional<UnitReading> ReadCountedNoun(const Words& words, size_t i) {
  // Adjective and noun before the head: "tiny replacement jets".
  constexpr size_t kMaxWords = 3;
  size_t at = words.SkipHyphen(i);
  if (at > i) {
    // "94-page report": the word behind the hyphen, singular.
    const absl::string_view word = words.lower(at);
    if (word.empty() || NoNouns().contains(word) ||
        !IsLetterCharacter(CharacterAt(word, 0).code)) {
      return std::nullopt;
    }
    return UnitReading{Singular(word), 1, at + 1};
  }
  for (size_t k = 0; k < kMaxWords; ++k, ++at) {
    const absl::string_view word = words.lower(at);
    if (word.size() < 2 || NoNouns().contains(word) ||
        !IsLetterCharacter(CharacterAt(word, 0).code)) {
      break;
    }
    if (IsPluralForm(word)) return UnitReading{Singular(word), 1, at + 1};
  }
  if (IsUnmarkedNoun(words, i)) {
    return UnitReading{std::string(words.lower(i)), 1, i + 1};
  }
  return std::nullopt;
}

}  // namespace weft::extractor
