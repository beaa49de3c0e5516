// What is known of the type of an expression before a query runs.
//
// A set of kinds that its value may have. Null is always possible and not in
// the set, except for the type of `null` itself, which is the empty set.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_TYPES_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_TYPES_H_

#include <cstdint>
#include <memory>

#include "absl/strings/string_view.h"

namespace weft::graphstore::query {

using TypeMask = uint32_t;

inline constexpr TypeMask kBooleanType = 1 << 0;
inline constexpr TypeMask kIntegerType = 1 << 1;
inline constexpr TypeMask kFloatType = 1 << 2;
inline constexpr TypeMask kStringType = 1 << 3;
inline constexpr TypeMask kListType = 1 << 4;
inline constexpr TypeMask kMapType = 1 << 5;
inline constexpr TypeMask kNodeType = 1 << 6;
inline constexpr TypeMask kRelationshipType = 1 << 7;
inline constexpr TypeMask kPathType = 1 << 8;
inline constexpr TypeMask kTemporalType = 1 << 9;
inline constexpr TypeMask kNumberType = kIntegerType | kFloatType;
inline constexpr TypeMask kAnyType = (1 << 10) - 1;
inline constexpr TypeMask kNullType = 0;

struct StaticType {
  TypeMask mask = kAnyType;
  // Of the items of a list; null: anything. Shared by copies of one type.
  std::shared_ptr<const StaticType> element;

  static StaticType Of(TypeMask mask) { return {mask, nullptr}; }
  static StaticType ListOf(StaticType element) {
    return {kListType, std::make_shared<const StaticType>(std::move(element))};
  }

  // Whether a value of this type can ever be of one of `kinds`.
  bool Allows(TypeMask kinds) const {
    return mask == kNullType || (mask & kinds) != 0;
  }
  StaticType Element() const { return element ? *element : StaticType(); }
  StaticType Or(const StaticType& other) const {
    if (mask == kNullType) return other;
    if (other.mask == kNullType) return *this;
    StaticType sum = Of(mask | other.mask);
    if (element && other.element) {
      sum.element =
          std::make_shared<const StaticType>(element->Or(*other.element));
    }
    return sum;
  }
};

// "a Node", "a List": the first kind of the set.
absl::string_view TypeName(TypeMask mask);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_TYPES_H_
