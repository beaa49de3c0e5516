#include "service/cli/command/operation_commands.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/watched_call.h"
#include "service/cli/render/json.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

class CheckCommand : public Command {
 public:
  std::string name() const override { return "check"; }
  std::string summary() const override {
    return "Computes every index again and compares";
  }
  std::string examples() const override {
    return R"(  weft check
  weft check --server 127.0.0.1:50051   while the server goes on working

Exit status 1 when something is wrong.)";
  }

  void AddOptions(OptionSet& options) override {
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::CheckIntegrityResponse report,
                          CallWatched(context, *client, [&](const auto& id) {
                            return client->CheckIntegrity(id);
                          }));
    if (format_ == "jsonl") {
      Json json;
      json["ok"] = report.ok();
      json["version"] = report.version();
      json["keys_checked"] = report.keys_checked();
      json["problem_count"] = report.problem_count();
      json["problems"] = Json::array();
      for (const std::string& problem : report.problems()) {
        json["problems"].push_back(problem);
      }
      context.out << ToLine(json) << "\n";
    } else if (report.ok()) {
      context.out << "ok: " << report.keys_checked() << " keys of version "
                  << report.version() << "\n";
    } else {
      for (const std::string& problem : report.problems()) {
        context.out << OneLine(problem) << "\n";
      }
    }
    if (report.ok()) return absl::OkStatus();
    return absl::DataLossError(
        absl::StrCat(report.problem_count(),
                     " problems; restore a backup with \"weft restore\", or "
                     "ingest the documents into a new database"));
  }

 private:
  std::string format_;
};

class BackupCommand : public Command {
 public:
  std::string name() const override { return "backup"; }
  std::string summary() const override {
    return "Copies the database as it is, also while it is in use";
  }
  std::string examples() const override {
    return R"(  weft backup monday.backup
  weft backup /srv/backups/monday --server 127.0.0.1:50051

The folder must be new. With --server it is one of the server's machine. Where
it lies on the same file system as the database the two share their files on
disk: copy it to another machine too. "weft restore" brings it back.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("FOLDER", folder_, "Does not exist yet, or is empty");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    if (!context.global.server.empty() && !absl::StartsWith(folder_, "/")) {
      return absl::InvalidArgumentError(absl::StrCat(
          folder_,
          ": the server writes the backup; give the whole path on its "
          "machine, beginning with /"));
    }
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::CreateBackupResponse result,
                          CallWatched(context, *client, [&](const auto& id) {
                            return client->CreateBackup(folder_, id);
                          }));
    if (format_ == "jsonl") {
      Json json;
      json["folder"] = folder_;
      json["version"] = result.version();
      json["bytes"] = result.byte_count();
      context.out << ToLine(json) << "\n";
    } else {
      context.out << "version " << result.version() << ", "
                  << result.byte_count() << " bytes, in " << folder_ << "\n";
    }
    return absl::OkStatus();
  }

 private:
  std::string folder_;
  std::string format_;
};

class CompactCommand : public Command {
 public:
  std::string name() const override { return "compact"; }
  std::string summary() const override {
    return "Rewrites the files without what is deleted";
  }
  std::string examples() const override {
    return R"(  weft compact

The storage compacts itself as it goes; this frees at once what deletions and
replaced documents have left. Reads and writes go on meanwhile.)";
  }

  void AddOptions(OptionSet& options) override {
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::CompactStorageResponse result,
                          CallWatched(context, *client, [&](const auto& id) {
                            return client->CompactStorage(id);
                          }));
    if (format_ == "jsonl") {
      Json json;
      json["bytes_before"] = result.bytes_before();
      json["bytes_after"] = result.bytes_after();
      context.out << ToLine(json) << "\n";
    } else {
      context.out << result.bytes_before() << " bytes before, "
                  << result.bytes_after() << " after\n";
    }
    return absl::OkStatus();
  }

 private:
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewCheckCommand() {
  return std::make_unique<CheckCommand>();
}
std::unique_ptr<Command> NewBackupCommand() {
  return std::make_unique<BackupCommand>();
}
std::unique_ptr<Command> NewCompactCommand() {
  return std::make_unique<CompactCommand>();
}

}  // namespace weft::service
