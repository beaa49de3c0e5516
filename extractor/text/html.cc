#include "extractor/text/html.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/text/html_tree.h"
#include "gumbo.h"

namespace weft::extractor {
namespace {

// An upper bound of how deep the elements nest: start tags less end tags, the
// ones that never nest left out.
int EstimateDepth(absl::string_view html) {
  static constexpr absl::string_view kFlat[] = {
      "br",   "img",  "p>",    "p ",     "li", "td", "tr",     "th",  "hr",
      "meta", "link", "input", "option", "dt", "dd", "source", "wbr", "col"};
  int depth = 0;
  int deepest = 0;
  for (size_t at = html.find('<'); at != html.npos;
       at = html.find('<', at + 1)) {
    const absl::string_view tag = html.substr(at + 1, 8);
    if (tag.empty()) break;
    if (tag[0] == '/') {
      if (depth > 0) --depth;
      continue;
    }
    if (!absl::ascii_isalpha(tag[0])) continue;
    bool flat = false;
    for (absl::string_view name : kFlat) {
      flat |= absl::StartsWithIgnoreCase(tag, name);
    }
    if (!flat) ++depth;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

// Writes text of the page with white space as HTML reads it.
class HtmlWriter {
 public:
  explicit HtmlWriter(const MappedText& source)
      : source_(source), builder_(source) {}

  // A break before what is written next; the longest asked for counts.
  void Break(absl::string_view separator) {
    if (separator.size() > pending_.size()) pending_ = separator;
  }

  // The text node at `raw` whose entities decode to `decoded`.
  void Text(ByteSpan raw, absl::string_view decoded, bool preformatted);

  MappedText Finish() && { return std::move(builder_).Build(); }

 private:
  void Flush(uint32_t at) {
    if (!builder_.text().empty() && !pending_.empty()) {
      builder_.Replace({at, at}, pending_);
    }
    pending_ = "";
  }
  void Space(ByteSpan raw) {
    if (!pending_.empty() || builder_.text().empty()) return;
    const char last = builder_.text().back();
    if (last != ' ' && last != '\n') builder_.Replace(raw, " ");
  }

  const MappedText& source_;
  MappedTextBuilder builder_;
  absl::string_view pending_;
};

// End of the character reference at `at` in `raw`: "&amp;", "&#8217;", "&copy".
size_t ReferenceEnd(absl::string_view raw, size_t at) {
  size_t end = at + 1;
  while (end < raw.size() &&
         (absl::ascii_isalnum(raw[end]) || raw[end] == '#')) {
    ++end;
  }
  if (end < raw.size() && raw[end] == ';') ++end;
  return end;
}

size_t CharacterSize(absl::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(size, text.size() - at);
}

void HtmlWriter::Text(ByteSpan raw_span, absl::string_view decoded,
                      bool preformatted) {
  const absl::string_view raw =
      absl::string_view(source_.text()).substr(raw_span.begin, raw_span.size());
  size_t i = 0;  // in raw
  size_t j = 0;  // in decoded
  while (i < raw.size() && j < decoded.size()) {
    const auto at = static_cast<uint32_t>(raw_span.begin + i);
    if (raw[i] == '&' && (decoded[j] != '&' || raw.substr(i, 5) == "&amp;")) {
      const size_t end = ReferenceEnd(raw, i);
      const size_t size = CharacterSize(decoded, j);
      Flush(at);
      builder_.Replace({at, static_cast<uint32_t>(raw_span.begin + end)},
                       decoded.substr(j, size));
      i = end;
      j += size;
      continue;
    }
    if (raw[i] != decoded[j]) {
      // Out of step (a reference without its semicolon): the rest stands for
      // the rest.
      Flush(at);
      builder_.Replace({at, raw_span.end}, decoded.substr(j));
      return;
    }
    if (absl::ascii_isspace(raw[i]) && !preformatted) {
      Space({at, at + 1});
      ++i;
      ++j;
      continue;
    }
    size_t run = 1;
    while (i + run < raw.size() && j + run < decoded.size() &&
           raw[i + run] == decoded[j + run] && raw[i + run] != '&' &&
           (preformatted || !absl::ascii_isspace(raw[i + run]))) {
      ++run;
    }
    Flush(at);
    builder_.Copy({at, at + static_cast<uint32_t>(run)});
    i += run;
    j += run;
  }
}

// Walks the main content in document order with a stack of its own.
class HtmlReader {
 public:
  HtmlReader(const MappedText& source, const TextWeights& weights)
      : source_(source), weights_(weights), writer_(source) {}

  void Read(const GumboNode* main) {
    main_text_ = weights_.at(main).text;
    std::vector<Step> stack = {{main, 0}};
    Enter(main);
    while (!stack.empty()) {
      Step& step = stack.back();
      const GumboVector& children = step.node->v.element.children;
      if (step.next == children.length) {
        Leave(step.node);
        stack.pop_back();
        continue;
      }
      const auto* child =
          static_cast<const GumboNode*>(children.data[step.next++]);
      if (const auto reason = ReasonToSkip(child, weights_, main_text_)) {
        drops_.push_back({source_.ToOriginal(SpanOf(child)), *reason});
        continue;
      }
      if (child->type == GUMBO_NODE_ELEMENT) {
        Enter(child);
        stack.push_back({child, 0});
      } else if (child->type == GUMBO_NODE_TEXT ||
                 child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        WriteText(child);
      }
    }
  }

  MarkupText Finish() && {
    MarkupText result;
    result.text = std::move(writer_).Finish();
    result.drops = std::move(drops_);
    return result;
  }

 private:
  struct Step {
    const GumboNode* node;
    unsigned next;
  };

  void Enter(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TR) {
      writer_.Break("\n");
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      writer_.Break(" ");
    } else if (IsBlock(node)) {
      writer_.Break("\n\n");
    }
    preformatted_ += tag == GUMBO_TAG_PRE;
  }
  void Leave(const GumboNode* node) {
    Enter(node);
    const bool pre = node->v.element.tag == GUMBO_TAG_PRE;
    preformatted_ -= 2 * pre;
  }
  void WriteText(const GumboNode* node) {
    const GumboText& text = node->v.text;
    const uint32_t begin = text.start_pos.offset;
    const auto length = static_cast<uint32_t>(text.original_text.length);
    const auto size = static_cast<uint32_t>(source_.text().size());
    if (begin >= size) return;
    writer_.Text({begin, std::min(begin + length, size)}, text.text,
                 preformatted_ > 0);
  }

  const MappedText& source_;
  const TextWeights& weights_;
  HtmlWriter writer_;
  std::vector<MarkupDrop> drops_;
  size_t main_text_ = 0;
  int preformatted_ = 0;
};

struct DestroyOutput {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

}  // namespace

absl::StatusOr<MarkupText> ReadHtml(const MappedText& source) {
  const int depth = EstimateDepth(source.text());
  if (depth > kMaxHtmlDepth) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the HTML page nests ", depth, " elements in each other, the limit is ",
        kMaxHtmlDepth, "; give its text instead"));
  }
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::unique_ptr<GumboOutput, DestroyOutput> output(
      gumbo_parse_with_options(&options, source.text().data(),
                               source.text().size()));
  const TextWeights weights = WeighText(output->root);
  const GumboNode* main = FindMainContent(output->root, weights);
  HtmlReader reader(source, weights);
  reader.Read(main);
  MarkupText result = std::move(reader).Finish();
  HtmlMetadata metadata = ReadMetadata(output->root);
  result.title = std::move(metadata.title);
  result.published = std::move(metadata.published);
  return result;
}

}  // namespace weft::extractor
