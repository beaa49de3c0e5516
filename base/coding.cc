#include "base/coding.h"

#include <bit>

namespace weft {
namespace {

template <typename T>
void PutBigEndian(T value, std::string* out) {
  for (int shift = 8 * (sizeof(T) - 1); shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>(value >> shift));
  }
}

template <typename T>
bool GetBigEndian(absl::string_view* in, T* value) {
  if (in->size() < sizeof(T)) return false;
  T result = 0;
  for (size_t i = 0; i < sizeof(T); ++i) {
    result = (result << 8) | static_cast<uint8_t>((*in)[i]);
  }
  *value = result;
  in->remove_prefix(sizeof(T));
  return true;
}

}  // namespace

void PutVarint(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

bool GetVarint(absl::string_view* in, uint64_t* value) {
  uint64_t result = 0;
  for (int shift = 0; shift < 64 && !in->empty(); shift += 7) {
    const uint64_t byte = static_cast<uint8_t>(in->front());
    in->remove_prefix(1);
    if (shift == 63 && byte > 1) return false;  // does not fit 64 bits
    result |= (byte & 0x7F) << shift;
    if (byte < 0x80) {
      *value = result;
      return true;
    }
  }
  return false;
}

void PutSignedVarint(int64_t value, std::string* out) {
  PutVarint(
      (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63),
      out);
}

bool GetSignedVarint(absl::string_view* in, int64_t* value) {
  uint64_t zigzag;
  if (!GetVarint(in, &zigzag)) return false;
  *value = static_cast<int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1));
  return true;
}

void PutLengthPrefixed(absl::string_view bytes, std::string* out) {
  PutVarint(bytes.size(), out);
  out->append(bytes.data(), bytes.size());
}

bool GetLengthPrefixed(absl::string_view* in, absl::string_view* bytes) {
  uint64_t size;
  if (!GetVarint(in, &size) || size > in->size()) return false;
  *bytes = in->substr(0, size);
  in->remove_prefix(size);
  return true;
}

void PutFixed32(uint32_t value, std::string* out) { PutBigEndian(value, out); }
bool GetFixed32(absl::string_view* in, uint32_t* value) {
  return GetBigEndian(in, value);
}
void PutFixed64(uint64_t value, std::string* out) { PutBigEndian(value, out); }
bool GetFixed64(absl::string_view* in, uint64_t* value) {
  return GetBigEndian(in, value);
}

void PutDouble(double value, std::string* out) {
  PutFixed64(std::bit_cast<uint64_t>(value), out);
}

bool GetDouble(absl::string_view* in, double* value) {
  uint64_t bits;
  if (!GetFixed64(in, &bits)) return false;
  *value = std::bit_cast<double>(bits);
  return true;
}

}  // namespace weft
