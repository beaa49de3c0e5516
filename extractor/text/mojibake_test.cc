#include "extractor/text/mojibake.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::string Repaired(std::string text) {
  return RepairMojibake(MappedText::Identity(std::move(text))).text();
}

TEST(RepairMojibake, PutsBackWhatWasReadWithTheWrongTable) {
  const struct {
    const char* given;
    const char* expected;
  } kRows[] = {
      {"donâ€™t", "don’t"},
      {"QuÃ©bec", "Québec"},
      {"Ã‰lodie", "Élodie"},
      {"â€œYesâ€\u009D", "“Yes”"},
      {"there,â€ he said", "there,” he said"},
      {"11Â\u00A0kg", "11\u00A0kg"},
      {"â‚¬20â€“25", "€20–25"},
      {"Brillâ\u0080\u0099s", "Brill’s"},  // Latin-1
      {"donÃ¢â‚¬â„¢t", "don’t"},           // twice
      {"Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"},          // another script
      {"itâ€™s 5Â°C", "it’s 5°C"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Repaired(row.given), row.expected) << row.given;
  }
}

TEST(RepairMojibake, LeavesRealTextAlone) {
  for (const char* text :
       {"Plain words.", "Café René’s façade", "“Quoted,” she said",
        // The bytes of é…” would be a Chinese character.
        "“We like Renoé…”", "CAFÉ»", "naïve – 20°C, £5, ½", "Ærøskøbing",
        "Straße", "Zürich’s", "привет", "Ängelholm", "Málaga©"}) {
    EXPECT_EQ(Repaired(text), text);
  }
}

TEST(RepairMojibake, MapsRepairedCharactersToTheirBytes) {
  const MappedText text = RepairMojibake(MappedText::Identity("a Ã© b"));
  ASSERT_EQ(text.text(), "a é b");
  EXPECT_EQ(text.ToOriginal({2, 4}), (ByteSpan{2, 6}));
  EXPECT_EQ(text.ToOriginal({5, 6}), (ByteSpan{7, 8}));
}

}  // namespace
}  // namespace weft::extractor
