#include "graphstore/load/triple_view.h"

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "graphstore/dict/iso_date.h"

namespace weft::graphstore {
namespace {

std::string CheckText(absl::string_view what, absl::string_view text,
                      size_t limit) {
  if (text.empty()) return absl::StrCat("the ", what, " is empty");
  if (text.size() > limit) {
    return absl::StrCat("the ", what, " has ", text.size(),
                        " bytes, more than ", limit);
  }
  if (!IsUtf8(text)) return absl::StrCat("the ", what, " is no UTF-8");
  return "";
}

}  // namespace

Value ValueOf(const TripleView& triple) {
  Value value;
  value.kind = triple.kind;
  value.number = triple.number;
  if (triple.kind == ValueKind::kString || triple.kind == ValueKind::kDate) {
    value.text = std::string(triple.object);
  }
  value.unit = std::string(triple.unit);
  return value;
}

std::string WhatIsWrong(const TripleView& triple) {
  std::string wrong = CheckText("subject", triple.subject, kMaxTripleNameBytes);
  if (wrong.empty()) {
    wrong = CheckText("predicate", triple.predicate, kMaxTriplePredicateBytes);
  }
  if (wrong.empty()) {
    wrong =
        CheckText("object", triple.object,
                  triple.is_value ? kMaxTripleTextBytes : kMaxTripleNameBytes);
  }
  if (wrong.empty() && !triple.time.empty() && !ParseDays(triple.time)) {
    wrong = absl::StrCat("the time \"", triple.time.substr(0, 40),
                         "\" is no date of ISO 8601 (2024, 2024-05-31, "
                         "2024-05-31T12:00:00Z)");
  }
  return wrong;
}

}  // namespace weft::graphstore
