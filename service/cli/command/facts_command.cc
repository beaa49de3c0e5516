#include "service/cli/command/facts_command.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/statement_groups.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"
#include "service/cli/render/row_writer.h"

namespace weft::service {
namespace {

// To sort for people, facts are held in memory: so many and no more.
constexpr uint64_t kMaxSorted = 20000;
// The most that the server gives.
constexpr uint64_t kMostContradictions = 1000;

std::string TimeOf(const v1::Fact& fact) {
  const std::string& until =
      fact.has_end() ? fact.end().until() : fact.valid_until();
  if (until.empty() || until == fact.valid_from()) return fact.valid_from();
  return absl::StrCat(fact.valid_from(), "/", until);
}

class FactsCommand : public Command {
 public:
  std::string name() const override { return "facts"; }
  std::string summary() const override {
    return "What the documents say, with the sentences that say it";
  }
  std::string examples() const override {
    return R"(  weft facts --subject DeepSeek                    the best first, each with a sentence
  weft facts --subject Nvidia --relation "stock fall"
  weft facts --relation "buy|acquire" --since 2025 --format=jsonl
  weft facts --document chips.txt --format=csv > chips.csv
  weft facts --contradictions                      where documents disagree

Relations go by their lemma ("stock fall") or as shown ("stock-fell").)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddText("--subject", subject_, "Who or what the fact is about");
    AddRelationOption(options, relation_);
    options.AddText("--object", object_, "The other end: a name or a value");
    options.AddText("--document", document_, "Id of the document that says so");
    options.AddDate("--since", since_,
                    "Facts of this day, month, year or later");
    options.AddDate("--until", until_,
                    "Facts of this day, month, year or earlier");
    AddMinConfidenceOption(options, min_confidence_);
    times_.Add(options);
    support_.Add(options, "an end that is not asked for");
    options.AddFlag("--contradictions", contradictions_,
                    "Only facts that cannot all hold: one subject, a relation "
                    "with one object at a time, several objects");
    limit_.Add(options, "facts (text: statements)");
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    if (contradictions_) return PrintContradictions(context, *client);
    WEFT_ASSIGN_OR_RETURN(request_, Request());
    if (format_ == "text") return PrintText(context, *client);
    if (format_ == "jsonl") return PrintJsonl(context, *client);
    return PrintRows(context, *client);
  }

 private:
  absl::StatusOr<v1::ListFactsRequest> Request() const {
    v1::ListFactsRequest request;
    if (!subject_.empty()) *request.mutable_subject() = SelectorOf(subject_);
    if (!object_.empty()) *request.mutable_object() = SelectorOf(object_);
    request.set_relation(relation_);
    request.set_document_id(document_);
    request.set_since(since_);
    request.set_until(until_);
    request.set_min_confidence(min_confidence_);
    times_.Set(&request);
    WEFT_RETURN_IF_ERROR(support_.Set(&request));
    return request;
  }

  absl::Status PrintContradictions(Context& context,
                                   const Client& client) const {
    if (!object_.empty() || !document_.empty() || !since_.empty() ||
        !until_.empty() || min_confidence_ > 0 || support_.given() ||
        (format_ != "text" && format_ != "jsonl")) {
      return absl::InvalidArgumentError(
          "--contradictions goes with --subject, --relation, --valid-at, "
          "--as-of, --limit and --format=text or jsonl only");
    }
    v1::ListContradictionsRequest request;
    if (!subject_.empty()) *request.mutable_subject() = SelectorOf(subject_);
    request.set_relation(relation_);
    times_.Set(&request);
    const uint64_t limit = limit_.Get(context, format_);
    request.set_page_size(static_cast<int>(
        limit == 0 ? kMostContradictions
                   : std::min<uint64_t>(limit, kMostContradictions)));
    WEFT_ASSIGN_OR_RETURN(const v1::ListContradictionsResponse found,
                          client.ListContradictions(request));
    for (const auto& contradiction : found.contradictions()) {
      PrintContradiction(context, contradiction);
    }
    if (found.contradictions().empty()) {
      context.Note("nothing contradicts anything here");
    }
    if (found.has_more()) {
      context.Note("there are more; ask for one --subject or --relation");
    }
    return absl::OkStatus();
  }

  void PrintContradiction(Context& context,
                          const v1::ListContradictionsResponse::Contradiction&
                              contradiction) const {
    if (format_ == "text") {
      for (const v1::Edge& edge : contradiction.edges()) {
        context.out << FactText(edge.best_fact(), context.out_style) << "\n    "
                    << EvidenceText(edge.best_fact().evidence(),
                                    context.out_style)
                    << "\n";
      }
      context.out << "\n";
      return;
    }
    Json json;
    json["subject"] = SlotText(contradiction.edges(0).subject());
    json["relation"] = contradiction.edges(0).relation().name();
    for (const v1::Edge& edge : contradiction.edges()) {
      json["facts"].push_back(StoredFactJson(edge.best_fact()));
    }
    context.out << ToLine(json) << "\n";
  }

  absl::Status PrintText(Context& context, const Client& client) const {
    StatementGroups groups;
    uint64_t seen = 0;
    WEFT_RETURN_IF_ERROR(
        client.ListFacts(request_, kMaxSorted + 1, [&](const v1::Fact& fact) {
          if (++seen > kMaxSorted) {
            return false;
          }
          groups.Add(fact);
          return true;
        }));
    const std::vector<StatementGroup> sorted = groups.BestFirst();
    const uint64_t limit = limit_.Get(context, format_);
    uint64_t printed = 0;
    for (const StatementGroup& group : sorted) {
      if (limit > 0 && printed == limit) break;
      PrintStatement(context, group);
      ++printed;
    }
    NoteWhatIsMissing(context, sorted.size() - printed, seen);
    return absl::OkStatus();
  }

  static void PrintStatement(Context& context, const StatementGroup& group) {
    const Style& style = context.out_style;
    context.out << FactText(group.best, style);
    if (group.sources > 1) {
      context.out << style.Dim(absl::StrCat("  (", group.sources, " sources)"));
    }
    context.out << "\n    " << EvidenceText(group.best.evidence(), style)
                << "\n";
  }

  static void NoteWhatIsMissing(Context& context, uint64_t hidden,
                                uint64_t seen) {
    if (seen == 0) {
      context.Note(
          "no fact matches; \"weft search NAME\" finds names, "
          "\"weft stats\" says which relations there are");
    }
    if (hidden > 0) {
      context.Note(
          absl::StrCat(hidden, " more statements; --limit=0 prints all"));
    }
    if (seen > kMaxSorted) {
      context.Note(absl::StrCat(
          "only the first ", kMaxSorted,
          " facts were sorted; ask for less, or use --format=jsonl for all"));
    }
  }

  absl::Status PrintJsonl(Context& context, const Client& client) const {
    return client.ListFacts(
        request_, limit_.Get(context, format_), [&](const v1::Fact& fact) {
          context.out << ToLine(StoredFactJson(fact)) << "\n";
          return context.out.good();
        });
  }

  absl::Status PrintRows(Context& context, const Client& client) const {
    RowWriter rows(
        context.out, RowLayoutOf(format_, context.out_style),
        {"subject", "relation", "object", "time", "negated", "modality",
         "attribution", "confidence", "document", "sentence"},
        context.out_style);
    WEFT_RETURN_IF_ERROR(client.ListFacts(
        request_, limit_.Get(context, format_), [&](const v1::Fact& fact) {
          const Json json = FactJson(fact);
          rows.Add({json["subject"], json["relation"], json["object"],
                    TimeOf(fact), fact.negated() ? "true" : "false",
                    json["modality"], json["attribution"],
                    json["confidence"].dump(), json["doc"], json["sentence"]});
          return context.out.good();
        }));
    rows.Finish();
    return absl::OkStatus();
  }

  std::string subject_, relation_, object_, document_, since_, until_;
  double min_confidence_ = 0;
  TimeOptions times_;
  SupportOptions support_;
  v1::ListFactsRequest request_;
  bool contradictions_ = false;
  LimitOption limit_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewFactsCommand() {
  return std::make_unique<FactsCommand>();
}

}  // namespace weft::service
