#include "service/cli/restore_command.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "service/cli/command/option_set.h"
#include "service/server/restore.h"

namespace weft::service {
namespace {

// Digits alone are a version, all else is a time.
absl::StatusOr<RestoreTarget> ParseTarget(const std::string& text) {
  RestoreTarget target;
  if (text.empty()) return target;
  uint64_t version;
  if (std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
      absl::SimpleAtoi(text, &version)) {
    target.version = version;
    return target;
  }
  absl::Time time;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    target.time = time;
    return target;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--to \"", text,
                   "\": give a version, or a time with its zone, such as "
                   "2026-11-22T09:30:00Z or 2026-11-22T10:30:00+01:00"));
}

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

class RestoreCommand : public Command {
 public:
  std::string name() const override { return "restore"; }
  std::string summary() const override {
    return "Makes a database of a backup, and checks it";
  }
  std::string examples() const override {
    return R"(  weft restore monday.backup --db news.db
  weft restore /srv/archive --db news.db --to 2026-11-22T09:30:00Z
  weft restore /srv/archive --db news.db --to 1234   as of that version
  weft restore /srv/archive --list

The folder of the database must be new or empty; the backup stays as it is. An
archive ("weft serve --archive") has every state of its time: without --to it is
the newest one. It may go on being written to meanwhile.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("BACKUP", backup_,
                        "The folder that \"weft backup\" wrote, or that of an "
                        "archive");
    options.AddText("--to", to_,
                    "Of an archive: the state at this time, or this version");
    options.AddFlag("--list", list_,
                    "Show what an archive has, and restore nothing");
  }

  absl::Status Run(Context& context) override {
    if (!context.global.server.empty()) {
      return absl::InvalidArgumentError(
          "a server cannot be restored while it runs; restore into a folder "
          "with --db, then start a server on it");
    }
    if (list_) return List(context);
    WEFT_ASSIGN_OR_RETURN(const RestoreTarget target, ParseTarget(to_));
    WEFT_ASSIGN_OR_RETURN(
        const RestoreResult result,
        RestoreBackup(backup_, context.global.database, target));
    context.out << "version " << result.version << " in "
                << context.global.database << ", " << result.keys_checked
                << " keys checked\n";
    return absl::OkStatus();
  }

 private:
  absl::Status List(Context& context) const {
    WEFT_ASSIGN_OR_RETURN(const std::vector<ArchivedRun> runs,
                          ListArchive(backup_));
    context.out << "#run\tfrom_version\tto_version\tfrom\tto\tlog_bytes\n";
    for (const ArchivedRun& run : runs) {
      context.out << run.number << "\t" << run.first.version << "\t"
                  << run.last.version << "\t" << TimeText(run.first.recorded)
                  << "\t" << TimeText(run.last.recorded) << "\t"
                  << run.log_bytes << "\n";
      if (!run.damaged) continue;
      context.Fail(absl::DataLossError(
          absl::StrCat("run ", run.number, " is damaged behind version ",
                       run.last.version, "; what came then is lost")));
    }
    return absl::OkStatus();
  }

  std::string backup_;
  std::string to_;
  bool list_ = false;
};

}  // namespace

std::unique_ptr<Command> NewRestoreCommand() {
  return std::make_unique<RestoreCommand>();
}

}  // namespace weft::service
