// The arithmetic of the network, for whatever vector unit the machine has.
//
// Weights are int8 with a scale a row; activations are int16 with a scale a
// vector. Their products are summed in int32 without rounding or overflow
// (see QuantisationBound), and everything else is one IEEE operation an
// element, never fused. So the result of each function below is the same to
// the last bit on every machine, for every batch, and equal to that of the
// plain loops in kernels_test.cc. Dispatch at run time (Highway): SSE4, AVX2,
// AVX-512 and AVX-512 with VNNI.
#ifndef WEFT_EXTRACTOR_MODEL_KERNELS_H_
#define WEFT_EXTRACTOR_MODEL_KERNELS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "extractor/model/model_file.h"

namespace weft::extractor {

// A batch of int16 rows of `stride` entries each; an odd number of columns is
// followed by one zero.
struct Activations {
  const int16_t* entries = nullptr;
  int stride = 0;
  int rows = 0;
  const float* scale = nullptr;  // one a row
};

// Weights laid out for Multiply: panels of kPanel rows, in each the entries of
// columns 2k and 2k+1 of all its rows side by side. Missing rows and columns
// are zero.
class PackedMatrix {
 public:
  static constexpr int kPanel = 64;

  PackedMatrix() = default;
  // `bias`: one a row, or empty for none.
  PackedMatrix(const QuantisedMatrix& matrix, absl::Span<const float> bias);
  // Activations as weights, of which `columns` entries a row count.
  PackedMatrix(const Activations& rows, int columns);

  int rows() const { return rows_; }
  int columns() const { return columns_; }
  // rows() rounded up to whole panels: the length of a row of results.
  int padded_rows() const { return static_cast<int>(scale_.size()); }
  const int16_t* panel(int i) const {
    return entries_.data() + static_cast<size_t>(i) * pairs() * 2 * kPanel;
  }
  int pairs() const { return (columns_ + 1) / 2; }
  const float* scale() const { return scale_.data(); }
  const float* bias() const { return bias_.data(); }

 private:
  void Allocate(int rows, int columns);
  void Set(int row, int column, int16_t value);

  int rows_ = 0;
  int columns_ = 0;
  std::vector<int16_t> entries_;
  std::vector<float> scale_;
  std::vector<float> bias_;
};

// The largest |activation| for `columns` products with int8 weights:
// columns * 127 * bound < 2^31.
int QuantisationBound(int columns);
// The largest |value| when both sides are activations:
// columns * bound * bound < 2^31.
int PairBound(int columns);

// output[i] = round(input[i] * bound / peak), half to even, where peak is the
// largest |input|; returns peak / bound. All zero for a zero input.
float Quantise(absl::Span<const float> input, int bound, int16_t* output);

// output[r][n] = (sum over k of input[r][k] weight[n][k])
//                * weight scale[n] * input scale[r] + base,
// where base is weight's bias[n], or bases[r][n] when `bases` is given. Rows
// of output are padded_rows() floats.
void Multiply(const Activations& input, const PackedMatrix& weight,
              const float* const* bases, float* output);

// One step of an LSTM for `rows` sentences. gates: rows of 4 * hidden values
// (input, forget, cell, output) before squashing; cells: rows of `hidden`,
// updated; states: rows of `hidden` at `states`[r], written as
// round(state * kStateScale).
inline constexpr float kStateScale = 32767.0f;
void LstmStep(int rows, int hidden, const float* gates, int gates_stride,
              float* cells, int16_t* const* states);

// x if x > 0, else 0.1 x.
void LeakyRectify(absl::Span<float> values);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_KERNELS_H_
