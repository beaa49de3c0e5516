// What was typed into the shell before, kept in a file.
#ifndef WEFT_SERVICE_CLI_SHELL_HISTORY_FILE_H_
#define WEFT_SERVICE_CLI_SHELL_HISTORY_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

// $XDG_STATE_HOME/weft/history, else ~/.local/state/weft/history; "" without a
// home. https://specifications.freedesktop.org/basedir-spec
std::string DefaultHistoryPath();

// A text file, one entry a line, the oldest first; readable by its owner alone.
// Line feeds inside an entry become blanks. Entries are added one by one, so
// that shells that run side by side lose nothing. What cannot be written is
// not kept: no command fails for its history. Not thread-safe.
class HistoryFile {
 public:
  static constexpr size_t kMaxEntries = 1000;

  // Reads the newest kMaxEntries and shortens a file of more than twice as
  // many to them. "": nothing is kept.
  explicit HistoryFile(std::string path);

  // As they were when the file was opened.
  const std::vector<std::string>& entries() const { return entries_; }
  // Not for blank entries and repetitions of the last.
  void Add(absl::string_view entry);

 private:
  const std::string path_;
  std::vector<std::string> entries_;
  std::string last_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_HISTORY_FILE_H_
