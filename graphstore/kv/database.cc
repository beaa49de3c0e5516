#include "graphstore/kv/database.h"

namespace weft::graphstore::kv {

Range Range::Prefix(absl::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) {
    end.pop_back();
  }
  if (!end.empty()) end.back() = static_cast<char>(end.back() + 1);
  return {std::string(prefix), std::move(end)};
}

}  // namespace weft::graphstore::kv
