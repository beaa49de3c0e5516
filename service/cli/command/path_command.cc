#include "service/cli/command/path_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/graph_picture.h"
#include "service/cli/render/json.h"

namespace weft::service {
namespace {

using Path = v1::FindPathsResponse::Path;

constexpr int kMaxPaths = 1000;

// "DeepSeek –released→ r1 ←tested– Perplexity", then a sentence for each hop.
std::string PathText(const Path& path, const Style& style) {
  std::string text;
  for (int i = 0; i < path.nodes_size(); ++i) {
    if (i == 0) {
      text = style.Bold(path.nodes(0).name());
      continue;
    }
    const v1::Edge& edge = path.edges(i - 1);
    const bool forward = edge.subject().entity().id() == path.nodes(i - 1).id();
    absl::StrAppend(&text, " ",
                    ArrowText(edge.relation(), edge.negated(),
                              forward ? v1::DIRECTION_OUT : v1::DIRECTION_IN,
                              path.nodes(i).name(), style));
  }
  absl::StrAppend(&text, "\n");
  for (const v1::Edge& edge : path.edges()) {
    absl::StrAppend(&text, "    ",
                    EvidenceText(edge.best_fact().evidence(), style), "\n");
  }
  return text;
}

class PathCommand : public Command {
 public:
  std::string name() const override { return "path"; }
  std::string summary() const override {
    return "How two entities hang together, shortest first";
  }
  std::string examples() const override {
    return R"(  weft path Nvidia DeepSeek               the shortest path with its sentences
  weft path Nvidia DeepSeek --k=3         the three shortest
  weft path Nvidia DeepSeek --direction=out --depth=4 --format=jsonl
  weft path Nvidia DeepSeek --k=5 --format=dot | dot -Tsvg > paths.svg)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("FROM", from_, "A name, or id:NUMBER");
    options.AddArgument("TO", to_, "A name, or id:NUMBER");
    options.AddInteger("--k", k_, 1, kMaxPaths, "How many paths, 1 to 1000");
    options.AddFlag("--all-shortest", all_shortest_,
                    "Every path of the least length, whatever --k says");
    options.AddInteger("--depth", depth_, 1, 16, "Hops at most, 1 to 16");
    AddRelationOption(options, relation_);
    AddDirectionOption(options, direction_);
    AddMinConfidenceOption(options, min_confidence_);
    times_.Add(options);
    AddResumeOption(options, resume_);
    AddFormatOption(options, format_, {"text", "jsonl", "dot", "mermaid"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    int found = 0;
    const auto picture_format = PictureFormatOf(format_);
    GraphPicture picture(picture_format.value_or(PictureFormat::kDot));
    WEFT_ASSIGN_OR_RETURN(const v1::StreamSummary summary,
                          client->FindPaths(Request(), [&](const Path& path) {
                            ++found;
                            if (format_ == "jsonl") {
                              context.out << ToLine(PathJson(path)) << "\n";
                            } else if (picture_format.has_value()) {
                              for (const v1::Edge& edge : path.edges()) {
                                picture.Add(edge);
                              }
                            } else {
                              context.out << PathText(path, context.out_style);
                            }
                            return context.out.good();
                          }));
    if (picture_format.has_value()) context.out << picture.Text();
    if (!summary.cut_off_message().empty() &&
        summary.cut_off() != v1::CUT_OFF_PATHS) {
      NoteCutOff(context, summary);
    } else if (found == 0 && format_ == "text") {
      context.Note(absl::StrCat("no path from ", from_, " to ", to_, " within ",
                                depth_, " hops; --depth allows longer ones"));
    }
    return absl::OkStatus();
  }

 private:
  v1::FindPathsRequest Request() const {
    v1::FindPathsRequest request;
    *request.mutable_from() = SelectorOf(from_);
    *request.mutable_to() = SelectorOf(to_);
    request.set_max_depth(depth_);
    request.set_direction(DirectionOf(direction_));
    request.set_relation(relation_);
    request.set_min_confidence(min_confidence_);
    times_.Set(&request);
    request.set_resume_token(resume_);
    request.set_k(all_shortest_ ? kMaxPaths : k_);
    request.set_mode(all_shortest_ ? v1::PATH_MODE_ALL_SHORTEST
                                   : v1::PATH_MODE_SHORTEST);
    return request;
  }

  std::string from_, to_;
  int k_ = 1;
  bool all_shortest_ = false;
  int depth_ = 6;
  std::string relation_;
  std::string direction_;
  double min_confidence_ = 0;
  TimeOptions times_;
  std::string resume_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewPathCommand() {
  return std::make_unique<PathCommand>();
}

}  // namespace weft::service
