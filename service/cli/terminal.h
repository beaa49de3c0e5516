// What the standard streams go to.
#ifndef WEFT_SERVICE_CLI_TERMINAL_H_
#define WEFT_SERVICE_CLI_TERMINAL_H_

#include "service/cli/render/style.h"

namespace weft::service {

// The style for a file descriptor: nothing special unless it is a terminal;
// no colours with $NO_COLOR (https://no-color.org) or TERM=dumb.
Style StyleOf(int file_descriptor);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_TERMINAL_H_
