// Where stored lists are cut into blocks: by a hash of what stands there.
#ifndef WEFT_GRAPHSTORE_STORE_BLOCK_CUT_H_
#define WEFT_GRAPHSTORE_STORE_BLOCK_CUT_H_

#include <cstdint>

namespace weft::graphstore {

// The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014): every bit of the result
// depends on every bit of `x`. Stored rows depend on it: never change it.
constexpr uint64_t MixBits(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// One element in 128 ends its block: about half a KiB to read and write again
// for a change, and a row's key costs a tenth of a byte an element.
constexpr bool CutsAfter(uint64_t mixed) { return (mixed & 127) == 0; }

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_BLOCK_CUT_H_
