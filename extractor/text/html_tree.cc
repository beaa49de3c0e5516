#include "extractor/text/html_tree.h"

#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

// An <article> or <main> with less text is a teaser.
constexpr size_t kMinMainText = 200;

absl::Span<GumboNode* const> ChildrenOf(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE &&
      node->type != GUMBO_NODE_DOCUMENT) {
    return {};
  }
  const GumboVector& children = node->type == GUMBO_NODE_DOCUMENT
                                    ? node->v.document.children
                                    : node->v.element.children;
  return {reinterpret_cast<GumboNode* const*>(children.data), children.length};
}

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

// Calls visit(node) for every node, parents first. Keeps its own stack: pages
// may be deep.
template <typename Visit>
void VisitAll(const GumboNode* root, Visit visit) {
  std::vector<const GumboNode*> stack = {root};
  while (!stack.empty()) {
    const GumboNode* node = stack.back();
    stack.pop_back();
    visit(node);
    const auto children = ChildrenOf(node);
    for (size_t i = children.size(); i > 0; --i) {
      stack.push_back(children[i - 1]);
    }
  }
}

bool IsScript(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_HEAD:
      return true;
    default:
      return false;
  }
}

bool IsInteraction(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_MENU:
      return true;
    default:
      return false;
  }
}

// Words of class and id that name what stands around content.
bool HasFrameClass(const GumboNode* node) {
  static const auto& words = *new absl::flat_hash_set<absl::string_view>{
      "cookie",      "cookies",    "consent",       "newsletter", "sidebar",
      "share",       "sharing",    "social",        "comments",   "related",
      "promo",       "advert",     "advertisement", "ads",        "breadcrumb",
      "breadcrumbs", "pagination", "nav",           "navbar",     "menu",
      "subscribe",   "paywall",    "recommended",   "footer"};
  for (const char* name : {"class", "id"}) {
    const absl::string_view value = AttributeOf(node, name);
    for (absl::string_view word :
         absl::StrSplit(value, absl::ByAnyChar(" -_"), absl::SkipEmpty())) {
      if (words.contains(absl::AsciiStrToLower(word))) return true;
    }
  }
  return false;
}

bool HoldsHeading(const GumboNode* node) {
  bool found = false;
  VisitAll(node, [&](const GumboNode* inner) {
    found |= IsElement(inner) && inner->v.element.tag == GUMBO_TAG_H1;
  });
  return found;
}

bool InsideArticle(const GumboNode* node) {
  for (const GumboNode* at = node->parent; at != nullptr; at = at->parent) {
    if (IsElement(at) && (at->v.element.tag == GUMBO_TAG_ARTICLE ||
                          at->v.element.tag == GUMBO_TAG_MAIN)) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::string_view AttributeOf(const GumboNode* node, const char* name) {
  if (!IsElement(node)) return "";
  const GumboAttribute* attribute =
      gumbo_get_attribute(&node->v.element.attributes, name);
  return attribute == nullptr ? "" : attribute->value;
}

TextWeights WeighText(const GumboNode* root) {
  std::vector<const GumboNode*> order;
  VisitAll(root, [&](const GumboNode* node) { order.push_back(node); });
  TextWeights weights;
  // Children stand behind their parents: from the back, each is complete.
  for (size_t i = order.size(); i > 0; --i) {
    const GumboNode* node = order[i - 1];
    TextWeight weight = weights[node];
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
      weight.text = absl::string_view(node->v.text.text).size();
    } else if (IsElement(node)) {
      if (IsScript(node->v.element.tag)) weight = {};
      if (node->v.element.tag == GUMBO_TAG_A) weight.linked = weight.text;
      if (node->v.element.tag == GUMBO_TAG_P) ++weight.paragraphs;
    }
    weights[node] = weight;
    if (node == root || node->parent == nullptr) continue;
    TextWeight& parent = weights[node->parent];
    parent.text += weight.text;
    parent.linked += weight.linked;
    parent.paragraphs += weight.paragraphs;
  }
  return weights;
}

bool IsBlock(const GumboNode* node) {
  if (!IsElement(node)) return false;
  switch (node->v.element.tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return false;
    default:
      return true;
  }
}

const GumboNode* FindMainContent(const GumboNode* root,
                                 const TextWeights& weights) {
  const GumboNode* body = root;
  const GumboNode* best = nullptr;
  VisitAll(root, [&](const GumboNode* node) {
    if (!IsElement(node)) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BODY) body = node;
    const bool candidate = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ||
                           AttributeOf(node, "role") == "main";
    if (!candidate || weights.at(node).text < kMinMainText) return;
    // Of one in the other the inner one, unless much is lost.
    if (best == nullptr || 2 * weights.at(node).text > weights.at(best).text) {
      best = node;
    }
  });
  if (best != nullptr && 4 * weights.at(best).text >= weights.at(body).text) {
    return best;
  }
  return body;
}

std::optional<DropReason> ReasonToSkip(const GumboNode* node,
                                       const TextWeights& weights,
                                       size_t main_text) {
  if (node->type == GUMBO_NODE_COMMENT) return DropReason::kMarkup;
  if (!IsElement(node)) return std::nullopt;
  const GumboTag tag = node->v.element.tag;
  if (IsScript(tag)) return DropReason::kMarkup;
  // Some pages wrap all they have into a form or a "menu": what holds half of
  // the text is content.
  const TextWeight& weight = weights.at(node);
  if (2 * weight.text > main_text) return std::nullopt;
  if (IsInteraction(tag)) return DropReason::kNavigation;
  if (tag == GUMBO_TAG_HEADER && !InsideArticle(node) && !HoldsHeading(node)) {
    return DropReason::kNavigation;
  }
  if (AttributeOf(node, "aria-hidden") == "true" ||
      AttributeOf(node, "role") == "navigation" ||
      absl::StrContains(AttributeOf(node, "style"), "display:none")) {
    return DropReason::kNavigation;
  }
  if (IsBlock(node) && HasFrameClass(node)) return DropReason::kNavigation;
  const bool link_list = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
                         tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION;
  if (link_list && weight.paragraphs == 0 && weight.text > 0 &&
      10 * weight.linked >= 8 * weight.text) {
    return DropReason::kNavigation;
  }
  return std::nullopt;
}

ByteSpan SpanOf(const GumboNode* node) {
  if (!IsElement(node)) {
    const uint32_t begin = node->v.text.start_pos.offset;
    return {begin,
            begin + static_cast<uint32_t>(node->v.text.original_text.length)};
  }
  const GumboElement& element = node->v.element;
  const uint32_t begin = element.start_pos.offset;
  const uint32_t end = element.end_pos.offset +
                       static_cast<uint32_t>(element.original_end_tag.length);
  return {begin, end < begin ? begin : end};
}

HtmlMetadata ReadMetadata(const GumboNode* root) {
  HtmlMetadata metadata;
  std::string heading_title;
  auto offer = [](std::string& slot, absl::string_view value) {
    if (slot.empty()) slot = std::string(absl::StripAsciiWhitespace(value));
  };
  VisitAll(root, [&](const GumboNode* node) {
    if (!IsElement(node)) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_META) {
      absl::string_view name = AttributeOf(node, "property");
      if (name.empty()) name = AttributeOf(node, "name");
      const absl::string_view content = AttributeOf(node, "content");
      if (name == "og:title") offer(metadata.title, content);
      if (name == "article:published_time" || name == "date" ||
          name == "pubdate" || name == "publish-date" || name == "dc.date" ||
          name == "DC.date.issued") {
        offer(metadata.published, content);
      }
    } else if (tag == GUMBO_TAG_TIME) {
      offer(metadata.published, AttributeOf(node, "datetime"));
    } else if (tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_H1) {
      const auto children = ChildrenOf(node);
      if (children.size() == 1 && children[0]->type == GUMBO_NODE_TEXT) {
        // A heading is the cleaner title: <title> adds the site's name.
        if (tag == GUMBO_TAG_H1)
          offer(metadata.title, children[0]->v.text.text);
        if (tag == GUMBO_TAG_TITLE) {
          offer(heading_title, children[0]->v.text.text);
        }
      }
    }
  });
  if (metadata.title.empty()) metadata.title = heading_title;
  return metadata;
}

}  // namespace weft::extractor
