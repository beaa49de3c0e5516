#include "service/ask/measures.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::service {
namespace {

// Common gradable adjectives of English and how their amount is said.
struct Row {
  absl::string_view more, less;
  absl::string_view relations;
  bool by_time = false;
};
constexpr Row kRows[] = {
    {"expensive costly dear pricey", "cheap inexpensive", "cost price sell"},
    {"heavy", "light", "weigh weight"},
    {"long", "short brief", "length last"},
    {"tall high", "short low", "height"},
    {"deep", "shallow", "depth"},
    {"wide broad", "narrow", "width"},
    {"fast quick rapid", "slow", "speed"},
    {"hot warm", "cold cool", "temperature"},
    {"valuable", "worthless", "worth value"},
    {"rich wealthy", "poor", "wealth fortune"},
    {"populous", "", "population"},
    {"profitable", "", "profit"},
    {"large big great", "small little", ""},
    {"good", "bad", ""},
    {"strong", "weak", ""},
    {"safe", "dangerous unsafe", ""},
    {"easy simple", "hard difficult", ""},
    {"old", "young new recent modern", "found bear establish build open", true},
    {"early", "late", "", true},
};

std::vector<std::string> Words(absl::string_view words) {
  return absl::StrSplit(words, ' ', absl::SkipEmpty());
}

}  // namespace

std::string GradedBase(absl::string_view word) {
  const bool most = absl::ConsumeSuffix(&word, "est");
  if (!most && !absl::ConsumeSuffix(&word, "er")) return "";
  const std::string stem(word);
  std::vector<std::string> forms = {stem, stem + "e"};
  if (stem.size() > 2 && stem.back() == stem[stem.size() - 2]) {
    forms.push_back(stem.substr(0, stem.size() - 1));  // "bigger"
  }
  if (!stem.empty() && stem.back() == 'i') {
    forms.push_back(stem.substr(0, stem.size() - 1) + "y");  // "heavier"
  }
  for (const std::string& form : forms) {
    if (!MeasureOf(form).opposites.empty()) return form;
  }
  return "";
}

Measure MeasureOf(absl::string_view adjective) {
  Measure out;
  for (const Row& row : kRows) {
    std::vector<std::string> more = Words(row.more), less = Words(row.less);
    const bool is_less = absl::c_linear_search(less, adjective);
    if (!is_less && !absl::c_linear_search(more, adjective)) continue;
    for (const std::string& word : is_less ? more : less) {
      out.opposites.push_back(word);
    }
    // "short" is the less of two rows; values of the first measure it.
    if (!out.relations.empty()) continue;
    out.relations = Words(row.relations);
    out.by_time = row.by_time;
    out.less = is_less != row.by_time;
  }
  return out;
}

}  // namespace weft::service
