#include "service/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::service {
namespace {

// No test waits longer for one byte, on the slowest machine.
constexpr timeval kPatience = {60, 0};

}  // namespace

RawClient::RawClient(int port, absl::string_view host) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  inet_pton(AF_INET, std::string(host).c_str(), &address.sin_addr);
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof(kPatience));
  if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) !=
      0) {
    HangUp();
  }
}

RawClient::RawClient(int port, const TlsFiles& files) : RawClient(port) {
  if (!connected()) return;
  tls_ = std::make_unique<TestTlsClient>(fd_, files);
  if (!tls_->agreed()) HangUp();
}

RawClient::~RawClient() { HangUp(); }

void RawClient::HangUp() {
  if (tls_ != nullptr && tls_->agreed()) tls_->Close();
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

bool RawClient::Send(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        tls_ != nullptr ? tls_->Write(bytes.data(), bytes.size())
                        : send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

RawResponse RawClient::Post(absl::string_view path, absl::string_view headers,
                            absl::string_view body) {
  Send(absl::StrCat("POST ", path, " HTTP/1.1\r\nHost: localhost\r\n", headers,
                    "Content-Length: ", body.size(), "\r\n\r\n", body));
  return Receive();
}

RawResponse RawClient::Get(absl::string_view path, absl::string_view headers) {
  Send(absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: localhost\r\n", headers,
                    "\r\n"));
  return Receive();
}

bool RawClient::Fill() {
  char bytes[4096];
  const ssize_t size = tls_ != nullptr ? tls_->Read(bytes, sizeof(bytes))
                                       : recv(fd_, bytes, sizeof(bytes), 0);
  if (size <= 0) return false;
  buffer_.append(bytes, static_cast<size_t>(size));
  return true;
}

std::string RawClient::Take(size_t size) {
  std::string out = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return out;
}

std::string RawClient::ReceiveSome(size_t size) {
  if (buffer_.empty() && !Fill()) return "";
  return Take(size);
}

std::string RawClient::Line() {
  size_t end;
  while ((end = buffer_.find("\r\n")) == std::string::npos) {
    if (!Fill()) return "";
  }
  std::string line = Take(end);
  Take(2);
  return line;
}

RawResponse RawClient::Receive(bool of_head) {
  RawResponse out;
  const std::vector<std::string> first =
      absl::StrSplit(Line(), absl::MaxSplits(' ', 2));
  int status = 0;
  if (first.size() < 2 || !absl::SimpleAtoi(first[1], &status)) return out;
  for (std::string line = Line(); !line.empty(); line = Line()) {
    const std::pair<std::string, std::string> header =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    out.headers[absl::AsciiStrToLower(header.first)] = header.second;
  }
  const auto exactly = [this](size_t size) {
    while (buffer_.size() < size && Fill()) {
    }
    return Take(size);
  };
  size_t size = 0;
  if (out.headers.count("transfer-encoding") != 0) {
    do {
      if (!absl::SimpleHexAtoi(Line(), &size)) return out;
      out.body += exactly(size);
      Line();
    } while (size > 0);
  } else if (!of_head &&
             absl::SimpleAtoi(out.headers["content-length"], &size)) {
    out.body = exactly(size);
    if (out.body.size() < size) return out;
  }
  out.status = status;
  return out;
}

}  // namespace weft::service
