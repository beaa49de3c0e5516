#include "service/cli/command/search_command.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"
#include "service/cli/render/row_writer.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using Match = v1::SearchEntitiesResponse::Match;

std::string KindName(v1::MatchKind kind) {
  switch (kind) {
    case v1::MATCH_KIND_EXACT:
      return "exact";
    case v1::MATCH_KIND_PREFIX:
      return "prefix";
    case v1::MATCH_KIND_FUZZY:
      return "fuzzy";
    case v1::MATCH_KIND_WORD:
      return "word";
    default:
      return "";
  }
}

Json MatchJson(const Match& match) {
  Json json = EntityJson(match.entity());
  json["matched_name"] = match.matched_name();
  json["match"] = KindName(match.kind());
  json["score"] = RoundedScore(match.score());
  return json;
}

class SearchCommand : public Command {
 public:
  std::string name() const override { return "search"; }
  std::string summary() const override { return "Entities by name"; }
  std::string examples() const override {
    return R"(  weft search deepseek          exact names, then beginnings, then near misses
  weft search Nvidai            also finds Nvidia
  weft search "New York" --limit=3 --format=jsonl)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("TEXT", text_,
                         "A name, its beginning, or nearly a name", true);
    options.AddInteger("--limit", limit_, 1, 1000, "At most so many");
    times_.Add(options);
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    // TEXT may come as several words without quotes.
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    v1::SearchEntitiesRequest request;
    request.set_query(ToUtf8(absl::StrJoin(text_, " ")));
    request.set_page_size(limit_);
    times_.Set(&request);
    WEFT_ASSIGN_OR_RETURN(const v1::SearchEntitiesResponse response,
                          client->SearchEntities(request));
    if (format_ == "jsonl") {
      for (const Match& match : response.matches()) {
        context.out << ToLine(MatchJson(match)) << "\n";
      }
    } else {
      PrintRows(context, response);
    }
    if (response.matches().empty() && format_ == "text") {
      context.Note(absl::StrCat("no entity is called anything like \"",
                                request.query(), "\""));
    }
    return absl::OkStatus();
  }

 private:
  void PrintRows(Context& context,
                 const v1::SearchEntitiesResponse& response) const {
    RowWriter rows(
        context.out, RowLayoutOf(format_, context.out_style),
        {"name", "type", "documents", "statements", "matched", "how", "entity"},
        context.out_style);
    for (const Match& match : response.matches()) {
      const v1::Entity& entity = match.entity();
      rows.Add({entity.name(), EntityTypeName(entity.type()),
                absl::StrCat(entity.document_count()),
                absl::StrCat(entity.out_degree() + entity.in_degree()),
                match.matched_name(), KindName(match.kind()),
                // As commands take it: entities may share a name.
                absl::StrCat("id:", entity.id())});
    }
    rows.Finish();
  }

  std::vector<std::string> text_;
  int limit_ = 10;
  TimeOptions times_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewSearchCommand() {
  return std::make_unique<SearchCommand>();
}

}  // namespace weft::service
