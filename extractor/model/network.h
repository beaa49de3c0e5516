// The trained network: words of sentences in, scores of all decisions out.
//
//   word features -> projection -> 2 bidirectional LSTM layers -> heads
//
// Heads: part of speech, Penn tag, name tag (BIO) a word; arcs by a biaffine
// form (Dozat and Manning 2017, arXiv:1611.01734); labels of chosen arcs by a
// hidden layer over the sum of both ends (Kiperwasser and Goldberg 2016,
// Q16-1023). extractor/train/network.py is the same network for training.
//
// Many sentences are encoded side by side, so that weights are read once a
// step for all of them; arithmetic is exact (kernels.h), so the company makes
// no difference to a sentence's scores. The network is immutable and may be
// used from many threads; a Workspace belongs to one at a time.
#ifndef WEFT_EXTRACTOR_MODEL_NETWORK_H_
#define WEFT_EXTRACTOR_MODEL_NETWORK_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/model/form_encoder.h"
#include "extractor/model/kernels.h"
#include "extractor/model/model_file.h"

namespace weft::extractor {

// The words of one sentence.
using Words = absl::Span<const absl::string_view>;

// Scratch memory and the results of one Encode. Grows to the largest batch
// seen and keeps its memory.
class Workspace {
 private:
  friend class Network;
  FormCache forms_;
  std::vector<const float*> input_gates_;  // a row of gates a token
  std::vector<int> first_token_;           // of each sentence, and the end
  std::vector<int> order_;                 // sentences, longest first
  std::vector<float> gates_, step_gates_, cells_, scores_;
  std::vector<float> scratch_, product_;
  std::vector<float> ones_;  // input scales of states
  std::vector<int16_t> states_, previous_, quantised_;
  std::vector<float> quantised_scale_;
  std::vector<const float*> step_bases_;
  std::vector<int16_t*> step_states_;
};

class Network {
 public:
  // Copies the matrices and reads the word tables in place: `model` must
  // outlive the result. `prefix` stands before the names of the sections of
  // this network; keys, vectors and labels are shared by all networks of a
  // file. Errors: DataLoss (sections missing or of sizes that do not fit
  // together).
  static absl::StatusOr<std::unique_ptr<const Network>> Create(
      const ModelFile& model, absl::string_view prefix = "");

  // Encodes sentences of one word or more each, FormCache::kMaxForms words at
  // most together. The functions below then speak
  // of them by their index.
  void Encode(absl::Span<const Words> sentences, Workspace& workspace) const;

  // Scores (before a softmax) of one word, in the order of the model's
  // labels.upos, labels.xpos, labels.names.
  absl::Span<const float> Upos(const Workspace& workspace, int sentence,
                               int word) const;
  absl::Span<const float> Xpos(const Workspace& workspace, int sentence,
                               int word) const;
  absl::Span<const float> Names(const Workspace& workspace, int sentence,
                                int word) const;

  // scores[i * (n + 1) + h]: word i under head h - 1, h = 0 the root, for a
  // sentence of n words. O(n^2).
  void Arcs(Workspace& workspace, int sentence,
            std::vector<float>& scores) const;
  // scores[i * labels + l]: label l (labels.label) of the arc from heads[i] to
  // word i; -1 is the root.
  void Labels(Workspace& workspace, int sentence, absl::Span<const int> heads,
              std::vector<float>& scores) const;
  int labels() const { return label_.rows(); }

 private:
  struct Layer {
    PackedMatrix input;         // empty in the first: see FormEncoder
    PackedMatrix recurrent[2];  // left to right, right to left
  };
  // Columns of the heads' matrix that belong to one head.
  struct Part {
    int begin = 0;
    int size = 0;
  };

  Network() = default;
  absl::Status ReadLayers(const ModelFile& model, absl::string_view prefix);
  absl::Status ReadHeads(const ModelFile& model, absl::string_view prefix);
  void Gather(absl::Span<const Words> sentences, Workspace& w) const;
  void RunLayer(const Layer& layer, Workspace& w) const;
  void RunDirection(const PackedMatrix& recurrent, int direction,
                    Workspace& w) const;
  absl::Span<const float> Read(const Workspace& w, int sentence, int word,
                               const Part& part) const;
  // Rectified outputs of one head in w.scratch_, the root's first if wanted.
  void Rectified(int sentence, const Part& part, bool with_root,
                 Workspace& w) const;
  // The first `width` of every `stride` values, quantised in w.quantised_.
  Activations QuantiseRows(int rows, int width, int stride, int bound,
                           const float* values, Workspace& w) const;

  std::unique_ptr<const FormEncoder> forms_;
  int hidden_ = 0;
  std::vector<Layer> layers_;
  PackedMatrix heads_, arc_, label_;
  Part upos_, xpos_, names_;
  Part arc_dependent_, arc_head_, label_dependent_, label_head_;
  std::vector<float> root_scores_;  // the heads' row of the root
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_NETWORK_H_
