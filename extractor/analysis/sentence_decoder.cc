#include "extractor/analysis/sentence_decoder.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extractor/depparse/spanning_tree.h"

namespace weft::extractor {
namespace {

float Probability(absl::Span<const float> scores, int chosen) {
  const float most = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (const float score : scores) sum += std::exp(score - most);
  return std::exp(scores[chosen] - most) / sum;
}

}  // namespace

SentenceDecoder::SentenceDecoder(TagDecoder tags, Lemmatizer lemmatizer,
                                 NameDecoder names, std::vector<Deprel> labels)
    : tags_(std::move(tags)),
      lemmatizer_(std::move(lemmatizer)),
      names_(std::move(names)),
      labels_(std::move(labels)) {}

absl::StatusOr<SentenceDecoder> SentenceDecoder::Create(
    const ModelFile& model) {
  WEFT_ASSIGN_OR_RETURN(TagDecoder tags, TagDecoder::Create(model));
  WEFT_ASSIGN_OR_RETURN(Lemmatizer lemmatizer, Lemmatizer::Create(model));
  WEFT_ASSIGN_OR_RETURN(NameDecoder names, NameDecoder::Create(model));
  WEFT_ASSIGN_OR_RETURN(const StringTable table, model.Strings("labels.label"));
  std::vector<Deprel> labels;
  for (int i = 0; i < table.size(); ++i) {
    const std::optional<Deprel> label = ParseDeprel(table[i]);
    if (!label) {
      return absl::DataLossError(
          absl::StrCat("model file ", model.name(),
                       ": labels.label names an unknown label: ", table[i]));
    }
    labels.push_back(*label);
  }
  const bool usable =
      std::any_of(labels.begin(), labels.end(),
                  [](Deprel label) { return label != Deprel::kRoot; });
  if (!usable) {
    return absl::DataLossError(absl::StrCat(
        "model file ", model.name(), ": labels.label has no label but root"));
  }
  return SentenceDecoder(std::move(tags), std::move(lemmatizer),
                         std::move(names), std::move(labels));
}

DecodedSentence SentenceDecoder::Decode(const Ensemble& network, int sentence,
                                        Words words,
                                        EnsembleWorkspace& workspace) const {
  const int n = static_cast<int>(words.size());
  DecodedSentence decoded;
  decoded.nodes.resize(n);
  std::vector<absl::Span<const float>> name_scores(n);
  for (int i = 0; i < n; ++i) {
    Node& node = decoded.nodes[i];
    node.upos = tags_.BestUpos(network.Upos(workspace, sentence, i));
    node.xpos = tags_.BestXpos(network.Xpos(workspace, sentence, i));
    node.lemma = lemmatizer_.Lemma(words[i], node.xpos);
    name_scores[i] = network.Names(workspace, sentence, i);
  }
  decoded.names = names_.Decode(name_scores);
  DecodeTree(network, sentence, workspace, decoded.nodes);
  return decoded;
}

void SentenceDecoder::DecodeTree(const Ensemble& network, int sentence,
                                 EnsembleWorkspace& workspace,
                                 std::vector<Node>& nodes) const {
  const int n = static_cast<int>(nodes.size());
  std::vector<float> arcs, labels;
  network.Arcs(workspace, sentence, arcs);
  const std::vector<int> heads = MaxSpanningTree(n, arcs);
  network.Labels(workspace, sentence, heads, labels);
  for (int i = 0; i < n; ++i) {
    nodes[i].head = heads[i];
    const absl::Span<const float> arc =
        absl::MakeConstSpan(arcs).subspan(i * (n + 1), n + 1);
    nodes[i].probability = Probability(arc, heads[i] + 1);
    ChooseLabel(absl::MakeConstSpan(labels).subspan(i * network.labels(),
                                                    network.labels()),
                nodes[i]);
  }
}

void SentenceDecoder::ChooseLabel(absl::Span<const float> scores,
                                  Node& node) const {
  if (node.head == kNoHead) {
    node.label = Deprel::kRoot;
    return;
  }
  int best = -1;
  for (int l = 0; l < static_cast<int>(scores.size()); ++l) {
    if (labels_[l] == Deprel::kRoot) continue;
    if (best < 0 || scores[l] > scores[best]) best = l;
  }
  node.label = labels_[best];
  node.probability *= Probability(scores, best);
}

}  // namespace weft::extractor
