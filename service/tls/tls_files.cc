#include "service/tls/tls_files.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status.h"

namespace weft::service {
namespace {

constexpr uint64_t kLargestFile = 4 << 20;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using CertificatePtr = std::unique_ptr<X509, Free>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Free>;

// What PEM_read_bio_X509() and its kind find in a file first; null for none.
template <typename Pointer, typename Read>
absl::StatusOr<Pointer> ReadPem(const std::string& path, const Read& read,
                                absl::string_view what) {
  WEFT_ASSIGN_OR_RETURN(const std::string pem, ReadFile(path, kLargestFile));
  const std::unique_ptr<BIO, Free> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // A key with a password is none here: nobody is there to be asked.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  Pointer found(read(bio.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (found != nullptr) return found;
  return absl::InvalidArgumentError(
      absl::StrCat(path, " holds no ", what, " in PEM"));
}

absl::StatusOr<CertificatePtr> ReadCertificate(const std::string& path) {
  return ReadPem<CertificatePtr>(path, PEM_read_bio_X509, "certificate");
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (files.certificate.empty() != files.key.empty()) {
    return absl::InvalidArgumentError(
        files.key.empty() ? absl::StrCat("the key of the certificate ",
                                         files.certificate, " is missing")
                          : absl::StrCat("the certificate of the key ",
                                         files.key, " is missing"));
  }
  if (!files.authorities.empty()) {
    WEFT_RETURN_IF_ERROR(ReadCertificate(files.authorities).status());
  }
  if (files.certificate.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(const CertificatePtr certificate,
                        ReadCertificate(files.certificate));
  WEFT_ASSIGN_OR_RETURN(const KeyPtr key,
                        ReadPem<KeyPtr>(files.key, PEM_read_bio_PrivateKey,
                                        "private key without a password"));
  if (X509_check_private_key(certificate.get(), key.get()) == 1) {
    return absl::OkStatus();
  }
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat(
      files.key, " is not the key of the certificate ", files.certificate));
}

absl::StatusOr<absl::Time> CertificateExpiry(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const CertificatePtr certificate,
                        ReadCertificate(path));
  std::tm end = {};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": the certificate does not say when it ends"));
  }
  return absl::FromTM(end, absl::UTCTimeZone());
}

}  // namespace weft::service
