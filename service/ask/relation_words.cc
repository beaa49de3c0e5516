#include "service/ask/relation_words.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "service/ask/question.h"

namespace weft::service {
namespace {

constexpr size_t kPathParts = 1;  // what is before names the data, not the fact

void Split(absl::string_view part, std::vector<std::string>* out) {
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) out->push_back(word);
    word.clear();
  };
  char last = 0;
  for (const char c : part) {
    const bool letter = absl::ascii_isalnum(c) || (c & 0x80) != 0;
    if (!letter || (absl::ascii_isupper(c) && absl::ascii_islower(last))) {
      end_word();
    }
    if (letter) word += absl::ascii_tolower(c);
    last = c;
  }
  end_word();
}

}  // namespace

std::vector<std::string> RelationWords(absl::string_view name) {
  std::vector<absl::string_view> parts =
      absl::StrSplit(name, absl::ByAnyChar("/#"), absl::SkipEmpty());
  if (parts.size() > kPathParts) {
    parts.erase(parts.begin(), parts.end() - kPathParts);
  }
  std::vector<std::string> words;
  for (const absl::string_view part : parts) Split(part, &words);
  std::vector<std::string> telling;
  for (const std::string& word : words) {
    if (!IsStopWord(word)) telling.push_back(word);
  }
  return telling.empty() ? words : telling;
}

}  // namespace weft::service
