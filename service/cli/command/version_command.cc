#include "service/cli/command/version_command.h"

#include "service/cli/command/version.h"

namespace weft::service {
namespace {

class VersionCommand : public Command {
 public:
  std::string name() const override { return "version"; }
  std::string summary() const override { return "What program this is"; }
  std::string examples() const override { return "  weft version"; }
  void AddOptions(OptionSet&) override {}

  absl::Status Run(Context& context) override {
    context.out << "weft " << kVersion << "\n";
    return absl::OkStatus();
  }
};

}  // namespace

std::unique_ptr<Command> NewVersionCommand() {
  return std::make_unique<VersionCommand>();
}

}  // namespace weft::service
