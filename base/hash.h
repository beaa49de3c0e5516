// A stable hash: the same bytes give the same value on every machine and in
// every release, so it may be stored. XXH64 with seed 0.
#ifndef WEFT_BASE_HASH_H_
#define WEFT_BASE_HASH_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft {

uint64_t StableHash(absl::string_view bytes);

}  // namespace weft

#endif  // WEFT_BASE_HASH_H_
