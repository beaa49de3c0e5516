// The changes of one commit, and what must hold for it.
#ifndef WEFT_GRAPHSTORE_KV_WRITE_BATCH_H_
#define WEFT_GRAPHSTORE_KV_WRITE_BATCH_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore::kv {

inline constexpr size_t kMaxKeyBytes = 1024;
inline constexpr size_t kMaxValueBytes = size_t{1} << 20;

class WriteBatch {
 public:
  struct Change {
    std::string key;
    std::optional<std::string> value;  // nullopt: delete
  };
  struct Expectation {
    std::string key;
    std::optional<std::string> value;  // nullopt: absent
  };

  // Of several changes of one key the last one counts.
  void Put(absl::string_view key, absl::string_view value) {
    changes_.push_back({std::string(key), std::string(value)});
  }
  void Delete(absl::string_view key) {
    changes_.push_back({std::string(key), std::nullopt});
  }
  // The commit happens only if `key` has this value (is absent) before it.
  void Expect(absl::string_view key, absl::string_view value) {
    expectations_.push_back({std::string(key), std::string(value)});
  }
  void ExpectAbsent(absl::string_view key) {
    expectations_.push_back({std::string(key), std::nullopt});
  }

  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<Expectation>& expectations() const { return expectations_; }

  // InvalidArgument: a key or value is too long, or a key is empty.
  absl::Status Validate() const;

 private:
  std::vector<Change> changes_;
  std::vector<Expectation> expectations_;
};

// The bounds of a single row, as in WriteBatch::Validate.
absl::Status ValidateRow(absl::string_view key, absl::string_view value);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_WRITE_BATCH_H_
