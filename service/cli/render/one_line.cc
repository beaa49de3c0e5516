#include "service/cli/render/one_line.h"

#include "absl/strings/ascii.h"

namespace weft::service {

std::string OneLine(absl::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool blank_due = false;
  for (const char c : text) {
    if (absl::ascii_isspace(c)) {
      blank_due = !line.empty();
    } else if (!absl::ascii_iscntrl(c)) {
      if (blank_due) line += ' ';
      blank_due = false;
      line += c;
    }
  }
  return line;
}

}  // namespace weft::service
