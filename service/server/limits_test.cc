#include "service/server/limits.h"

#include <cmath>
#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

TEST(PageSize, HasADefaultAndAMost) {
  EXPECT_EQ(*PageSize(0, 100), 100u);
  EXPECT_EQ(*PageSize(1, 100), 1u);
  EXPECT_EQ(*PageSize(1000, 100), 1000u);
  EXPECT_EQ(*PageSize(1001, 100), 1000u);
  EXPECT_THAT(PageSize(-1, 100), StatusIs(absl::StatusCode::kInvalidArgument,
                                          HasSubstr("page_size")));
}

TEST(Bounded, HasADefaultAndRefusesMore) {
  EXPECT_EQ(*Bounded(0, 6, 16, "depth"), 6u);
  EXPECT_EQ(*Bounded(16, 6, 16, "depth"), 16u);
  EXPECT_THAT(Bounded(17, 6, 16, "depth"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("depth: 17 is more than 16")));
}

TEST(Confidence, IsBetweenZeroAndOne) {
  EXPECT_EQ(*Confidence(0), 0);
  EXPECT_EQ(*Confidence(1), 1);
  for (const double bad : {-0.1, 1.1, std::nan("")}) {
    EXPECT_THAT(Confidence(bad), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ToBudget, TakesDefaultsForZeros) {
  const Cancellation cancellation;
  const graphstore::Budget standard;
  const graphstore::Budget budget = ToBudget({}, cancellation);
  EXPECT_EQ(budget.max_edges, standard.max_edges);
  EXPECT_EQ(budget.max_time, standard.max_time);
  EXPECT_EQ(budget.cancellation, &cancellation);
  EXPECT_EQ(RowLimit({}), 10'000u);
}

TEST(ToBudget, TakesWhatIsAskedUpToTheMost) {
  const Cancellation cancellation;
  v1::Budget asked;
  asked.set_edges_read(5);
  asked.set_rows(6);
  asked.set_time_ms(7);
  EXPECT_EQ(ToBudget(asked, cancellation).max_edges, 5u);
  EXPECT_EQ(ToBudget(asked, cancellation).max_time, absl::Milliseconds(7));
  EXPECT_EQ(RowLimit(asked), 6u);
  asked.set_memory_bytes(8);
  asked.set_paths(9);
  EXPECT_EQ(ToBudget(asked, cancellation).max_bytes, 8u);
  EXPECT_EQ(PathLimit(asked), 9u);
  asked.set_memory_bytes(UINT64_MAX);
  asked.set_paths(UINT64_MAX);
  EXPECT_EQ(ToBudget(asked, cancellation).max_bytes, uint64_t{512} << 20);
  EXPECT_EQ(PathLimit(asked), 100'000u);
  EXPECT_EQ(PathLimit({}), 1000u);
  asked.set_edges_read(UINT64_MAX);
  asked.set_rows(UINT64_MAX);
  asked.set_time_ms(UINT32_MAX);
  EXPECT_EQ(ToBudget(asked, cancellation).max_edges, kMaxEdgesRead);
  EXPECT_EQ(ToBudget(asked, cancellation).max_time, kMaxTime);
  EXPECT_EQ(RowLimit(asked), kMaxRows);
}

TEST(CutOffReport, SaysWhyAndWhatToDo) {
  using graphstore::CutOff;
  graphstore::Budget budget;
  budget.max_edges = 10;
  const struct {
    CutOff cut_off;
    v1::CutOff proto;
    const char* message;
  } kCases[] = {
      {CutOff::kNone, v1::CUT_OFF_UNSPECIFIED, ""},
      {CutOff::kEdges, v1::CUT_OFF_EDGES_READ, "after reading 10 edges"},
      {CutOff::kNodes, v1::CUT_OFF_MEMORY, "1000000 nodes in memory"},
      {CutOff::kBytes, v1::CUT_OFF_MEMORY, "512 MiB in memory"},
      {CutOff::kTime, v1::CUT_OFF_TIME, "after 30s"},
      {CutOff::kLimit, v1::CUT_OFF_ROWS, "at 7 rows"},
  };
  for (const auto& c : kCases) {
    const CutOffReport report = ReportRows(c.cut_off, budget, 7);
    EXPECT_EQ(report.cut_off, c.proto);
    EXPECT_THAT(report.message, HasSubstr(c.message));
    EXPECT_EQ(report.message.empty(), c.cut_off == CutOff::kNone);
  }
  const CutOffReport paths = ReportPaths(CutOff::kLimit, budget, 1);
  EXPECT_EQ(paths.cut_off, v1::CUT_OFF_PATHS);
  EXPECT_THAT(paths.message, HasSubstr("stopped at 1 path;"));
}

TEST(PageToken, IsTextOnTheWire) {
  const std::string bytes("\x00\xFF-token", 8);
  const std::string token = ToPageToken(bytes);
  for (const char c : token) EXPECT_TRUE(c > ' ' && c < 127);
  EXPECT_EQ(*FromPageToken(token), bytes);
  EXPECT_EQ(ToPageToken(""), "");
  EXPECT_EQ(*FromPageToken(""), "");
  EXPECT_THAT(FromPageToken("***"), StatusIs(absl::StatusCode::kInvalidArgument,
                                             HasSubstr("page_token")));
}

}  // namespace
}  // namespace weft::service
