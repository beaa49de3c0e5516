#include "graphstore/store/draft.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "base/status.h"

namespace weft::graphstore {

Draft::Draft(const kv::Database& database,
             std::shared_ptr<const kv::Snapshot> snapshot)
    : database_(database), options_{std::move(snapshot)} {}

absl::StatusOr<const std::string*> Draft::Get(const std::string& key) {
  const auto pointer = [](const std::optional<std::string>& value) {
    return value ? &*value : nullptr;
  };
  if (const auto it = changes_.find(key); it != changes_.end()) {
    return pointer(it->second);
  }
  auto it = base_.find(key);
  if (it == base_.end()) {
    WEFT_ASSIGN_OR_RETURN(auto value, database_.Get(options_, key));
    it = base_.emplace(key, std::move(value)).first;
  }
  return pointer(it->second);
}

void Draft::Put(std::string key, std::string value) {
  changes_[std::move(key)] = std::move(value);
}

void Draft::Delete(std::string key) { changes_[std::move(key)] = std::nullopt; }

absl::StatusOr<std::vector<kv::Row>> Draft::BaseRows(
    const std::string& prefix) {
  if (const auto it = base_prefixes_.find(prefix); it != base_prefixes_.end()) {
    return it->second;
  }
  std::vector<kv::Row> rows;
  WEFT_RETURN_IF_ERROR(
      database_.Visit(options_, kv::Range::Prefix(prefix),
                      [&](absl::string_view key, absl::string_view value) {
                        rows.push_back({std::string(key), std::string(value)});
                        return true;
                      }));
  return rows;
}

absl::Status Draft::Visit(const std::string& prefix, kv::Visitor visit) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<kv::Row> rows, BaseRows(prefix));
  auto row = rows.begin();
  auto change = changes_.lower_bound(prefix);
  const auto in_prefix = [&] {
    return change != changes_.end() && absl::StartsWith(change->first, prefix);
  };
  while (row != rows.end() || in_prefix()) {
    if (!in_prefix() || (row != rows.end() && row->key < change->first)) {
      if (!visit(row->key, row->value)) break;
      ++row;
      continue;
    }
    if (row != rows.end() && row->key == change->first) ++row;
    if (change->second && !visit(change->first, *change->second)) break;
    ++change;
  }
  return absl::OkStatus();
}

absl::Status Draft::Prefetch(std::vector<std::string> keys) {
  std::erase_if(keys, [&](const std::string& key) {
    return base_.contains(key) || changes_.contains(key);
  });
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(auto values, database_.MultiGet(options_, keys));
  for (size_t i = 0; i < keys.size(); ++i) {
    base_.emplace(std::move(keys[i]), std::move(values[i]));
  }
  return absl::OkStatus();
}

absl::Status Draft::PrefetchPrefixes(std::vector<std::string> prefixes) {
  std::erase_if(prefixes, [&](const std::string& prefix) {
    return base_prefixes_.contains(prefix);
  });
  std::sort(prefixes.begin(), prefixes.end());
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
  if (prefixes.empty()) return absl::OkStatus();
  std::vector<std::vector<kv::Row>> rows(prefixes.size());
  WEFT_RETURN_IF_ERROR(database_.MultiScan(
      options_, prefixes, std::numeric_limits<size_t>::max(),
      [&](size_t i, absl::string_view key, absl::string_view value) {
        rows[i].push_back({std::string(key), std::string(value)});
        return true;
      },
      nullptr));
  for (size_t i = 0; i < prefixes.size(); ++i) {
    base_prefixes_.emplace(std::move(prefixes[i]), std::move(rows[i]));
  }
  return absl::OkStatus();
}

kv::WriteBatch Draft::TakeBatch() {
  kv::WriteBatch batch;
  for (const auto& [key, value] : changes_) {
    const auto before = base_.find(key);
    if (before != base_.end() && before->second == value) continue;
    if (value) {
      batch.Put(key, *value);
    } else {
      batch.Delete(key);
    }
  }
  return batch;
}

}  // namespace weft::graphstore
