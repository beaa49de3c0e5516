#include "service/cli/command/extract_command.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "service/cli/command/extraction_output.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/ordered_parallel.h"
#include "service/cli/command/progress.h"
#include "service/cli/input/document_source.h"
#include "service/cli/input/input_files.h"
#include "service/cli/input/line_chunks.h"

namespace weft::service {
namespace {

// Pieces of --lines: small enough to keep all cores busy at the end of a file,
// large enough to make the cost of a call small.
constexpr uint64_t kChunkLines = 2000;
constexpr uint64_t kChunkBytes = 1 << 20;

using Reply = absl::StatusOr<v1::ExtractResponse>;

// One call: a document, or a piece of a stream of lines.
struct Job {
  absl::Status error;   // why there is nothing to call with
  std::string origin;   // for messages
  uint64_t offset = 0;  // of a piece in its stream
  v1::ExtractRequest request;
};

int Window() {
  return 2 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

class ExtractCommand : public Command {
 public:
  std::string name() const override { return "extract"; }
  std::string summary() const override {
    return "Text to facts, without a database";
  }
  std::string examples() const override {
    return R"(  weft extract article.txt                    facts with their sentences
  weft extract --format=jsonl a.txt b.html    one JSON object a fact
  cat notes.md | weft extract -               standard input
  weft extract --lines --format=oie --view=nary sentences.txt
                                              one sentence a line, tuples out)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("FILE", paths_,
                         "Files or folders; - is standard input [-]", false);
    AddFormatOption(options, format_, {"text", "jsonl", "oie"});
    options.AddChoice("--view", view_, {"graph", "nary", "binary"},
                      "graph: short, resolved facts; nary: one tuple a clause; "
                      "binary: one tuple a fact");
    options.AddFlag("--lines", lines_, "Every line is one sentence");
    options.AddFlag("--pretokenized", pretokenized_,
                    "Tokens are separated by blanks; implies --lines");
    options.AddFlag(
        "--explain", explain_,
        "Show the tree and the rules of every sentence (text only)");
    options.AddDay("--published", published_,
                   "Date that \"Monday\" and \"last year\" are counted from");
  }

  absl::Status Run(Context& context) override {
    if (paths_.empty()) paths_.push_back("-");
    InputFiles found = FindInputFiles(paths_);
    for (const absl::Status& error : found.errors) context.Fail(error);
    if (found.files.empty()) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(client_, context.Connect(Need::kExtraction));
    if (lines_ || pretokenized_) {
      for (const InputFile& file : found.files) RunLines(context, file);
    } else {
      RunDocuments(context, std::move(found.files));
    }
    return absl::OkStatus();
  }

 private:
  v1::ExtractRequest NewRequest() const {
    v1::ExtractRequest request;
    request.set_view(view_ == "nary"     ? v1::VIEW_NARY
                     : view_ == "binary" ? v1::VIEW_BINARY
                                         : v1::VIEW_GRAPH);
    request.set_lines(lines_ || pretokenized_);
    request.set_pretokenized(pretokenized_);
    request.set_explain(explain_);
    return request;
  }

  void RunDocuments(Context& context, std::vector<InputFile> files) {
    DocumentSource source(std::move(files),
                          {.published = published_, .standard_input_id = "-"},
                          context.in);
    // On a terminal the facts themselves say how far it is.
    progress_.emplace(context.err,
                      context.out_style.terminal ? Style() : context.err_style,
                      [] { return absl::Now(); });
    ProgressState state;
    state.total_bytes = source.total_bytes();
    RunJobs(context, [&]() -> std::optional<Job> {
      state.bytes = source.read_bytes();
      progress_->Update(state);
      ++state.documents;
      auto next = source.Next();
      if (!next.has_value()) return std::nullopt;
      Job job;
      if (!next->ok()) {
        job.error = next->status();
      } else {
        job.origin = (*next)->origin;
        job.request = NewRequest();
        *job.request.mutable_document() = std::move((*next)->document);
      }
      return job;
    });
  }

  void RunLines(Context& context, const InputFile& file) {
    std::ifstream opened;
    const bool is_standard_input = file.path == "-";
    if (!is_standard_input) opened.open(file.path, std::ios::binary);
    if (!is_standard_input && !opened) {
      context.Fail(absl::PermissionDeniedError(
          absl::StrCat(file.path, ": cannot be opened")));
      return;
    }
    LineChunks chunks(is_standard_input ? context.in : opened, kChunkLines,
                      kChunkBytes);
    RunJobs(context, [&]() -> std::optional<Job> {
      std::optional<LineChunk> chunk = NextChunkWithWords(chunks);
      if (!chunk.has_value()) return std::nullopt;
      Job job;
      job.origin = absl::StrCat(file.path, ":", chunk->first_line + 1);
      job.offset = chunk->offset;
      job.request = NewRequest();
      v1::InputDocument& document = *job.request.mutable_document();
      document.set_id(file.id);
      document.set_published(published_);
      document.set_content(std::move(chunk->text));
      return job;
    });
  }

  // Empty lines in a row are nothing to call a server for.
  static std::optional<LineChunk> NextChunkWithWords(LineChunks& chunks) {
    while (std::optional<LineChunk> chunk = chunks.Next()) {
      if (chunk->text.find_first_not_of(" \t\r\n") != std::string::npos) {
        return chunk;
      }
    }
    return std::nullopt;
  }

  void RunJobs(Context& context,
               const std::function<std::optional<Job>()>& next) {
    OrderedParallel<Job, Reply>(
        Window(),
        [&]() -> std::optional<Job> {
          if (cancelled_) return std::nullopt;
          return next();
        },
        [this](const Job& job) -> Reply {
          if (!job.error.ok()) return job.error;
          return client_->Extract(job.request);
        },
        [&](Job& job, Reply reply) { Print(context, job, reply); });
  }

  void Print(Context& context, const Job& job, Reply& reply) {
    if (progress_.has_value()) progress_->Clear();
    if (!job.error.ok()) return context.Fail(job.error);
    if (cancelled_) return;
    if (!reply.ok()) {
      // A person did that, and means all of it.
      cancelled_ = absl::IsCancelled(reply.status());
      return context.Fail(Annotate(reply.status(), job.origin));
    }
    const v1::InputDocument& document = job.request.document();
    if (job.request.lines()) {
      MoveToStream(document.content(), job.offset, *reply);
    }
    if (format_ == "jsonl") {
      context.out << ExtractionJsonl(document.id(), *reply);
    } else if (format_ == "oie") {
      context.out << ExtractionOie(*reply);
    } else {
      context.out << ExtractionText(document.id(), *reply, context.out_style);
    }
    context.out << std::flush;
  }

  std::vector<std::string> paths_;
  std::string format_;
  std::string view_;
  bool lines_ = false;
  bool pretokenized_ = false;
  bool explain_ = false;
  std::string published_;
  const Client* client_ = nullptr;
  bool cancelled_ = false;
  std::optional<Progress> progress_;
};

}  // namespace

std::unique_ptr<Command> NewExtractCommand() {
  return std::make_unique<ExtractCommand>();
}

}  // namespace weft::service
