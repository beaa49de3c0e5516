#include "extractor/value/unit_lexicon.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(Singular, UndoesThePlural) {
  const struct {
    const char* plural;
    const char* singular;
  } kRows[] = {
      {"chips", "chip"},        {"companies", "company"},
      {"boxes", "box"},         {"churches", "church"},
      {"buses", "bus"},         {"people", "person"},
      {"children", "child"},    {"salesmen", "salesman"},
      {"lives", "life"},        {"series", "series"},
      {"heroes", "hero"},       {"ship", "ship"},
      {"boss", "boss"},         {"campus", "campus"},
      {"analysis", "analysis"}, {"houses", "house"},
      {"euros", "euro"},        {"days", "day"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Singular(row.plural), row.singular) << row.plural;
  }
}

TEST(IsPluralForm, IsNotFooledByOtherWordsWithAnS) {
  for (const char* word : {"is", "was", "this", "its", "always", "boss", "news",
                           "percent", "says", "gas"}) {
    EXPECT_FALSE(IsPluralForm(word)) << word;
  }
}

}  // namespace
}  // namespace weft::extractor
