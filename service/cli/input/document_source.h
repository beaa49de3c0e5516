// The documents behind the paths of a command line, one after the other.
//
// Files are read when their turn comes, so that a folder of any size needs the
// memory of one file only (of one line, for .jsonl).
#ifndef WEFT_SERVICE_CLI_INPUT_DOCUMENT_SOURCE_H_
#define WEFT_SERVICE_CLI_INPUT_DOCUMENT_SOURCE_H_

#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/cli/input/input_files.h"
#include "weft/v1/extraction.pb.h"

namespace weft::service {

struct SourceOptions {
  // For documents that do not bring their own, "" for none. They win over the
  // header lines of a text file, which the server reads.
  std::string published = "";
  std::string title = "";
  // Id of what standard input holds.
  std::string standard_input_id = "stdin";
  // How to read standard input.
  InputFormat standard_input_format = InputFormat::kPlain;
};

struct SourceDocument {
  v1::InputDocument document;
  std::string origin;  // "notes/a.txt", "all.jsonl:17": for messages
};

// Not thread-safe.
class DocumentSource {
 public:
  // `standard_input` is read for the path "-".
  DocumentSource(std::vector<InputFile> files, SourceOptions options,
                 std::istream& standard_input);

  // The next document; nothing at the end. An error is about one document or
  // file: the next call goes on behind it.
  std::optional<absl::StatusOr<SourceDocument>> Next();

  // Bytes of all files, and of those read so far.
  uint64_t total_bytes() const { return total_bytes_; }
  uint64_t read_bytes() const { return read_bytes_; }

 private:
  absl::Status OpenLines(const InputFile& file);
  std::optional<absl::StatusOr<SourceDocument>> NextLine();
  absl::StatusOr<SourceDocument> ReadWhole(const InputFile& file);
  void FillGaps(v1::InputDocument& document) const;

  const std::vector<InputFile> files_;
  const SourceOptions options_;
  std::istream& standard_input_;
  size_t next_file_ = 0;
  uint64_t total_bytes_ = 0;
  uint64_t read_bytes_ = 0;

  // The .jsonl file that is being read; nullptr between files.
  std::istream* lines_ = nullptr;
  std::ifstream lines_file_;
  std::string lines_path_;
  uint64_t line_number_ = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_DOCUMENT_SOURCE_H_
