#include "extractor/text/noise_filter.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Dropped(const std::string& text, ByteSpan keep = {}) {
  std::vector<std::string> lines;
  for (const NoiseLine& noise : FindNoise(text, keep)) {
    lines.push_back(text.substr(noise.line.begin, noise.line.size()));
  }
  return lines;
}

TEST(FindNoise, TakesTheLinksBehindTheirHeading) {
  EXPECT_THAT(Dropped("The harbour was closed for the night.\n"
                      "Related articles\n"
                      "Ferry line adds ships\n"
                      "Five quiet beaches\n"
                      "The storm had passed by the morning.\n"
                      "Five quiet beaches\n"),
              ElementsAre("Related articles", "Ferry line adds ships",
                          "Five quiet beaches"));
}

TEST(FindNoise, TakesTheWholeTailOfSpam) {
  EXPECT_THAT(Dropped("The harbour was closed for the night.\n\n"
                      "Лучшие ставки на спорт здесь\n"
                      "Быстрые деньги без отказа сегодня\n"
                      "MENANG BESAR HARI INI\n"),
              ElementsAre("Лучшие ставки на спорт здесь",
                          "Быстрые деньги без отказа сегодня",
                          "MENANG BESAR HARI INI"));
}

TEST(FindNoise, TakesALineThatIsSaidTwice) {
  EXPECT_THAT(Dropped("The storm broke three of the harbour's cranes.\nYes.\n"
                      "The storm broke three of the harbour's cranes.\nYes.\n"),
              ElementsAre("The storm broke three of the harbour's cranes."));
}

TEST(FindNoise, NeverTakesTheTitle) {
  const std::string text = "Privacy\nThe word has two meanings.\n";
  EXPECT_THAT(Dropped(text, ByteSpan{0, 7}), IsEmpty());
  EXPECT_THAT(Dropped(text), ElementsAre("Privacy"));
}

}  // namespace
}  // namespace weft::extractor
