// Encrypted connections of gRPC, from files.
#ifndef WEFT_SERVICE_TLS_CREDENTIALS_H_
#define WEFT_SERVICE_TLS_CREDENTIALS_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"
#include "service/tls/tls_files.h"

namespace weft::service {

// A server with a certificate; with `files.authorities` clients need one of
// these. Changed files count within `refresh`, without a restart: for new
// connections, those that are open go on. Errors: those of CheckTlsFiles.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const TlsFiles& files, absl::Duration refresh = kCertificateRefresh);

// In place of the file of authorities: those that the system knows.
inline constexpr char kSystemAuthorities[] = "system";

// A client that wants the certificate of the server to come from
// `files.authorities` and to name the host, and shows its own when there is
// one. Errors: those of CheckTlsFiles.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsChannelCredentials(
    const TlsFiles& files);

}  // namespace weft::service

#endif  // WEFT_SERVICE_TLS_CREDENTIALS_H_
