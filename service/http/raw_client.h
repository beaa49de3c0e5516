// A connection to a port of this machine, byte by byte: what a test of HTTP
// sends is what stands on its page.
#ifndef WEFT_SERVICE_HTTP_RAW_CLIENT_H_
#define WEFT_SERVICE_HTTP_RAW_CLIENT_H_

#include <map>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "service/tls/test_tls_client.h"
#include "service/tls/tls_files.h"

namespace weft::service {

struct RawResponse {
  int status = 0;  // 0: the connection ended before the end of an answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // chunks put together
};

class RawClient {
 public:
  explicit RawClient(int port, absl::string_view host = "127.0.0.1");
  // An encrypted one; not connected when the server and it do not agree.
  RawClient(int port, const TlsFiles& files);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return fd_ >= 0; }
  // False: the server has hung up.
  bool Send(absl::string_view bytes);
  // "POST PATH" with these headers ("a: b\r\n") and a length; reads the answer.
  RawResponse Post(absl::string_view path, absl::string_view headers,
                   absl::string_view body);
  RawResponse Get(absl::string_view path, absl::string_view headers = "");
  // One answer; `of_head`: to a HEAD, which has no body.
  RawResponse Receive(bool of_head = false);
  // What comes next, at most `size` bytes; "" when the server has hung up.
  std::string ReceiveSome(size_t size);
  // Whether the server hangs up without sending anything more.
  bool AtEnd() { return buffer_.empty() && ReceiveSome(1).empty(); }
  void HangUp();

 private:
  bool Fill();  // more into `buffer_`; false at the end
  std::string Line();
  std::string Take(size_t size);

  int fd_ = -1;
  std::unique_ptr<TestTlsClient> tls_;  // null: no encryption
  std::string buffer_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_RAW_CLIENT_H_
