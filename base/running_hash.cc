#include "base/running_hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {

struct RunningHash::State {
  XXH64_state_t hash;
};

RunningHash::RunningHash() : state_(std::make_unique<State>()) {
  XXH64_reset(&state_->hash, /*seed=*/0);
}

RunningHash::~RunningHash() = default;

void RunningHash::Add(absl::string_view bytes) {
  XXH64_update(&state_->hash, bytes.data(), bytes.size());
}

uint64_t RunningHash::value() const { return XXH64_digest(&state_->hash); }

}  // namespace weft
