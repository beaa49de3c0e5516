#include "graphstore/store/one_at_a_time.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {
namespace {

// By name, subjects first, whether it is so.
using Declared = std::map<std::pair<std::string, bool>, bool>;

absl::Status Declare(absl::string_view list, Declared* declared) {
  if (absl::StripAsciiWhitespace(list).empty()) return absl::OkStatus();
  for (absl::string_view item : absl::StrSplit(list, ',')) {
    item = absl::StripAsciiWhitespace(item);
    absl::string_view name = item;
    const bool is_so = !absl::ConsumePrefix(&name, "-");
    const bool of_object = absl::ConsumePrefix(&name, "<");
    name = absl::StripAsciiWhitespace(name);
    if (name.empty() || name.size() > kMaxRelationBytes) {
      return absl::InvalidArgumentError(absl::StrCat(
          "\"", item.substr(0, 100),
          "\" names no relation; write lead for one object a subject, <lead "
          "for one subject an object, -<lead to take that back, with commas "
          "between"));
    }
    (*declared)[{std::string(name), of_object}] = is_so;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<OneAtATime>> ParseOneAtATime(
    absl::string_view declared) {
  Declared all;
  for (const absl::string_view list : {kBuiltIn, declared}) {
    const absl::Status status = Declare(list, &all);
    if (!status.ok()) return status;
  }
  std::vector<OneAtATime> relations;
  for (const auto& [key, is_so] : all) {
    if (is_so) relations.push_back({key.first, key.second});
  }
  return relations;
}

std::string OneAtATimeText(const std::vector<OneAtATime>& relations) {
  std::string text;
  for (const OneAtATime& one : relations) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", one.of_object ? "<" : "",
                    one.relation);
  }
  return text;
}

}  // namespace weft::graphstore
