#include "extractor/token/glue.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// The word with the lost blank put back.
std::string Mended(const std::string& word) {
  const size_t at = GlueSplit(word);
  return at == 0 ? word : word.substr(0, at) + " " + word.substr(at);
}

TEST(GlueSplit, FindsLostBlanks) {
  EXPECT_EQ(Mended("inPorto"), "in Porto");
  EXPECT_EQ(Mended("theNorwegian"), "the Norwegian");
  EXPECT_EQ(Mended("carrierAzul"), "carrier Azul");
  EXPECT_EQ(Mended("cranesIt"), "cranes It");
  EXPECT_EQ(Mended("fromNATO"), "from NATO");
  EXPECT_EQ(Mended("unionTUCsaid"), "union TUCsaid");
  EXPECT_EQ(Mended("TUCsaid"), "TUC said");
  EXPECT_EQ(Mended("S70to"), "S70 to");
  EXPECT_EQ(Mended("rulesincluding"), "rules including");
}

TEST(GlueSplit, LeavesWholeWordsAlone) {
  for (const char* word :
       {"iPhone",   "eBay",      "macOS", "openSUSE", "YouTube", "DeepMind",
        "McDonald", "including", "IDs",   "PCs",      "CEOs",    "harbour",
        "NATO",     "kWh",       "mRNA",  "pH",       "tvOS",    "IBMers",
        "S70",      "x86",       "OPECs"}) {
    EXPECT_EQ(Mended(word), word);
  }
}

}  // namespace
}  // namespace weft::extractor
