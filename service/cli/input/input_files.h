// From the paths of a command line to the files behind them.
#ifndef WEFT_SERVICE_CLI_INPUT_INPUT_FILES_H_
#define WEFT_SERVICE_CLI_INPUT_INPUT_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace weft::service {

enum class InputFormat { kPlain, kMarkdown, kHtml, kJsonl };

// By the ending of the name: .md .markdown, .html .htm, .jsonl .ndjson; any
// other name is plain text.
InputFormat FormatOfName(absl::string_view name);

struct InputFile {
  std::string path = "";  // "-" for standard input
  // The base name of a file that was named; the path below the folder that was
  // named, with '/', for what a folder holds.
  std::string id = "";
  InputFormat format = InputFormat::kPlain;
  uint64_t size = 0;  // bytes; 0 for what is no regular file
};

struct InputFiles {
  // In the order of the paths, a folder's files by id.
  std::vector<InputFile> files;
  // One for each path that cannot be read: NotFound (no such file),
  // InvalidArgument (a folder without a text file), PermissionDenied.
  std::vector<absl::Status> errors;
};

// Folders are read with all folders below them; of their files those that end
// in .txt .text .md .markdown .html .htm .jsonl .ndjson. Names that start with
// a dot are left out; links to folders are not followed.
InputFiles FindInputFiles(const std::vector<std::string>& paths);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_INPUT_FILES_H_
