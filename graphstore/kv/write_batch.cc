#include "graphstore/kv/write_batch.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::graphstore::kv {

absl::Status ValidateRow(absl::string_view key, absl::string_view value) {
  if (key.empty()) return absl::InvalidArgumentError("a key is empty");
  if (key.size() > kMaxKeyBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a key of ", key.size(), " bytes is too long (at most ",
                     kMaxKeyBytes, "): ", absl::CHexEscape(key.substr(0, 32))));
  }
  if (value.size() > kMaxValueBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the value of key ", absl::CHexEscape(key), " has ", value.size(),
        " bytes, more than the ", kMaxValueBytes, " that fit"));
  }
  return absl::OkStatus();
}

absl::Status WriteBatch::Validate() const {
  for (const Change& change : changes_) {
    WEFT_RETURN_IF_ERROR(
        ValidateRow(change.key, change.value ? absl::string_view(*change.value)
                                             : absl::string_view()));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore::kv
