// Text from a document made fit to stand in one line on a terminal.
#ifndef WEFT_SERVICE_CLI_RENDER_ONE_LINE_H_
#define WEFT_SERVICE_CLI_RENDER_ONE_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::service {

// Runs of white space become one blank, at the ends nothing. Control
// characters are dropped: an article must not be able to steer the terminal of
// its reader.
std::string OneLine(absl::string_view text);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_ONE_LINE_H_
