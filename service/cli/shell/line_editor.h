// Lines typed at a terminal: edited, with history and completion.
//
// On libedit: its licence (BSD) goes with that of the program, which that of
// readline (GPL) does not, and it is part of every Debian. Keys are those of
// Emacs, or what ~/.editrc says.
#ifndef WEFT_SERVICE_CLI_SHELL_LINE_EDITOR_H_
#define WEFT_SERVICE_CLI_SHELL_LINE_EDITOR_H_

#include <memory>
#include <string>
#include <vector>

#include "service/cli/shell/completer.h"
#include "service/cli/shell/history_file.h"
#include "service/cli/shell/line_source.h"

namespace weft::service {

// What all candidates begin with, whole characters of UTF-8.
std::string CommonPrefix(const std::vector<std::string>& candidates);

// Uses the standard streams. Have one at a time. Not thread-safe.
class LineEditor : public LineSource {
 public:
  // Both outlive the editor.
  LineEditor(Completer& completer, HistoryFile& history);
  ~LineEditor() override;

  // Ctrl-C gives up the line, Ctrl-D in an empty one is the end.
  Result Read(const std::string& prompt, std::string* line) override;
  void Remember(const std::string& statement) override;

 private:
  struct State;

  std::unique_ptr<State> state_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_LINE_EDITOR_H_
