// The commands as data: for manual pages and for completion.
#ifndef WEFT_SERVICE_CLI_COMMAND_COMMAND_SPEC_H_
#define WEFT_SERVICE_CLI_COMMAND_COMMAND_SPEC_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/cli/command/command.h"
#include "service/cli/command/option_set.h"

namespace weft::service {

// New ones at each call: a command keeps the options of its run.
using CommandFactory = std::function<std::vector<std::unique_ptr<Command>>()>;

struct CommandSpec {
  std::string name;  // "document list"
  std::string summary;
  std::string examples;
  std::vector<OptionSpec> options;  // arguments among them, in order
};

// In the order of `commands`, without those that are hidden.
std::vector<CommandSpec> SpecsOf(
    const std::vector<std::unique_ptr<Command>>& commands);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_COMMAND_SPEC_H_
