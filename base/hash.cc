#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {

uint64_t StableHash(absl::string_view bytes) {
  return XXH64(bytes.data(), bytes.size(), /*seed=*/0);
}

}  // namespace weft
