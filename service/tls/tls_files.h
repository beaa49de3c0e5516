// The files of an encrypted connection, all PEM, and whether they fit together.
#ifndef WEFT_SERVICE_TLS_TLS_FILES_H_
#define WEFT_SERVICE_TLS_TLS_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace weft::service {

// Paths; "" for what there is not.
struct TlsFiles {
  std::string certificate;  // of this side, with what leads to its authority
  std::string key;          // of that certificate
  // Those that the certificate of the other side must come from.
  std::string authorities;

  bool any() const {
    return !certificate.empty() || !key.empty() || !authorities.empty();
  }
};

// How long a certificate that was replaced on disk may still be shown.
inline constexpr absl::Duration kCertificateRefresh = absl::Seconds(5);

// Reads all files that are named. InvalidArgument: a certificate without its
// key or the other way round, a file that holds none, a key of another
// certificate; else errors of ReadFile. Never quotes a key.
absl::Status CheckTlsFiles(const TlsFiles& files);

// When the first certificate of the file ends. InvalidArgument: there is none;
// else errors of ReadFile.
absl::StatusOr<absl::Time> CertificateExpiry(const std::string& path);

}  // namespace weft::service

#endif  // WEFT_SERVICE_TLS_TLS_FILES_H_
