#include "service/cli/command/load_command.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "service/cli/command/interrupt.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/progress.h"
#include "service/cli/input/byte_source.h"
#include "service/cli/input/file_identity.h"
#include "service/cli/render/json.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

// Of a file in one message.
constexpr size_t kMessageBytes = size_t{1} << 20;
constexpr uint64_t kDefaultBadLines = 100;

// By the end of the name, packed or not; tab-separated unless it says so.
v1::TripleFormat FormatOfPath(absl::string_view path) {
  absl::ConsumeSuffix(&path, ".gz");
  return absl::EndsWith(path, ".nt") || absl::EndsWith(path, ".ntriples")
             ? v1::TRIPLE_FORMAT_NTRIPLES
             : v1::TRIPLE_FORMAT_TSV;
}

// One file on its way into the database.
class LoadRun {
 public:
  LoadRun(Context& context, ByteSource& source, v1::ImportTriplesRequest first)
      : context_(context),
        source_(source),
        first_(std::move(first)),
        progress_(context.err, context.err_style, [] { return absl::Now(); }) {}

  absl::StatusOr<v1::ImportTriplesResponse> Run(const Client& client) {
    auto response = client.ImportTriples(
        [this](v1::ImportTriplesRequest& next) { return Next(next); },
        [this] { return interrupt_.interrupted(); });
    progress_.Clear();
    if (absl::IsCancelled(response.status()) && interrupt_.interrupted()) {
      return absl::CancelledError(absl::StrCat(
          "interrupted: ",
          sent_ ? "this file is in the database as a whole or not at all"
                : "nothing of this file is in the database",
          "; run the same command again to load it: of a large file it goes "
          "on with what is done"));
    }
    return response;
  }

 private:
  absl::StatusOr<bool> Next(v1::ImportTriplesRequest& next) {
    if (interrupt_.interrupted()) return absl::CancelledError();
    next.MergeFrom(std::exchange(first_, {}));
    WEFT_ASSIGN_OR_RETURN(const bool more,
                          source_.Read(kMessageBytes, next.mutable_data()));
    progress_.Update({.documents = 0,
                      .bytes = source_.read_bytes(),
                      .total_bytes = source_.total_bytes(),
                      .what = ""});
    // An empty file is a message as well: the first one.
    const bool message = more || !next.source().empty();
    sent_ = !message;
    return message;
  }

  Context& context_;
  ByteSource& source_;
  v1::ImportTriplesRequest first_;
  InterruptGuard interrupt_;
  Progress progress_;
  bool sent_ = false;  // all of the file
};

class LoadCommand : public Command {
 public:
  std::string name() const override { return "load"; }
  std::string summary() const override {
    return "Triples from files into the database";
  }
  std::string examples() const override {
    return R"(  weft load firms.tsv                   subject TAB predicate TAB object [TAB time]
  weft load wikidata.nt.gz              N-Triples, packed
  zcat all.tsv.gz | weft load - --source=all.tsv
  weft load --replace firms.tsv         instead of what firms.tsv held before
  weft load --afresh big.tsv            forget what a load cut off has done
  weft document delete firms.tsv        takes its triples out again

A first line that begins with # names the columns. Predicates keep their names
byte for byte. A file is one document: all of it is loaded or nothing, so a load
that was cut off is run again; the same file twice is once. A file of 32 MiB or
more is not begun anew: the same command takes up what the load had finished.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("FILE", paths_, "Files; - is standard input", true);
    options.AddText("--source", source_,
                    "Id of the document that the triples become [name of the "
                    "file]");
    options.AddChoice("--as", as_, {"auto", "tsv", "ntriples"},
                      "What the files hold [by their names: .nt is N-Triples]");
    options.AddFlag("--replace", replace_,
                    "Replace what the source held before");
    options.AddCount("--max-bad-lines", max_bad_lines_,
                     "Lines to leave out because they are no triples [100]");
    options.AddFlag("--strict", strict_, "No bad line at all");
    options.AddCount("--memory", memory_,
                     "MiB for names and sorting; what has no room goes to "
                     "$TMPDIR [a quarter of what is free, 256 to 8192]");
    options.AddFlag("--afresh", afresh_,
                    "Throw away what loads that were cut off have kept");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    if (!source_.empty() && paths_.size() > 1) {
      return UsageError("--source names one document; give one file with it");
    }
    for (const std::string& path : paths_) {
      const absl::Status status = LoadFile(context, path);
      if (absl::IsCancelled(status)) return status;
      if (!status.ok()) context.Fail(status);
    }
    return absl::OkStatus();
  }

 private:
  v1::ImportTriplesRequest Settings(const std::string& path) const {
    v1::ImportTriplesRequest request;
    request.set_source(SourceOf(path));
    request.set_format(as_ == "tsv"        ? v1::TRIPLE_FORMAT_TSV
                       : as_ == "ntriples" ? v1::TRIPLE_FORMAT_NTRIPLES
                                           : FormatOfPath(path));
    request.set_replace(replace_);
    request.set_max_bad_lines(
        strict_ ? 0 : max_bad_lines_.value_or(kDefaultBadLines));
    request.set_memory_bytes(memory_.value_or(0) << 20);
    if (auto input = IdentityOf(path)) {
      *request.mutable_input() = *std::move(input);
    }
    // Once: the files behind the first have none that was cut off before.
    request.set_afresh(afresh_ && path == paths_.front());
    return request;
  }

  std::string SourceOf(const std::string& path) const {
    if (!source_.empty()) return source_;
    if (path == "-") return "stdin";
    // The system takes any bytes for a name, a message does not.
    return ToUtf8(std::filesystem::path(path).filename().string());
  }

  absl::Status LoadFile(Context& context, const std::string& path) {
    WEFT_ASSIGN_OR_RETURN(const auto source,
                          ByteSource::Open(path, context.in));
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kLoad));
    LoadRun run(context, *source, Settings(path));
    const auto response = run.Run(*client);
    if (!response.ok()) return Annotate(response.status(), path);
    for (const v1::BadLine& bad : response->bad_lines()) {
      context.Fail(absl::InvalidArgumentError(
          absl::StrCat(path, ":", bad.line(), ": ", bad.message())));
    }
    if (response->name_bytes_beyond() > 0) {
      context.Note(absl::StrCat(
          path, ": its names took ", response->name_bytes_beyond() >> 20,
          " MiB of memory, more than --memory has for them"));
    }
    if (response->resumed_triple_count() > 0) {
      context.Note(absl::StrCat(
          path, ": went on after ", response->resumed_triple_count(),
          " triples that a load that was cut off had read, and took up ",
          response->resumed_index_count(), " of ", response->index_count(),
          " indexes"));
    }
    Print(context, path, *response);
    return absl::OkStatus();
  }

  void Print(Context& context, const std::string& path,
             const v1::ImportTriplesResponse& response) const {
    static constexpr const char* kOutcomes[] = {"failed", "added", "replaced",
                                                "unchanged"};
    const char* outcome = kOutcomes[response.outcome() & 3];
    if (format_ == "jsonl") {
      Json json;
      json["source"] = SourceOf(path);
      json["outcome"] = outcome;
      json["triple_count"] = response.triple_count();
      json["statement_count"] = response.statement_count();
      json["entity_count"] = response.entity_count();
      json["bad_line_count"] = response.bad_line_count();
      json["version"] = response.version();
      context.out << ToLine(json) << "\n" << std::flush;
      return;
    }
    context.out << SourceOf(path) << ": " << outcome << ", "
                << response.triple_count() << " triples; "
                << response.statement_count() << " new statements, "
                << response.entity_count() << " new entities";
    if (response.bad_line_count() > 0) {
      context.out << "; " << response.bad_line_count() << " bad lines left out";
    }
    context.out << "\n" << std::flush;
  }

  std::vector<std::string> paths_;
  std::string source_;
  std::string as_;
  bool replace_ = false;
  bool strict_ = false;
  bool afresh_ = false;
  std::optional<uint64_t> max_bad_lines_;
  std::optional<uint64_t> memory_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewLoadCommand() {
  return std::make_unique<LoadCommand>();
}

}  // namespace weft::service
