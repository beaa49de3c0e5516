// When a fact holds, by what its sentence says about time.
#include <string>

#include "absl/strings/str_cat.h"
#include "extractor/pipeline/qualifier_builder.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(SetValidity, TakesIntervalsFromTheirPrepositions) {
  const struct {
    const char* preposition;
    const char* text;
    const char* iso;
    const char* valid;
  } kCases[] = {
      // She led it from 2001 to 2003.
      {"from", "2001 to 2003", "2001/2003", "2001 2003"},
      {"from", "May 2001 until June 2003", "2001-05/2003-06",
       "2001-05 2003-06"},
      {"from", "2001 through 2003", "2001/2003", "2001 2003"},
      // From the 1990s on: the decade is where it begins.
      {"from", "the 1990s", "1990/1999", "1990 "},
      {"from", "2001", "2001", "2001 "},
      {"since", "the first quarter of 2001", "2001-01/2001-03", "2001-01 "},
      {"after", "2001", "2001", "2001 "},
      {"until", "2003", "2003", " 2003"},
      {"before", "2003", "2003", " 2003"},
      {"by", "March 2003", "2003-03", " 2003-03"},
      {"in", "2002", "2002", "2002 2002"},
      {"between", "1995 and 1999", "1995/1999", "1995 1999"},
      {"", "2004-2006", "2004/2006", "2004 2006"},
  };
  for (const auto& c : kCases) {
    Fact fact;
    Qualifier qualifier;
    qualifier.role = QualifierRole::kTime;
    qualifier.relation = c.preposition;
    qualifier.text = c.text;
    qualifier.value = Value{};
    qualifier.value->kind = ValueKind::kDate;
    qualifier.value->iso = c.iso;
    fact.qualifiers.push_back(qualifier);
    SetValidity(&fact);
    EXPECT_EQ(absl::StrCat(fact.valid_from, " ", fact.valid_until), c.valid)
        << c.preposition << " " << c.text;
  }
}

TEST(SetValidity, LeavesFactsWithoutADateOpen) {
  Fact fact;
  Qualifier place;
  place.role = QualifierRole::kPlace;
  place.text = "Lund";
  fact.qualifiers.push_back(place);
  SetValidity(&fact);
  EXPECT_EQ(fact.valid_from, "");
  EXPECT_EQ(fact.valid_until, "");
}

}  // namespace
}  // namespace weft::extractor
