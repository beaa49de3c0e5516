// The folder that Database::Checkpoint() writes to.
#ifndef WEFT_GRAPHSTORE_KV_CHECKPOINT_DIRECTORY_H_
#define WEFT_GRAPHSTORE_KV_CHECKPOINT_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"

namespace weft::graphstore::kv {

// Makes sure that `directory` can be created: after it there is nothing of this
// name, and the folder above is there. Removes an empty folder. Errors:
// InvalidArgument (""), AlreadyExists (a file, or a folder with something in
// it), NotFound (the folder above), PermissionDenied, Unavailable.
absl::Status ClearCheckpointDirectory(const std::string& directory);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_CHECKPOINT_DIRECTORY_H_
