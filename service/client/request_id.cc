#include "service/client/request_id.h"

#include <random>

#include "absl/strings/str_cat.h"

namespace weft::service {

std::string NewRequestId() {
  std::random_device random;
  std::string id = "weft-";
  for (int word = 0; word < 4; ++word) {
    absl::StrAppend(&id, absl::Hex(random(), absl::kZeroPad8));
  }
  return id;
}

}  // namespace weft::service
