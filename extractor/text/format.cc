#include "extractor/text/format.h"

#include <string>

#include "absl/strings/ascii.h"

namespace weft::extractor {

std::optional<TextFormat> FormatOfFileName(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  if (dot == absl::string_view::npos) return std::nullopt;
  const std::string suffix = absl::AsciiStrToLower(name.substr(dot + 1));
  if (suffix == "txt" || suffix == "text") return TextFormat::kPlain;
  if (suffix == "md" || suffix == "markdown") return TextFormat::kMarkdown;
  if (suffix == "html" || suffix == "htm" || suffix == "xhtml") {
    return TextFormat::kHtml;
  }
  return std::nullopt;
}

}  // namespace weft::extractor
