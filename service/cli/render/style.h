// Colours and emphasis for a terminal; nothing at all elsewhere.
#ifndef WEFT_SERVICE_CLI_RENDER_STYLE_H_
#define WEFT_SERVICE_CLI_RENDER_STYLE_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace weft::service {

// What a stream of output goes to.
struct Style {
  bool terminal = false;  // align, draw tables and progress
  bool color = false;     // implies `terminal`; off with $NO_COLOR
  int width = 80;         // columns of the terminal

  std::string Bold(absl::string_view text) const { return Wrap("1", text); }
  std::string Dim(absl::string_view text) const { return Wrap("2", text); }
  // Relations.
  std::string Cyan(absl::string_view text) const { return Wrap("36", text); }
  // What takes back or restricts a statement.
  std::string Yellow(absl::string_view text) const { return Wrap("33", text); }

 private:
  std::string Wrap(absl::string_view code, absl::string_view text) const {
    if (!color || text.empty()) return std::string(text);
    return absl::StrCat("\x1B[", code, "m", text, "\x1B[0m");
  }
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_STYLE_H_
