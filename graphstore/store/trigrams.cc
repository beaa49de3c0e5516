#include "graphstore/store/trigrams.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::graphstore {
namespace {

constexpr size_t kMaxBytes = 256;

// One number for each UTF-8 character; a stray byte is one of its own.
std::vector<uint32_t> Characters(absl::string_view text) {
  std::vector<uint32_t> characters;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if ((byte & 0xC0) == 0x80 && !characters.empty()) {
      characters.back() = (characters.back() << 8) | byte;
    } else {
      characters.push_back(byte);
    }
  }
  return characters;
}

}  // namespace

void VisitTrigrams(absl::string_view normalized,
                   absl::FunctionRef<void(absl::string_view trigram)> visit) {
  std::string padded;
  for (absl::string_view word : absl::StrSplit(normalized.substr(0, kMaxBytes),
                                               ' ', absl::SkipEmpty())) {
    padded.assign("  ");
    absl::StrAppend(&padded, word, " ");
    for (size_t i = 0; i + 3 <= padded.size(); ++i) {
      visit(absl::string_view(padded).substr(i, 3));
    }
  }
}

std::vector<std::string> Trigrams(absl::string_view normalized) {
  std::vector<std::string> trigrams;
  VisitTrigrams(normalized, [&](absl::string_view trigram) {
    trigrams.emplace_back(trigram);
  });
  std::sort(trigrams.begin(), trigrams.end());
  trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
  return trigrams;
}

int EditDistance(absl::string_view a, absl::string_view b, int limit) {
  const std::vector<uint32_t> from = Characters(a);
  const std::vector<uint32_t> to = Characters(b);
  const int n = static_cast<int>(from.size());
  const int m = static_cast<int>(to.size());
  if (std::abs(n - m) > limit) return limit + 1;
  std::vector<int> before(m + 1), last(m + 1), row(m + 1);
  for (int j = 0; j <= m; ++j) row[j] = j;
  for (int i = 1; i <= n; ++i) {
    before.swap(last);
    last.swap(row);
    row[0] = i;
    int best = row[0];
    for (int j = 1; j <= m; ++j) {
      const bool same = from[i - 1] == to[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + !same});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] &&
          from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    // A swap can step over one row, so two rows must be beyond the limit.
    if (best > limit && *std::min_element(last.begin(), last.end()) > limit) {
      return limit + 1;
    }
  }
  return std::min(row[m], limit + 1);
}

int ForgivenEdits(absl::string_view normalized) {
  const size_t size = Characters(normalized).size();
  return size <= 2 ? 0 : size <= 5 ? 1 : 2;
}

}  // namespace weft::graphstore
