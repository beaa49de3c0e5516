#include "service/cli/command/suggest.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace weft::service {

int EditDistance(absl::string_view a, absl::string_view b) {
  const int rows = static_cast<int>(a.size()) + 1;
  const int columns = static_cast<int>(b.size()) + 1;
  std::vector<std::vector<int>> distance(rows, std::vector<int>(columns));
  for (int i = 0; i < rows; ++i) distance[i][0] = i;
  for (int j = 0; j < columns; ++j) distance[0][j] = j;
  for (int i = 1; i < rows; ++i) {
    for (int j = 1; j < columns; ++j) {
      const int replaced = distance[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      int& here = distance[i][j];
      here =
          std::min({replaced, distance[i - 1][j] + 1, distance[i][j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        here = std::min(here, distance[i - 2][j - 2] + 1);
      }
    }
  }
  return distance[rows - 1][columns - 1];
}

std::string NearestWord(absl::string_view typed,
                        const std::vector<std::string>& known) {
  std::string nearest;
  int least = std::max<int>(1, static_cast<int>(typed.size()) / 3) + 1;
  for (const std::string& word : known) {
    const bool begins = typed.size() >= 3 && absl::StartsWith(word, typed);
    const int distance = begins ? 1 : EditDistance(typed, word);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return nearest;
}

}  // namespace weft::service
