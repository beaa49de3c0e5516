// How documents are written, and what came of it.
#ifndef WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_
#define WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "graphstore/store/link_by.h"

namespace weft::graphstore {

enum class IfExists {
  kReplace,  // take the old contribution out and put the new one in, at once
  kReject,   // AlreadyExists
};

struct WriteOptions {
  IfExists if_exists = IfExists::kReplace;
  LinkBy link_by = LinkBy::kAlias;
  bool rewrite = false;  // even when the content hash is the same
};

enum class WriteOutcome { kAdded, kReplaced, kUnchanged };

struct WriteResult {
  WriteOutcome outcome = WriteOutcome::kAdded;
  uint64_t version = 0;  // of the graph from which on it is visible
  size_t new_statements = 0;
  size_t new_entities = 0;
  size_t facts = 0;  // mentions written
};

struct DeleteResult {
  uint64_t version = 0;
  uint64_t mentions = 0;  // gone with the document
  uint64_t statements = 0;
  uint64_t entities = 0;
};

struct BackupResult {
  uint64_t version = 0;  // of the graph in the backup
  uint64_t bytes = 0;    // of its files
};

// A request to write that may come again, because its client has not heard the
// answer: what was done for it is not done twice (request_log.h).
struct WriteRequest {
  std::string id;            // of the request; "": it has none
  uint64_t fingerprint = 0;  // of all that it asks for
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_
