#include "graphstore/query/value/compare.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include "absl/hash/hash.h"

namespace weft::graphstore::query {
namespace {

int Sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

// Exact: an integer never loses digits on its way to a float. `b` is no NaN.
int CompareIntegerFloat(int64_t a, double b) {
  if (b >= 9223372036854775808.0) return -1;
  if (b < -9223372036854775808.0) return 1;
  const auto whole = static_cast<int64_t>(b);
  if (a != whole) return a < whole ? -1 : 1;
  const double fraction = b - static_cast<double>(whole);
  return Sign(fraction > 0, fraction < 0);
}

// Neither is NaN.
int CompareNumbers(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) {
    return Sign(a.integer() < b.integer(), a.integer() > b.integer());
  }
  if (a.is_integer()) return CompareIntegerFloat(a.integer(), b.floating());
  if (b.is_integer()) return -CompareIntegerFloat(b.integer(), a.floating());
  return Sign(a.floating() < b.floating(), a.floating() > b.floating());
}

// Of numbers that measure different things.
bool UnitsDiffer(const Value& a, const Value& b) {
  return !a.unit().empty() && !b.unit().empty() && a.unit() != b.unit();
}

bool IsNan(const Value& value) {
  return value.is_float() && std::isnan(value.floating());
}

Ternary And(Ternary a, Ternary b) {
  if (a == false || b == false) return false;
  if (!a.has_value() || !b.has_value()) return std::nullopt;
  return true;
}

Ternary ListsEqual(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  Ternary result = true;
  for (size_t i = 0; i < a.size() && result != false; ++i) {
    result = And(result, Equals(a[i], b[i]));
  }
  return result;
}

Ternary MapsEqual(const Map& a, const Map& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [key, value] : a) {
    if (!b.contains(key)) return false;
  }
  Ternary result = true;
  for (const auto& [key, value] : a) {
    result = And(result, Equals(value, b.find(key)->second));
    if (result == false) return false;
  }
  return result;
}

Comparison FromSign(int sign) {
  return sign < 0   ? Comparison::kLess
         : sign > 0 ? Comparison::kGreater
                    : Comparison::kEqual;
}

Comparison CompareLists(const List& a, const List& b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const Ternary equal = Equals(a[i], b[i]);
    if (!equal.has_value()) return Comparison::kNotComparable;
    if (!*equal) return Compare(a[i], b[i]);
  }
  return FromSign(Sign(a.size() < b.size(), a.size() > b.size()));
}

// The place of a kind in the order of ORDER BY.
int Rank(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kMap:
      return 0;
    case ValueKind::kNode:
      return 1;
    case ValueKind::kRelationship:
      return 2;
    case ValueKind::kList:
      return 3;
    case ValueKind::kPath:
      return 4;
    case ValueKind::kTemporal:
      return 5 + static_cast<int>(value.temporal().kind);
    case ValueKind::kString:
      return 20;
    case ValueKind::kBoolean:
      return 21;
    case ValueKind::kInteger:
    case ValueKind::kFloat:
      return 22;
    case ValueKind::kNull:
      return 23;
  }
  return 24;
}

int OrderLists(const List& a, const List& b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (const int order = Order(a[i], b[i]); order != 0) return order;
  }
  return Sign(a.size() < b.size(), a.size() > b.size());
}

int OrderMaps(const Map& a, const Map& b) {
  auto left = a.begin();
  auto right = b.begin();
  for (; left != a.end() && right != b.end(); ++left, ++right) {
    if (const int order = left->first.compare(right->first); order != 0) {
      return order;
    }
    if (const int order = Order(left->second, right->second); order != 0) {
      return order;
    }
  }
  return Sign(a.size() < b.size(), a.size() > b.size());
}

int OrderPaths(const Path& a, const Path& b) {
  const auto key = [](const Path& path, size_t i) {
    return i % 2 == 0 ? path.nodes[i / 2].id : path.relationships[i / 2].id;
  };
  const size_t length_a = a.nodes.size() + a.relationships.size();
  const size_t length_b = b.nodes.size() + b.relationships.size();
  for (size_t i = 0; i < std::min(length_a, length_b); ++i) {
    if (key(a, i) != key(b, i)) return key(a, i) < key(b, i) ? -1 : 1;
  }
  return Sign(length_a<length_b, length_a> length_b);
}

// Those that may lie in one another: by their first day, the coarser first.
int OrderDates(const Temporal& a, const Temporal& b) {
  if (a.days != b.days) return a.days < b.days ? -1 : 1;
  return Sign(a.precision<b.precision, a.precision> b.precision);
}

// Estimated length, then the parts: enough for a total order.
int OrderDurations(const Temporal& a, const Temporal& b) {
  const auto key = [](const Temporal& d) {
    // A month is 2,629,746 seconds on average in the Gregorian calendar.
    return static_cast<double>(d.months) * 2629746.0 +
           static_cast<double>(d.days) * 86400.0 +
           static_cast<double>(d.seconds) + static_cast<double>(d.nanos) * 1e-9;
  };
  return Sign(key(a) < key(b), key(a) > key(b));
}

int OrderNumbers(const Value& a, const Value& b) {
  if (IsNan(a) || IsNan(b)) return static_cast<int>(IsNan(a)) - IsNan(b);
  if (const int order = a.unit().compare(b.unit()); order != 0) return order;
  return CompareNumbers(a, b);
}

}  // namespace

Ternary Equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) {
    if (IsNan(a) || IsNan(b) || UnitsDiffer(a, b)) return false;
    return CompareNumbers(a, b) == 0;
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kBoolean:
      return a.boolean() == b.boolean();
    case ValueKind::kString:
      return a.string() == b.string();
    case ValueKind::kList:
      return ListsEqual(a.list(), b.list());
    case ValueKind::kMap:
      return MapsEqual(a.map(), b.map());
    case ValueKind::kNode:
      return a.node() == b.node();
    case ValueKind::kRelationship:
      return a.relationship() == b.relationship();
    case ValueKind::kPath:
      return a.path() == b.path();
    default:
      return a.temporal() == b.temporal();
  }
}

Comparison Compare(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (UnitsDiffer(a, b)) return Comparison::kNotComparable;
    if (IsNan(a) || IsNan(b)) return Comparison::kUnordered;
    return FromSign(CompareNumbers(a, b));
  }
  if (a.kind() != b.kind()) return Comparison::kNotComparable;
  switch (a.kind()) {
    case ValueKind::kBoolean:
      return FromSign(static_cast<int>(a.boolean()) - b.boolean());
    case ValueKind::kString:
      return FromSign(a.string().compare(b.string()));
    case ValueKind::kList:
      return CompareLists(a.list(), b.list());
    case ValueKind::kTemporal:
      if (const auto order = CompareTemporal(a.temporal(), b.temporal())) {
        return FromSign(*order);
      }
      return Comparison::kNotComparable;
    default:
      return Comparison::kNotComparable;
  }
}

int Order(const Value& a, const Value& b) {
  const int rank_a = Rank(a);
  const int rank_b = Rank(b);
  if (rank_a != rank_b) return rank_a < rank_b ? -1 : 1;
  switch (a.kind()) {
    case ValueKind::kNull:
      return 0;
    case ValueKind::kBoolean:
      return static_cast<int>(a.boolean()) - b.boolean();
    case ValueKind::kInteger:
    case ValueKind::kFloat:
      return OrderNumbers(a, b);
    case ValueKind::kString:
      return a.string().compare(b.string());
    case ValueKind::kList:
      return OrderLists(a.list(), b.list());
    case ValueKind::kMap:
      return OrderMaps(a.map(), b.map());
    case ValueKind::kNode:
      return Sign(a.node().id<b.node().id, a.node().id> b.node().id);
    case ValueKind::kRelationship:
      return Sign(a.relationship()
                      .id<b.relationship().id, a.relationship().id>
                          b.relationship()
                      .id);
    case ValueKind::kPath:
      return OrderPaths(a.path(), b.path());
    case ValueKind::kTemporal:
      if (const auto order = CompareTemporal(a.temporal(), b.temporal())) {
        return *order;
      }
      if (a.temporal().kind == TemporalKind::kDate) {
        return OrderDates(a.temporal(), b.temporal());
      }
      return OrderDurations(a.temporal(), b.temporal());
  }
  return 0;
}

bool Equivalent(const Value& a, const Value& b) {
  if (a.is_temporal() && b.is_temporal()) return a.temporal() == b.temporal();
  return Order(a, b) == 0;
}

size_t HashOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return 0x9e37;
    case ValueKind::kBoolean:
      return absl::HashOf(value.boolean());
    case ValueKind::kInteger:
      // 1 and 1.0 are equivalent, so they need one hash.
      return absl::HashOf(static_cast<double>(value.integer()), value.unit());
    case ValueKind::kFloat:
      if (IsNan(value)) return 0x7ff8;
      return absl::HashOf(value.floating() == 0 ? 0.0 : value.floating(),
                          value.unit());
    case ValueKind::kString:
      return absl::HashOf(value.string());
    case ValueKind::kList:
      return HashOf(absl::MakeConstSpan(value.list()));
    case ValueKind::kMap: {
      size_t hash = value.map().size();
      for (const auto& [key, item] : value.map()) {
        hash = absl::HashOf(hash, key, HashOf(item));
      }
      return hash;
    }
    case ValueKind::kNode:
      return absl::HashOf(value.node().id, 1);
    case ValueKind::kRelationship:
      return absl::HashOf(value.relationship().id, 2);
    case ValueKind::kPath: {
      size_t hash = value.path().nodes.front().id;
      for (const RelationshipRef& step : value.path().relationships) {
        hash = absl::HashOf(hash, step.id);
      }
      return hash;
    }
    case ValueKind::kTemporal: {
      const Temporal& t = value.temporal();
      return absl::HashOf(static_cast<int>(t.kind), t.months, t.days, t.seconds,
                          t.nanos, t.offset);
    }
  }
  return 0;
}

size_t HashOf(absl::Span<const Value> values) {
  size_t hash = values.size();
  for (const Value& value : values) hash = absl::HashOf(hash, HashOf(value));
  return hash;
}

}  // namespace weft::graphstore::query
