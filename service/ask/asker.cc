#include "service/ask/asker.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/ask/ask_budget.h"
#include "service/ask/chain.h"
#include "service/ask/confidence.h"
#include "service/ask/explain.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_text.h"
#include "service/ask/relation_path.h"
#include "service/ask/text_asker.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::Reader;

constexpr int kDefaultAnswers = 5;
constexpr int kMostAnswers = 100;
constexpr int kAnswersWithFacts = 20;  // over triples, where lists are long
// A chain that accounts for less of the question than this is no answer.
constexpr double kLeastChain = 0.55;
// Further answers: members of a list are nearly as likely as the first; else
// they are other readings, and shown as long as they are not unlikely.
constexpr double kMemberOfList = 0.45;
constexpr double kOtherReading = 0.05;
constexpr size_t kNearestFacts = 3;
constexpr size_t kMostPaths = 3;

absl::Status AddEvidence(const Reader& reader, const Passage& passage,
                         v1::AskResponse::Answer* answer) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::Document document,
                        reader.GetDocument(passage.place.document));
  v1::Evidence* evidence = answer->add_evidence();
  evidence->set_document_id(ToUtf8(document.id));
  evidence->set_document_title(ToUtf8(document.title));
  evidence->set_document_url(ToUtf8(document.url));
  evidence->set_published(ToUtf8(document.published));
  evidence->set_sentence_index(passage.place.sentence);
  evidence->set_sentence(ToUtf8(*passage.text));
  evidence->mutable_sentence_span()->set_begin(passage.place.span.begin);
  evidence->mutable_sentence_span()->set_end(passage.place.span.end);
  return absl::OkStatus();
}

}  // namespace

// What was found, whichever way it was read.
class AskerEngine {
 public:
  explicit AskerEngine(std::unique_ptr<const extractor::Analyzer> analyzer)
      : analyzer_(std::move(analyzer)), lexicon_(Lexicon::Create()) {
    if (analyzer_ != nullptr) {
      text_asker_ = std::make_unique<TextAsker>(*analyzer_, *lexicon_);
    }
  }

  absl::StatusOr<v1::AskResponse> Ask(const Reader& reader,
                                      const v1::AskRequest& request,
                                      size_t most, AskBudget& budget);

 private:
  absl::Status AddChain(const Reader& reader, const ChainReading& chain,
                        size_t most, bool explain, v1::AskResponse* out);
  absl::Status AddText(const Reader& reader, const TextReading& text,
                       size_t most, AskBudget& budget, v1::AskResponse* out);
  absl::Status AddFound(const Reader& reader, const FoundAnswer& found,
                        StoredView* view, v1::AskResponse::Answer* answer);
  absl::Status AddPaths(const Reader& reader, const TextReading& text,
                        size_t most, AskBudget& budget, v1::AskResponse* out);
  absl::Status AddNearest(const TextReading& text, StoredView* view,
                          v1::AskResponse* out);
  absl::Status Explain(const Reader& reader, const TextReading& text,
                       AskBudget& budget, v1::AskResponse* out);
  absl::Status AddAmbiguity(const Reader& reader, const TextReading& text,
                            v1::AskResponse* out);

  const std::unique_ptr<const extractor::Analyzer> analyzer_;
  const std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<TextAsker> text_asker_;
};

absl::Status AskerEngine::AddChain(const Reader& reader,
                                   const ChainReading& chain, size_t most,
                                   bool explain, v1::AskResponse* out) {
  StoredView view(reader);
  out->set_answered(true);
  for (const ChainAnswer& found : chain.answers) {
    if (out->answers_size() == static_cast<int>(most)) break;
    WEFT_ASSIGN_OR_RETURN(const auto nodes, reader.GetNodes({&found.node, 1}));
    v1::AskResponse::Answer* answer = out->add_answers();
    answer->set_text(ToUtf8(nodes.front().text));
    answer->set_score(chain.score);
    *answer->mutable_target() = ToSlot(nodes.front(), "");
    if (out->answers_size() > kAnswersWithFacts) continue;
    for (const graphstore::StatementId statement : found.statements) {
      WEFT_ASSIGN_OR_RETURN(const auto facts, reader.Evidence(statement, 1));
      if (facts.empty()) continue;
      WEFT_ASSIGN_OR_RETURN(*answer->add_facts(), view.Fact(facts.front()));
    }
  }
  if (explain) {
    WEFT_ASSIGN_OR_RETURN(const auto start, reader.GetNodes({&chain.start, 1}));
    out->set_query(ChainQuery(chain, start.front().text));
  }
  return absl::OkStatus();
}

absl::Status AskerEngine::AddNearest(const TextReading& text, StoredView* view,
                                     v1::AskResponse* out) {
  for (const WeighedPassage& passage : text.passages) {
    if (out->nearest_facts_size() == static_cast<int>(kNearestFacts)) break;
    const graphstore::Fact* best = nullptr;
    for (const graphstore::Fact& fact : passage.passage->facts) {
      if (best == nullptr ||
          fact.mention.confidence > best->mention.confidence) {
        best = &fact;
      }
    }
    if (best == nullptr) continue;
    WEFT_ASSIGN_OR_RETURN(*out->add_nearest_facts(), view->Fact(*best));
  }
  return absl::OkStatus();
}

// "How is A related to B" where no sentence says it: over facts.
absl::Status AskerEngine::AddPaths(const Reader& reader,
                                   const TextReading& text, size_t most,
                                   AskBudget& budget, v1::AskResponse* out) {
  if (text.question.statement.kind != AnswerKind::kRelation) {
    return absl::OkStatus();
  }
  std::vector<const Link*> ends;
  for (size_t t = 0; t < text.links.size(); ++t) {
    if (text.question.terms[t].name && text.links[t].exact) {
      ends.push_back(&text.links[t]);
    }
  }
  if (ends.size() != 2) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(
      const std::vector<RelationPath> paths,
      FindRelationPaths(reader, ends[0]->nodes, ends[1]->nodes,
                        std::min(most, kMostPaths), budget));
  StoredView view(reader);
  for (const RelationPath& path : paths) {
    v1::AskResponse::Answer* answer = out->add_answers();
    answer->set_text(ToUtf8(path.text));
    answer->set_score(path.confidence);
    for (const graphstore::Fact& fact : path.facts) {
      WEFT_ASSIGN_OR_RETURN(*answer->add_facts(), view.Fact(fact));
    }
  }
  out->set_answered(!paths.empty());
  return absl::OkStatus();
}

// Facts and sentences of an answer: those that the pattern matched, and where
// it was read.
absl::Status AskerEngine::AddFound(const Reader& reader,
                                   const FoundAnswer& found, StoredView* view,
                                   v1::AskResponse::Answer* answer) {
  std::vector<graphstore::StatementId> shown;
  for (const graphstore::Fact& fact : found.facts) {
    shown.push_back(fact.statement.id);
    v1::Fact* const added = answer->add_facts();
    WEFT_ASSIGN_OR_RETURN(*added, view->Fact(fact));
    if (found.passage == nullptr) *answer->add_evidence() = added->evidence();
  }
  if (found.passage == nullptr) return absl::OkStatus();
  WEFT_RETURN_IF_ERROR(AddEvidence(reader, *found.passage, answer));
  for (const int i : found.support) {
    const graphstore::Fact& fact = found.passage->facts[i];
    if (absl::c_linear_search(shown, fact.statement.id)) continue;
    WEFT_ASSIGN_OR_RETURN(*answer->add_facts(), view->Fact(fact));
  }
  return absl::OkStatus();
}

absl::Status AskerEngine::AddText(const Reader& reader, const TextReading& text,
                                  size_t most, AskBudget& budget,
                                  v1::AskResponse* out) {
  StoredView view(reader);
  const double best = text.best();
  const double least =
      best * (text.question.statement.several ? kMemberOfList : kOtherReading);
  out->set_answered(best >= kLeastConfidence);
  if (!out->answered()) {
    WEFT_RETURN_IF_ERROR(AddPaths(reader, text, most, budget, out));
    if (out->answered()) return absl::OkStatus();
    return AddNearest(text, &view, out);
  }
  for (const FoundAnswer& found : text.answers) {
    if (out->answers_size() == static_cast<int>(most) || found.score < least) {
      break;
    }
    v1::AskResponse::Answer* answer = out->add_answers();
    answer->set_text(ToUtf8(found.text));
    answer->set_score(found.score);
    if (found.node.is_entity()) {
      WEFT_ASSIGN_OR_RETURN(const auto nodes,
                            reader.GetNodes({&found.node, 1}));
      *answer->mutable_target() = ToSlot(nodes.front(), found.text);
    }
    for (const std::shared_ptr<const FoundAnswer>& hop : found.before) {
      WEFT_RETURN_IF_ERROR(AddFound(reader, *hop, &view, answer));
    }
    WEFT_RETURN_IF_ERROR(AddFound(reader, found, &view, answer));
    // One yes is enough.
    if (text.question.statement.kind == AnswerKind::kYesNo) break;
  }
  return absl::OkStatus();
}

absl::Status AskerEngine::Explain(const Reader& reader, const TextReading& text,
                                  AskBudget& budget, v1::AskResponse* out) {
  out->set_reading(
      absl::StrCat(text.question.statement.text, " (",
                   AnswerKindName(text.question.statement.kind),
                   text.question.statement.noun.empty() ? "" : ": ",
                   text.question.statement.noun, ")"));
  WEFT_ASSIGN_OR_RETURN(
      *out->mutable_query(),
      ExplainingQuery(reader, text,
                      out->answered() && !text.answers.empty() &&
                          text.best() >= kLeastConfidence,
                      *lexicon_, budget));
  return absl::OkStatus();
}

absl::Status AskerEngine::AddAmbiguity(const Reader& reader,
                                       const TextReading& text,
                                       v1::AskResponse* out) {
  for (size_t t = 0; t < text.links.size(); ++t) {
    const Link& link = text.links[t];
    if (!text.question.terms[t].name || !link.exact || link.nodes.size() < 2) {
      continue;
    }
    v1::AskResponse::AmbiguousName* name = out->add_ambiguous_names();
    name->set_text(text.question.terms[t].text);
    WEFT_ASSIGN_OR_RETURN(const auto nodes, reader.GetNodes(link.nodes));
    for (const graphstore::Node& node : nodes) {
      *name->add_candidates() = ToEntityRef(node);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::AskResponse> AskerEngine::Ask(const Reader& reader,
                                                 const v1::AskRequest& request,
                                                 size_t most,
                                                 AskBudget& budget) {
  const std::string question(absl::StripAsciiWhitespace(request.question()));
  v1::AskResponse out;
  WEFT_ASSIGN_OR_RETURN(const std::vector<ChainReading> chains,
                        ReadChains(reader, question, *lexicon_, 1, budget));
  const double chain = chains.empty() ? 0 : chains.front().score;
  if (analyzer_ == nullptr || chain >= kLeastChain) {
    if (chain >= kLeastChain) {
      WEFT_RETURN_IF_ERROR(
          AddChain(reader, chains.front(),
                   request.max_answers() == 0 ? kMostAnswers : most,
                   request.explain(), &out));
    }
    return out;
  }
  WEFT_ASSIGN_OR_RETURN(const TextReading text,
                        text_asker_->Read(reader, question, budget));
  WEFT_RETURN_IF_ERROR(AddText(reader, text, most, budget, &out));
  WEFT_RETURN_IF_ERROR(AddAmbiguity(reader, text, &out));
  if (request.explain()) {
    WEFT_RETURN_IF_ERROR(Explain(reader, text, budget, &out));
  }
  return out;
}

Asker::AnalyzerFactory Asker::ModelFactory(std::string model_path) {
  return [path = std::move(model_path)] {
    return extractor::Analyzer::Create(path);
  };
}

Asker::Asker(AnalyzerFactory factory) : factory_(std::move(factory)) {}
Asker::~Asker() = default;

absl::StatusOr<AskerEngine*> Asker::Engine() {
  absl::MutexLock lock(&mutex_);
  if (engine_ == nullptr) {
    std::unique_ptr<const extractor::Analyzer> analyzer;
    if (factory_) {
      WEFT_ASSIGN_OR_RETURN(analyzer, factory_());
    }
    engine_ = std::make_unique<AskerEngine>(std::move(analyzer));
  }
  return engine_.get();
}

absl::StatusOr<v1::AskResponse> Asker::Ask(const Reader& reader,
                                           const v1::AskRequest& request,
                                           const Cancellation& cancellation) {
  if (absl::StripAsciiWhitespace(request.question()).empty()) {
    return InvalidFieldError("question", "is empty; ask something");
  }
  if (request.question().size() > kLongestQuestion) {
    return InvalidFieldError(
        "question", absl::StrCat("has ", request.question().size(),
                                 " bytes; ask in at most ", kLongestQuestion));
  }
  if (request.max_answers() < 0) {
    return InvalidFieldError("max_answers",
                             "is negative; 0 stands for the default");
  }
  const size_t most =
      static_cast<size_t>(request.max_answers() == 0
                              ? kDefaultAnswers
                              : std::min(request.max_answers(), kMostAnswers));
  WEFT_ASSIGN_OR_RETURN(AskerEngine * engine, Engine());
  AskBudget budget(request.budget(), cancellation);
  WEFT_ASSIGN_OR_RETURN(v1::AskResponse response,
                        engine->Ask(reader, request, most, budget));
  response.set_cut_off(budget.cut_off());
  response.set_cut_off_message(budget.Message());
  return response;
}

}  // namespace weft::service
