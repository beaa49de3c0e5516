#include "service/cli/command/later_commands.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/command/option_set.h"

namespace weft::service {
namespace {

struct LaterCommand {
  const char* name;
  const char* summary;
  const char* meanwhile;
};

constexpr LaterCommand kLaterCommands[] = {
    {"shell", "Interactive commands", "use the commands one by one"},
};

class UnavailableCommand : public Command {
 public:
  explicit UnavailableCommand(const LaterCommand& later) : later_(later) {}

  std::string name() const override { return later_.name; }
  std::string summary() const override { return later_.summary; }
  std::string examples() const override {
    return absl::StrCat("  Not in this version yet: ", later_.meanwhile, ".");
  }
  void AddOptions(OptionSet& options) override {
    options.AcceptAnything("Not in this version yet");
  }
  absl::Status Run(Context&) override {
    return absl::UnimplementedError(
        absl::StrCat("\"weft ", later_.name, "\" is not in this version yet; ",
                     later_.meanwhile));
  }

 private:
  const LaterCommand& later_;
};

}  // namespace

std::vector<std::unique_ptr<Command>> NewLaterCommands() {
  std::vector<std::unique_ptr<Command>> commands;
  for (const LaterCommand& later : kLaterCommands) {
    commands.push_back(std::make_unique<UnavailableCommand>(later));
  }
  return commands;
}

}  // namespace weft::service
