#include "service/cli/command/watch_command.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

std::string KindName(v1::ChangeKind kind) {
  switch (kind) {
    case v1::CHANGE_KIND_ADDED:
      return "added";
    case v1::CHANGE_KIND_REPLACED:
      return "replaced";
    case v1::CHANGE_KIND_DELETED:
      return "deleted";
    case v1::CHANGE_KIND_CURATED:
      return "curated";
    default:
      return "";
  }
}

// What is left of a statement that has gone: the words.
Json RemovedJson(const v1::Fact& fact) {
  Json json;
  json["subject"] = SlotText(fact.subject());
  json["relation"] = fact.relation().name();
  json["object"] = SlotText(fact.object());
  json["negated"] = fact.negated();
  return json;
}

Json ChangeJson(const v1::WatchResponse& change) {
  Json json;
  json["token"] = change.token();
  json["version"] = change.version();
  json["recorded"] = change.recorded();
  json["change"] = KindName(change.kind());
  json["document"] = change.document_id();
  json["facts_added"] = change.facts_added();
  json["facts_removed"] = change.facts_removed();
  json["added"] = Json::array();
  for (const v1::Fact& fact : change.added()) {
    json["added"].push_back(StoredFactJson(fact));
  }
  json["removed"] = Json::array();
  for (const v1::Fact& fact : change.removed()) {
    json["removed"].push_back(RemovedJson(fact));
  }
  return json;
}

void PrintText(const v1::WatchResponse& change, Context& context) {
  const Style& style = context.out_style;
  context.out << style.Dim(absl::StrCat(change.version(), "  ",
                                        change.recorded(), "  "))
              << KindName(change.kind()) << " "
              << style.Bold(OneLine(change.document_id()))
              << style.Dim(absl::StrCat("  --since=", change.token())) << "\n";
  for (const v1::Fact& fact : change.added()) {
    context.out << "  + " << FactText(fact, style) << "\n";
  }
  for (const v1::Fact& fact : change.removed()) {
    context.out << "  - " << FactText(fact, style) << "\n";
  }
}

class WatchCommand : public Command {
 public:
  std::string name() const override { return "watch"; }
  std::string summary() const override { return "Follows the changes"; }
  std::string examples() const override {
    return R"(  weft watch --server 127.0.0.1:50051        what comes from now on
  weft watch --earliest --format=jsonl       all that is kept, then what comes
  weft watch --since TOKEN --entity DeepSeek  behind a change seen before
  weft watch --earliest --no-wait            what there is, then the end

Every change has a token; a program that keeps the last one misses nothing: it
goes on with --since, also after a restart of the server. The last change may
come a second time.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddText("--since", since_, "Behind the change with this token");
    options.AddFlag("--earliest", earliest_, "From the oldest change kept");
    options.AddText("--entity", entity_,
                    "Only statements with this subject or object");
    options.AddText("--relation", relation_,
                    "Only this relation, or several with | between");
    options.AddText("--document", document_, "Only changes of this document");
    options.AddFlag("--no-wait", no_wait_, "End where there is no more");
    options.AddCount("--limit", limit_, "End after so many changes");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    if (earliest_ && !since_.empty()) {
      return absl::InvalidArgumentError(
          "--earliest and --since exclude each other");
    }
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    uint64_t seen = 0;
    int signs = 0;
    const auto print = [&](const v1::WatchResponse& change) {
      if (change.kind() == v1::CHANGE_KIND_UNSPECIFIED) {
        // The first says where it starts, the second that it has caught up.
        return !no_wait_ || ++signs < 2;
      }
      if (format_ == "jsonl") {
        context.out << ToLine(ChangeJson(change)) << "\n";
      } else {
        PrintText(change, context);
      }
      context.out.flush();
      ++seen;
      return context.out.good() && (!limit_.has_value() || seen < *limit_);
    };
    WEFT_RETURN_IF_ERROR(client->Watch(Request(), print));
    const bool selects =
        !entity_.empty() || !relation_.empty() || !document_.empty();
    if (seen == 0 && selects) {
      context.Note("no change has what is asked for; is it written so?");
    }
    return absl::OkStatus();
  }

 private:
  v1::WatchRequest Request() const {
    v1::WatchRequest request;
    if (!since_.empty()) request.set_token(since_);
    if (earliest_) request.set_earliest(true);
    request.set_entity(entity_);
    request.set_relation(relation_);
    request.set_document_id(document_);
    return request;
  }

  std::string since_;
  bool earliest_ = false;
  std::string entity_, relation_, document_;
  bool no_wait_ = false;
  std::optional<uint64_t> limit_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewWatchCommand() {
  return std::make_unique<WatchCommand>();
}

}  // namespace weft::service
