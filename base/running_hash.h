// The StableHash() of bytes that come piece by piece.
#ifndef WEFT_BASE_RUNNING_HASH_H_
#define WEFT_BASE_RUNNING_HASH_H_

#include <cstdint>
#include <memory>

#include "absl/strings/string_view.h"

namespace weft {

// Not thread-safe.
class RunningHash {
 public:
  RunningHash();
  ~RunningHash();
  RunningHash(const RunningHash&) = delete;
  RunningHash& operator=(const RunningHash&) = delete;

  void Add(absl::string_view bytes);
  // Of all bytes so far; more may come.
  uint64_t value() const;

 private:
  struct State;

  std::unique_ptr<State> state_;
};

}  // namespace weft

#endif  // WEFT_BASE_RUNNING_HASH_H_
