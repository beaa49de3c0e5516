#include "graphstore/store/validity.h"

#include <algorithm>

#include "graphstore/dict/iso_date.h"

namespace weft::graphstore {

Validity ValidityOf(const Mention& mention) {
  Validity validity;
  if (const auto days = ParseDays(mention.valid_from)) {
    validity.from = days->first;
  }
  if (const auto days = ParseDays(mention.valid_until)) {
    validity.until = days->last;
  }
  return validity;
}

Validity Hull(const Validity& a, const Validity& b) {
  return {std::min(a.from, b.from), std::max(a.until, b.until)};
}

}  // namespace weft::graphstore
