#include "service/cli/command/path_command.h"

#include <optional>
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
    return "How two entities hang together, by length or certainty";
  }
  std::string examples() const override {
    return R"(  weft path Nvidia DeepSeek               the shortest path with its sentences
  weft path Nvidia DeepSeek --k=3         the three shortest
  weft path Nvidia DeepSeek --mode=confident --k=3    the three most certain
  weft path Nvidia DeepSeek --mode=simple --min-length=2 --max-length=4
  weft path Nvidia Nvidia --mode=trail --min-length=1   rings
  weft path Nvidia DeepSeek --relation="own*1..3/<lead"
  weft path Nvidia DeepSeek --direction=out --depth=4 --format=jsonl
  weft path Nvidia DeepSeek --k=5 --format=dot | dot -Tsvg > paths.svg)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("FROM", from_, "A name, or id:NUMBER");
    options.AddArgument("TO", to_, "A name, or id:NUMBER");
    options.AddChoice(
        "--mode", mode_,
        {"shortest", "all-shortest", "simple", "trail", "walk", "confident"},
        "The --k shortest; all of the least length; all that meet no node "
        "twice (simple), use no link twice (trail), or any (walk), shorter "
        "first; or the --k with the greatest product of confidences");
    options.AddInteger("--k", k_, 1, kMaxPaths,
                       "1; 1000 where a mode lists all",
                       "How many paths, 1 to 1000");
    options.AddFlag("--all-shortest", all_shortest_,
                    "--mode=all-shortest, whatever --k says");
    options.AddInteger("--min-length", min_length_, 0, 16, "Hops at least");
    options.AddInteger("--max-length", max_length_, 1, 16,
                       "6, or what --relation says", "Hops at most, 1 to 16");
    options.AddInteger("--depth", max_length_, 1, 16, "as --max-length",
                       "--max-length");
    options.AddFlag("--parallel", parallel_,
                    "Several links between the same two make a path each, not "
                    "one step");
    AddWayOption(options, relation_);
    AddDirectionOption(options, direction_);
    AddMinConfidenceOption(options, min_confidence_);
    times_.Add(options);
    support_.Add(options, "what lies between");
    AddResumeOption(options, resume_);
    budget_.Add(options);
    AddFormatOption(options, format_, {"text", "jsonl", "dot", "mermaid"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::FindPathsRequest request, Request());
    int found = 0;
    const auto picture_format = PictureFormatOf(format_);
    GraphPicture picture(picture_format.value_or(PictureFormat::kDot));
    WEFT_ASSIGN_OR_RETURN(const v1::StreamSummary summary,
                          client->FindPaths(request, [&](const Path& path) {
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
    if (!summary.note().empty()) context.Note(summary.note());
    // Nobody who asks for one path has to hear that there are more.
    if (!summary.cut_off_message().empty() &&
        (ListsAll() || summary.cut_off() != v1::CUT_OFF_PATHS)) {
      NoteCutOff(context, summary);
    } else if (found == 0 && format_ == "text") {
      context.Note(absl::StrCat("no path from ", from_, " to ", to_, Bounds()));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<v1::FindPathsRequest> Request() const {
    v1::FindPathsRequest request;
    *request.mutable_from() = SelectorOf(from_);
    *request.mutable_to() = SelectorOf(to_);
    request.set_max_depth(max_length_.value_or(0));
    request.set_min_depth(min_length_);
    request.set_parallel_edges(parallel_);
    budget_.Set(request.mutable_budget());
    request.set_direction(DirectionOf(direction_));
    request.set_relation(relation_);
    request.set_min_confidence(min_confidence_);
    times_.Set(&request);
    WEFT_RETURN_IF_ERROR(support_.Set(&request));
    request.set_resume_token(resume_);
    // The flag means all, whatever --k says.
    request.set_k(all_shortest_ ? kMaxPaths : k_.value_or(0));
    request.set_mode(Mode());
    return request;
  }

  v1::PathMode Mode() const {
    if (all_shortest_ || mode_ == "all-shortest") {
      return v1::PATH_MODE_ALL_SHORTEST;
    }
    if (mode_ == "simple") return v1::PATH_MODE_ALL_SIMPLE;
    if (mode_ == "trail") return v1::PATH_MODE_ALL_TRAILS;
    if (mode_ == "walk") return v1::PATH_MODE_ALL_WALKS;
    if (mode_ == "confident") return v1::PATH_MODE_MOST_CONFIDENT;
    return v1::PATH_MODE_SHORTEST;
  }

  bool ListsAll() const {
    const v1::PathMode mode = Mode();
    return !k_ && mode != v1::PATH_MODE_SHORTEST &&
           mode != v1::PATH_MODE_MOST_CONFIDENT;
  }

  // " within 6 hops; ..." for a path that was not found.
  std::string Bounds() const {
    if (!max_length_ && relation_.find_first_of("/*") != std::string::npos) {
      return " matches --relation";
    }
    return absl::StrCat(" within ", max_length_.value_or(6),
                        " hops; --max-length allows longer ones");
  }

  std::string from_, to_;
  std::string mode_;
  std::optional<int> k_;
  bool all_shortest_ = false;
  int min_length_ = 0;
  std::optional<int> max_length_;
  bool parallel_ = false;
  std::string relation_;
  std::string direction_;
  double min_confidence_ = 0;
  TimeOptions times_;
  SupportOptions support_;
  std::string resume_;
  BudgetOptions budget_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewPathCommand() {
  return std::make_unique<PathCommand>();
}

}  // namespace weft::service
