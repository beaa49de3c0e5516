// An extractor that runs elsewhere: any server of weft.v1.ExtractionService,
// with a model of its own.
//
// Each document is one Extract call. A server that cannot be reached is asked
// again after 0.1 s, 0.2 s, 0.4 s ... (each time up to half of it more, so that
// many clients do not come back together), at most 5 s; nothing else is asked
// twice, as it would end the same. What comes back is checked before anybody
// sees it (service/wire/extraction_reply.h).
#ifndef WEFT_SERVICE_REMOTE_REMOTE_EXTRACTOR_H_
#define WEFT_SERVICE_REMOTE_REMOTE_EXTRACTOR_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "extractor/pipeline/extractor.h"

namespace weft::service {

struct RemoteExtractorOptions {
  std::string address;  // "HOST:PORT"
  // File of authorities of its certificate, or "system"; "" for a connection
  // that is not encrypted.
  std::string authorities;
  std::string token_file;  // "" for none
  // Send the token to another machine although nothing is encrypted.
  bool insecure = false;
  absl::Duration timeout = absl::Seconds(60);  // of one attempt
  int attempts = 4;                            // at least 1
  std::function<void(absl::Duration)> sleep = absl::SleepFor;
};

// Does not wait for the server to be there. Errors: InvalidArgument (address),
// those of reading the files.
//
// Extract() fails with InvalidArgument and ResourceExhausted where the server
// says so of the document; Unavailable (not reached), DeadlineExceeded;
// FailedPrecondition (the server does not let us in, or is none of this
// protocol); Internal for whatever else it says, and for answers that cannot
// be. All messages name the server and the document.
absl::StatusOr<std::unique_ptr<const extractor::Extractor>> NewRemoteExtractor(
    RemoteExtractorOptions options);

}  // namespace weft::service

#endif  // WEFT_SERVICE_REMOTE_REMOTE_EXTRACTOR_H_
