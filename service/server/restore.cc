#include "service/server/restore.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/store/store.h"

namespace weft::service {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::string& what, const std::error_code& error) {
  const std::string message = absl::StrCat(what, ": ", error.message());
  if (error == std::errc::permission_denied) {
    return absl::PermissionDeniedError(message);
  }
  if (error == std::errc::no_space_on_device) {
    return absl::ResourceExhaustedError(
        absl::StrCat(message, "; free some space, then try again"));
  }
  return absl::UnavailableError(message);
}

// What is to be restored: a copy, and what was written after it was made.
struct Source {
  std::string copy;
  std::optional<graphstore::ArchivedState> state;
};

absl::StatusOr<Source> FindSource(const std::string& backup,
                                  const RestoreTarget& target) {
  if (graphstore::IsArchive(backup)) {
    WEFT_ASSIGN_OR_RETURN(graphstore::ArchivedState state,
                          graphstore::FindState(backup, target));
    std::string copy = state.base;
    return Source{std::move(copy), std::move(state)};
  }
  std::error_code error;
  if (!fs::exists(backup + "/CURRENT", error)) {
    return absl::NotFoundError(
        absl::StrCat(backup,
                     ": there is no backup here; name the folder that \"weft "
                     "backup\" wrote, or that of an archive"));
  }
  if (target.version || target.time) {
    return absl::InvalidArgumentError(
        absl::StrCat(backup,
                     ": this backup has one state of the database; --to needs "
                     "the folder of an archive (\"weft serve --archive\")"));
  }
  return Source{backup, std::nullopt};
}

absl::Status CheckIsNew(const std::string& database) {
  std::error_code error;
  if (fs::exists(database, error) && !fs::is_empty(database, error)) {
    return absl::AlreadyExistsError(
        absl::StrCat(database,
                     ": there is something already; move it away, or name "
                     "another folder with --db"));
  }
  return absl::OkStatus();
}

// Removes a folder unless it was kept.
class Scratch {
 public:
  explicit Scratch(std::string folder) : folder_(std::move(folder)) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code error;
    fs::remove_all(folder_, error);
  }

  absl::Status Become(const std::string& name) {
    std::error_code error;
    fs::remove(name, error);  // an empty folder
    fs::rename(folder_, name, error);
    return error ? Failed(absl::StrCat("cannot make ", name), error)
                 : absl::OkStatus();
  }
  const std::string& folder() const { return folder_; }

 private:
  const std::string folder_;
};

absl::StatusOr<RestoreResult> Verify(const std::string& folder,
                                     const std::string& backup) {
  graphstore::StoreOptions options;
  options.create_if_missing = false;
  WEFT_ASSIGN_OR_RETURN(const auto store,
                        graphstore::Store::Open(folder, options));
  WEFT_ASSIGN_OR_RETURN(const graphstore::CheckReport report, store->Check());
  if (!report.ok()) {
    return absl::DataLossError(
        absl::StrCat(backup, ": the backup is damaged (", report.problem_count,
                     " problems, the first: ", report.problems.front(),
                     "); restore an older one"));
  }
  return RestoreResult{report.version, report.keys_checked};
}

}  // namespace

absl::StatusOr<RestoreResult> RestoreBackup(const std::string& backup,
                                            const std::string& database,
                                            const RestoreTarget& target) {
  WEFT_ASSIGN_OR_RETURN(const Source source, FindSource(backup, target));
  WEFT_RETURN_IF_ERROR(CheckIsNew(database));
  fs::path name = fs::path(database).lexically_normal();
  if (!name.has_filename()) name = name.parent_path();
  Scratch scratch(name.string() + ".restoring");
  std::error_code error;
  fs::remove_all(scratch.folder(), error);  // of a restore that was killed
  // The backup shares files with the database it was made of where they lie on
  // one file system: here they are copied, so that none has two writers.
  fs::create_directories(scratch.folder(), error);
  if (!error) {
    fs::copy(source.copy, scratch.folder(), fs::copy_options::recursive, error);
  }
  if (error) return Failed(absl::StrCat("cannot copy ", source.copy), error);
  if (source.state) {
    WEFT_RETURN_IF_ERROR(graphstore::Replay(*source.state, scratch.folder()));
  }
  WEFT_ASSIGN_OR_RETURN(const RestoreResult result,
                        Verify(scratch.folder(), backup));
  WEFT_RETURN_IF_ERROR(scratch.Become(name.string()));
  return result;
}

absl::StatusOr<std::vector<ArchivedRun>> ListArchive(
    const std::string& folder) {
  return graphstore::ListRuns(folder);
}

}  // namespace weft::service
