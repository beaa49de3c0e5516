#include "service/server/graph_query.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "service/server/edge_filter.h"
#include "service/server/limits.h"
#include "service/server/resume.h"
#include "service/wire/query_value.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

namespace query = graphstore::query;

absl::Status NobodyReads() {
  return absl::CancelledError("the client stopped reading");
}

query::RunOptions ToOptions(const v1::QueryRequest& request,
                            const Cancellation& cancellation) {
  query::RunOptions options;
  for (const auto& [name, value] : request.parameters()) {
    options.parameters[name] = FromProtoValue(value);
  }
  const v1::Budget& asked = request.budget();
  if (asked.edges_read() > 0) {
    options.budget.max_edges = std::min(asked.edges_read(), kMaxEdgesRead);
  }
  if (asked.rows() > 0) {
    options.budget.max_rows = std::min(asked.rows(), kMaxRows);
  }
  if (asked.time_ms() > 0) {
    options.budget.max_time =
        std::min(absl::Milliseconds(asked.time_ms()), kMaxTime);
  }
  if (asked.memory_bytes() > 0) {
    options.budget.max_memory_bytes =
        std::min(asked.memory_bytes(), options.budget.max_memory_bytes);
  }
  options.budget.cancellation = &cancellation;
  options.profile = request.profile();
  return options;
}

std::string Encode(const query::RunPosition& position) {
  std::string bytes;
  for (const uint64_t number :
       {position.rows, position.edges, position.work, position.plan,
        position.seed,
        static_cast<uint64_t>(absl::ToUnixMicros(position.now))}) {
    PutVarint(number, &bytes);
  }
  return bytes;
}

absl::StatusOr<std::optional<query::RunPosition>> PositionOf(
    const StreamStart& start) {
  if (start.position.empty()) return std::nullopt;
  query::RunPosition position;
  uint64_t now = 0;
  absl::string_view rest = start.position;
  for (uint64_t* number : {&position.rows, &position.edges, &position.work,
                           &position.plan, &position.seed, &now}) {
    if (!GetVarint(&rest, number)) return NoTokenOfOurs();
  }
  if (!rest.empty()) return NoTokenOfOurs();
  position.now = absl::FromUnixMicros(static_cast<int64_t>(now));
  return position;
}

// One call.
class QueryCall {
 public:
  QueryCall(graphstore::Store& store, const StreamStart& start,
            const query::PreparedQuery& prepared, const query::StoreView& view,
            absl::FunctionRef<bool(const v1::QueryResponse&)> send)
      : store_(store),
        start_(start),
        prepared_(prepared),
        view_(view),
        send_(send) {}

  absl::Status SendHeader(uint64_t version, bool plan_only) {
    v1::QueryResponse message;
    message.mutable_header()->set_version(version);
    message.mutable_header()->set_plan_only(plan_only);
    for (const std::string& column : prepared_.columns()) {
      message.mutable_header()->add_columns(column);
    }
    return Send(message);
  }

  absl::Status SendPlan(const query::RunOptions& options) {
    WEFT_ASSIGN_OR_RETURN(const std::string plan,
                          query::ExplainPlan(prepared_, view_, options));
    WEFT_RETURN_IF_ERROR(SendPlanText(plan));
    v1::QueryResponse message;
    message.mutable_summary();
    return Send(message);
  }

  absl::Status SendRows(const query::RunOptions& options) {
    absl::Status sent = absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(
        const query::RunResult result,
        query::Run(prepared_, view_, options,
                   [&](absl::Span<const query::Value> values) {
                     sent = SendRow(values);
                     return sent.ok();
                   }));
    WEFT_RETURN_IF_ERROR(sent);
    if (options.profile) WEFT_RETURN_IF_ERROR(SendPlanText(result.plan));
    v1::QueryResponse message;
    v1::StreamSummary* summary = message.mutable_summary();
    summary->set_row_count(result.rows);
    summary->set_edges_read(result.edges_read);
    summary->set_cut_off(ToProto(result.cut_off));
    summary->set_cut_off_message(result.cut_off_message);
    if (CanGoOn(summary->cut_off())) {
      summary->set_resume_token(
          ResumeToken(store_, start_, Encode(result.position)));
    }
    return Send(message);
  }

 private:
  absl::Status Send(const v1::QueryResponse& message) {
    return send_(message) ? absl::OkStatus() : NobodyReads();
  }

  absl::Status SendPlanText(const std::string& plan) {
    v1::QueryResponse message;
    message.set_plan(ToUtf8(plan));
    return Send(message);
  }

  absl::Status SendRow(absl::Span<const query::Value> values) {
    v1::QueryResponse message;
    v1::QueryResponse::Row* row = message.mutable_row();
    for (const query::Value& value : values) {
      WEFT_ASSIGN_OR_RETURN(const query::Value resolved,
                            query::Resolve(view_, value));
      *row->add_values() = ToProtoValue(resolved);
    }
    return Send(message);
  }

  graphstore::Store& store_;
  const StreamStart& start_;
  const query::PreparedQuery& prepared_;
  const query::StoreView& view_;
  const absl::FunctionRef<bool(const v1::QueryResponse&)> send_;
};

absl::Status RunQuery(graphstore::Store& store, const v1::QueryRequest& request,
                      const Cancellation& cancellation,
                      absl::FunctionRef<bool(const v1::QueryResponse&)> send) {
  WEFT_ASSIGN_OR_RETURN(const query::PreparedQuery prepared,
                        query::Prepare(request.query()));
  WEFT_ASSIGN_OR_RETURN(const StreamStart start, BeginStream(store, request));
  query::RunOptions options = ToOptions(request, cancellation);
  options.profile |= prepared.mode() == query::QueryMode::kProfile;
  WEFT_ASSIGN_OR_RETURN(options.resume, PositionOf(start));
  const auto& reader = start.reader;
  WEFT_ASSIGN_OR_RETURN(const ReadTimes times, ToReadTimes(request.time()));
  query::StoreViewOptions shown;
  shown.valid_on = times.valid_on;
  WEFT_ASSIGN_OR_RETURN(shown.known, ToKnownBy(*reader, times.recorded_until));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<query::StoreView> view,
                        query::StoreView::Create(reader, shown));
  QueryCall call(store, start, prepared, *view, send);
  const bool plan_only =
      request.explain() || prepared.mode() == query::QueryMode::kExplain;
  WEFT_RETURN_IF_ERROR(call.SendHeader(reader->version(), plan_only));
  return plan_only ? call.SendPlan(options) : call.SendRows(options);
}

}  // namespace

absl::Status Query(graphstore::Store& store, const v1::QueryRequest& request,
                   const Cancellation& cancellation,
                   absl::FunctionRef<bool(const v1::QueryResponse&)> send) {
  return WithQueryReason(RunQuery(store, request, cancellation, send));
}

}  // namespace weft::service
