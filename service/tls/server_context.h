// The certificate of a server, and whom it takes, for OpenSSL: from files that
// may be replaced while the server runs.
#ifndef WEFT_SERVICE_TLS_SERVER_CONTEXT_H_
#define WEFT_SERVICE_TLS_SERVER_CONTEXT_H_

#include <openssl/types.h>

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "service/tls/tls_files.h"

namespace weft::service {

// TLS 1.2 and 1.3. Clients need a certificate of `files.authorities` where
// these are named; none is taken on the word of an earlier connection.
// Thread-safe.
class TlsServerContext {
 public:
  // Errors: those of CheckTlsFiles.
  static absl::StatusOr<std::unique_ptr<TlsServerContext>> Create(
      const TlsFiles& files, absl::Duration refresh = kCertificateRefresh);
  ~TlsServerContext();
  TlsServerContext(const TlsServerContext&) = delete;
  TlsServerContext& operator=(const TlsServerContext&) = delete;

  // For one connection: what the files say, or said within `refresh` ago.
  // While they do not fit together, what they said before. The reference is
  // the caller's (SSL_CTX_free).
  SSL_CTX* NewReference();

 private:
  TlsServerContext(TlsFiles files, absl::Duration refresh)
      : files_(std::move(files)), refresh_(refresh) {}

  absl::Status Load(std::string content) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void LookAgain() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const TlsFiles files_;
  const absl::Duration refresh_;
  absl::Mutex mutex_;
  SSL_CTX* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::string content_ ABSL_GUARDED_BY(mutex_);  // of the files, when last read
  absl::Time read_at_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_TLS_SERVER_CONTEXT_H_
