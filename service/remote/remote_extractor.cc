#include "service/remote/remote_extractor.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "base/status.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "service/client/bearer.h"
#include "service/client/channel.h"
#include "service/wire/extraction_reply.h"
#include "service/wire/status.h"
#include "weft/v1/extraction.grpc.pb.h"

namespace weft::service {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

// What to wait after an attempt that failed, counted from 0.
absl::Duration PauseAfter(int attempt) {
  thread_local absl::BitGen random;
  const absl::Duration pause =
      std::min(kLongestPause, kFirstPause * (1 << std::min(attempt, 10)));
  return pause * absl::Uniform(random, 1.0, 1.5);
}

// The code that an error of the other server has here: who must act is not the
// same for all of them.
absl::StatusCode CodeHere(absl::StatusCode there) {
  switch (there) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return there;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnimplemented:
      return absl::StatusCode::kFailedPrecondition;
    default:
      return absl::StatusCode::kInternal;
  }
}

class RemoteExtractor final : public extractor::Extractor {
 public:
  RemoteExtractor(RemoteExtractorOptions options,
                  const std::shared_ptr<grpc::Channel>& channel)
      : options_(std::move(options)),
        stub_(v1::ExtractionService::NewStub(channel)),
        version_(
            *versions_.insert(absl::StrCat("extractor at ", options_.address))
                 .first) {}

  absl::StatusOr<extractor::ExtractedDocument> Extract(
      const extractor::DocumentInput& input,
      const extractor::ExtractOptions& options) const override;

  absl::string_view version() const override {
    absl::MutexLock lock(&mutex_);
    return version_;
  }

 private:
  absl::Status Call(const v1::ExtractRequest& request,
                    v1::ExtractResponse* response) const;
  // `status` as an error of this program.
  absl::Status Explain(const absl::Status& status, int attempts,
                       const std::string& document) const;
  void Remember(const std::string& version) const;

  const RemoteExtractorOptions options_;
  const std::unique_ptr<v1::ExtractionService::Stub> stub_;
  mutable absl::Mutex mutex_;
  // All that were ever answered: version() lends them out.
  mutable std::set<std::string> versions_ ABSL_GUARDED_BY(mutex_);
  mutable absl::string_view version_ ABSL_GUARDED_BY(mutex_);
};

absl::Status RemoteExtractor::Call(const v1::ExtractRequest& request,
                                   v1::ExtractResponse* response) const {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  return FromGrpcStatus(stub_->Extract(&context, request, response));
}

absl::Status RemoteExtractor::Explain(const absl::Status& status, int attempts,
                                      const std::string& document) const {
  const std::string tried =
      attempts == 1 ? "" : absl::StrCat(" (", attempts, " attempts)");
  return absl::Status(
      CodeHere(status.code()),
      absl::StrCat("document \"", document, "\": the extractor at ",
                   options_.address, tried, " says ",
                   absl::StatusCodeToString(status.code()), ": ",
                   status.message()));
}

void RemoteExtractor::Remember(const std::string& version) const {
  if (version.empty()) return;
  absl::MutexLock lock(&mutex_);
  if (version_ != version) version_ = *versions_.insert(version).first;
}

absl::StatusOr<extractor::ExtractedDocument> RemoteExtractor::Extract(
    const extractor::DocumentInput& input,
    const extractor::ExtractOptions& options) const {
  const v1::ExtractRequest request = ToExtractRequest(input, options);
  v1::ExtractResponse response;
  absl::Status status;
  int attempts = 0;
  do {
    if (attempts > 0) options_.sleep(PauseAfter(attempts - 1));
    response.Clear();
    status = Call(request, &response);
    ++attempts;
  } while (absl::IsUnavailable(status) && attempts < options_.attempts);
  if (!status.ok()) return Explain(status, attempts, input.id);
  auto document = FromExtractResponse(response, input);
  if (document.ok()) {
    Remember(response.extractor_version());
    return document;
  }
  return absl::InternalError(absl::StrCat(
      "document \"", input.id, "\": the extractor at ", options_.address,
      " answers what cannot be: ", document.status().message()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<const extractor::Extractor>> NewRemoteExtractor(
    RemoteExtractorOptions options) {
  ChannelOptions connection;
  connection.tls.authorities = options.authorities;
  connection.insecure = options.insecure;
  if (!options.token_file.empty()) {
    WEFT_ASSIGN_OR_RETURN(connection.token, ReadToken(options.token_file));
  }
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel,
                        MakeChannel(options.address, connection));
  return std::make_unique<const RemoteExtractor>(std::move(options), channel);
}

}  // namespace weft::service
