// The client's end of an encrypted connection, for tests that look at bytes.
#ifndef WEFT_SERVICE_TLS_TEST_TLS_CLIENT_H_
#define WEFT_SERVICE_TLS_TEST_TLS_CLIENT_H_

#include <openssl/ssl.h>
#include <sys/types.h>

#include <cstddef>
#include <memory>

#include "service/tls/tls_files.h"

namespace weft::service {

struct FreeSsl {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

// Of a client that trusts `files.authorities` and shows its certificate when it
// has one.
std::unique_ptr<SSL_CTX, FreeSsl> TestClientContext(const TlsFiles& files);

// Over a socket that is connected and stays the caller's.
class TestTlsClient {
 public:
  TestTlsClient(int socket, const TlsFiles& files);

  // Whether this end has agreed. A certificate that the server wants and does
  // not get shows with the first Read() only.
  bool agreed() const { return agreed_; }
  // As recv() and send() of the plain text: 0 or less at the end.
  ssize_t Read(char* bytes, size_t size);
  ssize_t Write(const char* bytes, size_t size);
  // Tells the server that nothing more comes; the socket stays open.
  void Close();

 private:
  const std::unique_ptr<SSL, FreeSsl> ssl_;
  const bool agreed_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_TLS_TEST_TLS_CLIENT_H_
