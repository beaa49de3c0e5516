#include "graphstore/load/load_work.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/status.h"
#include "graphstore/load/spill_file.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kManifest = "manifest";

std::string FolderOf(const std::string& root, absl::string_view source) {
  return absl::StrFormat("%s/%016x", root, StableHash(source));
}

bool ReadManifest(const std::string& folder, LoadManifest* manifest) {
  const auto bytes = ReadFile(absl::StrCat(folder, "/", kManifest));
  return bytes.ok() && DecodeManifest(*bytes, manifest);
}

bool IsStale(const std::string& folder) {
  LoadManifest manifest;
  if (!ReadManifest(folder, &manifest)) return true;
  std::error_code error;
  const auto written =
      fs::last_write_time(absl::StrCat(folder, "/", kManifest), error);
  const auto age = fs::file_time_type::clock::now() - written;
  return error || absl::FromChrono(age) > kKeepLoadsFor;
}

void RemoveFolder(const std::string& folder) {
  std::error_code error;  // the next load tries again
  fs::remove_all(folder, error);
}

}  // namespace

// Held by a load as long as it runs; goes with the process.
class LoadWork::Lock {
 public:
  // Null: another one holds it, or there is no such folder.
  static std::unique_ptr<Lock> Take(const std::string& folder) {
    const int descriptor =
        open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    std::unique_ptr<Lock> lock(new Lock(descriptor));
    // Who held it before may have removed the folder meanwhile.
    struct stat locked, there;
    const bool is_there =
        flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
        fstat(descriptor, &locked) == 0 && stat(folder.c_str(), &there) == 0 &&
        locked.st_ino == there.st_ino && locked.st_dev == there.st_dev;
    return is_there ? std::move(lock) : nullptr;
  }
  ~Lock() { close(descriptor_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}

  const int descriptor_;
};

void RemoveStaleLoads(const std::string& root, bool all) {
  std::error_code error;
  for (fs::directory_iterator it(root, error), end; !error && it != end;
       it.increment(error)) {
    const std::string folder = it->path().string();
    const auto lock = LoadWork::Lock::Take(folder);
    if (lock != nullptr && (all || IsStale(folder))) RemoveFolder(folder);
  }
  fs::remove(root, error);  // where nothing is left in it
}

void RemoveLoad(const std::string& root, absl::string_view source) {
  const std::string folder = FolderOf(root, source);
  if (LoadWork::Lock::Take(folder) != nullptr) RemoveFolder(folder);
  std::error_code error;
  fs::remove(root, error);
}

LoadWork::LoadWork(std::string folder, std::unique_ptr<Lock> lock)
    : folder_(std::move(folder)), lock_(std::move(lock)) {}

LoadWork::~LoadWork() = default;

std::unique_ptr<LoadWork> LoadWork::Open(const std::string& root,
                                         absl::string_view source,
                                         const std::string& key) {
  const std::string folder = FolderOf(root, source);
  std::error_code error;
  fs::create_directories(folder, error);
  auto lock = Lock::Take(folder);
  if (lock == nullptr) return nullptr;
  std::unique_ptr<LoadWork> work(new LoadWork(folder, std::move(lock)));
  work->TakeUp(key);
  return work;
}

std::string LoadWork::Path(absl::string_view name) const {
  return absl::StrCat(folder_, "/", name);
}

bool LoadWork::IsWhole(const KeptFile& file) const {
  const auto mapped = MappedFile::Open(Path(file.name));
  if (!mapped.ok()) return false;
  const absl::string_view bytes = (*mapped)->bytes();
  return bytes.size() >= file.size &&
         StableHash(bytes.substr(0, file.size)) == file.hash;
}

// A stage that does not hold takes those behind it along.
void LoadWork::TakeUp(const std::string& key) {
  LoadManifest& manifest = manifest_;
  const bool fits = ReadManifest(folder_, &manifest) && manifest.key == key &&
                    IsWhole(manifest.reading.triples) &&
                    IsWhole(manifest.reading.names);
  if (!fits) {
    manifest = LoadManifest();
    manifest.key = key;
  }
  const auto is_whole = [this](const KeptFile& file) { return IsWhole(file); };
  const bool tables_fit =
      !manifest.base.empty() && IsWhole(manifest.prepared) &&
      std::all_of(manifest.tables.begin(), manifest.tables.end(),
                  [&](const KeptTables& tables) {
                    return std::all_of(tables.files.begin(), tables.files.end(),
                                       is_whole);
                  });
  if (!tables_fit) DropPrepared();
  RemoveUnlisted();
}

void LoadWork::RemoveUnlisted() const {
  absl::flat_hash_set<std::string> listed = {
      std::string(kManifest), manifest_.reading.triples.name,
      manifest_.reading.names.name, manifest_.prepared.name};
  for (const KeptTables& tables : manifest_.tables) {
    for (const KeptFile& file : tables.files) listed.insert(file.name);
  }
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end;
       it.increment(error)) {
    if (listed.contains(it->path().filename().string())) continue;
    std::error_code ignored;
    fs::remove_all(it->path(), ignored);
  }
}

void LoadWork::DropPrepared() {
  manifest_.base.clear();
  manifest_.prepared = KeptFile();
  manifest_.tables.clear();
  RemoveUnlisted();
}

absl::Status LoadWork::Save() const {
  const std::string next = Path("manifest.next");
  {
    WEFT_ASSIGN_OR_RETURN(const auto file, SpillFile::Open(next, 0));
    const std::string bytes = EncodeManifest(manifest_);
    WEFT_RETURN_IF_ERROR(file->Append(bytes.data(), bytes.size()));
  }
  std::error_code error;
  fs::rename(next, Path(kManifest), error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot rename ", next, ": ", error.message()));
}

absl::Status LoadWork::SaveReading(KeptReading reading) {
  manifest_.reading = std::move(reading);
  return Save();
}

absl::Status LoadWork::SavePrepared(std::string base, KeptFile prepared) {
  manifest_.base = std::move(base);
  manifest_.prepared = std::move(prepared);
  return Save();
}

absl::Status LoadWork::SaveTables(absl::string_view index,
                                  const std::vector<std::string>& paths) {
  KeptTables tables;
  tables.index = std::string(index);
  for (const std::string& path : paths) {
    WEFT_ASSIGN_OR_RETURN(const auto mapped, MappedFile::Open(path));
    tables.files.push_back({fs::path(path).filename().string(),
                            mapped->bytes().size(),
                            StableHash(mapped->bytes())});
  }
  manifest_.tables.push_back(std::move(tables));
  return Save();
}

std::vector<std::string> LoadWork::TablePaths() const {
  std::vector<std::string> paths;
  for (const KeptTables& tables : manifest_.tables) {
    for (const KeptFile& file : tables.files) paths.push_back(Path(file.name));
  }
  return paths;
}

void LoadWork::Remove() {
  RemoveFolder(folder_);
  std::error_code error;
  fs::remove(fs::path(folder_).parent_path(), error);
}

}  // namespace weft::graphstore
