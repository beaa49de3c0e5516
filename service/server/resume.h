// Where a stream that was cut off goes on.
//
// The token in the summary of such a stream names the version of the graph that
// it read and when that was written, the request, and a position behind its
// last row. With it the same
// request goes on there, on the same version: together the parts are what the
// whole stream would have been, each row once. The budget is that of the part,
// and so is the number of rows or paths asked for; all else must be the same.
//
//   WEFT_ASSIGN_OR_RETURN(const StreamStart start, BeginStream(store,
//   request));
//   ... read start.reader from start.position on ...
//   if (cut off) summary->set_resume_token(
//       ResumeToken(store, start, position));
//
// Versions are kept for tokens as long as for those of pages
// (StoreOptions::snapshot_lifetime). Tokens hold nothing secret and are not
// signed: what a forged one can ask for is what any request may.
#ifndef WEFT_SERVICE_SERVER_RESUME_H_
#define WEFT_SERVICE_SERVER_RESUME_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "graphstore/store/reader.h"
#include "graphstore/store/store.h"

namespace weft::service {

struct StreamStart {
  std::shared_ptr<const graphstore::Reader> reader;
  absl::Time written;    // that version
  uint64_t request = 0;  // a hash of what is asked for
  std::string position;  // of the kind of stream; "" is its beginning
};

// A stream of `request`, in which everything is left that a continuation must
// have in common with it. Errors: InvalidArgument (not a token of ours, or one
// of another request), Aborted (its version is no longer kept, or is that of
// another graph).
absl::StatusOr<StreamStart> BeginStream(
    graphstore::Store& store, const google::protobuf::Message& request,
    absl::string_view token);

template <typename Request>
absl::StatusOr<StreamStart> BeginStream(graphstore::Store& store,
                                        Request request) {
  const std::string token = request.resume_token();
  request.clear_resume_token();
  request.clear_budget();
  return BeginStream(store, request, token);
}

// For the summary of a stream that was cut off at `position`, which is not "".
std::string ResumeToken(graphstore::Store& store, const StreamStart& start,
                        absl::string_view position);

// The error for a position that does not make sense: InvalidArgument.
absl::Status NoTokenOfOurs();

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RESUME_H_
