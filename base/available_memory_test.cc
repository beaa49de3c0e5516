#include "base/available_memory.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace weft {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::optional<uint64_t> With(const Files& files) {
  const std::filesystem::path root = ::testing::TempDir() + "/available_memory";
  std::filesystem::remove_all(root);
  for (const auto& [name, text] : files) {
    const std::filesystem::path path = root / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  return AvailableMemory(root.string());
}

const std::pair<std::string, std::string> kMachine = {
    "proc/meminfo", "MemTotal:  9000 kB\nMemAvailable:   1000 kB\n"};

TEST(AvailableMemory, IsTheLeastThatMachineAndGroupsLeave) {
  const std::string v1 = "sys/fs/cgroup/memory/";
  const struct {
    const char* name;
    Files files;
    std::optional<uint64_t> bytes;
  } kCases[] = {
      {"nothing is known", {}, std::nullopt},
      {"no groups", {kMachine}, 1'024'000},
      {"no limit",
       {kMachine,
        {"proc/self/cgroup", "0::/\n"},
        {"sys/fs/cgroup/memory.max", "max\n"},
        {"sys/fs/cgroup/memory.current", "77\n"}},
       1'024'000},
      {"a limit beyond what the machine has",
       {kMachine,
        {"proc/self/cgroup", "0::/\n"},
        {"sys/fs/cgroup/memory.max", "9000000\n"},
        {"sys/fs/cgroup/memory.current", "77\n"}},
       1'024'000},
      {"a container",
       {kMachine,
        {"proc/self/cgroup", "0::/\n"},
        {"sys/fs/cgroup/memory.max", "5000\n"},
        {"sys/fs/cgroup/memory.current", "3000\n"},
        {"sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 1500\n"}},
       3500},
      {"a container that is full",
       {kMachine,
        {"proc/self/cgroup", "0::/\n"},
        {"sys/fs/cgroup/memory.max", "5000\n"},
        {"sys/fs/cgroup/memory.current", "6000\n"}},
       0},
      {"a group around it",
       {kMachine,
        {"proc/self/cgroup", "0::/a.slice/b.service\n"},
        {"sys/fs/cgroup/a.slice/memory.max", "5000\n"},
        {"sys/fs/cgroup/a.slice/memory.current", "4000\n"},
        {"sys/fs/cgroup/a.slice/b.service/memory.max", "4000\n"},
        {"sys/fs/cgroup/a.slice/b.service/memory.current", "1000\n"}},
       1000},
      {"version 1, with a path that the container does not see",
       {kMachine,
        {"proc/self/cgroup", "5:cpu:/x\n4:memory:/docker/0a\n0::/\n"},
        {v1 + "memory.limit_in_bytes", "800\n"},
        {v1 + "memory.usage_in_bytes", "700\n"},
        {v1 + "memory.stat", "inactive_file 1\ntotal_inactive_file 50\n"}},
       150},
      {"files that say something else",
       {{"proc/meminfo", "MemAvailable:\n"},
        {"proc/self/cgroup", "what\n0:\n"}},
       std::nullopt},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(With(test.files), test.bytes) << test.name;
  }
}

TEST(AvailableMemory, IsKnownOfThisMachine) {
  const auto bytes = AvailableMemory();
  ASSERT_TRUE(bytes.has_value());
  EXPECT_GT(*bytes, 1u << 20);
}

}  // namespace
}  // namespace weft
