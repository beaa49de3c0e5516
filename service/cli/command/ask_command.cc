#include "service/cli/command/ask_command.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "base/utf8.h"
#include "service/cli/command/option_types.h"
#include "service/cli/command/ordered_parallel.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"

namespace weft::service {
namespace {

struct Job {
  std::string id;
  v1::AskRequest request;
  absl::Status error;  // of reading the line
};
using Reply = absl::StatusOr<v1::AskResponse>;

// {"id": "q1", "question": "Who founded Norvane?"}; other keys are ignored.
Job ReadJob(const std::string& line, const std::string& origin) {
  Job job;
  const Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("question") ||
      !json["question"].is_string()) {
    job.error = absl::InvalidArgumentError(absl::StrCat(
        origin, ": no question; write {\"id\": \"1\", \"question\": \"...\"}"));
    return job;
  }
  job.request.set_question(json["question"].get<std::string>());
  if (json.contains("id")) {
    job.id = json["id"].is_string() ? json["id"].get<std::string>()
                                    : ToLine(json["id"]);
  }
  return job;
}

Json AnswerJson(const v1::AskResponse::Answer& answer) {
  Json json;
  json["text"] = answer.text();
  json["score"] = RoundedScore(answer.score());
  json["evidence"] = Json::array();
  for (const v1::Evidence& evidence : answer.evidence()) {
    Json entry;
    entry["doc"] = evidence.document_id();
    entry["sentence"] = evidence.sentence();
    entry["begin"] = evidence.sentence_span().begin();
    entry["end"] = evidence.sentence_span().end();
    entry["published"] = evidence.published();
    entry["document_title"] = evidence.document_title();
    entry["document_url"] = evidence.document_url();
    json["evidence"].push_back(std::move(entry));
  }
  json["facts"] = Json::array();
  for (const v1::Fact& fact : answer.facts()) {
    json["facts"].push_back(StoredFactJson(fact));
  }
  return json;
}

Json ResponseJson(const Job& job, const v1::AskResponse& response) {
  Json json;
  if (!job.id.empty()) json["id"] = job.id;
  json["question"] = job.request.question();
  json["answers"] = Json::array();
  for (const v1::AskResponse::Answer& answer : response.answers()) {
    json["answers"].push_back(AnswerJson(answer));
  }
  json["answered"] = response.answered();
  if (!response.nearest_facts().empty()) {
    json["nearest_facts"] = Json::array();
    for (const v1::Fact& fact : response.nearest_facts()) {
      json["nearest_facts"].push_back(StoredFactJson(fact));
    }
  }
  for (const auto& name : response.ambiguous_names()) {
    Json entry;
    entry["name"] = name.text();
    for (const v1::EntityRef& candidate : name.candidates()) {
      entry["candidates"].push_back(NodeJson(candidate));
    }
    json["ambiguous_names"].push_back(std::move(entry));
  }
  if (!response.reading().empty()) json["reading"] = response.reading();
  if (!response.query().empty()) json["query"] = response.query();
  if (!response.cut_off_message().empty()) {
    json["cut_off"] = response.cut_off_message();
  }
  return json;
}

class AskCommand : public Command {
 public:
  std::string name() const override { return "ask"; }
  std::string summary() const override {
    return "Answers a question with evidence";
  }
  std::string examples() const override {
    return R"(  weft ask "Who founded Norvane?"
  weft ask "How much did Norvane's stock fall?" --explain
  weft ask --questions questions.jsonl --format=jsonl
                              one {"id", "question"} a line; - reads standard input

  doc/questions.md says what is understood.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("QUESTION", question_, "A question in English", false);
    options.AddText("--questions", file_,
                    "A file of questions as JSON, one a line");
    options.AddInteger("--limit", limit_, 0, 100,
                       "Answers for each question; 0: as many as the server "
                       "finds good");
    options.AddFlag("--explain", explain_,
                    "Show how the question is read, and as a query");
    options.AddInteger("--timeout", timeout_s_, 1, 600,
                       "Seconds for each question");
    times_.Add(options);
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    if (question_.empty() == file_.empty()) {
      return UsageError("give a question, or a file with --questions");
    }
    WEFT_ASSIGN_OR_RETURN(client_, context.Connect(Need::kRead));
    if (file_.empty()) {
      // The question may come as several words without quotes.
      Job job;
      job.request.set_question(absl::StrJoin(question_, " "));
      SetOptions(&job.request);
      Reply reply = Ask(job);
      if (!reply.ok()) return reply.status();
      Print(context, job, *reply);
      return absl::OkStatus();
    }
    if (file_ == "-") return RunFile(context, context.in);
    std::ifstream in(file_, std::ios::binary);
    if (!in) {
      return absl::NotFoundError(absl::StrCat(file_, ": cannot be opened"));
    }
    return RunFile(context, in);
  }

 private:
  void SetOptions(v1::AskRequest* request) const {
    request->set_max_answers(limit_);
    request->set_explain(explain_);
    request->mutable_budget()->set_time_ms(timeout_s_ * 1000);
    times_.Set(request);
  }

  Reply Ask(const Job& job) const {
    if (!job.error.ok()) return job.error;
    if (!IsUtf8(job.request.question())) {
      return absl::InvalidArgumentError("the question is no valid UTF-8");
    }
    return client_->Ask(job.request);
  }

  absl::Status RunFile(Context& context, std::istream& in) {
    int number = 0;
    const int window =
        std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
    OrderedParallel<Job, Reply>(
        window,
        [&]() -> std::optional<Job> {
          std::string line;
          while (std::getline(in, line)) {
            ++number;
            if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
            Job job = ReadJob(line, absl::StrCat(file_, ":", number));
            SetOptions(&job.request);
            return job;
          }
          return std::nullopt;
        },
        [this](const Job& job) { return Ask(job); },
        [&](Job& job, Reply reply) {
          if (!reply.ok()) return context.Fail(reply.status());
          Print(context, job, *reply);
        });
    return absl::OkStatus();
  }

  void Print(Context& context, const Job& job,
             const v1::AskResponse& response) const {
    if (format_ == "jsonl") {
      context.out << ToLine(ResponseJson(job, response)) << "\n";
    } else {
      PrintText(context, job, response);
    }
    context.out << std::flush;
    NoteCutOff(context, response);
  }

  void PrintText(Context& context, const Job& job,
                 const v1::AskResponse& response) const {
    const Style& style = context.out_style;
    if (!file_.empty())
      context.out << style.Dim(job.request.question()) << "\n";
    if (!response.answered()) {
      context.out << "The graph does not say.\n";
      if (!response.nearest_facts().empty()) {
        context.out << "Nearest facts:\n";
        PrintFacts(context, response.nearest_facts());
      }
    }
    for (const v1::AskResponse::Answer& answer : response.answers()) {
      context.out << style.Bold(answer.text()) << "  "
                  << style.Dim(
                         absl::StrCat("(", RoundedScore(answer.score()), ")"))
                  << "\n";
      PrintFacts(context, answer.facts());
      if (answer.facts().empty()) {
        for (const v1::Evidence& evidence : answer.evidence()) {
          context.out << "    " << EvidenceText(evidence, style) << "\n";
        }
      }
    }
    for (const auto& name : response.ambiguous_names()) {
      std::vector<std::string> candidates;
      for (const v1::EntityRef& candidate : name.candidates()) {
        candidates.push_back(
            absl::StrCat(candidate.name(), " (id:", candidate.id(), ")"));
      }
      context.Note(absl::StrCat("\"", name.text(), "\" may be ",
                                absl::StrJoin(candidates, ", ")));
    }
    if (!response.reading().empty()) {
      context.out << "Read as: " << response.reading() << "\n";
    }
    if (!response.query().empty()) {
      context.out << "Query: " << response.query() << "\n";
    }
    if (!file_.empty()) context.out << "\n";
  }

  // Each sentence once, below the facts it holds.
  template <typename Facts>
  void PrintFacts(Context& context, const Facts& facts) const {
    for (int i = 0; i < facts.size(); ++i) {
      context.out << "  " << FactText(facts[i], context.out_style) << "\n";
      const bool last =
          i + 1 == facts.size() ||
          facts[i + 1].evidence().sentence() != facts[i].evidence().sentence();
      if (last && !facts[i].evidence().sentence().empty()) {
        context.out << "    "
                    << EvidenceText(facts[i].evidence(), context.out_style)
                    << "\n";
      }
    }
  }

  std::vector<std::string> question_;
  std::string file_;
  int limit_ = 0;
  TimeOptions times_;
  bool explain_ = false;
  int timeout_s_ = 30;
  std::string format_;
  const Client* client_ = nullptr;
};

}  // namespace

std::unique_ptr<Command> NewAskCommand() {
  return std::make_unique<AskCommand>();
}

}  // namespace weft::service
