#include "graphstore/load/record_log.h"

#include <cstdint>

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(RecordLog, GivesBackTheSequence) {
  const uint64_t kSize = 200'000;
  for (const size_t memory : {size_t{0}, size_t{8000}, size_t{1} << 30}) {
    RecordLog<uint64_t> log(memory, ::testing::TempDir());
    for (uint64_t i = 0; i < kSize; ++i) ASSERT_OK(log.Add(i * i));
    ASSERT_OK(log.Finish());
    EXPECT_EQ(log.size(), kSize);
    for (int time = 0; time < 2; ++time) {
      RecordLog<uint64_t>::Reader reader(log);
      uint64_t record, count = 0;
      while (reader.Next(&record)) {
        ASSERT_EQ(record, count * count);
        ++count;
      }
      EXPECT_OK(reader.status());
      EXPECT_EQ(count, kSize);
    }
  }
}

TEST(RecordLog, MayBeEmpty) {
  RecordLog<uint64_t> log(0, ::testing::TempDir());
  ASSERT_OK(log.Finish());
  RecordLog<uint64_t>::Reader reader(log);
  uint64_t record;
  EXPECT_FALSE(reader.Next(&record));
  EXPECT_OK(reader.status());
}

}  // namespace
}  // namespace weft::graphstore
