#include "service/cli/command/query_command.h"

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/query_value.h"
#include "service/cli/render/row_writer.h"

namespace weft::service {
namespace {

// What a program gets in a cell: text byte for byte, all else as JSON.
std::string Cell(const google::protobuf::Value& value) {
  const Json json = QueryValueJson(value);
  if (json.is_null()) return "";
  return json.is_string() ? json.get<std::string>() : ToLine(json);
}

class QueryCommand : public Command {
 public:
  std::string name() const override { return "query"; }
  std::string summary() const override {
    return "Runs a query in a read-only subset of openCypher";
  }
  std::string examples() const override {
    return R"(  weft query "MATCH (a {name: 'DeepSeek'})-[:release]->(b) RETURN b.name"
  weft query "MATCH (a)-[r:acquire]->(b) WHERE r.confidence > 0.5
              RETURN a.name, b.name, r.sentence LIMIT 20" --format=jsonl
  weft query 'MATCH (a {name: $who})-[r]->(b) RETURN type(r), b.name' --param who=Nvidia
  weft query "MATCH p = ANY SHORTEST (a {name: 'Nvidia'})--+(b {name: 'DeepSeek'}) RETURN p"
  weft query "EXPLAIN MATCH (p:person)-[:found]->(o) RETURN p.name, o.name"
  weft query "MATCH (a)-[*1..4]-(b) RETURN count(*) AS n" --max-memory 128
  weft query - < query.cypher

  doc/query.md describes the language. Relation names with blanks stand in
  backquotes: -[:`stock fall`]->)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("QUERY", text_, "The query; - reads standard input");
    options.AddTexts("--param", parameters_, "NAME=VALUE",
                     "$NAME in the query; a number, true, false, null, a list, "
                     "a map as in JSON, anything else is text");
    options.AddFlag("--explain", explain_,
                    "Print the plan, do not run it; as EXPLAIN before it");
    options.AddFlag("--profile", profile_,
                    "Also print to standard error the plan with what each "
                    "step did");
    limit_.Add(options, "rows");
    times_.Add(options);
    budget_.Add(options);
    AddResumeOption(options, resume_);
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    v1::QueryRequest request;
    WEFT_RETURN_IF_ERROR(SetRequest(context, &request));
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    limit_rows_ = limit_.Get(context, format_);
    WEFT_ASSIGN_OR_RETURN(const v1::StreamSummary summary,
                          client->Query(request, Callbacks(context)));
    if (rows_.has_value()) rows_->Finish();
    if (!plan_.empty()) (plan_only_ ? context.out : context.err) << plan_;
    if (more_) {
      context.Note(absl::StrCat("only the first ", limit_rows_,
                                " rows; --limit=0 prints all"));
    } else {
      NoteCutOff(context, summary);
    }
    return absl::OkStatus();
  }

 private:
  absl::Status SetRequest(Context& context, v1::QueryRequest* request) const {
    const std::string text =
        text_ == "-" ? std::string(std::istreambuf_iterator<char>(context.in),
                                   std::istreambuf_iterator<char>())
                     : text_;
    if (!IsUtf8(text)) {
      return absl::InvalidArgumentError("the query is no valid UTF-8");
    }
    request->set_query(text);
    for (const std::string& parameter : parameters_) {
      const size_t equals = parameter.find('=');
      if (equals == 0 || equals == std::string::npos) {
        return absl::InvalidArgumentError(absl::StrCat(
            "--param \"", parameter, "\": write it as NAME=VALUE"));
      }
      (*request->mutable_parameters())[parameter.substr(0, equals)] =
          ParseQueryValue(parameter.substr(equals + 1));
    }
    times_.Set(request);
    request->set_explain(explain_);
    request->set_profile(profile_);
    request->set_resume_token(resume_);
    budget_.Set(request->mutable_budget());
    return absl::OkStatus();
  }

  Client::QueryCallbacks Callbacks(Context& context) {
    Client::QueryCallbacks callbacks;
    callbacks.header = [this, &context](const v1::StreamHeader& header) {
      columns_.assign(header.columns().begin(), header.columns().end());
      plan_only_ = explain_ || header.plan_only();
      if (format_ == "jsonl" || plan_only_) return;
      rows_.emplace(context.out, RowLayoutOf(format_, context.out_style),
                    columns_, context.out_style);
    };
    callbacks.row = [this, &context](const v1::QueryResponse::Row& row) {
      if (limit_rows_ > 0 && printed_ == limit_rows_) {
        more_ = true;
        return false;
      }
      ++printed_;
      Print(context, row);
      return context.out.good();
    };
    callbacks.plan = [this](const std::string& plan) { plan_ = plan; };
    return callbacks;
  }

  void Print(Context& context, const v1::QueryResponse::Row& row) {
    if (format_ == "jsonl") {
      Json json = Json::object();
      for (size_t i = 0; i < columns_.size(); ++i) {
        json[columns_[i]] = QueryValueJson(row.values(static_cast<int>(i)));
      }
      context.out << ToLine(json) << "\n";
      return;
    }
    std::vector<std::string> cells;
    for (const google::protobuf::Value& value : row.values()) {
      cells.push_back(format_ == "text" ? QueryValueText(value) : Cell(value));
    }
    rows_->Add(std::move(cells));
  }

  std::string text_;
  std::vector<std::string> parameters_;
  bool explain_ = false;
  bool profile_ = false;
  BudgetOptions budget_;
  LimitOption limit_;
  TimeOptions times_;
  std::string resume_;
  std::string format_;

  // Of the answer.
  std::vector<std::string> columns_;
  std::optional<RowWriter> rows_;
  std::string plan_;
  bool plan_only_ = false;
  uint64_t limit_rows_ = 0;
  uint64_t printed_ = 0;
  bool more_ = false;
};

}  // namespace

std::unique_ptr<Command> NewQueryCommand() {
  return std::make_unique<QueryCommand>();
}

}  // namespace weft::service
