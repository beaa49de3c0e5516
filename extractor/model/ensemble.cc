#include "extractor/model/ensemble.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

// mean += scores / members
void AddShare(absl::Span<const float> scores, int members,
              absl::Span<float> mean) {
  const float share = 1.0f / members;
  for (size_t i = 0; i < scores.size(); ++i) mean[i] += scores[i] * share;
}

}  // namespace

absl::StatusOr<Ensemble> Ensemble::Create(const ModelFile& model) {
  Ensemble ensemble;
  std::string prefix;
  do {
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<const Network> member,
                          Network::Create(model, prefix));
    ensemble.members_.push_back(std::move(member));
    prefix = absl::StrCat(ensemble.members_.size() + 1, ".");
  } while (model.Has(absl::StrCat(prefix, "project.weight")));
  // All members read the same lists of labels, which Network checks its heads
  // against, so their outputs agree in size.
  WEFT_ASSIGN_OR_RETURN(const StringTable upos, model.Strings("labels.upos"));
  WEFT_ASSIGN_OR_RETURN(const StringTable xpos, model.Strings("labels.xpos"));
  WEFT_ASSIGN_OR_RETURN(const StringTable names, model.Strings("labels.names"));
  ensemble.upos_ = upos.size();
  ensemble.xpos_ = xpos.size();
  ensemble.names_ = names.size();
  return ensemble;
}

void Ensemble::Encode(absl::Span<const Words> sentences,
                      EnsembleWorkspace& w) const {
  w.members_.resize(members_.size());
  for (int m = 0; m < size(); ++m) {
    members_[m]->Encode(sentences, w.members_[m]);
  }
  w.first_word_.clear();
  int words = 0;
  for (const Words& sentence : sentences) {
    w.first_word_.push_back(words);
    words += static_cast<int>(sentence.size());
  }
  const int width = upos_ + xpos_ + names_;
  w.tags_.assign(static_cast<size_t>(words) * width, 0.0f);
  float* row = w.tags_.data();
  for (int s = 0; s < static_cast<int>(sentences.size()); ++s) {
    for (int i = 0; i < static_cast<int>(sentences[s].size()); ++i) {
      for (int m = 0; m < size(); ++m) {
        const Network& member = *members_[m];
        const Workspace& own = w.members_[m];
        AddShare(member.Upos(own, s, i), size(), {row, size_t(upos_)});
        AddShare(member.Xpos(own, s, i), size(), {row + upos_, size_t(xpos_)});
        AddShare(member.Names(own, s, i), size(),
                 {row + upos_ + xpos_, size_t(names_)});
      }
      row += width;
    }
  }
}

absl::Span<const float> Ensemble::Row(const EnsembleWorkspace& w, int sentence,
                                      int word, int begin, int size) const {
  const size_t row = w.first_word_[sentence] + word;
  return absl::MakeConstSpan(w.tags_).subspan(
      row * (upos_ + xpos_ + names_) + begin, size);
}

absl::Span<const float> Ensemble::Upos(const EnsembleWorkspace& w, int sentence,
                                       int word) const {
  return Row(w, sentence, word, 0, upos_);
}

absl::Span<const float> Ensemble::Xpos(const EnsembleWorkspace& w, int sentence,
                                       int word) const {
  return Row(w, sentence, word, upos_, xpos_);
}

absl::Span<const float> Ensemble::Names(const EnsembleWorkspace& w,
                                        int sentence, int word) const {
  return Row(w, sentence, word, upos_ + xpos_, names_);
}

void Ensemble::Arcs(EnsembleWorkspace& w, int sentence,
                    std::vector<float>& scores) const {
  members_[0]->Arcs(w.members_[0], sentence, scores);
  if (size() == 1) return;
  for (float& score : scores) score /= size();
  for (int m = 1; m < size(); ++m) {
    members_[m]->Arcs(w.members_[m], sentence, w.scratch_);
    AddShare(w.scratch_, size(), absl::MakeSpan(scores));
  }
}

void Ensemble::Labels(EnsembleWorkspace& w, int sentence,
                      absl::Span<const int> heads,
                      std::vector<float>& scores) const {
  members_[0]->Labels(w.members_[0], sentence, heads, scores);
  if (size() == 1) return;
  for (float& score : scores) score /= size();
  for (int m = 1; m < size(); ++m) {
    members_[m]->Labels(w.members_[m], sentence, heads, w.scratch_);
    AddShare(w.scratch_, size(), absl::MakeSpan(scores));
  }
}

}  // namespace weft::extractor
