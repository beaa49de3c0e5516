// The pointwise part of LSTM steps for the trainer, each in one pass over
// memory. recurrence.py compiles this file for the machine at hand:
//   g++ -Ofast -march=native -shared -fPIC
// Layouts: `rows` rows; gates 4 * hidden values a row (input, forget, cell,
// output), all else `hidden`. bf16 values are the upper half of a float.
#include <cmath>
#include <cstdint>
#include <cstring>

namespace {

inline float Widen(uint16_t value) {
  const uint32_t bits = uint32_t{value} << 16;
  float result;
  std::memcpy(&result, &bits, sizeof(result));
  return result;
}

// Round to nearest even.
inline uint16_t Narrow(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
}

// Fast division makes NaN of 1 / infinity, so exp must stay finite; beyond
// +-30 both functions are flat in float anyway.
inline float Cut(float x) { return x < -30 ? -30 : x > 30 ? 30 : x; }
inline float Sigmoid(float x) { return 1 / (1 + std::exp(-Cut(x))); }
inline float Tanh(float x) { return 1 - 2 / (std::exp(2 * Cut(x)) + 1); }

}  // namespace

// gates = squashed(base + recurrent), then the new cell and state.
extern "C" void lstm_forward(long rows, long hidden, const float* base,
                             const uint16_t* recurrent, const float* before,
                             float* gates, float* cells, float* squashed,
                             float* states, uint16_t* states16) {
  for (long r = 0; r < rows; ++r) {
    const long at = r * hidden;
    const float* in = base + 4 * at;
    const uint16_t* back = recurrent + 4 * at;
    float* gate = gates + 4 * at;
#pragma omp simd
    for (long k = 0; k < hidden; ++k) {
      const float i = Sigmoid(in[k] + Widen(back[k]));
      const float f = Sigmoid(in[hidden + k] + Widen(back[hidden + k]));
      const float g = Tanh(in[2 * hidden + k] + Widen(back[2 * hidden + k]));
      const float o = Sigmoid(in[3 * hidden + k] + Widen(back[3 * hidden + k]));
      const float cell = f * before[at + k] + i * g;
      const float flat = Tanh(cell);
      gate[k] = i;
      gate[hidden + k] = f;
      gate[2 * hidden + k] = g;
      gate[3 * hidden + k] = o;
      cells[at + k] = cell;
      squashed[at + k] = flat;
      states[at + k] = o * flat;
      states16[at + k] = Narrow(o * flat);
    }
  }
}

// Gradients of the gates before squashing, and of the cell one step earlier
// (d_cell is read and replaced). d_state is the sum of `grad`, from above,
// and `recurrent`, from the step after.
extern "C" void lstm_backward(long rows, long hidden, const float* gates,
                              const float* before, const float* squashed,
                              const float* grad, const uint16_t* recurrent,
                              float* d_cell, float* d_gates,
                              uint16_t* d_gates16) {
  for (long r = 0; r < rows; ++r) {
    const long at = r * hidden;
    const float* gate = gates + 4 * at;
    float* out = d_gates + 4 * at;
    uint16_t* out16 = d_gates16 + 4 * at;
#pragma omp simd
    for (long k = 0; k < hidden; ++k) {
      const float i = gate[k], f = gate[hidden + k];
      const float g = gate[2 * hidden + k], o = gate[3 * hidden + k];
      const float flat = squashed[at + k];
      const float d_state = grad[at + k] + Widen(recurrent[at + k]);
      const float d = d_cell[at + k] + d_state * o * (1 - flat * flat);
      const float di = d * g * i * (1 - i);
      const float df = d * before[at + k] * f * (1 - f);
      const float dg = d * i * (1 - g * g);
      const float d_out = d_state * flat * o * (1 - o);
      d_cell[at + k] = d * f;
      out[k] = di;
      out[hidden + k] = df;
      out[2 * hidden + k] = dg;
      out[3 * hidden + k] = d_out;
      out16[k] = Narrow(di);
      out16[hidden + k] = Narrow(df);
      out16[2 * hidden + k] = Narrow(dg);
      out16[3 * hidden + k] = Narrow(d_out);
    }
  }
}
