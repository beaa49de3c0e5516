// How much an engine has written, read off its files: for work of RocksDB that
// says nothing of itself while it runs.
#ifndef WEFT_GRAPHSTORE_KV_FILE_BYTES_H_
#define WEFT_GRAPHSTORE_KV_FILE_BYTES_H_

#include <cstdint>
#include <string>

namespace weft::graphstore::kv {

// What is in the folder of a checkpoint: when it is finished, and before, when
// its files lie under a name that ends in ".tmp".
uint64_t CheckpointBytes(const std::string& directory);

// Bytes of the tables of a database that are newer than this: their names are
// numbers that grow. 0 for "", a database without files.
class NewTableBytes {
 public:
  explicit NewTableBytes(std::string directory);

  uint64_t operator()() const;

 private:
  std::string directory_;
  uint64_t last_ = 0;  // number
};

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_FILE_BYTES_H_
