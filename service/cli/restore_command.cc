#include "service/cli/restore_command.h"

#include <string>

#include "base/status.h"
#include "service/cli/command/option_set.h"
#include "service/server/restore.h"

namespace weft::service {
namespace {

class RestoreCommand : public Command {
 public:
  std::string name() const override { return "restore"; }
  std::string summary() const override {
    return "Makes a database of a backup, and checks it";
  }
  std::string examples() const override {
    return R"(  weft restore monday.backup --db news.db

The folder of the database must be new or empty; the backup stays as it is.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("BACKUP", backup_,
                        "The folder that \"weft backup\" wrote");
  }

  absl::Status Run(Context& context) override {
    if (!context.global.server.empty()) {
      return absl::InvalidArgumentError(
          "a server cannot be restored while it runs; restore into a folder "
          "with --db, then start a server on it");
    }
    WEFT_ASSIGN_OR_RETURN(const RestoreResult result,
                          RestoreBackup(backup_, context.global.database));
    context.out << "version " << result.version << " in "
                << context.global.database << ", " << result.keys_checked
                << " keys checked\n";
    return absl::OkStatus();
  }

 private:
  std::string backup_;
};

}  // namespace

std::unique_ptr<Command> NewRestoreCommand() {
  return std::make_unique<RestoreCommand>();
}

}  // namespace weft::service
