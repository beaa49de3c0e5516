#include "service/cli/command/command_spec.h"

#include <utility>

#include "CLI/CLI.hpp"

namespace weft::service {

std::vector<CommandSpec> SpecsOf(
    const std::vector<std::unique_ptr<Command>>& commands) {
  std::vector<CommandSpec> specs;
  for (const auto& command : commands) {
    if (command->hidden()) continue;
    CommandSpec spec = {
        command->name(), command->summary(), command->examples(), {}};
    CLI::App app;
    OptionSet options(app, &spec.options);
    command->AddOptions(options);
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace weft::service
