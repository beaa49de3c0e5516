// Integer ids that cannot be passed for one another.
//
//   using EntityId = StrongId<struct EntityIdTag>;
#ifndef WEFT_BASE_STRONG_ID_H_
#define WEFT_BASE_STRONG_ID_H_

#include <cstdint>
#include <utility>

namespace weft {

template <typename Tag, typename T = uint64_t>
class StrongId {
 public:
  using ValueType = T;
  constexpr StrongId() = default;
  constexpr explicit StrongId(T value) : value_(value) {}
  constexpr T value() const { return value_; }
  friend constexpr bool operator==(StrongId, StrongId) = default;
  friend constexpr auto operator<=>(StrongId, StrongId) = default;
  template <typename H>
  friend H AbslHashValue(H state, StrongId id) {
    return H::combine(std::move(state), id.value_);
  }

 private:
  T value_ = 0;
};

}  // namespace weft

#endif  // WEFT_BASE_STRONG_ID_H_
