// Word form -> its contribution to the gates of the first recurrent layer.
//
// That contribution depends on the form alone, and text repeats itself: of
// the words of a news article two in three have been seen a page before. So
// it is computed once a form and kept in the workspace.
#ifndef WEFT_EXTRACTOR_MODEL_FORM_ENCODER_H_
#define WEFT_EXTRACTOR_MODEL_FORM_ENCODER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/model/kernels.h"
#include "extractor/model/model_file.h"

namespace weft::extractor {

// Rows of gates by form. One thread at a time. Holds at most kMaxForms, 13 MB
// for a layer of 2 * 192 units; when full it starts anew, which changes speed
// and no result: twice as many made news 4 % faster. The memory is taken at the
// first form, so that a server's does not grow with the words that it meets.
class FormCache {
 public:
  static constexpr int kMaxForms = 2048;

 private:
  friend class FormEncoder;
  absl::flat_hash_map<std::string, int> rows_;
  std::vector<float> gates_;
  std::vector<float> features_, projected_;
  std::vector<int16_t> quantised_;
  std::vector<float> scale_;
};

class FormEncoder {
 public:
  // Reads words.keys and vectors.* and, with `prefix` before their names,
  // words.table, grams.*, project.* and lstm0.input, lstm0.bias, in place:
  // `model` must outlive the result. Errors: DataLoss.
  static absl::StatusOr<FormEncoder> Create(const ModelFile& model,
                                            absl::string_view prefix = "");

  // Floats in a row of gates: 8 * hidden, rounded up to whole panels.
  int gates_size() const { return input_.padded_rows(); }

  // Appends for each form the row of `cache` that holds its gates. Rows stay
  // valid until the next call. Forms not seen before are encoded together.
  // Precondition: no more than FormCache::kMaxForms forms.
  void Encode(absl::Span<const absl::string_view> forms, FormCache& cache,
              std::vector<int>& rows) const;
  const float* Gates(const FormCache& cache, int row) const {
    return cache.gates_.data() + static_cast<size_t>(row) * gates_size();
  }

 private:
  FormEncoder() = default;
  void FillFeatures(absl::string_view form, float* features) const;
  // Fills the rows of `cache` from `first` on.
  void EncodeNew(int first, absl::Span<const absl::string_view> forms,
                 FormCache& cache) const;

  StringTable words_, vectors_;
  QuantisedMatrix word_table_, vector_table_, gram_table_;
  PackedMatrix project_, input_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_FORM_ENCODER_H_
