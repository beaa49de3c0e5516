#include "extractor/model/form_encoder.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extractor/model/word_features.h"

namespace weft::extractor {
namespace {

// The bag of n-grams enters as a quarter of its sum (network.py).
constexpr float kGramShare = 0.25f;

void CopyRow(const QuantisedMatrix& table, int row, float* out) {
  const absl::Span<const int8_t> entries = table.Row(row);
  const float scale = table.scale[row];
  for (int i = 0; i < table.columns; ++i) out[i] = entries[i] * scale;
}

void AddRow(const QuantisedMatrix& table, int row, float share, float* out) {
  const absl::Span<const int8_t> entries = table.Row(row);
  const float scale = table.scale[row] * share;
  for (int i = 0; i < table.columns; ++i) out[i] += entries[i] * scale;
}

// Multiplies one float vector, quantised on the way.
void Apply(const PackedMatrix& weight, absl::Span<const float> input,
           std::vector<int16_t>& quantised, float* output) {
  const size_t stride = (input.size() + 1) / 2 * 2;
  quantised.assign(stride, 0);
  const float scale =
      Quantise(input, QuantisationBound(weight.columns()), quantised.data());
  Multiply({quantised.data(), static_cast<int>(stride), 1, &scale}, weight,
           nullptr, output);
}

}  // namespace

absl::StatusOr<FormEncoder> FormEncoder::Create(const ModelFile& model) {
  FormEncoder e;
  WEFT_ASSIGN_OR_RETURN(e.words_, model.Strings("words.keys"));
  WEFT_ASSIGN_OR_RETURN(e.word_table_, model.Matrix("words.table"));
  WEFT_ASSIGN_OR_RETURN(e.vectors_, model.Strings("vectors.keys"));
  WEFT_ASSIGN_OR_RETURN(e.vector_table_, model.Matrix("vectors.table"));
  WEFT_ASSIGN_OR_RETURN(e.gram_table_, model.Matrix("grams.table"));
  if (e.word_table_.rows != e.words_.size() + 1 ||
      e.vector_table_.rows != e.vectors_.size() ||
      e.gram_table_.rows != kBuckets) {
    return absl::DataLossError(
        absl::StrCat("model file ", model.name(),
                     ": word tables and their keys differ in length"));
  }
  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix project,
                        model.Matrix("project.weight"));
  const int features = e.word_table_.columns + e.vector_table_.columns +
                       (kSlots + 1) * e.gram_table_.columns;
  WEFT_RETURN_IF_ERROR(
      model.Matrix("project.weight", project.rows, features).status());
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> project_bias,
                        model.Floats("project.bias", project.rows));
  e.project_ = PackedMatrix(project, project_bias);
  WEFT_ASSIGN_OR_RETURN(QuantisedMatrix input, model.Matrix("lstm0.input"));
  WEFT_RETURN_IF_ERROR(
      model.Matrix("lstm0.input", input.rows, project.rows).status());
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> bias,
                        model.Floats("lstm0.bias", input.rows));
  e.input_ = PackedMatrix(input, bias);
  return e;
}

void FormEncoder::FillFeatures(absl::string_view form, float* features) const {
  const WordFeatures found = FeaturesOf(form);
  // An absent word has index -1: row 0 is that of unknown words.
  CopyRow(word_table_, words_.Find(found.key) + 1, features);
  features += word_table_.columns;
  const int vector = vectors_.Find(found.key);
  if (vector == StringTable::kAbsent) {
    std::fill_n(features, vector_table_.columns, 0.0f);
  } else {
    CopyRow(vector_table_, vector, features);
  }
  features += vector_table_.columns;
  for (const uint16_t slot : found.slots) {
    CopyRow(gram_table_, slot, features);
    features += gram_table_.columns;
  }
  std::fill_n(features, gram_table_.columns, 0.0f);
  for (int i = 0; i < found.grams_size; ++i) {
    AddRow(gram_table_, found.grams[i], kGramShare, features);
  }
}

int FormEncoder::Row(absl::string_view form, FormCache& cache) const {
  const int next = static_cast<int>(cache.rows_.size());
  const auto [it, added] = cache.rows_.try_emplace(std::string(form), next);
  if (!added) return it->second;
  cache.features_.resize(project_.columns());
  FillFeatures(form, cache.features_.data());
  cache.projected_.resize(project_.padded_rows());
  Apply(project_, cache.features_, cache.quantised_, cache.projected_.data());
  const absl::Span<float> projected =
      absl::MakeSpan(cache.projected_).subspan(0, project_.rows());
  LeakyRectify(projected);
  cache.gates_.resize(static_cast<size_t>(next + 1) * gates_size());
  Apply(input_, projected, cache.quantised_,
        cache.gates_.data() + static_cast<size_t>(next) * gates_size());
  return next;
}

void FormEncoder::Reserve(int forms, FormCache& cache) const {
  if (static_cast<int>(cache.rows_.size()) + forms <= FormCache::kMaxForms) {
    return;
  }
  cache.rows_.clear();
  cache.gates_.clear();
}

}  // namespace weft::extractor
