#include "service/server/running_work.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(RunningWork, ListsWhatRuns) {
  RunningWork all;
  EXPECT_THAT(all.List(""), IsEmpty());
  const RunningWork::Entry check(all, "Check", "r1", "records");
  check.progress()->Begin(100);
  check.progress()->Add(40);
  {
    const RunningWork::Entry backup(all, "Backup", "r2", "bytes");
    EXPECT_THAT(all.List(""), SizeIs(2));
    ASSERT_THAT(all.List("r2"), SizeIs(1));
    EXPECT_EQ(all.List("r2")[0].rpc, "Backup");
  }
  EXPECT_THAT(all.List("r2"), IsEmpty());
  ASSERT_THAT(all.List(""), SizeIs(1));
  const RunningWork::Item item = all.List("r1")[0];
  EXPECT_EQ(item.rpc, "Check");
  EXPECT_STREQ(item.unit, "records");
  EXPECT_EQ(item.state, (WorkProgress::State{40, 100}));
}

TEST(RunningWork, IsOnThePageOfFigures) {
  constexpr char kRpc[] = "weft.v1.AdminService.CheckIntegrity";
  RunningWork all;
  std::optional<RunningWork::Entry> check;
  check.emplace(all, kRpc, "r1", "records");
  check->progress()->Begin(100);
  check->progress()->Add(40);
  MetricPage during;
  all.AddTo(during);
  EXPECT_THAT(during.Text(), HasSubstr(absl::StrCat("weft_work_done{rpc=\"",
                                                    kRpc, "\"} 40\n")));
  EXPECT_THAT(during.Text(), HasSubstr(absl::StrCat("weft_work_total{rpc=\"",
                                                    kRpc, "\"} 100\n")));
  check.reset();
  MetricPage after;
  all.AddTo(after);
  EXPECT_THAT(after.Text(), HasSubstr(absl::StrCat("weft_work_total{rpc=\"",
                                                   kRpc, "\"} 0\n")));
}

}  // namespace
}  // namespace weft::service
