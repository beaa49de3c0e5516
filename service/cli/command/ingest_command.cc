#include "service/cli/command/ingest_command.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "service/cli/command/interrupt.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/progress.h"
#include "service/cli/input/document_source.h"
#include "service/cli/input/input_files.h"
#include "service/cli/render/json.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

// More are counted only: a file of something else may have millions of lines.
constexpr uint64_t kMostErrors = 100;

struct Tally {
  uint64_t added = 0, replaced = 0, unchanged = 0, failed = 0;
  uint64_t sentences = 0, facts = 0;

  uint64_t acknowledged() const { return added + replaced + unchanged; }
};

// One ingest: documents go out on one thread, acknowledgements come in on
// another; `mutex_` guards what both touch.
class IngestRun {
 public:
  IngestRun(Context& context, DocumentSource& source, bool replace, bool jsonl)
      : context_(context),
        source_(source),
        replace_(replace),
        jsonl_(jsonl),
        progress_(context.err, context.err_style, [] { return absl::Now(); }) {}

  absl::Status Run(const Client& client) {
    absl::Status status = client.IngestDocuments(
        [this](v1::IngestDocumentsRequest& next) { return Next(next); },
        [this](const v1::IngestDocumentsResponse& response) {
          Acknowledge(response);
        });
    progress_.Clear();
    return status;
  }

  const Tally& tally() const { return tally_; }
  bool interrupted() const { return interrupt_.interrupted(); }
  // Behind Run(): the first document that was sent and not acknowledged, ""
  // for none.
  std::string unanswered() const {
    return origins_.empty() ? "" : origins_.front();
  }

 private:
  bool Next(v1::IngestDocumentsRequest& next) {
    while (!interrupted()) {
      auto document = source_.Next();
      // What was read while Ctrl-C came may be half of it.
      if (!document.has_value() || interrupted()) return false;
      const std::lock_guard<std::mutex> lock(mutex_);
      read_bytes_ = source_.read_bytes();
      if (!document->ok()) {
        Fail(document->status());
        continue;
      }
      origins_.push_back((*document)->origin);
      *next.mutable_document() = std::move((*document)->document);
      next.set_replace(replace_);
      return true;
    }
    return false;
  }

  void Acknowledge(const v1::IngestDocumentsResponse& response) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::string origin = origins_.front();
    origins_.pop_front();
    Count(response);
    if (response.has_error() && response.error().code() != 0) {
      Fail(Annotate(FromRpcStatus(response.error()), origin));
    }
    if (jsonl_) PrintJson(response, origin);
    progress_.Update({.documents = tally_.acknowledged() + tally_.failed,
                      .bytes = read_bytes_,
                      .total_bytes = source_.total_bytes()});
  }

  void Count(const v1::IngestDocumentsResponse& response) {
    tally_.added += response.outcome() == v1::INGEST_OUTCOME_ADDED;
    tally_.replaced += response.outcome() == v1::INGEST_OUTCOME_REPLACED;
    tally_.unchanged += response.outcome() == v1::INGEST_OUTCOME_UNCHANGED;
    tally_.sentences += response.sentence_count();
    tally_.facts += response.fact_count();
  }

  void Fail(const absl::Status& status) {
    progress_.Clear();
    if (++tally_.failed <= kMostErrors) {
      context_.Fail(status);
    } else if (tally_.failed == kMostErrors + 1) {
      context_.Note("further errors are counted, and not told one by one");
    }
  }

  void PrintJson(const v1::IngestDocumentsResponse& response,
                 const std::string& origin) {
    static constexpr const char* kOutcomes[] = {"failed", "added", "replaced",
                                                "unchanged"};
    Json json;
    json["document_id"] = response.document_id();
    json["origin"] = origin;
    json["outcome"] = kOutcomes[response.outcome() & 3];
    json["sentence_count"] = response.sentence_count();
    json["fact_count"] = response.fact_count();
    json["dropped_bytes"] = response.dropped_bytes();
    json["error"] = response.error().message();
    context_.out << ToLine(json) << "\n" << std::flush;
  }

  Context& context_;
  DocumentSource& source_;
  const bool replace_;
  const bool jsonl_;
  InterruptGuard interrupt_;
  std::mutex mutex_;
  Progress progress_;
  Tally tally_;
  uint64_t read_bytes_ = 0;
  std::deque<std::string> origins_;  // of documents not yet acknowledged
};

class IngestCommand : public Command {
 public:
  std::string name() const override { return "ingest"; }
  std::string summary() const override { return "Documents into the database"; }
  std::string examples() const override {
    return R"(  weft ingest news/                     every .txt .md .html .jsonl file below news
  weft ingest --replace report.txt      take the new text of a document
  weft ingest articles.jsonl            {"id","title","published","url","text"} a line
  curl -s URL | weft ingest - --as=html --id=page-1 --published=2025-01-20

A file's id is its name, in a folder its path below the folder. The same id with
the same content is left alone, so a run that was cut off can be repeated.
A text file may have its title in line 1 and its date (2025-01-20) in line 2.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("PATH", paths_,
                         "Files or folders; - is standard input", true);
    options.AddDay("--published", published_,
                   "Date of publication of documents without one");
    options.AddText("--title", title_, "Title of documents without one");
    options.AddText("--id", id_, "Id of what standard input holds [stdin]");
    options.AddChoice("--as", as_, {"text", "markdown", "html", "jsonl"},
                      "What standard input holds");
    options.AddFlag("--replace", replace_,
                    "Replace documents that are there with other content");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    InputFiles found = FindInputFiles(paths_);
    for (const absl::Status& error : found.errors) context.Fail(error);
    if (found.files.empty()) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kWrite));
    DocumentSource source(
        std::move(found.files),
        {.published = published_,
         .title = title_,
         .standard_input_id = id_.empty() ? "stdin" : id_,
         .standard_input_format = as_ == "jsonl"      ? InputFormat::kJsonl
                                  : as_ == "html"     ? InputFormat::kHtml
                                  : as_ == "markdown" ? InputFormat::kMarkdown
                                                      : InputFormat::kPlain},
        context.in);
    IngestRun run(context, source, replace_, format_ == "jsonl");
    const absl::Status status = run.Run(*client);
    PrintSummary(context, run.tally());
    return Outcome(status, run);
  }

 private:
  void PrintSummary(Context& context, const Tally& tally) const {
    // With JSON lines on standard output the summary is for the person only.
    (format_ == "jsonl" ? context.err : context.out)
        << tally.added << " added, " << tally.replaced << " replaced, "
        << tally.unchanged << " unchanged, " << tally.failed << " failed; "
        << tally.facts << " facts from " << tally.sentences << " sentences\n"
        << std::flush;
  }

  static absl::Status Outcome(const absl::Status& status,
                              const IngestRun& run) {
    const std::string kept = absl::StrCat(
        "what is counted above is in the database as a whole; run "
        "the same command again to go on, it is left alone then");
    if (!status.ok())
      return Annotate(status, absl::StrCat("stopped (", kept, ")"));
    if (run.interrupted()) {
      return absl::CancelledError(absl::StrCat("interrupted: ", kept));
    }
    // A message that the server cannot read ends the stream like its end.
    if (const std::string lost = run.unanswered(); !lost.empty()) {
      return absl::DataLossError(absl::StrCat(
          lost, ": this document was not acknowledged, nor was any behind it: ",
          kept));
    }
    return absl::OkStatus();
  }

  std::vector<std::string> paths_;
  std::string published_;
  std::string title_;
  std::string id_;
  std::string as_;
  bool replace_ = false;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewIngestCommand() {
  return std::make_unique<IngestCommand>();
}

}  // namespace weft::service
