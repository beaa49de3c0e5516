// The values that queries compute with.
//
// A value is null, a boolean, a 64-bit integer, a 64-bit float, a UTF-8 string,
// a temporal value, a list, a map, or an element of the graph: node,
// relationship, path. Elements are references: what stands behind them is asked
// of the GraphView. Immutable and cheap to copy: big ones are shared.
//
// A number may have a unit ("USD", "kg", "%"). It is a number like any other,
// but amounts of different units are neither equal nor comparable (compare.h),
// and cannot be added (exec/arithmetic.h). One without a unit goes with all.
#ifndef WEFT_GRAPHSTORE_QUERY_VALUE_VALUE_H_
#define WEFT_GRAPHSTORE_QUERY_VALUE_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/query/value/temporal.h"

namespace weft::graphstore::query {

struct NodeRef {
  uint64_t id = 0;

  friend bool operator==(const NodeRef&, const NodeRef&) = default;
};

// Two relationships are the same when their ids are.
struct RelationshipRef {
  uint64_t id = 0;
  uint64_t start = 0;
  uint64_t end = 0;
  uint32_t type = 0;
  // For the view that made it: what it wants to know again without reading.
  uint32_t hint = 0;

  // The end that is not `node`; for a loop `node` itself.
  uint64_t Other(uint64_t node) const { return node == start ? end : start; }
  friend bool operator==(const RelationshipRef& a, const RelationshipRef& b) {
    return a.id == b.id;
  }
};

// nodes.size() == relationships.size() + 1; relationships[i] joins nodes[i]
// and nodes[i + 1], in either direction.
struct Path {
  std::vector<NodeRef> nodes;
  std::vector<RelationshipRef> relationships;

  friend bool operator==(const Path&, const Path&) = default;
};

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value, std::less<>>;

// The order of the enumerators is that of the first alternatives of Value.
enum class ValueKind : uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kFloat,
  kString,
  kList,
  kMap,
  kNode,
  kRelationship,
  kPath,
  kTemporal,
};

class Value {
 public:
  Value() = default;  // null
  static Value Boolean(bool value) { return Value(Data(value)); }
  static Value Integer(int64_t value) { return Value(Data(value)); }
  static Value Float(double value) { return Value(Data(value)); }
  // `number` with a unit; without one where that is empty.
  static Value Amount(const Value& number, absl::string_view unit);
  static Value String(std::string value) {
    return Value(Data(std::make_shared<const std::string>(std::move(value))));
  }
  static Value String(absl::string_view value) {
    return String(std::string(value));
  }
  static Value String(const char* value) { return String(std::string(value)); }
  static Value Of(List value);
  static Value Of(Map value);
  static Value Of(NodeRef value) { return Value(Data(value)); }
  static Value Of(RelationshipRef value) { return Value(Data(value)); }
  static Value Of(Path value);
  static Value Of(Temporal value);

  ValueKind kind() const;
  bool is_null() const { return kind() == ValueKind::kNull; }
  bool is_boolean() const { return kind() == ValueKind::kBoolean; }
  bool is_integer() const { return kind() == ValueKind::kInteger; }
  bool is_float() const { return kind() == ValueKind::kFloat; }
  bool is_number() const { return is_integer() || is_float(); }
  bool is_string() const { return kind() == ValueKind::kString; }
  bool is_list() const { return kind() == ValueKind::kList; }
  bool is_map() const { return kind() == ValueKind::kMap; }
  bool is_node() const { return kind() == ValueKind::kNode; }
  bool is_relationship() const { return kind() == ValueKind::kRelationship; }
  bool is_path() const { return kind() == ValueKind::kPath; }
  bool is_temporal() const { return kind() == ValueKind::kTemporal; }

  // Each needs the kind of its name.
  bool boolean() const { return *std::get_if<bool>(&data_); }
  int64_t integer() const;
  double floating() const;
  // Of an integer or a float.
  double number() const {
    return is_integer() ? static_cast<double>(integer()) : floating();
  }
  // Of any value: "" where it has none.
  absl::string_view unit() const;
  const std::string& string() const { return *Shared<std::string>(); }
  const List& list() const { return *Shared<List>(); }
  const Map& map() const { return *Shared<Map>(); }
  NodeRef node() const { return *std::get_if<NodeRef>(&data_); }
  const RelationshipRef& relationship() const {
    return *std::get_if<RelationshipRef>(&data_);
  }
  const Path& path() const { return *Shared<Path>(); }
  const Temporal& temporal() const { return *Shared<Temporal>(); }

  // About how much memory it holds, for budgets.
  size_t MemoryBytes() const;

 private:
  struct AmountData;
  template <typename T>
  using Box = std::shared_ptr<const T>;  // shared by copies of one value
  using Data =
      std::variant<std::monostate, bool, int64_t, double, Box<std::string>,
                   Box<List>, Box<Map>, NodeRef, RelationshipRef, Box<Path>,
                   Box<Temporal>, Box<AmountData>>;
  // The kind of an amount is that of its number.
  static constexpr size_t kAmountIndex =
      static_cast<size_t>(ValueKind::kTemporal) + 1;

  explicit Value(Data data) : data_(std::move(data)) {}
  template <typename T>
  const T* Shared() const {
    return std::get_if<Box<T>>(&data_)->get();
  }

  const AmountData& amount() const { return *Shared<AmountData>(); }

  Data data_;
};

struct Value::AmountData {
  Value number;
  std::string unit;
};

inline ValueKind Value::kind() const {
  return data_.index() < kAmountIndex ? static_cast<ValueKind>(data_.index())
                                      : amount().number.kind();
}

inline int64_t Value::integer() const {
  const auto* plain = std::get_if<int64_t>(&data_);
  return plain != nullptr ? *plain : amount().number.integer();
}

inline double Value::floating() const {
  const auto* plain = std::get_if<double>(&data_);
  return plain != nullptr ? *plain : amount().number.floating();
}

inline absl::string_view Value::unit() const {
  return data_.index() == kAmountIndex ? amount().unit : absl::string_view();
}

// "Integer", "String", "Node" ...: for messages.
absl::string_view KindName(const Value& value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_VALUE_H_
