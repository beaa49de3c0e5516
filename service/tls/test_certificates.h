// Certificates for tests, made on the spot: an authority, and what it signs.
#ifndef WEFT_SERVICE_TLS_TEST_CERTIFICATES_H_
#define WEFT_SERVICE_TLS_TEST_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "service/tls/tls_files.h"

namespace weft::service {

// An authority that signs certificates for 127.0.0.1 and localhost with keys on
// the curve P-256. Files lie in a folder of the test.
class TestAuthority {
 public:
  // `name` tells its files from those of another authority.
  explicit TestAuthority(const std::string& name);
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  const std::string& path() const { return path_; }

  // A certificate of `subject` that ends at `expiry`, which may be in the past,
  // and its key. Written over what the subject had before. No authorities.
  TlsFiles Issue(const std::string& subject, absl::Time expiry) const;

 private:
  std::string folder_;
  std::string path_;
  EVP_PKEY* key_;
  X509* certificate_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_TLS_TEST_CERTIFICATES_H_
