// Half-open ranges [begin, end) of bytes or of token indexes.
//
// ByteSpan counts bytes of the text that the header using it names (mostly the
// cleaned text of a document); TokenSpan counts tokens of one sentence. The
// two are distinct types so that one cannot be passed for the other.
#ifndef WEFT_BASE_SPAN_H_
#define WEFT_BASE_SPAN_H_

#include <cstdint>

namespace weft {

template <typename Tag>
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;  // exclusive

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  constexpr bool Contains(uint32_t position) const {
    return begin <= position && position < end;
  }
  constexpr bool Overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

struct ByteTag {};
struct TokenTag {};
using ByteSpan = Span<ByteTag>;
using TokenSpan = Span<TokenTag>;

}  // namespace weft

#endif  // WEFT_BASE_SPAN_H_
