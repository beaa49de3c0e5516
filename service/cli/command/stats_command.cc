#include "service/cli/command/stats_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/json.h"
#include "service/cli/render/row_writer.h"

namespace weft::service {
namespace {

// Counts by name, in the order in which they are printed.
Json CountsJson(const v1::Statistics& statistics) {
  Json json;
  json["documents"] = statistics.document_count();
  json["sentences"] = statistics.sentence_count();
  json["facts"] = statistics.fact_count();
  json["statements"] = statistics.statement_count();
  json["entities"] = statistics.entity_count();
  json["relations"] = statistics.relation_count();
  json["storage_bytes"] = statistics.storage_bytes();
  json["version"] = statistics.version();
  json["format_version"] = statistics.format_version();
  json["extractor_version"] = statistics.extractor_version();
  return json;
}

class StatsCommand : public Command {
 public:
  std::string name() const override { return "stats"; }
  std::string summary() const override {
    return "Counts, sizes, and the most frequent relations";
  }
  std::string examples() const override {
    return R"(  weft stats
  weft stats --format=jsonl)";
  }

  void AddOptions(OptionSet& options) override {
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::Statistics statistics,
                          client->GetStatistics());
    Json json = CountsJson(statistics);
    if (format_ == "jsonl") {
      json["frequent_relations"] = Json::array();
      for (const v1::RelationCount& relation : statistics.relations()) {
        json["frequent_relations"].push_back(
            {{"relation", relation.relation()},
             {"statements", relation.statement_count()}});
      }
      json["one_at_a_time"] = Json::array();
      for (const std::string& relation : statistics.one_at_a_time()) {
        json["one_at_a_time"].push_back(relation);
      }
      context.out << ToLine(json) << "\n";
      return absl::OkStatus();
    }
    RowWriter rows(context.out, RowLayoutOf(format_, context.out_style),
                   {"what", "count"}, context.out_style);
    for (const auto& [key, value] : json.items()) {
      rows.Add(
          {key, value.is_string() ? value.get<std::string>() : value.dump()});
    }
    for (const v1::RelationCount& relation : statistics.relations()) {
      rows.Add({absl::StrCat("relation: ", relation.relation()),
                absl::StrCat(relation.statement_count())});
    }
    for (const std::string& relation : statistics.one_at_a_time()) {
      rows.Add({"one at a time", relation});
    }
    rows.Finish();
    return absl::OkStatus();
  }

 private:
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewStatsCommand() {
  return std::make_unique<StatsCommand>();
}

}  // namespace weft::service
