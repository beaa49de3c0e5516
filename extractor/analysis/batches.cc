#include "extractor/analysis/batches.h"

#include <algorithm>
#include <numeric>

namespace weft::extractor {

std::vector<std::vector<int>> MakeBatches(absl::Span<const int> sizes) {
  std::vector<int> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return sizes[a] > sizes[b]; });
  std::vector<std::vector<int>> batches;
  int words = 0;
  for (const int i : order) {
    if (batches.empty() || batches.back().size() == kBatchSentences ||
        words + sizes[i] > kBatchWords) {
      batches.emplace_back();
      words = 0;
    }
    batches.back().push_back(i);
    words += sizes[i];
  }
  return batches;
}

}  // namespace weft::extractor
