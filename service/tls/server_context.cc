#include "service/tls/server_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status.h"

namespace weft::service {
namespace {

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using ContextPtr = std::unique_ptr<SSL_CTX, Free>;

absl::StatusOr<std::string> ReadAll(const TlsFiles& files) {
  std::string all;
  for (const std::string* path :
       {&files.key, &files.certificate, &files.authorities}) {
    if (path->empty()) continue;
    WEFT_ASSIGN_OR_RETURN(const std::string content, ReadFile(*path));
    absl::StrAppend(&all, content.size(), ":", content);
  }
  return all;
}

bool UseCertificate(const TlsFiles& files, SSL_CTX* context) {
  return SSL_CTX_use_certificate_chain_file(context,
                                            files.certificate.c_str()) == 1 &&
         SSL_CTX_use_PrivateKey_file(context, files.key.c_str(),
                                     SSL_FILETYPE_PEM) == 1 &&
         SSL_CTX_check_private_key(context) == 1;
}

bool AskForCertificates(const std::string& authorities, SSL_CTX* context) {
  if (authorities.empty()) return true;
  // What clients are told of, so that they can choose.
  SSL_CTX_set_client_CA_list(context,
                             SSL_load_client_CA_file(authorities.c_str()));
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                     nullptr);
  return SSL_CTX_load_verify_locations(context, authorities.c_str(), nullptr) ==
         1;
}

absl::StatusOr<ContextPtr> MakeContext(const TlsFiles& files) {
  WEFT_RETURN_IF_ERROR(CheckTlsFiles(files));
  const absl::Cleanup clear = [] { ERR_clear_error(); };
  ContextPtr context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) return absl::InternalError("OpenSSL does not start");
  // A key with a password is none here: nobody is there to be asked.
  SSL_CTX_set_default_passwd_cb(context.get(),
                                [](char*, int, int, void*) { return -1; });
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(),
                      SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  if (!UseCertificate(files, context.get()) ||
      !AskForCertificates(files.authorities, context.get())) {
    return absl::InvalidArgumentError(absl::StrCat(
        "OpenSSL does not take the certificate ", files.certificate, ": ",
        ERR_reason_error_string(ERR_peek_last_error())));
  }
  return context;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TlsServerContext>> TlsServerContext::Create(
    const TlsFiles& files, absl::Duration refresh) {
  std::unique_ptr<TlsServerContext> out(new TlsServerContext(files, refresh));
  WEFT_ASSIGN_OR_RETURN(std::string content, ReadAll(files));
  absl::MutexLock lock(&out->mutex_);
  out->read_at_ = absl::Now();
  WEFT_RETURN_IF_ERROR(out->Load(std::move(content)));
  return out;
}

TlsServerContext::~TlsServerContext() {
  absl::MutexLock lock(&mutex_);
  SSL_CTX_free(context_);
}

absl::Status TlsServerContext::Load(std::string content) {
  content_ = std::move(content);
  WEFT_ASSIGN_OR_RETURN(ContextPtr context, MakeContext(files_));
  SSL_CTX_free(context_);
  context_ = context.release();
  return absl::OkStatus();
}

void TlsServerContext::LookAgain() {
  read_at_ = absl::Now();
  absl::StatusOr<std::string> content = ReadAll(files_);
  if (!content.ok() || *content == content_) return;
  // Half of the files may be written: the rest will be another content.
  Load(*std::move(content)).IgnoreError();
}

SSL_CTX* TlsServerContext::NewReference() {
  absl::MutexLock lock(&mutex_);
  if (absl::Now() - read_at_ >= refresh_) LookAgain();
  SSL_CTX_up_ref(context_);
  return context_;
}

}  // namespace weft::service
