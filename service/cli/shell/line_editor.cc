#include "service/cli/shell/line_editor.h"

#include <histedit.h>

#include <algorithm>
#include <clocale>
#include <cstdio>

#include "absl/strings/match.h"
#include "service/cli/render/display_width.h"
#include "service/cli/terminal.h"

namespace weft::service {
namespace {

// More candidates than this are not listed: nobody reads them.
constexpr size_t kMaxListed = 60;

bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

int CountCharacters(absl::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

// The candidates in columns below the line.
void List(const std::vector<std::string>& candidates) {
  int width = 0;
  for (const std::string& candidate : candidates) {
    width = std::max(width, DisplayWidth(candidate) + 2);
  }
  const int columns = std::max(1, StyleOf(fileno(stdout)).width / width);
  std::fputc('\n', stdout);
  for (size_t i = 0; i < candidates.size(); ++i) {
    const bool last = (i + 1) % columns == 0 || i + 1 == candidates.size();
    std::fputs(
        last ? candidates[i].c_str() : PadToWidth(candidates[i], width).c_str(),
        stdout);
    if (last) std::fputc('\n', stdout);
  }
  std::fflush(stdout);
}

}  // namespace

std::string CommonPrefix(const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  std::string prefix = candidates[0];
  for (const std::string& candidate : candidates) {
    size_t size = 0;
    while (size < prefix.size() && size < candidate.size() &&
           prefix[size] == candidate[size]) {
      ++size;
    }
    while (size > 0 && size < prefix.size() && IsContinuation(prefix[size])) {
      --size;
    }
    prefix.resize(size);
  }
  return prefix;
}

struct LineEditor::State {
  State(Completer& words, HistoryFile& file)
      : completer(words), history_file(file) {}

  static State& Of(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<State*>(data);
  }
  static char* Prompt(EditLine* editor) { return Of(editor).prompt.data(); }
  static unsigned char Interrupt(EditLine* editor, int) {
    Of(editor).interrupted = true;
    std::fputs("^C", stdout);
    return CC_NEWLINE;
  }
  static unsigned char CompleteKey(EditLine* editor, int) {
    return Of(editor).Complete();
  }

  unsigned char Complete() {
    const LineInfo* info = el_line(editor);
    const std::string before(info->buffer, info->cursor);
    const LineCompletion found = completer.Line(before);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    const std::string typed = before.substr(found.begin);
    const bool only = found.candidates.size() == 1;
    std::string text = CommonPrefix(found.candidates);
    // A folder goes on, and so does the value of an option.
    if (only && !absl::EndsWith(text, "/") && !absl::EndsWith(text, "/\"")) {
      text += ' ';
    }
    if (only || text.size() > typed.size()) {
      el_deletestr(editor, CountCharacters(typed));
      el_insertstr(editor, text.c_str());
      return CC_REFRESH;
    }
    if (found.candidates.size() > kMaxListed) return CC_REFRESH_BEEP;
    List(found.candidates);
    return CC_REDISPLAY;
  }

  Completer& completer;
  HistoryFile& history_file;
  EditLine* editor = nullptr;
  History* history = nullptr;
  std::string prompt;
  bool interrupted = false;
};

LineEditor::LineEditor(Completer& completer, HistoryFile& history_file)
    : state_(std::make_unique<State>(completer, history_file)) {
  // The library cuts bytes into characters as the locale says.
  std::setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
  EditLine* editor = el_init("weft", stdin, stdout, stderr);
  state_->editor = editor;
  state_->history = history_init();
  HistEvent event;
  history(state_->history, &event, H_SETSIZE, HistoryFile::kMaxEntries);
  history(state_->history, &event, H_SETUNIQUE, 1);
  for (const std::string& entry : history_file.entries()) {
    history(state_->history, &event, H_ENTER, entry.c_str());
  }
  el_set(editor, EL_CLIENTDATA, state_.get());
  el_set(editor, EL_PROMPT, State::Prompt);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, history, state_->history);
  el_set(editor, EL_ADDFN, "weft-complete", "Complete", State::CompleteKey);
  el_set(editor, EL_BIND, "^I", "weft-complete", nullptr);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  // Ctrl-C is a key here and not a signal: the line is given up, and nothing
  // else hears of it.
  el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
  el_set(editor, EL_ADDFN, "weft-interrupt", "Give up the line",
         State::Interrupt);
  el_set(editor, EL_BIND, "^C", "weft-interrupt", nullptr);
  el_source(editor, nullptr);
}

LineEditor::~LineEditor() {
  history_end(state_->history);
  el_end(state_->editor);
}

LineSource::Result LineEditor::Read(const std::string& prompt,
                                    std::string* line) {
  state_->prompt = prompt;
  state_->interrupted = false;
  el_resize(state_->editor);
  // Before the prompt is there: what is typed at once is for the editor.
  el_set(state_->editor, EL_PREP_TERM, 1);
  int size = 0;
  const char* read = el_gets(state_->editor, &size);
  if (state_->interrupted) {
    std::fputc('\n', stdout);
    std::fflush(stdout);
    return kInterrupted;
  }
  if (read == nullptr || size <= 0) {
    std::fputc('\n', stdout);
    std::fflush(stdout);
    return kEnd;
  }
  line->assign(read, size);
  while (!line->empty() && line->back() == '\n') line->pop_back();
  return kLine;
}

void LineEditor::Remember(const std::string& statement) {
  state_->history_file.Add(statement);
  std::string line = statement;
  std::replace(line.begin(), line.end(), '\n', ' ');
  HistEvent event;
  history(state_->history, &event, H_ENTER, line.c_str());
}

}  // namespace weft::service
