#include "service/cli/input/document_source.h"

#include <cerrno>
#include <cstring>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status.h"
#include "service/cli/input/json_document.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

// The server takes 64 MiB; a little more is read so that it can say so itself.
constexpr uint64_t kMaxFileBytes = (uint64_t{64} << 20) + 1;

v1::TextFormat ToTextFormat(InputFormat format) {
  switch (format) {
    case InputFormat::kMarkdown:
      return v1::TEXT_FORMAT_MARKDOWN;
    case InputFormat::kHtml:
      return v1::TEXT_FORMAT_HTML;
    default:
      return v1::TEXT_FORMAT_PLAIN;
  }
}

}  // namespace

DocumentSource::DocumentSource(std::vector<InputFile> files,
                               SourceOptions options,
                               std::istream& standard_input)
    : files_(std::move(files)),
      options_(std::move(options)),
      standard_input_(standard_input) {
  for (const InputFile& file : files_) total_bytes_ += file.size;
}

std::optional<absl::StatusOr<SourceDocument>> DocumentSource::Next() {
  while (true) {
    if (lines_ != nullptr) {
      auto document = NextLine();
      if (document.has_value()) return document;
      lines_ = nullptr;
    }
    if (next_file_ == files_.size()) return std::nullopt;
    InputFile file = files_[next_file_++];
    if (file.path == "-") file.format = options_.standard_input_format;
    if (file.format != InputFormat::kJsonl) return ReadWhole(file);
    if (absl::Status opened = OpenLines(file); !opened.ok()) return opened;
  }
}

absl::Status DocumentSource::OpenLines(const InputFile& file) {
  lines_path_ = file.path == "-" ? "standard input" : file.path;
  line_number_ = 0;
  if (file.path == "-") {
    lines_ = &standard_input_;
    return absl::OkStatus();
  }
  lines_file_ = std::ifstream(file.path, std::ios::binary);
  if (!lines_file_) {
    return absl::PermissionDeniedError(
        absl::StrCat(file.path, ": cannot be opened: ", std::strerror(errno)));
  }
  lines_ = &lines_file_;
  return absl::OkStatus();
}

std::optional<absl::StatusOr<SourceDocument>> DocumentSource::NextLine() {
  std::string line;
  while (std::getline(*lines_, line)) {
    ++line_number_;
    read_bytes_ += line.size() + 1;
    absl::string_view text = absl::StripSuffix(line, "\r");
    if (line_number_ == 1) absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
    if (text.find_first_not_of(" \t") == absl::string_view::npos) continue;
    const std::string origin = absl::StrCat(lines_path_, ":", line_number_);
    absl::StatusOr<v1::InputDocument> document = ParseJsonDocument(text);
    if (!document.ok()) return Annotate(document.status(), origin);
    FillGaps(*document);
    return SourceDocument{std::move(*document), origin};
  }
  return std::nullopt;
}

absl::StatusOr<SourceDocument> DocumentSource::ReadWhole(
    const InputFile& file) {
  SourceDocument result;
  const bool is_standard_input = file.path == "-";
  result.origin = is_standard_input ? "standard input" : file.path;
  if (is_standard_input) {
    result.document.set_content(
        std::string(std::istreambuf_iterator<char>(standard_input_), {}));
  } else {
    WEFT_ASSIGN_OR_RETURN(*result.document.mutable_content(),
                          ReadFile(file.path, kMaxFileBytes));
  }
  read_bytes_ += file.size;
  // The system takes any bytes for a name, a message does not.
  result.document.set_id(
      ToUtf8(is_standard_input ? options_.standard_input_id : file.id));
  result.document.set_format(ToTextFormat(file.format));
  FillGaps(result.document);
  return result;
}

void DocumentSource::FillGaps(v1::InputDocument& document) const {
  if (document.published().empty()) {
    document.set_published(options_.published);
  }
  if (document.title().empty()) document.set_title(ToUtf8(options_.title));
}

}  // namespace weft::service
