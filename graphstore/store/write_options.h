// How documents are written, and what came of it.
#ifndef WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_
#define WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_

#include <cstddef>
#include <cstdint>

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
  size_t mentions = 0;  // gone with the document
  size_t statements = 0;
  size_t entities = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_WRITE_OPTIONS_H_
