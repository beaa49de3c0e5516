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

// Multiplies `rows` float vectors, which stand `stride` apart.
void Apply(const PackedMatrix& weight, int rows, int stride, const float* input,
           std::vector<int16_t>& quantised, std::vector<float>& scale,
           float* output) {
  const int columns = weight.columns();
  const int even = (columns + 1) / 2 * 2;
  quantised.assign(static_cast<size_t>(rows) * even, 0);
  scale.resize(rows);
  for (int i = 0; i < rows; ++i) {
    const absl::Span<const float> row(input + static_cast<size_t>(i) * stride,
                                      columns);
    scale[i] = Quantise(row, QuantisationBound(columns),
                        quantised.data() + static_cast<size_t>(i) * even);
  }
  Multiply({quantised.data(), even, rows, scale.data()}, weight, nullptr,
           output);
}

}  // namespace

absl::StatusOr<FormEncoder> FormEncoder::Create(const ModelFile& model,
                                                absl::string_view prefix) {
  const auto own = [prefix](absl::string_view name) {
    return absl::StrCat(prefix, name);
  };
  FormEncoder e;
  WEFT_ASSIGN_OR_RETURN(e.words_, model.Strings("words.keys"));
  WEFT_ASSIGN_OR_RETURN(e.word_table_, model.Matrix(own("words.table")));
  WEFT_ASSIGN_OR_RETURN(e.vectors_, model.Strings("vectors.keys"));
  WEFT_ASSIGN_OR_RETURN(e.vector_table_, model.Matrix("vectors.table"));
  WEFT_ASSIGN_OR_RETURN(e.gram_table_, model.Matrix(own("grams.table")));
  if (e.word_table_.rows != e.words_.size() + 1 ||
      e.vector_table_.rows != e.vectors_.size() ||
      e.gram_table_.rows != kBuckets) {
    return absl::DataLossError(
        absl::StrCat("model file ", model.name(),
                     ": word tables and their keys differ in length"));
  }
  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix project,
                        model.Matrix(own("project.weight")));
  const int features = e.word_table_.columns + e.vector_table_.columns +
                       (kSlots + 1) * e.gram_table_.columns;
  WEFT_RETURN_IF_ERROR(
      model.Matrix(own("project.weight"), project.rows, features).status());
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> project_bias,
                        model.Floats(own("project.bias"), project.rows));
  e.project_ = PackedMatrix(project, project_bias);
  WEFT_ASSIGN_OR_RETURN(QuantisedMatrix input,
                        model.Matrix(own("lstm0.input")));
  WEFT_RETURN_IF_ERROR(
      model.Matrix(own("lstm0.input"), input.rows, project.rows).status());
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> bias,
                        model.Floats(own("lstm0.bias"), input.rows));
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

void FormEncoder::Encode(absl::Span<const absl::string_view> forms,
                         FormCache& cache, std::vector<int>& rows) const {
  if (cache.rows_.size() + forms.size() > FormCache::kMaxForms) {
    cache.rows_.clear();
  }
  const int first = static_cast<int>(cache.rows_.size());
  std::vector<absl::string_view> added;
  for (const absl::string_view form : forms) {
    const int next = first + static_cast<int>(added.size());
    const auto found = cache.rows_.find(form);
    if (found != cache.rows_.end()) {
      rows.push_back(found->second);
    } else {
      cache.rows_.emplace(std::string(form), next);
      rows.push_back(next);
      added.push_back(form);
    }
  }
  EncodeNew(first, added, cache);
}

void FormEncoder::EncodeNew(int first,
                            absl::Span<const absl::string_view> forms,
                            FormCache& cache) const {
  const int count = static_cast<int>(forms.size());
  const int features = project_.columns();
  cache.features_.resize(static_cast<size_t>(count) * features);
  for (int i = 0; i < count; ++i) {
    FillFeatures(forms[i],
                 cache.features_.data() + static_cast<size_t>(i) * features);
  }
  const int width = project_.padded_rows();
  cache.projected_.resize(static_cast<size_t>(count) * width);
  Apply(project_, count, features, cache.features_.data(), cache.quantised_,
        cache.scale_, cache.projected_.data());
  LeakyRectify(absl::MakeSpan(cache.projected_));
  cache.gates_.resize(static_cast<size_t>(FormCache::kMaxForms) * gates_size());
  Apply(input_, count, width, cache.projected_.data(), cache.quantised_,
        cache.scale_,
        cache.gates_.data() + static_cast<size_t>(first) * gates_size());
}

}  // namespace weft::extractor
