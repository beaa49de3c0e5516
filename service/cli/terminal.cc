#include "service/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace weft::service {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Style StyleOf(int file_descriptor) {
  Style style;
  if (isatty(file_descriptor) == 0) return style;
  style.terminal = true;
  style.color =
      Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
  winsize size = {};
  if (ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = size.ws_col;
  }
  return style;
}

}  // namespace weft::service
