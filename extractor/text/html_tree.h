// Questions about a gumbo tree: what an element is, how much text it holds,
// where the main content of a page is.
#ifndef WEFT_EXTRACTOR_TEXT_HTML_TREE_H_
#define WEFT_EXTRACTOR_TEXT_HTML_TREE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/text/drop_reason.h"
#include "gumbo.h"

namespace weft::extractor {

// Bytes of text below an element, and how many of them are in links.
struct TextWeight {
  size_t text = 0;
  size_t linked = 0;
  size_t paragraphs = 0;  // <p> elements
};
using TextWeights = absl::flat_hash_map<const GumboNode*, TextWeight>;

TextWeights WeighText(const GumboNode* root);

// The value of an attribute, "" when it is not there.
absl::string_view AttributeOf(const GumboNode* node, const char* name);

// Starts a paragraph of its own: <p>, <div>, <li>, <h1> ...
bool IsBlock(const GumboNode* node);

// The element whose text is the page's content; never null for a parsed page.
const GumboNode* FindMainContent(const GumboNode* root,
                                 const TextWeights& weights);

// Why the element and all below it are left out; nothing when it is read.
// `main_text` is the weight of the main content.
std::optional<DropReason> ReasonToSkip(const GumboNode* node,
                                       const TextWeights& weights,
                                       size_t main_text);

// From the begin of the start tag to the end of the end tag.
ByteSpan SpanOf(const GumboNode* node);

struct HtmlMetadata {
  std::string title;
  std::string published;
};
HtmlMetadata ReadMetadata(const GumboNode* root);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_HTML_TREE_H_
