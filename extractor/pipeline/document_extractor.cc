#include "extractor/pipeline/document_extractor.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "base/status.h"
#include "extractor/analysis/name_agreement.h"
#include "extractor/coref/coreference.h"
#include "extractor/openie/confidence.h"
#include "extractor/openie/views.h"
#include "extractor/pipeline/explain.h"
#include "extractor/pipeline/fact_builder.h"
#include "extractor/pipeline/lead_in.h"
#include "extractor/pipeline/long_sentences.h"
#include "extractor/pipeline/sentence_analysis.h"
#include "extractor/pipeline/stage_times.h"
#include "extractor/token/splitter.h"
#include "extractor/value/document_date.h"

namespace weft::extractor {
namespace {

// Of the rules and formats of this program; grows with every change of what
// facts come out.
constexpr absl::string_view kProgramVersion = "weft-0.1";

// Sentences that the analyser gets at once: enough to run side by side, few
// enough for its memory.
constexpr size_t kBatch = 256;

SplitMode ModeOf(const ExtractOptions& options) {
  if (options.pretokenized) return SplitMode::kPretokenized;
  return options.lines ? SplitMode::kLines : SplitMode::kProse;
}

// Lines that are sentences already are left as they are.
std::vector<Sentence> Sentences(const Document& document, SplitMode mode) {
  std::vector<Sentence> sentences = Split(document.text(), mode);
  if (mode != SplitMode::kProse) return sentences;
  return CutLongSentences(SplitLeadIns(std::move(sentences)));
}

// Line breaks and tabs as blanks, so that a sentence is one line.
std::string OneLine(absl::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

class DocumentExtractor : public Extractor {
 public:
  DocumentExtractor(std::unique_ptr<const Analyzer> analyzer,
                    const AliasSource* aliases, StageTimes* times)
      : analyzer_(std::move(analyzer)),
        aliases_(aliases),
        times_(times),
        version_(
            absl::StrCat(kProgramVersion, "+", analyzer_->model_version())) {}

  absl::StatusOr<ExtractedDocument> Extract(
      const DocumentInput& input,
      const ExtractOptions& options) const override {
    StageClock clock(times_);
    WEFT_ASSIGN_OR_RETURN(const Document document, Clean(input));
    clock.Lap(Stage::kClean);
    std::vector<Sentence> split = Sentences(document, ModeOf(options));
    clock.Lap(Stage::kSplit);
    std::vector<SentenceAnalysis> sentences =
        AnalyzeAll(std::move(split), document, clock);
    ExtractedDocument result;
    Describe(document, &result);
    AddSentences(document, sentences, &result);
    if (options.view == View::kGraph) {
      AddFacts(document, sentences, &result);
      WEFT_RETURN_IF_ERROR(LinkNames(&result));
    } else {
      AddTuples(sentences, options, &result);
    }
    clock.Lap(Stage::kResolve);
    if (options.explain) {
      result.explanations = Explain(sentences, result);
    }
    return result;
  }

  absl::string_view version() const override { return version_; }

 private:
  std::vector<SentenceAnalysis> AnalyzeAll(std::vector<Sentence> sentences,
                                           const Document& document,
                                           StageClock& clock) const {
    std::vector<SentenceAnalysis> result;
    result.reserve(sentences.size());
    const std::optional<absl::CivilDay> day =
        document.published() ? document.published()
                             : EstimateDocumentDate(sentences);
    for (size_t begin = 0; begin < sentences.size(); begin += kBatch) {
      const size_t end = std::min(sentences.size(), begin + kBatch);
      std::vector<Sentence> batch(
          std::make_move_iterator(sentences.begin() + begin),
          std::make_move_iterator(sentences.begin() + end));
      std::vector<AnalyzedSentence> analyzed_batch =
          AgreeOnTypes(analyzer_->Analyze(std::move(batch)));
      clock.Lap(Stage::kAnalyze);
      for (AnalyzedSentence& analyzed : analyzed_batch) {
        result.push_back(AnalyzePropositions(std::move(analyzed), day));
      }
      clock.Lap(Stage::kPropose);
    }
    return result;
  }

  static void Describe(const Document& document, ExtractedDocument* result) {
    result->id = document.id();
    result->title = document.title();
    result->url = document.url();
    if (document.published()) {
      result->published = absl::FormatCivilTime(*document.published());
    }
    result->dropped = document.dropped();
  }

  static void AddSentences(const Document& document,
                           absl::Span<const SentenceAnalysis> sentences,
                           ExtractedDocument* result) {
    for (const SentenceAnalysis& sentence : sentences) {
      const ByteSpan span = sentence.analyzed.sentence.span;
      result->sentences.push_back(
          {document.ToOriginal(span),
           OneLine(document.text().substr(span.begin, span.size()))});
    }
  }

  static void AddFacts(const Document& document,
                       absl::Span<const SentenceAnalysis> sentences,
                       ExtractedDocument* result) {
    std::vector<SentenceFacts> views;
    views.reserve(sentences.size());
    for (const SentenceAnalysis& sentence : sentences) {
      views.push_back(
          {&sentence.analyzed, sentence.clauses, sentence.propositions});
    }
    const Coreference coreference = ResolveCoreference(views);
    DocumentFacts facts = BuildFacts(document, sentences, views, coreference);
    result->entities = std::move(facts.entities);
    result->facts = std::move(facts.facts);
    for (const ResolvedMention& mention : coreference.mentions()) {
      const auto& tokens = sentences[mention.sentence].analyzed.sentence.tokens;
      result->mentions.push_back(
          {mention.entity, mention.phrase,
           document.ToOriginal({tokens[mention.tokens.begin].span.begin,
                                tokens[mention.tokens.end - 1].span.end})});
    }
  }

  // Gives known entities their canonical names; the name of the text stays an
  // alias.
  absl::Status LinkNames(ExtractedDocument* result) const {
    if (aliases_ == nullptr) return absl::OkStatus();
    for (Entity& entity : result->entities) {
      if (!entity.named) continue;
      WEFT_ASSIGN_OR_RETURN(std::string known,
                            aliases_->CanonicalName(entity.name, entity.type));
      if (known.empty() || known == entity.name) continue;
      entity.name = known;
      const bool listed = std::any_of(
          entity.aliases.begin(), entity.aliases.end(),
          [&](const Entity::Alias& alias) { return alias.text == known; });
      if (!listed) entity.aliases.push_back({std::move(known), 0});
    }
    for (Fact& fact : result->facts) {
      if (fact.attribution_entity == kNoEntity) continue;
      fact.attribution = result->entities[fact.attribution_entity].name;
    }
    return absl::OkStatus();
  }

  static void AddTuples(absl::Span<const SentenceAnalysis> sentences,
                        const ExtractOptions& options,
                        ExtractedDocument* result) {
    for (size_t s = 0; s < sentences.size(); ++s) {
      const SentenceAnalysis& sentence = sentences[s];
      const SentenceView view = {sentence.tokens(), sentence.tree(),
                                 sentence.clauses, sentence.propositions,
                                 options.pretokenized};
      for (WordTuple& words : options.view == View::kNary
                                  ? NaryTuples(view)
                                  : BinaryTuples(view)) {
        const Proposition& proposition =
            sentence.propositions[words.proposition];
        ConfidenceInput features;
        features.proposition = &proposition;
        if (proposition.clause >= 0) {
          features.clause = &sentence.clauses[proposition.clause];
        }
        features.arguments = static_cast<int>(words.arguments.size());
        Tuple tuple;
        tuple.sentence = static_cast<uint32_t>(s);
        tuple.confidence = Confidence(sentence.tree(), features);
        tuple.subject = std::move(words.subject);
        tuple.relation = std::move(words.relation);
        tuple.arguments = std::move(words.arguments);
        tuple.rule = std::string(proposition.rule);
        result->tuples.push_back(std::move(tuple));
      }
    }
  }

  const std::unique_ptr<const Analyzer> analyzer_;
  const AliasSource* const aliases_;
  StageTimes* const times_;
  const std::string version_;
};

}  // namespace

std::unique_ptr<const Extractor> MakeExtractor(
    std::unique_ptr<const Analyzer> analyzer, const AliasSource* aliases,
    StageTimes* times) {
  return std::make_unique<const DocumentExtractor>(std::move(analyzer), aliases,
                                                   times);
}

}  // namespace weft::extractor
