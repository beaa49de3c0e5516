#include "extractor/analysis/analyzer.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extractor/analysis/batches.h"
#include "extractor/analysis/sentence_decoder.h"
#include "extractor/mention/name_rules.h"
#include "extractor/model/embedded_model.h"
#include "extractor/model/ensemble.h"
#include "extractor/model/model_file.h"
#include "nlohmann/json.hpp"

namespace weft::extractor {
namespace {

// "en-1" from the name and version in the section "meta".
absl::StatusOr<std::string> ReadVersion(const ModelFile& model) {
  WEFT_ASSIGN_OR_RETURN(const absl::string_view text, model.Bytes("meta"));
  const nlohmann::json meta = nlohmann::json::parse(
      text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!meta.is_object() || !meta.contains("name") ||
      !meta.contains("version") || !meta["name"].is_string() ||
      !meta["version"].is_string()) {
    return absl::DataLossError(absl::StrCat(
        "model file ", model.name(), ": section meta has no name or version"));
  }
  return absl::StrCat(meta["name"].get<std::string>(), "-",
                      meta["version"].get<std::string>());
}

// A sentence, or a part of one that is longer than the network takes.
struct Piece {
  int sentence;
  std::vector<absl::string_view> words;
  DecodedSentence decoded;
};

std::vector<Piece> Cut(const std::vector<Sentence>& sentences) {
  std::vector<Piece> pieces;
  for (int s = 0; s < static_cast<int>(sentences.size()); ++s) {
    const std::vector<Token>& tokens = sentences[s].tokens;
    for (size_t begin = 0; begin < tokens.size();
         begin += Analyzer::kMaxTokens) {
      const size_t end =
          std::min<size_t>(tokens.size(), begin + Analyzer::kMaxTokens);
      Piece piece = {s, {}, {}};
      for (size_t i = begin; i < end; ++i)
        piece.words.push_back(tokens[i].text);
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

// Appends a piece: its root hangs on that of the first piece.
void Append(DecodedSentence piece, std::vector<Node>& nodes,
            std::vector<NameMention>& names) {
  const int offset = static_cast<int>(nodes.size());
  int root = kNoHead;
  for (int i = 0; i < offset && root == kNoHead; ++i) {
    if (nodes[i].head == kNoHead) root = i;
  }
  for (Node& node : piece.nodes) {
    if (node.head != kNoHead) {
      node.head += offset;
    } else if (root != kNoHead) {
      node.head = root;
      node.label = Deprel::kParataxis;
    }
    nodes.push_back(std::move(node));
  }
  for (NameMention& name : piece.names) {
    name.tokens.begin += offset;
    name.tokens.end += offset;
    names.push_back(name);
  }
}

class NetworkAnalyzer : public Analyzer {
 public:
  static absl::StatusOr<std::unique_ptr<const Analyzer>> Create(
      std::unique_ptr<const ModelFile> model) {
    WEFT_ASSIGN_OR_RETURN(std::string version, ReadVersion(*model));
    WEFT_ASSIGN_OR_RETURN(Ensemble network, Ensemble::Create(*model));
    WEFT_ASSIGN_OR_RETURN(SentenceDecoder decoder,
                          SentenceDecoder::Create(*model));
    return std::unique_ptr<const Analyzer>(
        new NetworkAnalyzer(std::move(model), std::move(version),
                            std::move(network), std::move(decoder)));
  }

  std::vector<AnalyzedSentence> Analyze(
      std::vector<Sentence> sentences) const override {
    std::vector<Piece> pieces = Cut(sentences);
    Run(pieces);
    std::vector<std::vector<Node>> nodes(sentences.size());
    std::vector<AnalyzedSentence> results(sentences.size());
    for (Piece& piece : pieces) {
      Append(std::move(piece.decoded), nodes[piece.sentence],
             results[piece.sentence].names);
    }
    for (size_t i = 0; i < sentences.size(); ++i) {
      results[i].sentence = std::move(sentences[i]);
      results[i].tree = DependencyTree(std::move(nodes[i]));
      results[i].names = RefineNames(results[i].sentence, results[i].tree,
                                     std::move(results[i].names));
    }
    return results;
  }

  absl::string_view model_version() const override { return version_; }

 private:
  NetworkAnalyzer(std::unique_ptr<const ModelFile> model, std::string version,
                  Ensemble network, SentenceDecoder decoder)
      : model_(std::move(model)),
        version_(std::move(version)),
        network_(std::move(network)),
        decoder_(std::move(decoder)) {}

  void Run(std::vector<Piece>& pieces) const {
    std::vector<int> sizes;
    for (const Piece& piece : pieces) {
      sizes.push_back(static_cast<int>(piece.words.size()));
    }
    std::unique_ptr<EnsembleWorkspace> workspace = TakeWorkspace();
    for (const std::vector<int>& batch : MakeBatches(sizes)) {
      std::vector<Words> words;
      for (const int i : batch) words.push_back(pieces[i].words);
      network_.Encode(words, *workspace);
      for (size_t i = 0; i < batch.size(); ++i) {
        pieces[batch[i]].decoded = decoder_.Decode(
            network_, static_cast<int>(i), words[i], *workspace);
      }
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

  // Workspaces are kept: they hold what earlier calls computed for words.
  std::unique_ptr<EnsembleWorkspace> TakeWorkspace() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (idle_.empty()) return std::make_unique<EnsembleWorkspace>();
    std::unique_ptr<EnsembleWorkspace> workspace = std::move(idle_.back());
    idle_.pop_back();
    return workspace;
  }

  const std::unique_ptr<const ModelFile> model_;
  const std::string version_;
  const Ensemble network_;
  const SentenceDecoder decoder_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<EnsembleWorkspace>>
      idle_;  // guarded by mutex_
};

}  // namespace

absl::StatusOr<std::unique_ptr<const Analyzer>> Analyzer::Create(
    const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(
      std::unique_ptr<const ModelFile> model,
      path.empty() ? ModelFile::FromBytes(EmbeddedModel(), "(built in)")
                   : ModelFile::Open(path));
  return NetworkAnalyzer::Create(std::move(model));
}

}  // namespace weft::extractor
