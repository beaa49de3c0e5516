#include "extractor/pipeline/lead_in.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// The text as its sentences, with bars between them.
std::string SplitUp(absl::string_view text) {
  std::string result;
  for (const Sentence& sentence :
       SplitLeadIns(Split(text, SplitMode::kProse))) {
    absl::StrAppend(&result, result.empty() ? "" : " | ",
                    text.substr(sentence.span.begin, sentence.span.size()));
  }
  return result;
}

TEST(LeadIn, IsASentenceOfItsOwn) {
  const struct {
    absl::string_view text;
    absl::string_view parts;
  } kRows[] = {
      {"LUND, Sweden (Gull Press) - The mill closed on Monday.",
       "LUND, Sweden (Gull Press) - | The mill closed on Monday."},
      {"MALDEN — Norvane closed the mill.",
       "MALDEN — | Norvane closed the mill."},
      {"LUND, March 4, 2025 /GullWire/ -- Norvane closed the mill.",
       "LUND, March 4, 2025 /GullWire/ -- | Norvane closed the mill."},
      {"Lund (Gull Press) - The mill closed.",
       "Lund (Gull Press) - | The mill closed."},
      {"16:02 Power is back in Lund.", "16:02 | Power is back in Lund."},
      {"9:15 am - Ruiz has arrived.", "9:15 am - | Ruiz has arrived."},
      // No lead-ins.
      {"10:30 is the time to leave.", "10:30 is the time to leave."},
      {"Ruiz - the founder - left the yard.",
       "Ruiz - the founder - left the yard."},
      {"The LTU - a school - closed.", "The LTU - a school - closed."},
      {"A Lund-based maker closed.", "A Lund-based maker closed."},
  };
  for (const auto& row : kRows) EXPECT_EQ(SplitUp(row.text), row.parts);
}

}  // namespace
}  // namespace weft::extractor
