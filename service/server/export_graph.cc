#include "service/server/export_graph.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "service/server/edge_filter.h"
#include "service/server/limits.h"
#include "service/server/resume.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

// Facts that are read at once, and sent before the next ones are: about 1 MiB
// with their names and sentences, however slowly the client reads.
constexpr uint64_t kPage = 100;

absl::Status NobodyReads() {
  return absl::CancelledError("the client stopped reading");
}

// When there is more to come after `rows` rows.
CutOffReport ReportExport(const v1::Budget& budget, uint64_t rows,
                          absl::Time end) {
  if (budget.rows() > 0 && rows == budget.rows()) {
    return {v1::CUT_OFF_ROWS,
            absl::StrCat("stopped at ", rows,
                         " facts; go on with the resume_token, or raise "
                         "budget.rows")};
  }
  if (absl::Now() >= end) {
    return {v1::CUT_OFF_TIME,
            absl::StrCat("stopped after ", budget.time_ms(),
                         " ms; go on with the resume_token, or raise "
                         "budget.time_ms")};
  }
  return {};
}

absl::Time EndOf(const v1::Budget& budget) {
  if (budget.time_ms() == 0) return absl::InfiniteFuture();
  return absl::Now() + absl::Milliseconds(budget.time_ms());
}

}  // namespace

absl::Status ExportGraph(
    graphstore::Store& store, const v1::ExportGraphRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::ExportGraphResponse&)> send) {
  WEFT_ASSIGN_OR_RETURN(const StreamStart start, BeginStream(store, request));
  WEFT_ASSIGN_OR_RETURN(const auto reader,
                        ReaderAt(start.reader, request.time()));
  const absl::Time end = EndOf(request.budget());
  const uint64_t most = request.budget().rows() == 0
                            ? std::numeric_limits<uint64_t>::max()
                            : request.budget().rows();
  v1::ExportGraphResponse message;
  message.mutable_header()->set_version(start.reader->version());
  if (!send(message)) return NobodyReads();
  graphstore::PageRequest page{0, start.position};
  CutOffReport report;
  uint64_t rows = 0;
  do {
    WEFT_RETURN_IF_ERROR(cancellation.Check());
    page.size = std::min(kPage, most - rows);
    WEFT_ASSIGN_OR_RETURN(const graphstore::FactPage found,
                          reader->ListFacts({}, page));
    // One for each page: what it remembers must not grow.
    StoredView view(*reader);
    for (const graphstore::Fact& fact : found.facts) {
      WEFT_ASSIGN_OR_RETURN(*message.mutable_fact(), view.Fact(fact));
      if (!send(message)) return NobodyReads();
    }
    rows += found.facts.size();
    page.token = found.next_token;
    if (page.token.empty()) break;
    report = ReportExport(request.budget(), rows, end);
  } while (report.cut_off == v1::CUT_OFF_UNSPECIFIED);
  v1::StreamSummary* summary = message.mutable_summary();
  summary->set_row_count(rows);
  summary->set_cut_off(report.cut_off);
  summary->set_cut_off_message(report.message);
  if (CanGoOn(report.cut_off)) {
    summary->set_resume_token(ResumeToken(store, start, page.token));
  }
  return send(message) ? absl::OkStatus() : NobodyReads();
}

}  // namespace weft::service
