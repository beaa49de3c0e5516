#include "service/tls/test_certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

void AddExtension(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// A certificate without extensions and signature, that has been valid for a
// year when it ends.
X509* NewCertificate(const std::string& subject, EVP_PKEY* key,
                     absl::Time expiry) {
  static std::atomic<long> serial{1};
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);  // counts from 0: version 3
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  ASN1_TIME_set(X509_getm_notBefore(certificate),
                absl::ToTimeT(expiry - absl::Hours(24 * 365)));
  ASN1_TIME_set(X509_getm_notAfter(certificate), absl::ToTimeT(expiry));
  X509_set_pubkey(certificate, key);
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
      reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
  return certificate;
}

// Calls `write(bio)` and puts what it wrote into a file.
template <typename Write>
void WritePem(const std::string& path, const Write& write) {
  BIO* bio = BIO_new(BIO_s_mem());
  write(bio);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  EXPECT_OK(WriteFileAtomically(
      path, absl::string_view(bytes, static_cast<size_t>(size))));
  BIO_free(bio);
}

void WriteCertificate(const std::string& path, X509* certificate) {
  WritePem(path, [&](BIO* bio) { PEM_write_bio_X509(bio, certificate); });
}

}  // namespace

TestAuthority::TestAuthority(const std::string& name)
    : folder_(absl::StrCat(testing::TempDir(), "/certificates.", name)),
      path_(absl::StrCat(folder_, "/authority.pem")),
      key_(EVP_EC_gen("P-256")) {
  std::filesystem::create_directories(folder_);
  certificate_ =
      NewCertificate(name, key_, absl::Now() + absl::Hours(24 * 300));
  X509_set_issuer_name(certificate_, X509_get_subject_name(certificate_));
  AddExtension(certificate_, certificate_, NID_basic_constraints,
               "critical,CA:TRUE");
  X509_sign(certificate_, key_, EVP_sha256());
  WriteCertificate(path_, certificate_);
}

TestAuthority::~TestAuthority() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
}

TlsFiles TestAuthority::Issue(const std::string& subject,
                              absl::Time expiry) const {
  TlsFiles files;
  files.certificate = absl::StrCat(folder_, "/", subject, ".pem");
  files.key = absl::StrCat(folder_, "/", subject, ".key");
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = NewCertificate(subject, key, expiry);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate_));
  AddExtension(certificate, certificate_, NID_subject_alt_name,
               "IP:127.0.0.1,DNS:localhost");
  X509_sign(certificate, key_, EVP_sha256());
  WritePem(files.key, [&](BIO* bio) {
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
  WriteCertificate(files.certificate, certificate);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

}  // namespace weft::service
