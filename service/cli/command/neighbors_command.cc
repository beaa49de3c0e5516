#include "service/cli/command/neighbors_command.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/neighbor_tree.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/graph_picture.h"
#include "service/cli/render/json.h"
#include "service/cli/render/row_writer.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using Neighbor = v1::ListNeighborsResponse::Neighbor;
using Node = v1::TraverseResponse::Node;

const char* DirectionName(v1::Direction direction) {
  return direction == v1::DIRECTION_IN ? "in" : "out";
}

Json LinkJson(uint32_t depth, v1::Direction direction, const v1::Slot& node,
              const v1::Edge& edge) {
  Json json;
  json["depth"] = depth;
  json["direction"] = DirectionName(direction);
  json["node"] = NodeJson(node);
  json["relationship"] = RelationshipJson(edge);
  return json;
}

std::vector<std::string> LinkRow(uint32_t depth, const std::string& from,
                                 v1::Direction direction, const v1::Slot& node,
                                 const v1::Edge& edge) {
  return {absl::StrCat(depth),
          from,
          DirectionName(direction),
          RelationText(edge.relation(), edge.negated()),
          SlotText(node),
          absl::StrCat(RoundedScore(edge.confidence())),
          absl::StrCat(edge.document_count()),
          edge.best_fact().evidence().sentence()};
}

const std::vector<std::string>& RowColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "depth", "from",       "direction", "relation",
      "to",    "confidence", "documents", "sentence"};
  return columns;
}

class NeighborsCommand : public Command {
 public:
  std::string name() const override { return "neighbors"; }
  std::string summary() const override {
    return "What an entity is linked to, within some hops";
  }
  std::string examples() const override {
    return R"(  weft neighbors DeepSeek                     every link with a sentence
  weft neighbors Nvidia --depth=3             a tree of what is linked to what
  weft neighbors OpenAI --direction=in --relation="rival|compete with"
  weft neighbors Nvidia --depth=2 --format=dot | dot -Tsvg > nvidia.svg
  weft neighbors Nvidia --type=person --min-sources=2
  weft neighbors Nvidia --format=mermaid         for a page of Markdown
  weft neighbors Nvidia --relation="own*1..3"    what it owns, or that owns ...
  weft neighbors Nvidia --relation="own/<work_for" --direction=out
                                              who works for what it owns)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("ENTITY", entity_, "A name, or id:NUMBER");
    options.AddInteger("--depth", depth_, 1, 16, "1, or what --relation says",
                       "Hops, 1 to 16");
    AddWayOption(options, relation_);
    AddDirectionOption(options, direction_);
    AddMinConfidenceOption(options, min_confidence_);
    times_.Add(options);
    budget_.Add(options);
    support_.Add(options, "the other end");
    limit_.Add(options, "links");
    AddResumeOption(options, resume_);
    AddFormatOption(options, format_,
                    {"text", "jsonl", "tsv", "csv", "dot", "mermaid"});
  }

  absl::Status Run(Context& context) override {
    const bool deep = depth_.value_or(1) > 1;
    // A pattern of whole ways is as deep as it is long.
    if (!deep && !resume_.empty() && (depth_ || relation_.empty())) {
      return absl::InvalidArgumentError(
          "--resume goes on with links of --depth=2 or more");
    }
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    if (deep || !resume_.empty()) return RunTraverse(context, *client);
    const absl::Status listed = RunList(context, *client);
    // The server knows whether what is written is a name or a way.
    return Reason(listed) == "WAY_PATTERN" ? RunTraverse(context, *client)
                                           : listed;
  }

 private:
  absl::Status RunList(Context& context, const Client& client) const {
    v1::ListNeighborsRequest request;
    *request.mutable_entity() = SelectorOf(entity_);
    request.set_direction(DirectionOf(direction_));
    request.set_relation(relation_);
    request.set_min_confidence(min_confidence_);
    times_.Set(&request);
    WEFT_RETURN_IF_ERROR(support_.Set(&request));
    std::vector<Neighbor> neighbors;
    const bool jsonl = format_ == "jsonl";
    WEFT_ASSIGN_OR_RETURN(
        const v1::EntityRef entity,
        client.ListNeighbors(request, limit_.Get(context, format_),
                             [&](const Neighbor& neighbor) {
                               if (jsonl) {
                                 context.out
                                     << ToLine(LinkJson(1, neighbor.direction(),
                                                        neighbor.neighbor(),
                                                        neighbor.edge()))
                                     << "\n";
                               } else {
                                 neighbors.push_back(neighbor);
                               }
                               return context.out.good();
                             }));
    if (neighbors.empty() && !relation_.empty()) {
      WEFT_RETURN_IF_ERROR(NoteOnRelations(context, client));
    }
    if (format_ == "text") {
      PrintList(context, entity, neighbors);
    } else if (const auto picture_format = PictureFormatOf(format_)) {
      GraphPicture picture(*picture_format);
      picture.Add(entity);
      for (const Neighbor& neighbor : neighbors) picture.Add(neighbor.edge());
      context.out << picture.Text();
    } else if (!jsonl) {
      RowWriter rows(context.out, RowLayoutOf(format_, context.out_style),
                     RowColumns(), context.out_style);
      for (const Neighbor& neighbor : neighbors) {
        rows.Add(LinkRow(1, entity.name(), neighbor.direction(),
                         neighbor.neighbor(), neighbor.edge()));
      }
      rows.Finish();
    }
    return absl::OkStatus();
  }

  // Says which relations there are none of.
  absl::Status NoteOnRelations(Context& context, const Client& client) const {
    WEFT_ASSIGN_OR_RETURN(v1::TraverseRequest request, TraverseRequest());
    request.mutable_budget()->set_rows(1);
    WEFT_ASSIGN_OR_RETURN(
        const v1::StreamSummary summary,
        client.Traverse(request, [](const Node&) { return true; }));
    if (!summary.note().empty()) context.Note(summary.note());
    return absl::OkStatus();
  }

  static void PrintList(Context& context, const v1::EntityRef& entity,
                        const std::vector<Neighbor>& neighbors) {
    const Style& style = context.out_style;
    context.out << style.Bold(entity.name()) << "\n";
    for (const Neighbor& neighbor : neighbors) {
      const v1::Edge& edge = neighbor.edge();
      context.out << "  "
                  << ArrowText(edge.relation(), edge.negated(),
                               neighbor.direction(),
                               SlotText(neighbor.neighbor()), style);
      const std::string tags = TagsText(edge.best_fact(), style);
      if (!tags.empty()) context.out << "  " << tags;
      if (edge.document_count() > 1) {
        context.out << style.Dim(
            absl::StrCat("  (", edge.document_count(), " sources)"));
      }
      context.out << "\n      "
                  << EvidenceText(edge.best_fact().evidence(), style) << "\n";
    }
    if (neighbors.empty()) context.Note("no link matches");
  }

  absl::Status RunTraverse(Context& context, const Client& client) const {
    std::vector<Node> nodes;
    const bool jsonl = format_ == "jsonl";
    const uint64_t limit = limit_.Get(context, format_);
    uint64_t seen = 0;
    WEFT_ASSIGN_OR_RETURN(const v1::TraverseRequest request, TraverseRequest());
    WEFT_ASSIGN_OR_RETURN(
        const v1::StreamSummary summary,
        client.Traverse(request, [&](const Node& node) {
          if (limit > 0 && seen == limit) return false;
          ++seen;
          if (jsonl) {
            context.out << ToLine(LinkJson(node.depth(), node.direction(),
                                           node.node(), node.edge()))
                        << "\n";
          } else {
            nodes.push_back(node);
          }
          return context.out.good();
        }));
    if (!jsonl) PrintNodes(context, nodes);
    if (!summary.note().empty()) context.Note(summary.note());
    NoteCutOff(context, summary);
    return absl::OkStatus();
  }

  absl::StatusOr<v1::TraverseRequest> TraverseRequest() const {
    v1::TraverseRequest request;
    *request.mutable_start() = SelectorOf(entity_);
    request.set_depth(depth_.value_or(0));
    request.set_resume_token(resume_);
    request.set_direction(DirectionOf(direction_));
    request.set_relation(relation_);
    request.set_min_confidence(min_confidence_);
    times_.Set(&request);
    budget_.Set(request.mutable_budget());
    WEFT_RETURN_IF_ERROR(support_.Set(&request));
    return request;
  }

  void PrintNodes(Context& context, const std::vector<Node>& nodes) const {
    if (format_ == "text") {
      // The first node hangs on the start, which has its canonical name there.
      const std::string root = nodes.empty() || nodes[0].depth() > 1
                                   ? entity_
                                   : nodes[0].parent().name();
      context.out << NeighborTree(root, nodes, context.out_style);
      if (nodes.empty()) context.Note("no link matches");
      return;
    }
    if (const auto picture_format = PictureFormatOf(format_)) {
      GraphPicture picture(*picture_format);
      for (const Node& node : nodes) picture.Add(node.edge());
      context.out << picture.Text();
      return;
    }
    RowWriter rows(context.out, RowLayoutOf(format_, context.out_style),
                   RowColumns(), context.out_style);
    for (const Node& node : nodes) {
      rows.Add(LinkRow(node.depth(), node.parent().name(), node.direction(),
                       node.node(), node.edge()));
    }
    rows.Finish();
  }

  std::string entity_;
  std::optional<int> depth_;
  std::string relation_;
  std::string direction_;
  double min_confidence_ = 0;
  TimeOptions times_;
  BudgetOptions budget_;
  SupportOptions support_;
  LimitOption limit_;
  std::string resume_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewNeighborsCommand() {
  return std::make_unique<NeighborsCommand>();
}

}  // namespace weft::service
