#include "graphstore/key/edge_key.h"

#include <algorithm>
#include <cmath>

namespace weft::graphstore {

uint8_t QuantizeConfidence(double confidence) {
  return static_cast<uint8_t>(
      std::lround(std::clamp(confidence, 0.0, 1.0) * 255));
}

float DequantizeConfidence(uint8_t confidence) { return confidence / 255.0f; }

}  // namespace weft::graphstore
