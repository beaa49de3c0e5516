#include "service/server/export_graph.h"

#include <cstdint>

#include "base/status.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

// Facts that are read at once, and sent before the next ones are.
constexpr size_t kPage = 1000;

absl::Status NobodyReads() {
  return absl::CancelledError("the client stopped reading");
}

}  // namespace

absl::Status ExportGraph(
    graphstore::Store& store, const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::ExportGraphResponse&)> send) {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  v1::ExportGraphResponse message;
  message.mutable_header()->set_version(reader->version());
  if (!send(message)) return NobodyReads();
  graphstore::PageRequest page{kPage, ""};
  uint64_t rows = 0;
  do {
    WEFT_RETURN_IF_ERROR(cancellation.Check());
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
  } while (!page.token.empty());
  message.mutable_summary()->set_row_count(rows);
  return send(message) ? absl::OkStatus() : NobodyReads();
}

}  // namespace weft::service
