// The networks of a model file, read as one: the mean of their scores.
//
// Networks that were trained from different seeds err in different places, so
// their mean errs less (Dietterich 2000, "Ensemble methods in machine
// learning"); doc/model_format.md has what that is worth here. Scores are
// taken before the softmax: their mean is, up to a constant a decision, the
// mean of the logarithms of the probabilities.
//
// A file with one network costs nothing more than that network. Immutable and
// thread-safe; a workspace belongs to one thread at a time.
#ifndef WEFT_EXTRACTOR_MODEL_ENSEMBLE_H_
#define WEFT_EXTRACTOR_MODEL_ENSEMBLE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "extractor/model/model_file.h"
#include "extractor/model/network.h"

namespace weft::extractor {

class EnsembleWorkspace {
 private:
  friend class Ensemble;
  std::vector<Workspace> members_;
  std::vector<int> first_word_;  // of each sentence
  std::vector<float> tags_;      // a row a word: UPOS, XPOS, names
  std::vector<float> scratch_;
};

class Ensemble {
 public:
  // The first network has its sections under their plain names, the others
  // under "2.", "3." and so on (doc/model_format.md). `model` must outlive the
  // result. Errors: DataLoss (also when the networks differ in their outputs).
  static absl::StatusOr<Ensemble> Create(const ModelFile& model);

  int size() const { return static_cast<int>(members_.size()); }

  // These are as in Network.
  void Encode(absl::Span<const Words> sentences,
              EnsembleWorkspace& workspace) const;
  absl::Span<const float> Upos(const EnsembleWorkspace& workspace, int sentence,
                               int word) const;
  absl::Span<const float> Xpos(const EnsembleWorkspace& workspace, int sentence,
                               int word) const;
  absl::Span<const float> Names(const EnsembleWorkspace& workspace,
                                int sentence, int word) const;
  void Arcs(EnsembleWorkspace& workspace, int sentence,
            std::vector<float>& scores) const;
  void Labels(EnsembleWorkspace& workspace, int sentence,
              absl::Span<const int> heads, std::vector<float>& scores) const;
  int labels() const { return members_[0]->labels(); }

 private:
  Ensemble() = default;
  absl::Span<const float> Row(const EnsembleWorkspace& workspace, int sentence,
                              int word, int begin, int size) const;

  std::vector<std::unique_ptr<const Network>> members_;
  int upos_ = 0, xpos_ = 0, names_ = 0;  // sizes
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_ENSEMBLE_H_
