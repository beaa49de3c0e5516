#include "service/server/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

TEST(ListenAddress, TakesThisMachine) {
  const struct {
    const char* text;
    const char* out;
  } kCases[] = {
      {"127.0.0.1:50051", "127.0.0.1:50051"}, {"127.0.0.1:0", "127.0.0.1:0"},
      {"127.1.2.3:80", "127.1.2.3:80"},       {"localhost:1", "127.0.0.1:1"},
      {"[::1]:65535", "[::1]:65535"},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const ListenAddress address,
                         ParseListenAddress(c.text));
    EXPECT_EQ(address.ToString(), c.out);
  }
}

TEST(ListenAddress, KnowsWhetherOthersCanReachIt) {
  for (const char* text : {"127.0.0.1:1", "127.9.9.9:1", "[::1]:1"}) {
    EXPECT_TRUE(ParseListenAddress(text)->IsLoopback()) << text;
  }
  for (const char* text :
       {"0.0.0.0:1", "[::]:1", "192.168.1.7:1", "128.0.0.1:1"}) {
    EXPECT_FALSE(ParseListenAddress(text)->IsLoopback()) << text;
  }
}

TEST(CheckReach, OthersAreServedEncryptedOrOnPurpose) {
  const ListenAddress here{"127.0.0.1", 1};
  const ListenAddress everywhere{"0.0.0.0", 1};
  EXPECT_OK(CheckReach(here, false, false));
  EXPECT_OK(CheckReach(everywhere, true, false));
  EXPECT_OK(CheckReach(everywhere, false, true));
  EXPECT_THAT(CheckReach(everywhere, false, false),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("\"0.0.0.0:1\": other machines could read")));
}

TEST(ListenAddress, RefusesWhatIsNoAddress) {
  const struct {
    const char* text;
    const char* message;
  } kCases[] = {
      {"", "give HOST:PORT"},
      {"127.0.0.1", "give HOST:PORT"},
      {"127.0.0.1:", "the port is a number"},
      {"127.0.0.1:http", "the port is a number"},
      {"127.0.0.1:65536", "the port is a number"},
      {"127.0.0.1:-1", "the port is a number"},
      {"[::1:50051", "a bracket is missing"},
      {"example.org:50051", "an address of this machine"},
      {":50051", "an address of this machine"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(
        ParseListenAddress(c.text),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)))
        << c.text;
  }
}

TEST(CheckPortIsFree, SaysWhenAPortIsTaken) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  ASSERT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), length), 0);
  ASSERT_EQ(listen(fd, 1), 0);
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
  const ListenAddress taken{"127.0.0.1", ntohs(address.sin_port)};
  EXPECT_THAT(CheckPortIsFree(taken),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("choose another with --listen")));
  close(fd);
  EXPECT_OK(CheckPortIsFree(taken));
  EXPECT_OK(CheckPortIsFree({"127.0.0.1", 0}));
}

}  // namespace
}  // namespace weft::service
