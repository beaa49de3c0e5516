#include "extractor/text/document.h"

#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "base/status_matchers.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

DocumentInput Plain(std::string bytes) {
  DocumentInput input;
  input.id = "a";
  input.bytes = std::move(bytes);
  return input;
}

DocumentInput Formatted(std::string bytes, TextFormat format) {
  DocumentInput input = Plain(std::move(bytes));
  input.format = format;
  return input;
}

// "reason: bytes" for each dropped region.
std::vector<std::string> Dropped(const Document& document,
                                 const std::string& bytes) {
  std::vector<std::string> result;
  for (const DroppedRegion& region : document.dropped()) {
    result.push_back(
        std::string(DropReasonName(region.reason)) + ": " +
        bytes.substr(region.original.begin, region.original.size()));
  }
  return result;
}

// What stood at the first occurrence of `words` in the clean text.
std::string OriginalOf(const Document& document, const std::string& bytes,
                       const std::string& words) {
  const size_t at = document.text().find(words);
  if (at == absl::string_view::npos) return "not in the text";
  const ByteSpan span = document.ToOriginal(
      {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())});
  return bytes.substr(span.begin, span.size());
}

TEST(Clean, ReadsTitleAndDateFromTheFirstTwoLines) {
  const std::string bytes =
      "Harbour reopens\n2025-03-04\n\nThe harbour reopened.\n";
  ASSERT_OK_AND_ASSIGN(Document document, Clean(Plain(bytes)));
  EXPECT_EQ(document.title(), "Harbour reopens");
  EXPECT_EQ(document.published(), absl::CivilDay(2025, 3, 4));
  EXPECT_EQ(std::string(document.text()),
            "Harbour reopens\n\nThe harbour reopened.\n");
  EXPECT_THAT(Dropped(document, bytes), ElementsAre("markup: 2025-03-04\n"));
}

TEST(Clean, PrefersWhatTheCallerKnows) {
  DocumentInput input = Plain("Harbour reopens\n2025-03-04\nText.\n");
  input.title = "Another title";
  input.published = "2025-03-05T10:00:00Z";
  ASSERT_OK_AND_ASSIGN(Document document, Clean(input));
  EXPECT_EQ(document.title(), "Another title");
  EXPECT_EQ(document.published(), absl::CivilDay(2025, 3, 5));
}

TEST(Clean, ReadsNoHeaderWhenToldSo) {
  DocumentInput input = Plain("Harbour reopens\n2025-03-04\nText.\n");
  input.read_header = false;
  ASSERT_OK_AND_ASSIGN(Document document, Clean(input));
  EXPECT_EQ(document.title(), "");
  EXPECT_EQ(document.published(), std::nullopt);
  EXPECT_THAT(std::string(document.text()), HasSubstr("2025-03-04"));
}

TEST(Clean, RepairsAndMapsBack) {
  const std::string bytes =
      "\xEF\xBB\xBFIt didnâ€™t  reach the uni\u00ADversity of QuÃ©bec,\r\n"
      "he said\x97it was\u00A0shut.";
  ASSERT_OK_AND_ASSIGN(Document document, Clean(Plain(bytes)));
  EXPECT_EQ(std::string(document.text()),
            "It didn’t reach the university of Québec,\n"
            "he said—it was shut.\n");
  EXPECT_EQ(OriginalOf(document, bytes, "didn’t"), "didnâ€™t");
  EXPECT_EQ(OriginalOf(document, bytes, "university"), "uni\u00ADversity");
  EXPECT_EQ(OriginalOf(document, bytes, "Québec"), "QuÃ©bec");
  EXPECT_EQ(OriginalOf(document, bytes, "said—it"), "said\x97it");
  EXPECT_EQ(OriginalOf(document, bytes, "shut."), "shut.");
}

TEST(Clean, DropsWhatStandsAroundTheProseAndSaysSo) {
  const std::string bytes =
      "Home | Science | Sport\n"
      "The harbour was closed for the whole of the week.\n"
      "Share on Facebook\n"
      "Лучшие ставки на спорт здесь\n";
  ASSERT_OK_AND_ASSIGN(Document document, Clean(Plain(bytes)));
  EXPECT_EQ(std::string(document.text()),
            "The harbour was closed for the whole of the week.\n");
  EXPECT_THAT(Dropped(document, bytes),
              ElementsAre("navigation: Home | Science | Sport",
                          "boilerplate: Share on Facebook",
                          "spam: Лучшие ставки на спорт здесь"));
}

TEST(Clean, KeepsEverythingVerbatim) {
  DocumentInput input =
      Plain("Home | Science | Sport\r\n  It didnâ€™t  open. \n\nx");
  input.verbatim = true;
  ASSERT_OK_AND_ASSIGN(Document document, Clean(input));
  EXPECT_EQ(std::string(document.text()),
            "Home | Science | Sport\n  It didnâ€™t  open. \n\nx");
  EXPECT_THAT(document.dropped(), IsEmpty());
}

TEST(Clean, ReadsHtml) {
  const std::string bytes =
      "<title>T</title><h1>Harbour opens</h1><nav>Menu</nav>"
      "<p>Oslo&#8217;s harbour <b>ope</b>ned.</p>";
  ASSERT_OK_AND_ASSIGN(Document document,
                       Clean(Formatted(bytes, TextFormat::kHtml)));
  EXPECT_EQ(document.title(), "Harbour opens");
  EXPECT_EQ(std::string(document.text()),
            "Harbour opens\n\nOslo’s harbour opened.\n");
  EXPECT_EQ(OriginalOf(document, bytes, "Oslo’s"), "Oslo&#8217;s");
  EXPECT_EQ(OriginalOf(document, bytes, "opened"), "ope</b>ned");
  EXPECT_THAT(Dropped(document, bytes),
              ElementsAre("navigation: <nav>Menu</nav>"));
}

TEST(Clean, ReadsMarkdown) {
  const std::string bytes =
      "# Harbour opens\n\n![Ship](s.jpg)\nThe [harbour](h) **opened**.\n";
  ASSERT_OK_AND_ASSIGN(Document document,
                       Clean(Formatted(bytes, TextFormat::kMarkdown)));
  EXPECT_EQ(document.title(), "Harbour opens");
  EXPECT_EQ(std::string(document.text()),
            "Harbour opens\n\nThe harbour opened.\n");
  EXPECT_EQ(OriginalOf(document, bytes, "harbour opened"),
            "harbour](h) **opened");
}

TEST(Clean, RefusesWhatHoldsNoWords) {
  for (const char* bytes : {"", "  \n\t ", "\xEF\xBB\xBF", "...", "\u00A0"}) {
    EXPECT_THAT(Clean(Plain(bytes)),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("holds no words")))
        << bytes;
  }
  EXPECT_THAT(Clean(Formatted("<script>a()</script>", TextFormat::kHtml)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("holds no words")));
}

TEST(Clean, RefusesBinaryData) {
  std::string bytes(300, '\0');
  for (int i = 0; i < 300; ++i) bytes[i] = static_cast<char>(i * 7);
  EXPECT_THAT(Clean(Plain(bytes)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("of 300 bytes cannot be decoded")));
}

TEST(Clean, RefusesABadDateAndTooManyBytes) {
  DocumentInput input = Plain("Text.");
  input.published = "last week";
  EXPECT_THAT(Clean(input), StatusIs(absl::StatusCode::kInvalidArgument,
                                     HasSubstr("\"last week\"")));
  EXPECT_THAT(Clean(Plain(std::string(kMaxDocumentBytes + 1, 'a'))),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("the limit is 67108864")));
}

// Whatever comes in: offsets lie inside the input, ranges never run backwards,
// and an ASCII letter of the clean text stands in its original range unless
// it was written by a repair.
TEST(Clean, HoldsItsPromisesForRandomInput) {
  const std::string pieces[] = {
      "The harbour ", "â€™",          "Ã©",      "\xE9",   "\r\n",
      "\n\n",         "<p>",          "</p>",    "&amp;",  "&#x41;",
      "[a](b)",       "**",           "e\u0301", "\u00AD", "\u200B",
      "привет ",      "| ",           "![x](y)", "\x93",   "\xF0\x9F\x98\x80",
      "<script>",     "2025-01-27\n", " ",       "said.",  "\xFF",
      "\xC3",         "> ",           "```\n",   "# "};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    const size_t count = random() % 30;
    for (size_t i = 0; i < count; ++i) {
      bytes += pieces[random() % std::size(pieces)];
    }
    DocumentInput input =
        Formatted(bytes, static_cast<TextFormat>(random() % 3));
    input.verbatim = random() % 4 == 0;
    const absl::StatusOr<Document> document = Clean(input);
    if (!document.ok()) continue;
    const absl::string_view text = document->text();
    uint32_t last = 0;
    for (uint32_t i = 0; i < text.size(); ++i) {
      const ByteSpan span = document->ToOriginal({i, i + 1});
      ASSERT_LE(span.begin, span.end) << bytes;
      ASSERT_LE(span.end, bytes.size()) << bytes;
      ASSERT_LE(last, span.end) << bytes;
      last = span.end;
      if (absl::ascii_isalpha(text[i]) && span.size() == 1) {
        ASSERT_EQ(bytes[span.begin], text[i]) << bytes;
      }
    }
    for (const DroppedRegion& region : document->dropped()) {
      ASSERT_LE(region.original.end, bytes.size()) << bytes;
      ASSERT_LT(region.original.begin, region.original.end) << bytes;
    }
  }
}

}  // namespace
}  // namespace weft::extractor
