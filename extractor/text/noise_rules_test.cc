#include "extractor/text/noise_rules.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::string Reason(absl::string_view line) {
  const auto reason = ClassifyNoise(line, Script::kLatin);
  return reason ? std::string(DropReasonName(*reason)) : "kept";
}

TEST(ClassifyNoise, DropsWhatPagesSayToTheirReaders) {
  const struct {
    const char* reason;
    const char* line;
  } kRows[] = {
      {"navigation", "Home | Technology | Markets | Sport"},
      {"navigation", "Home » Science » Oceans"},
      {"navigation", "Home News Business Opinion Sports Login"},
      {"navigation", "Share Tweet Email Print"},
      {"navigation", "Read more"},
      {"navigation", "RELATED ARTICLES"},
      {"navigation", "Subscribe"},
      {"navigation", "Vous n'êtes pas connecté pour le moment"},
      {"navigation", "Alle Rechte vorbehalten"},
      {"navigation", "https://news.example/a/b https://news.example/c"},
      {"navigation", "0:00 Start 3:10 The harbour 17:45 Questions"},
      {"navigation", "A. Okoro | Northern Press | Agency Pictures"},
      {"boilerplate", "Skip to main content"},
      {"boilerplate", "We use cookies to make this site better."},
      {"boilerplate", "© 2024 The Harbour Post"},
      {"boilerplate", "Copyright 2024 Harbour Media. All rights reserved."},
      {"boilerplate", "Sign up for our weekly newsletter"},
      {"boilerplate", "Click here for more stories"},
      {"boilerplate", "READ MORE: Ferry line adds two ships"},
      {"boilerplate", "Advertisement – story continues below"},
      {"boilerplate", "Tags: ships, harbours, trade"},
      {"boilerplate", "About the author Ida Lund writes about ships."},
      {"boilerplate", "FOR IMMEDIATE RELEASE: ferry line adds ships"},
      {"boilerplate", "Reporting by Ida Lund in Bergen; editing by Per Aas"},
      {"boilerplate", "harbourfan wrote:"},
      {"boilerplate", "mods please move this if wrong section, full text:"},
      {"boilerplate", "Click right here for more ship news! Tags: ship, port"},
      {"boilerplate", "Follow us on Facebook"},
      {"markup", "![A ship in the harbour](https://img.example/1.jpg)"},
      {"markup", "arrow_back"},
      {"spam", "Лучшие ставки на спорт здесь"},
      {"spam", "最好的网站 bonus.example 立即注册"},
      {"spam", "ЛюбаBettКравJONEФридKissРогоSpan"},
      {"spam", "ZoneHighBestWindShowSideCaviHarp"},
      {"spam", "Best online casino, 200 free spins"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Reason(row.line), row.reason) << row.line;
}

TEST(ClassifyNoise, KeepsProseAndHeadings) {
  for (const char* line :
       {"The firm said it would share the results with its subscribers.",
        "Websites use cookies, the judge wrote, but not all of them say so.",
        "She told her followers on Facebook to stay at home.",
        "The newspaper's advertisement revenue fell by a third last year.",
        "Copyright law does not protect ideas, the court ruled.",
        "Harbour reopens after storm",
        "Why the Harbour Closed",
        "What Are Neutrinos?",
        "The Long Way Home",
        "\"We were offline for two days,\" said the operator.",
        "Search teams found the boat on Sunday.",
        "Menu prices rose by 4 percent.",
        "Ana Ruiz, La Rochelle's coach, praised Les Bleus after the game.",
        "Der Spiegel reported the deal first.",
        "The film \"La vie des autres\" was shown in Lyon.",
        "Dr. Osei read the letter at 10:30 and answered at 11:45.",
        "OpenBank and YouTube signed the contract with HarbourNet.",
        "He moved from Москва to Riga in 1991.",
        "The Chinese word 港 means harbour.",
        "The company posted a profit of $4 million; see page 12.",
        "Revenue | Profit",
        "Yes.",
        "12:40 Power is back in the old town, the grid says.",
        "• The lander weighs 680 kg",
        "The mods of the forum moved the post to another section.",
        "By Ida Lund"}) {
    EXPECT_EQ(Reason(line), "kept") << line;
  }
}

TEST(ClassifyNoise, NeverDropsALongParagraph) {
  std::string paragraph;
  for (int i = 0; i < 12; ++i) {
    paragraph += "Readers who click here often subscribe to our paper. ";
  }
  EXPECT_EQ(Reason(paragraph), "kept");
}

TEST(IsForeignOrGlued, JudgesByTheScriptOfTheDocument) {
  EXPECT_TRUE(IsForeignOrGlued("Сегодня хорошая погода", Script::kLatin));
  EXPECT_FALSE(IsForeignOrGlued("Сегодня хорошая погода", Script::kCyrillic));
}

}  // namespace
}  // namespace weft::extractor
