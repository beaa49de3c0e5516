// The folder of a load that can be cut off and taken up again.
//
// Each source that is loaded has one below `loads` in the folder of the
// database. A load leaves there what it has finished, and a manifest that says
// so (load_manifest.h); the next load of the same source takes it up when it
// loads the same input in the same way, and removes it when it does not. What
// is there is no part of the graph: no reader, check or backup looks at it.
//
// Nothing is synced: after a kill the files are as they were written, and after
// a power failure hashes tell what reached the disk from what did not. The
// manifest is written beside the one before and renamed, so that there is a
// whole one at any time.
#ifndef WEFT_GRAPHSTORE_LOAD_LOAD_WORK_H_
#define WEFT_GRAPHSTORE_LOAD_LOAD_WORK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/load/load_manifest.h"

namespace weft::graphstore {

// What a load that was given up has left is kept for so long.
inline constexpr absl::Duration kKeepLoadsFor = absl::Hours(7 * 24);

// Removes the folders below `root` that no load can take up: without a whole
// manifest of this format, or older than kKeepLoadsFor; with `all` every one.
// Those of loads that run stay. It need not exist.
void RemoveStaleLoads(const std::string& root, bool all);

// Removes the folder of `source` unless a load of it runs.
void RemoveLoad(const std::string& root, absl::string_view source);

// Not thread-safe.
class LoadWork {
 public:
  // The folder of `source`, with what a load of the same `key` has left in it:
  // files that are whole, and no others. Null: another load of the source runs,
  // or the folder cannot be made; then nothing can be kept.
  static std::unique_ptr<LoadWork> Open(const std::string& root,
                                        absl::string_view source,
                                        const std::string& key);
  ~LoadWork();
  LoadWork(const LoadWork&) = delete;
  LoadWork& operator=(const LoadWork&) = delete;

  const LoadManifest& manifest() const { return manifest_; }
  const std::string& folder() const { return folder_; }
  std::string Path(absl::string_view name) const;

  // Each says to the next load that a stage, or a part of it, is finished; the
  // files are written. Errors: ResourceExhausted (disk full), Unavailable.
  absl::Status SaveReading(KeptReading reading);
  absl::Status SavePrepared(std::string base, KeptFile prepared);
  // `paths` lie in the folder.
  absl::Status SaveTables(absl::string_view index,
                          const std::vector<std::string>& paths);

  // Paths of all tables that are finished.
  std::vector<std::string> TablePaths() const;
  // Throws stages 2 and 3 away: they do not fit the graph.
  void DropPrepared();

  // With the folder; nothing can be kept any more.
  void Remove();

 private:
  class Lock;

  LoadWork(std::string folder, std::unique_ptr<Lock> lock);

  void TakeUp(const std::string& key);
  bool IsWhole(const KeptFile& file) const;
  void RemoveUnlisted() const;
  absl::Status Save() const;

  friend void RemoveStaleLoads(const std::string& root, bool all);
  friend void RemoveLoad(const std::string& root, absl::string_view source);

  const std::string folder_;
  const std::unique_ptr<Lock> lock_;
  LoadManifest manifest_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_LOAD_WORK_H_
