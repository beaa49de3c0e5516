#include "service/server/import_triples.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/load/triple_loader.h"
#include "service/server/ingest_outcome.h"
#include "service/wire/extracted.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::LoadResult;
using graphstore::TripleLoader;
using graphstore::TripleView;

// nullopt: the bytes are of no file, or in no format that can be one. With a
// request id, whose answer is for all of the bytes, they are all read again.
std::optional<graphstore::LoadInput> InputOf(
    const v1::ImportTriplesRequest& first) {
  const bool is_tsv = first.format() == v1::TRIPLE_FORMAT_TSV;
  if (!first.has_input() || !first.request_id().empty() ||
      (!is_tsv && first.format() != v1::TRIPLE_FORMAT_NTRIPLES)) {
    return std::nullopt;
  }
  graphstore::LoadInput input;
  input.path = first.input().path();
  input.size = first.input().size();
  input.modified_ns = first.input().modified_ns();
  input.ends_hash = first.input().ends_hash();
  input.format = is_tsv ? graphstore::TripleFormat::kTsv
                        : graphstore::TripleFormat::kNTriples;
  return input;
}

absl::StatusOr<std::unique_ptr<TripleLoader>> StartLoad(
    graphstore::Store& store, const v1::ImportTriplesRequest& first,
    const Cancellation& cancellation) {
  WEFT_RETURN_IF_ERROR(CheckDocumentId(first.source(), "source"));
  graphstore::LoadOptions options;
  options.source = first.source();
  options.replace = first.replace();
  options.max_bad_lines = first.max_bad_lines();
  // 0: the loader looks how much there is.
  options.memory_bytes =
      std::min<uint64_t>(first.memory_bytes(), kMaxLoadBytes);
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  if (!error) options.temporary_folder = folder.string();
  options.threads = static_cast<int>(
      std::clamp(std::thread::hardware_concurrency(), 1u, 16u));
  options.input = InputOf(first);
  options.afresh = first.afresh();
  options.cancellation = &cancellation;
  return TripleLoader::Create(&store, std::move(options));
}

absl::Status Add(const v1::ImportTriplesRequest& message,
                 v1::TripleFormat format, const RequestLimits& limits,
                 TripleLoader* loader) {
  switch (format) {
    case v1::TRIPLE_FORMAT_TSV:
      return loader->AddText(graphstore::TripleFormat::kTsv, message.data());
    case v1::TRIPLE_FORMAT_NTRIPLES:
      return loader->AddText(graphstore::TripleFormat::kNTriples,
                             message.data());
    case v1::TRIPLE_FORMAT_UNSPECIFIED:
      break;
    default:
      return absl::InvalidArgumentError(
          "format: this server knows TSV and N-Triples");
  }
  if (!message.data().empty()) {
    return absl::InvalidArgumentError(
        "data: the first message must say its format");
  }
  const auto count = static_cast<size_t>(message.triples_size());
  if (count > limits.batch_triples) {
    return absl::ResourceExhaustedError(
        absl::StrCat("triples: a message holds ", count,
                     " of them; this server takes at most ",
                     limits.batch_triples, " in one: send more messages"));
  }
  std::vector<TripleView> triples;
  triples.reserve(count);
  for (const auto& triple : message.triples()) {
    triples.push_back(TripleView{triple.subject(), triple.predicate(),
                                 triple.object(), triple.time()});
  }
  return loader->AddTriples(triples);
}

v1::ImportTriplesResponse ToProto(const LoadResult& result) {
  v1::ImportTriplesResponse out;
  out.set_triple_count(result.triples);
  out.set_version(result.write.version);
  out.set_outcome(IngestOutcomeOf(result.write.outcome));
  out.set_statement_count(result.write.new_statements);
  out.set_entity_count(result.write.new_entities);
  out.set_bad_line_count(result.bad_line_count);
  out.set_name_bytes_beyond(result.name_bytes_beyond);
  out.set_resumed_triple_count(result.resumed_triples);
  out.set_resumed_index_count(result.resumed_indexes);
  out.set_index_count(result.indexes);
  for (const graphstore::BadLine& bad : result.bad_lines) {
    v1::BadLine* line = out.add_bad_lines();
    line->set_line(bad.line);
    line->set_message(ToUtf8(bad.why));
  }
  return out;
}

}  // namespace

absl::StatusOr<v1::ImportTriplesResponse> ImportTriples(
    graphstore::Store& store,
    absl::FunctionRef<bool(v1::ImportTriplesRequest* next)> read,
    const Cancellation& cancellation, const RequestLimits& limits) {
  v1::ImportTriplesRequest message;
  if (!read(&message)) {
    return absl::InvalidArgumentError("source: there is no message with it");
  }
  const v1::TripleFormat format = message.format();
  const bool end_marked = message.end_marked();
  WEFT_ASSIGN_OR_RETURN(const auto loader,
                        StartLoad(store, message, cancellation));
  bool ended = false;
  // Also an input that has been read before is taken to its end: a client that
  // waits for room to send would never see an answer.
  do {
    WEFT_RETURN_IF_ERROR(Add(message, format, limits, loader.get()));
    ended |= message.end();
  } while (read(&message));
  WEFT_RETURN_IF_ERROR(cancellation.Check());
  if (end_marked && !ended) {
    return absl::CancelledError(
        "the client stopped before the end; nothing is loaded");
  }
  WEFT_ASSIGN_OR_RETURN(const LoadResult result, loader->Finish());
  return ToProto(result);
}

}  // namespace weft::service
