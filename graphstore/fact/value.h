// Typed values: what a statement says when its object is not an entity.
#ifndef WEFT_GRAPHSTORE_FACT_VALUE_H_
#define WEFT_GRAPHSTORE_FACT_VALUE_H_

#include <cstdint>
#include <string>
#include <utility>

namespace weft::graphstore {

// Stored: never renumber.
enum class ValueKind : uint8_t {
  kString = 0,
  kNumber = 1,
  kPercent = 2,
  kDate = 3,
  kMoney = 4,
  kQuantity = 5,
};

// One value. Which fields count towards its identity depends on the kind:
//
//   kString            text
//   kNumber, kPercent  number           (17 for "17%", not 0.17)
//   kDate              text, ISO 8601   ("2025", "2025-01", "2025-01-20",
//                                        "2025-01-20T09:30:00Z")
//   kMoney, kQuantity  number and unit  ("USD"; "kg")
//
// Two values with the same identity are one node of the graph. Numbers are
// kept to 14 significant decimal digits where they are kNumber or kPercent
// (they live inside the id) and exactly otherwise.
struct Value {
  ValueKind kind = ValueKind::kString;
  std::string text;
  double number = 0;
  std::string unit;

  static Value String(std::string text) {
    return {ValueKind::kString, std::move(text), 0, ""};
  }
  static Value Number(double number) {
    return {ValueKind::kNumber, "", number, ""};
  }
  static Value Percent(double number) {
    return {ValueKind::kPercent, "", number, ""};
  }
  static Value Date(std::string iso) {
    return {ValueKind::kDate, std::move(iso), 0, ""};
  }
  static Value Money(double number, std::string currency) {
    return {ValueKind::kMoney, "", number, std::move(currency)};
  }
  static Value Quantity(double number, std::string unit) {
    return {ValueKind::kQuantity, "", number, std::move(unit)};
  }

  friend bool operator==(const Value&, const Value&) = default;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_VALUE_H_
