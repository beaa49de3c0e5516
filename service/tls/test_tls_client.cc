#include "service/tls/test_tls_client.h"

#include <openssl/err.h>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

SSL* NewSsl(int socket, const TlsFiles& files) {
  SSL* ssl = SSL_new(TestClientContext(files).get());
  SSL_set_fd(ssl, socket);
  return ssl;
}

}  // namespace

std::unique_ptr<SSL_CTX, FreeSsl> TestClientContext(const TlsFiles& files) {
  std::unique_ptr<SSL_CTX, FreeSsl> context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  EXPECT_EQ(SSL_CTX_load_verify_locations(context.get(),
                                          files.authorities.c_str(), nullptr),
            1);
  if (files.certificate.empty()) return context;
  EXPECT_EQ(SSL_CTX_use_certificate_chain_file(context.get(),
                                               files.certificate.c_str()),
            1);
  EXPECT_EQ(SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(),
                                        SSL_FILETYPE_PEM),
            1);
  return context;
}

TestTlsClient::TestTlsClient(int socket, const TlsFiles& files)
    : ssl_(NewSsl(socket, files)), agreed_(SSL_connect(ssl_.get()) == 1) {
  ERR_clear_error();
}

ssize_t TestTlsClient::Read(char* bytes, size_t size) {
  const int read = SSL_read(ssl_.get(), bytes, static_cast<int>(size));
  ERR_clear_error();
  return read;
}

ssize_t TestTlsClient::Write(const char* bytes, size_t size) {
  const int written = SSL_write(ssl_.get(), bytes, static_cast<int>(size));
  ERR_clear_error();
  return written;
}

void TestTlsClient::Close() {
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

}  // namespace weft::service
