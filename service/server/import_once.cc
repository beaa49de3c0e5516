#include "service/server/import_once.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/running_hash.h"
#include "base/status.h"
#include "graphstore/store/write_options.h"
#include "service/server/import_triples.h"
#include "service/server/write_request.h"

namespace weft::service {
namespace {

using graphstore::WriteRequest;

// Of all messages of an import: the same for the same triples, wherever the
// bytes of a file are cut into messages.
class ImportFingerprint {
 public:
  void Begin(const v1::ImportTriplesRequest& first) {
    hash_.Add(absl::StrCat("ImportTriples ", first.format(), " ",
                           first.replace(), " ", first.max_bad_lines(), " "));
    AddLengthPrefixed(first.source());
  }
  void Add(const v1::ImportTriplesRequest& message) {
    hash_.Add(message.data());
    for (const auto& triple : message.triples()) {
      for (const std::string* text : {&triple.subject(), &triple.predicate(),
                                      &triple.object(), &triple.time()}) {
        AddLengthPrefixed(*text);
      }
    }
  }
  uint64_t value() const { return hash_.value(); }

 private:
  void AddLengthPrefixed(absl::string_view text) {
    std::string bytes;
    PutLengthPrefixed(text, &bytes);
    hash_.Add(bytes);
  }

  RunningHash hash_;
};

// Whether some request had this id, whatever it asked for.
absl::StatusOr<bool> WasAnswered(graphstore::Store& store,
                                 const std::string& id) {
  const auto answer = store.FindAnswer(WriteRequest{id, /*fingerprint=*/0});
  if (absl::IsAlreadyExists(answer.status())) return true;
  WEFT_RETURN_IF_ERROR(answer.status());
  return answer->has_value();
}

absl::StatusOr<v1::ImportTriplesResponse> Parse(const std::string& answer) {
  v1::ImportTriplesResponse response;
  if (response.ParseFromString(answer)) return response;
  return absl::DataLossError("the answer to this request_id is damaged");
}

}  // namespace

absl::StatusOr<v1::ImportTriplesResponse> ImportOnce(
    graphstore::Store& store,
    absl::FunctionRef<bool(v1::ImportTriplesRequest* next)> read,
    const Cancellation& cancellation, const RequestLimits& limits) {
  v1::ImportTriplesRequest first;
  bool unread = read(&first);
  WriteRequest request{first.request_id(), 0};
  WEFT_RETURN_IF_ERROR(CheckWriteRequestId(request.id));
  ImportFingerprint fingerprint;
  fingerprint.Begin(first);
  const bool end_marked = first.end_marked();
  bool ended = false;
  const auto next = [&](v1::ImportTriplesRequest* message) {
    if (std::exchange(unread, false)) {
      *message = std::move(first);
    } else if (!read(message)) {
      return false;
    }
    ended |= message->end();
    if (!request.id.empty()) fingerprint.Add(*message);
    return true;
  };
  WEFT_ASSIGN_OR_RETURN(const bool answered, WasAnswered(store, request.id));
  if (!answered) {
    auto imported = ImportTriples(store, next, cancellation, limits);
    if (!imported.ok() || request.id.empty()) return imported;
    request.fingerprint = fingerprint.value();
    const auto kept = store.KeepAnswer(request, imported->SerializeAsString());
    // The triples are there: that it cannot be said again is no failure.
    return kept.ok() ? Parse(*kept) : std::move(imported);
  }
  v1::ImportTriplesRequest message;
  while (next(&message)) WEFT_RETURN_IF_ERROR(cancellation.Check());
  WEFT_RETURN_IF_ERROR(cancellation.Check());
  if (end_marked && !ended) {
    return absl::CancelledError("the client stopped before the end");
  }
  request.fingerprint = fingerprint.value();
  WEFT_ASSIGN_OR_RETURN(const auto answer, store.FindAnswer(request));
  if (answer) return Parse(*answer);
  // Its time ended while it was read.
  return absl::AbortedError(
      "the answer to this request_id has just become too old; send it again");
}

}  // namespace weft::service
