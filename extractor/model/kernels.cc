// Compiled once a target by foreach_target.h; what comes before it, and the
// part under HWY_ONCE, is compiled once.
#include "extractor/model/kernels.h"

#include <algorithm>
#include <cmath>

// AVX3_DL (VNNI) is off by default in Highway.
#define HWY_WANT_AVX3_DL 1
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "extractor/model/kernels.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace weft::extractor::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 16 lanes of 32 bits: kPanel is a multiple of that.
using F32 = hn::CappedTag<float, 16>;
using I32 = hn::RebindToSigned<F32>;
using I16Half = hn::Rebind<int16_t, I32>;
using VF = hn::Vec<F32>;
using VI = hn::Vec<I32>;

// V16: pairs of int16, one pair a lane of VI. PairProducts is
// sum + a[2i] b[2i] + a[2i+1] b[2i+1] in each lane i.
#if HWY_TARGET == HWY_SCALAR
struct V16 {
  int32_t first, second;
};
HWY_INLINE V16 LoadPairs(const int16_t* at) { return {at[0], at[1]}; }
HWY_INLINE V16 RepeatPair(const int16_t* at) { return {at[0], at[1]}; }
HWY_INLINE VI PairProducts(V16 a, V16 b, VI sum) {
  return VI(sum.raw + a.first * b.first + a.second * b.second);
}
#else
using I16 = hn::Repartition<int16_t, I32>;
using V16 = hn::Vec<I16>;
HWY_INLINE V16 LoadPairs(const int16_t* at) { return hn::LoadU(I16(), at); }
HWY_INLINE V16 RepeatPair(const int16_t* at) {
  int32_t pair;
  hwy::CopyBytes<4>(at, &pair);
  return hn::BitCast(I16(), hn::Set(I32(), pair));
}
HWY_INLINE VI PairProducts(V16 a, V16 b, VI sum) {
#if HWY_TARGET == HWY_AVX3_DL
  // One instruction for multiply and add. Highway chooses this target only
  // where the machine has it, but does not tell the compiler, so no intrinsic.
  asm("vpdpwssd %2, %1, %0" : "+v"(sum.raw) : "v"(a.raw), "v"(b.raw));
  return sum;
#else
  // On x86 this leaves pairs in order (pmaddwd) and `unused` alone.
  VI unused = hn::Zero(I32());
  return hn::ReorderWidenMulAccumulate(I32(), a, b, sum, unused);
#endif
}
#endif

// Loops over registers, to be unrolled whole; -O2 alone keeps them in memory.
#define WEFT_UNROLL _Pragma("GCC unroll 16")

struct Block {
  const int16_t* input;  // first row
  int stride;            // between rows
  const int16_t* panel;
  int pairs;
};

// Sums of kRows rows with kVectors vectors of outputs, from `column` of the
// panel on.
template <int kRows, int kVectors>
HWY_INLINE void MultiplyBlock(const Block& block, int column, VI* sums) {
  const I32 d32;
  const int lanes = static_cast<int>(hn::Lanes(d32));
  VI acc[kRows][kVectors];
  WEFT_UNROLL
  for (int r = 0; r < kRows; ++r) {
    WEFT_UNROLL
    for (int v = 0; v < kVectors; ++v) acc[r][v] = hn::Zero(d32);
  }
  const int16_t* weights = block.panel + 2 * column;
  for (int k = 0; k < block.pairs; ++k) {
    V16 w[kVectors];
    WEFT_UNROLL
    for (int v = 0; v < kVectors; ++v) {
      w[v] = LoadPairs(weights + 2 * v * lanes);
    }
    WEFT_UNROLL
    for (int r = 0; r < kRows; ++r) {
      const V16 a = RepeatPair(block.input + r * block.stride + 2 * k);
      WEFT_UNROLL
      for (int v = 0; v < kVectors; ++v) {
        acc[r][v] = PairProducts(a, w[v], acc[r][v]);
      }
    }
    weights += 2 * PackedMatrix::kPanel;
  }
  WEFT_UNROLL
  for (int r = 0; r < kRows; ++r) {
    WEFT_UNROLL
    for (int v = 0; v < kVectors; ++v) sums[r * kVectors + v] = acc[r][v];
  }
}

template <int kRows, int kVectors>
HWY_INLINE void MultiplyRows(const Activations& input,
                             const PackedMatrix& weight, int panel, int row,
                             const float* const* bases, float* output) {
  const F32 df;
  const int lanes = static_cast<int>(hn::Lanes(df));
  const Block block = {input.entries + static_cast<size_t>(row) * input.stride,
                       input.stride, weight.panel(panel), weight.pairs()};
  VI sums[kRows * kVectors];
  for (int c = 0; c < PackedMatrix::kPanel; c += kVectors * lanes) {
    MultiplyBlock<kRows, kVectors>(block, c, sums);
    const int first = panel * PackedMatrix::kPanel + c;
    WEFT_UNROLL
    for (int r = 0; r < kRows; ++r) {
      const VF scale = hn::Set(df, input.scale[row + r]);
      const float* base = bases ? bases[row + r] : weight.bias();
      float* out = output + static_cast<size_t>(row + r) * weight.padded_rows();
      WEFT_UNROLL
      for (int v = 0; v < kVectors; ++v) {
        const int n = first + v * lanes;
        const VF sum = hn::ConvertTo(df, sums[r * kVectors + v]);
        const VF scaled =
            hn::Mul(hn::Mul(sum, hn::LoadU(df, weight.scale() + n)), scale);
        hn::StoreU(hn::Add(scaled, hn::LoadU(df, base + n)), df, out + n);
      }
    }
  }
}

void MultiplyTarget(const Activations& input, const PackedMatrix& weight,
                    const float* const* bases, float* output) {
  // As many sums as the registers hold: 24 of 32, else 8 of 16.
  constexpr int kVectors = HWY_TARGET <= HWY_AVX3 ? 4 : 2;
  constexpr int kRows = HWY_TARGET <= HWY_AVX3 ? 6 : 4;
  const int panels = weight.padded_rows() / PackedMatrix::kPanel;
  // A panel stays in the first-level cache while all rows pass by.
  for (int p = 0; p < panels; ++p) {
    int r = 0;
    for (; r + kRows <= input.rows; r += kRows) {
      MultiplyRows<kRows, kVectors>(input, weight, p, r, bases, output);
    }
    for (; r + 2 <= input.rows; r += 2) {
      MultiplyRows<2, kVectors>(input, weight, p, r, bases, output);
    }
    if (r < input.rows) {
      MultiplyRows<1, kVectors>(input, weight, p, r, bases, output);
    }
  }
}

// e^x, relative error below 3e-7: 2^n times the Taylor series of e^r to the
// seventh power, |r| <= ln(2) / 2. x is cut to +-80, where a squashed gate is
// 0 or 1 to the last bit anyway.
HWY_INLINE VF Exp(VF x) {
  const F32 df;
  const I32 di;
  const VF limit = hn::Set(df, 80.0f);
  x = hn::Max(hn::Min(x, limit), hn::Neg(limit));
  const VI n = hn::NearestInt(hn::Mul(x, hn::Set(df, 1.44269504f)));
  const VF nf = hn::ConvertTo(df, n);
  // ln(2) in two parts, the first with few bits, so that n * part is exact.
  VF r = hn::Sub(x, hn::Mul(nf, hn::Set(df, 0.693359375f)));
  r = hn::Sub(r, hn::Mul(nf, hn::Set(df, -2.12194440e-4f)));
  constexpr float kTaylor[] = {1.0f / 5040, 1.0f / 720, 1.0f / 120, 1.0f / 24,
                               1.0f / 6,    0.5f,       1.0f,       1.0f};
  VF sum = hn::Set(df, kTaylor[0]);
  for (int i = 1; i < 8; ++i) {
    sum = hn::Add(hn::Mul(sum, r), hn::Set(df, kTaylor[i]));
  }
  const VI power = hn::ShiftLeft<23>(hn::Add(n, hn::Set(di, 127)));
  return hn::Mul(sum, hn::BitCast(df, power));
}

HWY_INLINE VF Sigmoid(VF x) {
  const VF one = hn::Set(F32(), 1.0f);
  return hn::Div(one, hn::Add(one, Exp(hn::Neg(x))));
}

HWY_INLINE VF Tanh(VF x) {
  const VF one = hn::Set(F32(), 1.0f);
  const VF e = Exp(hn::Add(x, x));
  return hn::Sub(one, hn::Div(hn::Set(F32(), 2.0f), hn::Add(e, one)));
}

void LstmStepTarget(int rows, int hidden, const float* gates, int gates_stride,
                    float* cells, int16_t* const* states) {
  const F32 df;
  const I16Half d16;
  const int lanes = static_cast<int>(hn::Lanes(df));
  for (int r = 0; r < rows; ++r) {
    const float* gate = gates + static_cast<size_t>(r) * gates_stride;
    float* cell = cells + static_cast<size_t>(r) * hidden;
    for (int i = 0; i < hidden; i += lanes) {
      const VF in = Sigmoid(hn::LoadU(df, gate + i));
      const VF forget = Sigmoid(hn::LoadU(df, gate + hidden + i));
      const VF value = Tanh(hn::LoadU(df, gate + 2 * hidden + i));
      const VF out = Sigmoid(hn::LoadU(df, gate + 3 * hidden + i));
      const VF next =
          hn::Add(hn::Mul(forget, hn::LoadU(df, cell + i)), hn::Mul(in, value));
      hn::StoreU(next, df, cell + i);
      const VF state = hn::Mul(out, Tanh(next));
      const VI rounded =
          hn::NearestInt(hn::Mul(state, hn::Set(df, kStateScale)));
      hn::StoreU(hn::DemoteTo(d16, rounded), d16, states[r] + i);
    }
  }
}

void QuantiseTarget(const float* input, int size, float factor,
                    int16_t* output) {
  const F32 df;
  const I16Half d16;
  const int lanes = static_cast<int>(hn::Lanes(df));
  const VF scale = hn::Set(df, factor);
  int i = 0;
  for (; i + lanes <= size; i += lanes) {
    const VI rounded = hn::NearestInt(hn::Mul(hn::LoadU(df, input + i), scale));
    hn::StoreU(hn::DemoteTo(d16, rounded), d16, output + i);
  }
  for (; i < size; ++i) {
    output[i] = static_cast<int16_t>(std::nearbyint(input[i] * factor));
  }
}

float PeakTarget(const float* input, int size) {
  const F32 df;
  const int lanes = static_cast<int>(hn::Lanes(df));
  VF peak = hn::Zero(df);
  int i = 0;
  for (; i + lanes <= size; i += lanes) {
    peak = hn::Max(peak, hn::Abs(hn::LoadU(df, input + i)));
  }
  float largest = hn::GetLane(hn::MaxOfLanes(df, peak));
  for (; i < size; ++i) largest = std::max(largest, std::fabs(input[i]));
  return largest;
}

void LeakyRectifyTarget(float* values, int size) {
  const F32 df;
  const int lanes = static_cast<int>(hn::Lanes(df));
  const VF slope = hn::Set(df, 0.1f);
  int i = 0;
  for (; i + lanes <= size; i += lanes) {
    const VF x = hn::LoadU(df, values + i);
    hn::StoreU(hn::Max(x, hn::Mul(x, slope)), df, values + i);
  }
  for (; i < size; ++i) values[i] = std::max(values[i], values[i] * 0.1f);
}

#undef WEFT_UNROLL

}  // namespace weft::extractor::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace weft::extractor {

HWY_EXPORT(MultiplyTarget);
HWY_EXPORT(LstmStepTarget);
HWY_EXPORT(QuantiseTarget);
HWY_EXPORT(PeakTarget);
HWY_EXPORT(LeakyRectifyTarget);

PackedMatrix::PackedMatrix(const QuantisedMatrix& matrix,
                           absl::Span<const float> bias) {
  Allocate(matrix.rows, matrix.columns);
  std::copy(matrix.scale.begin(), matrix.scale.end(), scale_.begin());
  std::copy(bias.begin(), bias.end(), bias_.begin());
  for (int r = 0; r < rows_; ++r) {
    const absl::Span<const int8_t> row = matrix.Row(r);
    for (int c = 0; c < columns_; ++c) Set(r, c, row[c]);
  }
}

PackedMatrix::PackedMatrix(const Activations& rows, int columns) {
  Allocate(rows.rows, columns);
  std::copy_n(rows.scale, rows_, scale_.begin());
  for (int r = 0; r < rows_; ++r) {
    const int16_t* row = rows.entries + static_cast<size_t>(r) * rows.stride;
    for (int c = 0; c < columns_; ++c) Set(r, c, row[c]);
  }
}

void PackedMatrix::Allocate(int rows, int columns) {
  rows_ = rows;
  columns_ = columns;
  const size_t padded = (rows + kPanel - 1) / kPanel * kPanel;
  entries_.assign(padded * 2 * pairs(), 0);
  scale_.assign(padded, 0);
  bias_.assign(padded, 0);
}

void PackedMatrix::Set(int row, int column, int16_t value) {
  const size_t in_panel = 2 * (row % kPanel) + column % 2;
  const size_t pair = static_cast<size_t>(row / kPanel) * pairs() + column / 2;
  entries_[pair * 2 * kPanel + in_panel] = value;
}

int QuantisationBound(int columns) {
  return std::min<int64_t>(32767,
                           ((int64_t{1} << 31) - 1) / (127 * int64_t{columns}));
}

int PairBound(int columns) {
  const double most = ((int64_t{1} << 31) - 1) / static_cast<double>(columns);
  return std::min(32767, static_cast<int>(std::sqrt(most)));
}

float Quantise(absl::Span<const float> input, int bound, int16_t* output) {
  const int size = static_cast<int>(input.size());
  const float peak = HWY_DYNAMIC_DISPATCH(PeakTarget)(input.data(), size);
  if (peak == 0) {
    std::fill_n(output, size, 0);
    return 0;
  }
  const float limit = static_cast<float>(bound);
  HWY_DYNAMIC_DISPATCH(QuantiseTarget)
  (input.data(), size, limit / peak, output);
  return peak / limit;
}

void Multiply(const Activations& input, const PackedMatrix& weight,
              const float* const* bases, float* output) {
  HWY_DYNAMIC_DISPATCH(MultiplyTarget)(input, weight, bases, output);
}

void LstmStep(int rows, int hidden, const float* gates, int gates_stride,
              float* cells, int16_t* const* states) {
  HWY_DYNAMIC_DISPATCH(LstmStepTarget)
  (rows, hidden, gates, gates_stride, cells, states);
}

void LeakyRectify(absl::Span<float> values) {
  HWY_DYNAMIC_DISPATCH(LeakyRectifyTarget)
  (values.data(), static_cast<int>(values.size()));
}

}  // namespace weft::extractor
#endif  // HWY_ONCE
