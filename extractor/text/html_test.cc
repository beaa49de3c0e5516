#include "extractor/text/html.h"

#include <string>

#include "base/status_matchers.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

std::string TextOf(const std::string& html) {
  const auto result = ReadHtml(MappedText::Identity(html));
  return result.ok() ? result->text.text() : result.status().ToString();
}

TEST(ReadHtml, MakesBlocksOfParagraphsAndLinesOfItems) {
  EXPECT_EQ(TextOf("<h1>Harbour\nopens</h1><p>It  was <b>cl</b>osed.</p>"
                   "<p>Two<br>lines</p><ul><li>one</li><li>two</li></ul>"),
            "Harbour opens\n\nIt was closed.\n\nTwo\nlines\n\none\ntwo");
}

TEST(ReadHtml, DecodesCharacterReferencesAndMapsThemBack) {
  const std::string html = "<p>R&amp;D &#8217;s &eacute;t&eacute; a&b</p>";
  ASSERT_OK_AND_ASSIGN(MarkupText result, ReadHtml(MappedText::Identity(html)));
  EXPECT_EQ(result.text.text(), "R&D ’s été a&b");
  EXPECT_EQ(result.text.ToOriginal({0, 3}), (ByteSpan{3, 10}));
  EXPECT_EQ(html.substr(result.text.ToOriginal({9, 14}).begin, 17),
            "&eacute;t&eacute;");
}

TEST(ReadHtml, LeavesOutWhatStandsAroundTheContent) {
  EXPECT_EQ(TextOf("<html><head><title>T</title><style>p{}</style></head>"
                   "<body><header><a href=/>Home</a></header><nav>Menu</nav>"
                   "<div class='cookie-banner'>We use cookies</div>"
                   "<p>The harbour was closed for the whole of the week.</p>"
                   "<ul><li><a href=a>One</a></li><li><a href=b>Two</a></li>"
                   "</ul><script>var a = '<p>';</script><!-- c -->"
                   "<footer>Imprint</footer></body></html>"),
            "The harbour was closed for the whole of the week.");
}

TEST(ReadHtml, ListsWhatItLeavesOut) {
  const std::string html = "<p>Some text here.</p><nav>Menu</nav>";
  ASSERT_OK_AND_ASSIGN(MarkupText result, ReadHtml(MappedText::Identity(html)));
  ASSERT_EQ(result.drops.size(), 1u);
  EXPECT_EQ(html.substr(result.drops[0].original.begin,
                        result.drops[0].original.size()),
            "<nav>Menu</nav>");
}

TEST(ReadHtml, TakesTheArticleOfAPage) {
  std::string sentence = "The harbour was closed for the whole of the week. ";
  std::string body;
  for (int i = 0; i < 6; ++i) body += sentence;
  EXPECT_EQ(TextOf("<div><p>Teaser of another story.</p></div><article><p>" +
                   body + "</p></article><div><p>Buy things.</p></div>"),
            body.substr(0, body.size() - 1) + " ");
}

TEST(ReadHtml, ReadsTitleAndDate) {
  ASSERT_OK_AND_ASSIGN(
      MarkupText result,
      ReadHtml(MappedText::Identity(
          "<head><title>Harbour opens - The Post</title>"
          "<meta property='article:published_time' "
          "content='2025-03-04T10:00:00Z'></head><h1>Harbour opens</h1>"
          "<p>Yes.</p>")));
  EXPECT_EQ(result.title, "Harbour opens");
  EXPECT_EQ(result.published, "2025-03-04T10:00:00Z");
}

TEST(ReadHtml, SurvivesBrokenPages) {
  EXPECT_EQ(TextOf("<p>One<p>Two</b></div> <i>three"), "One\n\nTwo three");
  EXPECT_EQ(TextOf(""), "");
  EXPECT_EQ(TextOf("no tags at all"), "no tags at all");
  EXPECT_EQ(TextOf("a < b && c > d"), "a < b && c > d");
}

TEST(ReadHtml, RefusesPagesThatAreTooDeep) {
  std::string deep;
  for (int i = 0; i <= kMaxHtmlDepth; ++i) deep += "<div>";
  EXPECT_THAT(ReadHtml(MappedText::Identity(deep + "x")).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("10001 elements")));
  EXPECT_EQ(TextOf(deep.substr(5) + "x"), "x");
}

}  // namespace
}  // namespace weft::extractor
