#include "service/tls/credentials.h"

#include <algorithm>
#include <string>

#include "base/file.h"
#include "base/status.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace weft::service {
namespace {

using grpc::experimental::FileWatcherCertificateProvider;

absl::Status ReadInto(const std::string& path, std::string* out) {
  if (path.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(*out, ReadFile(path));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const TlsFiles& files, absl::Duration refresh) {
  WEFT_RETURN_IF_ERROR(CheckTlsFiles(files));
  const auto seconds = static_cast<unsigned int>(
      std::max<int64_t>(1, absl::ToInt64Seconds(refresh)));
  grpc::experimental::TlsServerCredentialsOptions options(
      std::make_shared<FileWatcherCertificateProvider>(
          files.key, files.certificate, files.authorities, seconds));
  options.watch_identity_key_cert_pairs();
  if (!files.authorities.empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsChannelCredentials(
    const TlsFiles& files) {
  TlsFiles own = files;
  if (own.authorities == kSystemAuthorities) own.authorities.clear();
  WEFT_RETURN_IF_ERROR(CheckTlsFiles(own));
  grpc::SslCredentialsOptions options;
  WEFT_RETURN_IF_ERROR(ReadInto(own.authorities, &options.pem_root_certs));
  WEFT_RETURN_IF_ERROR(ReadInto(own.certificate, &options.pem_cert_chain));
  WEFT_RETURN_IF_ERROR(ReadInto(own.key, &options.pem_private_key));
  return grpc::SslCredentials(options);
}

}  // namespace weft::service
