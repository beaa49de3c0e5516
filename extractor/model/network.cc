#include "extractor/model/network.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

absl::Status Unfit(const ModelFile& model, absl::string_view what) {
  return absl::DataLossError(
      absl::StrCat("model file ", model.name(), ": ", what));
}

// Rows [begin, begin + rows) of a matrix.
QuantisedMatrix Slice(const QuantisedMatrix& matrix, int begin, int rows) {
  const size_t columns = matrix.columns;
  return {rows, matrix.columns,
          matrix.entries.subspan(begin * columns, rows * columns),
          matrix.scale.subspan(begin, rows)};
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Network>> Network::Create(
    const ModelFile& model, absl::string_view prefix) {
  std::unique_ptr<Network> network(new Network());
  WEFT_ASSIGN_OR_RETURN(FormEncoder forms, FormEncoder::Create(model, prefix));
  network->forms_ = std::make_unique<const FormEncoder>(std::move(forms));
  WEFT_RETURN_IF_ERROR(network->ReadLayers(model, prefix));
  WEFT_RETURN_IF_ERROR(network->ReadHeads(model, prefix));
  return network;
}

absl::Status Network::ReadLayers(const ModelFile& model,
                                 absl::string_view prefix) {
  constexpr int kLayers = 2;
  for (int i = 0; i < kLayers; ++i) {
    const std::string name = absl::StrCat(prefix, "lstm", i, ".");
    WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix recurrent,
                          model.Matrix(name + "recurrent"));
    if (i == 0) hidden_ = recurrent.columns;
    // Whole panels of gates, so that no row of bases is read past its end.
    if (recurrent.columns != hidden_ || recurrent.rows != 8 * hidden_ ||
        4 * hidden_ % PackedMatrix::kPanel != 0) {
      return Unfit(model, "sizes of the recurrent layers do not fit");
    }
    Layer layer;
    for (int d = 0; d < 2; ++d) {
      layer.recurrent[d] =
          PackedMatrix(Slice(recurrent, d * 4 * hidden_, 4 * hidden_), {});
    }
    WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> bias,
                          model.Floats(name + "bias", 8 * hidden_));
    if (i == 0) {
      if (forms_->gates_size() != 8 * hidden_) {
        return Unfit(model, "sizes of the first layer do not fit");
      }
    } else {
      WEFT_ASSIGN_OR_RETURN(
          const QuantisedMatrix input,
          model.Matrix(name + "input", 8 * hidden_, 2 * hidden_));
      layer.input = PackedMatrix(input, bias);
    }
    layers_.push_back(std::move(layer));
  }
  if (QuantisationBound(2 * hidden_) < kStateScale) {
    return Unfit(model, "layers this wide would overflow 32-bit sums");
  }
  return absl::OkStatus();
}

absl::Status Network::ReadHeads(const ModelFile& model,
                                absl::string_view prefix) {
  const auto own = [prefix](absl::string_view name) {
    return absl::StrCat(prefix, name);
  };

  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix arc,
                        model.Matrix(own("arc.weight")));
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> arc_bias,
                        model.Floats(own("arc.bias"), arc.rows));
  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix label,
                        model.Matrix(own("label.weight")));
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> label_bias,
                        model.Floats(own("label.bias"), label.rows));
  WEFT_ASSIGN_OR_RETURN(const StringTable labels,
                        model.Strings("labels.label"));
  if (labels.size() != label.rows) {
    return Unfit(model, "labels.label and label.weight differ in length");
  }
  arc_ = PackedMatrix(arc, arc_bias);
  label_ = PackedMatrix(label, label_bias);

  const struct {
    Part* part;
    const char* labels;
    int size;
  } kParts[] = {{&upos_, "labels.upos", 0},
                {&xpos_, "labels.xpos", 0},
                {&names_, "labels.names", 0},
                {&arc_dependent_, nullptr, arc.columns},
                {&arc_head_, nullptr, arc.rows},
                {&label_dependent_, nullptr, label.columns},
                {&label_head_, nullptr, label.columns}};
  int size = 0;
  for (const auto& part : kParts) {
    *part.part = {size, part.size};
    if (part.labels != nullptr) {
      WEFT_ASSIGN_OR_RETURN(const StringTable outputs,
                            model.Strings(part.labels));
      part.part->size = outputs.size();
    }
    if (part.part->size == 0) return Unfit(model, "a head has no outputs");
    size += part.part->size;
  }
  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix heads,
                        model.Matrix(own("heads.weight"), size, 2 * hidden_));
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> bias,
                        model.Floats(own("heads.bias"), size));
  heads_ = PackedMatrix(heads, bias);
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> root,
                        model.Floats(own("root"), 2 * hidden_));
  std::vector<int16_t> quantised(2 * hidden_);
  const float scale =
      Quantise(root, QuantisationBound(2 * hidden_), quantised.data());
  root_scores_.resize(heads_.padded_rows());
  Multiply({quantised.data(), 2 * hidden_, 1, &scale}, heads_, nullptr,
           root_scores_.data());
  return absl::OkStatus();
}

void Network::Encode(absl::Span<const Words> sentences, Workspace& w) const {
  Gather(sentences, w);
  const int tokens = w.first_token_.back();
  const int width = 2 * hidden_;
  w.ones_.assign(tokens, 1.0f / kStateScale);
  w.states_.resize(static_cast<size_t>(tokens) * width);
  for (const Layer& layer : layers_) RunLayer(layer, w);
  w.scores_.resize(static_cast<size_t>(tokens) * heads_.padded_rows());
  Multiply({w.states_.data(), width, tokens, w.ones_.data()}, heads_, nullptr,
           w.scores_.data());
}

void Network::Gather(absl::Span<const Words> sentences, Workspace& w) const {
  w.first_token_.assign(1, 0);
  for (const Words& words : sentences) {
    w.first_token_.push_back(w.first_token_.back() +
                             static_cast<int>(words.size()));
  }
  w.order_.resize(sentences.size());
  std::iota(w.order_.begin(), w.order_.end(), 0);
  std::stable_sort(w.order_.begin(), w.order_.end(), [&](int a, int b) {
    return sentences[a].size() > sentences[b].size();
  });
  std::vector<absl::string_view> forms;
  forms.reserve(w.first_token_.back());
  for (const Words& words : sentences) {
    forms.insert(forms.end(), words.begin(), words.end());
  }
  std::vector<int> rows;
  rows.reserve(forms.size());
  forms_->Encode(forms, w.forms_, rows);
  w.input_gates_.clear();
  for (const int row : rows) {
    w.input_gates_.push_back(forms_->Gates(w.forms_, row));
  }
}

void Network::RunLayer(const Layer& layer, Workspace& w) const {
  const int tokens = w.first_token_.back();
  if (layer.input.rows() > 0) {
    const int width = layer.input.padded_rows();
    w.gates_.resize(static_cast<size_t>(tokens) * width);
    Multiply({w.states_.data(), 2 * hidden_, tokens, w.ones_.data()},
             layer.input, nullptr, w.gates_.data());
    for (int i = 0; i < tokens; ++i) {
      w.input_gates_[i] = w.gates_.data() + static_cast<size_t>(i) * width;
    }
  }
  for (int d = 0; d < 2; ++d) RunDirection(layer.recurrent[d], d, w);
}

void Network::RunDirection(const PackedMatrix& recurrent, int direction,
                           Workspace& w) const {
  const int sentences = static_cast<int>(w.order_.size());
  const auto size = [&](int rank) {
    const int sentence = w.order_[rank];
    return w.first_token_[sentence + 1] - w.first_token_[sentence];
  };
  const int gates = 4 * hidden_;
  w.previous_.assign(static_cast<size_t>(sentences) * hidden_, 0);
  w.cells_.assign(static_cast<size_t>(sentences) * hidden_, 0);
  w.step_gates_.resize(static_cast<size_t>(sentences) * gates);
  w.step_bases_.resize(sentences);
  w.step_states_.resize(sentences);

  const int steps = sentences == 0 ? 0 : size(0);
  int active = sentences;  // the longest come first
  for (int step = 0; step < steps; ++step) {
    while (size(active - 1) <= step) --active;
    for (int r = 0; r < active; ++r) {
      const int first = w.first_token_[w.order_[r]];
      const int token =
          direction == 0 ? first + step : first + size(r) - 1 - step;
      w.step_bases_[r] = w.input_gates_[token] + direction * gates;
      w.step_states_[r] = w.states_.data() +
                          static_cast<size_t>(token) * 2 * hidden_ +
                          direction * hidden_;
    }
    Multiply({w.previous_.data(), hidden_, active, w.ones_.data()}, recurrent,
             w.step_bases_.data(), w.step_gates_.data());
    LstmStep(active, hidden_, w.step_gates_.data(), gates, w.cells_.data(),
             w.step_states_.data());
    for (int r = 0; r < active; ++r) {
      std::memcpy(w.previous_.data() + static_cast<size_t>(r) * hidden_,
                  w.step_states_[r], hidden_ * sizeof(int16_t));
    }
  }
}

absl::Span<const float> Network::Read(const Workspace& w, int sentence,
                                      int word, const Part& part) const {
  const size_t row = w.first_token_[sentence] + word;
  return absl::MakeConstSpan(w.scores_).subspan(
      row * heads_.padded_rows() + part.begin, part.size);
}

absl::Span<const float> Network::Upos(const Workspace& w, int sentence,
                                      int word) const {
  return Read(w, sentence, word, upos_);
}

absl::Span<const float> Network::Xpos(const Workspace& w, int sentence,
                                      int word) const {
  return Read(w, sentence, word, xpos_);
}

absl::Span<const float> Network::Names(const Workspace& w, int sentence,
                                       int word) const {
  return Read(w, sentence, word, names_);
}

void Network::Rectified(int sentence, const Part& part, bool with_root,
                        Workspace& w) const {
  const int words = w.first_token_[sentence + 1] - w.first_token_[sentence];
  w.scratch_.resize(static_cast<size_t>(words + with_root) * part.size);
  float* out = w.scratch_.data();
  if (with_root) {
    out = std::copy_n(root_scores_.data() + part.begin, part.size, out);
  }
  for (int i = 0; i < words; ++i) {
    const absl::Span<const float> row = Read(w, sentence, i, part);
    out = std::copy(row.begin(), row.end(), out);
  }
  LeakyRectify(absl::MakeSpan(w.scratch_));
}

Activations Network::QuantiseRows(int rows, int width, int stride, int bound,
                                  const float* values, Workspace& w) const {
  const int even = (width + 1) / 2 * 2;
  w.quantised_.assign(static_cast<size_t>(rows) * even, 0);
  w.quantised_scale_.resize(rows);
  for (int i = 0; i < rows; ++i) {
    const absl::Span<const float> row(values + static_cast<size_t>(i) * stride,
                                      width);
    w.quantised_scale_[i] = Quantise(
        row, bound, w.quantised_.data() + static_cast<size_t>(i) * even);
  }
  return {w.quantised_.data(), even, rows, w.quantised_scale_.data()};
}

void Network::Arcs(Workspace& w, int sentence,
                   std::vector<float>& scores) const {
  const int n = w.first_token_[sentence + 1] - w.first_token_[sentence];
  // The heads, the root first, become the weights of a product.
  const int width = arc_head_.size;
  Rectified(sentence, arc_head_, /*with_root=*/true, w);
  const int bound = PairBound(width);
  const PackedMatrix candidates(
      QuantiseRows(n + 1, width, width, bound, w.scratch_.data(), w), width);

  const int asked = arc_dependent_.size;
  Rectified(sentence, arc_dependent_, /*with_root=*/false, w);
  const int padded = arc_.padded_rows();
  w.product_.resize(static_cast<size_t>(n) * padded);
  Multiply(QuantiseRows(n, asked, asked, QuantisationBound(asked),
                        w.scratch_.data(), w),
           arc_, nullptr, w.product_.data());

  const int columns = candidates.padded_rows();
  w.scratch_.resize(static_cast<size_t>(n) * columns);
  Multiply(QuantiseRows(n, width, padded, bound, w.product_.data(), w),
           candidates, nullptr, w.scratch_.data());
  scores.resize(static_cast<size_t>(n) * (n + 1));
  for (int i = 0; i < n; ++i) {
    std::copy_n(w.scratch_.data() + static_cast<size_t>(i) * columns, n + 1,
                scores.data() + static_cast<size_t>(i) * (n + 1));
  }
}

void Network::Labels(Workspace& w, int sentence, absl::Span<const int> heads,
                     std::vector<float>& scores) const {
  const int n = static_cast<int>(heads.size());
  const int width = label_dependent_.size;
  w.scratch_.resize(static_cast<size_t>(n) * width);
  for (int i = 0; i < n; ++i) {
    const absl::Span<const float> word = Read(w, sentence, i, label_dependent_);
    const absl::Span<const float> head =
        heads[i] < 0 ? absl::MakeConstSpan(root_scores_)
                           .subspan(label_head_.begin, width)
                     : Read(w, sentence, heads[i], label_head_);
    float* out = w.scratch_.data() + static_cast<size_t>(i) * width;
    for (int k = 0; k < width; ++k) out[k] = word[k] + head[k];
  }
  LeakyRectify(absl::MakeSpan(w.scratch_));
  const int padded = label_.padded_rows();
  w.product_.resize(static_cast<size_t>(n) * padded);
  Multiply(QuantiseRows(n, width, width, QuantisationBound(width),
                        w.scratch_.data(), w),
           label_, nullptr, w.product_.data());
  scores.resize(static_cast<size_t>(n) * label_.rows());
  for (int i = 0; i < n; ++i) {
    std::copy_n(w.product_.data() + static_cast<size_t>(i) * padded,
                label_.rows(),
                scores.data() + static_cast<size_t>(i) * label_.rows());
  }
}

}  // namespace weft::extractor
