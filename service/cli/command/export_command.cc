#include "service/cli/command/export_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/progress.h"
#include "service/cli/render/graph_writer.h"

namespace weft::service {
namespace {

class ExportCommand : public Command {
 public:
  std::string name() const override { return "export"; }
  std::string summary() const override {
    return "The whole graph, for other programs";
  }
  std::string examples() const override {
    return R"(  weft export > graph.tsv               what "weft load" reads
  weft export --format=ntriples | gzip > graph.nt.gz
  weft export --format=graphml > graph.graphml
  weft export --format=jsonl > facts.jsonl     with the sentences
  weft export --as-of=2026-03 > march.tsv      what was known then

All facts of one version of the graph, while others go on writing. Bare triples
(tsv, ntriples) hold what is asserted; what is denied, claimed or planned, and
what has no object, is in csv, jsonl and graphml.)";
  }

  void AddOptions(OptionSet& options) override {
    AddFormatOption(options, format_,
                    {"tsv", "csv", "jsonl", "ntriples", "graphml"});
    times_.Add(options);
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    const auto writer = NewGraphWriter(format_, context.out);
    // On a terminal the facts themselves say how far it is.
    Progress progress(context.err,
                      context.out_style.terminal ? Style() : context.err_style,
                      [] { return absl::Now(); });
    ProgressState state;
    state.what = "facts";
    const auto statistics = client->GetStatistics();
    if (statistics.ok()) state.total = statistics->fact_count();
    v1::ExportGraphRequest request;
    times_.Set(&request);
    const auto summary =
        client->ExportGraph(request, [&](const v1::Fact& fact) {
          writer->Add(fact);
          ++state.documents;
          progress.Update(state);
          return context.out.good();
        });
    progress.Clear();
    WEFT_RETURN_IF_ERROR(summary.status());
    writer->Finish();
    if (writer->left_out() > 0) {
      context.Note(absl::StrCat(
          writer->left_out(),
          " facts have no place in this format; --format=jsonl has them all"));
    }
    return absl::OkStatus();
  }

 private:
  TimeOptions times_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewExportCommand() {
  return std::make_unique<ExportCommand>();
}

}  // namespace weft::service
