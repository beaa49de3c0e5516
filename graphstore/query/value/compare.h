// Equality, comparison and order of values, as openCypher defines them.
//
// Three different relations, none of which can stand for another:
//
//   Equals      `=`: three-valued; null = null is null, NaN = NaN is false,
//               1 = 1.0 is true, ['a', null] = ['a', 1] is null
//   Compare     `<` and friends: only values of one family can be compared
//   Order       ORDER BY, min, max: total; map < node < relationship < list <
//               path < temporal < string < boolean < number < NaN < null
//               (numbers of one unit side by side, those without one first)
//   Equivalent  DISTINCT, grouping: null is null, NaN is NaN
//
// Of numbers with different units none is equal to, less or greater than the
// other: comparing them is null. A number without a unit is compared with any.
//
// Source: openCypher CIP2016-06-14 (comparability, equality, orderability,
// equivalence).
#ifndef WEFT_GRAPHSTORE_QUERY_VALUE_COMPARE_H_
#define WEFT_GRAPHSTORE_QUERY_VALUE_COMPARE_H_

#include <cstddef>
#include <optional>

#include "absl/types/span.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// nullopt: null.
using Ternary = std::optional<bool>;

Ternary Equals(const Value& a, const Value& b);

enum class Comparison { kLess, kEqual, kGreater, kNotComparable, kUnordered };
// kNotComparable makes every of < <= > >= null; kUnordered (a NaN) makes them
// false.
Comparison Compare(const Value& a, const Value& b);

// <0, 0, >0.
int Order(const Value& a, const Value& b);

bool Equivalent(const Value& a, const Value& b);
// Equal for equivalent values.
size_t HashOf(const Value& value);
size_t HashOf(absl::Span<const Value> values);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_COMPARE_H_
