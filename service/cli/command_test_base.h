// What tests of commands share: a fake server, and a run of one command line
// against it.
#ifndef WEFT_SERVICE_CLI_COMMAND_TEST_BASE_H_
#define WEFT_SERVICE_CLI_COMMAND_TEST_BASE_H_

#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/status_matchers.h"
#include "google/protobuf/text_format.h"
#include "service/cli/cli.h"
#include "service/cli/command/commands.h"
#include "service/client/client.h"
#include "service/client/fake_server.h"

namespace weft::service {

class FakeBackend : public Backend {
 public:
  explicit FakeBackend(FakeServer& fake) : client_(fake.Channel(), "fake") {}
  const Client& client() const override { return client_; }

 private:
  Client client_;
};

class CommandTest : public ::testing::Test {
 protected:
  struct Outcome {
    int status;
    std::string out;
    std::string err;
  };

  // A folder of this test alone.
  std::string Folder() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    const std::string folder = ::testing::TempDir() + "/" +
                               info->test_suite_name() + "." + info->name();
    std::filesystem::create_directories(folder);
    return folder;
  }

  std::string Put(const std::string& name, const std::string& bytes) {
    const std::string path = Folder() + "/" + name;
    std::filesystem::create_directories(
        std::filesystem::path(path).parent_path());
    EXPECT_OK(WriteFileAtomically(path, bytes));
    return path;
  }

  Outcome Run(const std::vector<std::string>& arguments,
              const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out, err;
    Context context(
        in, out, err,
        [this](const GlobalOptions& global,
               Need need) -> absl::StatusOr<std::unique_ptr<Backend>> {
          opened_ = global;
          need_ = need;
          return std::make_unique<FakeBackend>(fake_);
        });
    context.out_style = style_;
    const int status = RunCli(arguments, NewCommands(), context);
    return {status, out.str(), err.str()};
  }

  template <typename Message>
  static Message Parse(const std::string& text) {
    Message message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
    return message;
  }

  FakeServer fake_;
  Style style_;
  GlobalOptions opened_;
  Need need_ = Need::kExtraction;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_TEST_BASE_H_
