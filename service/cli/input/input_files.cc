#include "service/cli/input/input_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace weft::service {
namespace {

namespace fs = std::filesystem;

struct Ending {
  const char* text;
  InputFormat format;
};

constexpr Ending kEndings[] = {
    {".txt", InputFormat::kPlain},   {".text", InputFormat::kPlain},
    {".md", InputFormat::kMarkdown}, {".markdown", InputFormat::kMarkdown},
    {".html", InputFormat::kHtml},   {".htm", InputFormat::kHtml},
    {".jsonl", InputFormat::kJsonl}, {".ndjson", InputFormat::kJsonl},
};

const Ending* FindEnding(absl::string_view name) {
  for (const Ending& ending : kEndings) {
    if (absl::EndsWithIgnoreCase(name, ending.text)) return &ending;
  }
  return nullptr;
}

bool IsHidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return absl::StartsWith(name, ".");
}

uint64_t SizeOf(const fs::path& path) {
  std::error_code error;
  const uint64_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

absl::Status Unreadable(const std::string& path, const std::error_code& error) {
  if (error == std::errc::no_such_file_or_directory ||
      error == std::errc::not_a_directory) {
    return absl::NotFoundError(
        absl::StrCat(path, ": no such file or folder; check the name"));
  }
  return absl::PermissionDeniedError(
      absl::StrCat(path, ": cannot be read: ", error.message()));
}

// The files below `folder`, by id.
absl::Status AddFolder(const std::string& folder, InputFiles& found) {
  std::vector<InputFile> files;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error), end;
  for (; !error && it != end; it.increment(error)) {
    const fs::path& path = it->path();
    std::error_code ignored;
    if (IsHidden(path)) {
      if (it->is_directory(ignored)) it.disable_recursion_pending();
      continue;
    }
    if (FindEnding(path.string()) == nullptr || !it->is_regular_file(ignored)) {
      continue;
    }
    files.push_back({.path = path.string(),
                     .id = path.lexically_relative(folder).generic_string(),
                     .format = FormatOfName(path.string()),
                     .size = SizeOf(path)});
  }
  if (error) return Unreadable(folder, error);
  if (files.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        folder,
        ": this folder holds no text; give it .txt, .md, .html or .jsonl "
        "files, or name the files themselves"));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  found.files.insert(found.files.end(), files.begin(), files.end());
  return absl::OkStatus();
}

absl::Status AddPath(const std::string& path, InputFiles& found) {
  if (path == "-") {
    found.files.push_back({.path = "-", .id = "-"});
    return absl::OkStatus();
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return Unreadable(
        path, std::make_error_code(std::errc::no_such_file_or_directory));
  }
  if (error) return Unreadable(path, error);
  if (fs::is_directory(status)) return AddFolder(path, found);
  found.files.push_back({.path = path,
                         .id = fs::path(path).filename().string(),
                         .format = FormatOfName(path),
                         .size = SizeOf(path)});
  return absl::OkStatus();
}

}  // namespace

InputFormat FormatOfName(absl::string_view name) {
  const Ending* ending = FindEnding(name);
  return ending == nullptr ? InputFormat::kPlain : ending->format;
}

InputFiles FindInputFiles(const std::vector<std::string>& paths) {
  InputFiles found;
  for (const std::string& path : paths) {
    absl::Status added = AddPath(path, found);
    if (!added.ok()) found.errors.push_back(std::move(added));
  }
  return found;
}

}  // namespace weft::service
