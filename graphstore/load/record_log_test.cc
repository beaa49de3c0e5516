#include "graphstore/load/record_log.h"

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "base/hash.h"
#include "base/status_matchers.h"
#include "graphstore/load/spill_file.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(RecordLog, GivesBackTheSequence) {
  const uint64_t kSize = 200'000;
  for (const size_t memory : {size_t{0}, size_t{8000}, size_t{1} << 30}) {
    RecordLog<uint64_t> log(memory, ::testing::TempDir());
    for (uint64_t i = 0; i < kSize; ++i) ASSERT_OK(log.Add(i * i));
    ASSERT_OK(log.Flush());
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

TEST(RecordLog, GoesOnWhereAFileEnds) {
  const std::string path = ::testing::TempDir() + "/record_log_kept";
  std::filesystem::remove(path);
  // In memory: nothing, a part, all. In the file: whole blocks and less.
  for (const size_t memory : {size_t{0}, size_t{8000}, size_t{1} << 30}) {
    uint64_t written = 0;
    for (const uint64_t size : {0, 500, 2500, 100'000, 200'001}) {
      auto file = SpillFile::Open(path, written * sizeof(uint64_t));
      ASSERT_OK(file.status());
      RecordLog<uint64_t> log(memory, ::testing::TempDir());
      ASSERT_OK(log.KeepIn(*std::move(file)));
      ASSERT_EQ(log.size(), written);
      for (; written < size; ++written) ASSERT_OK(log.Add(written * written));
      ASSERT_OK(log.Flush());
      EXPECT_EQ(log.kept()->size(), size * sizeof(uint64_t));
      EXPECT_EQ(log.kept()->hash(), StableHash(ReadFile(path).value()));
      // Was not finished: it does not count the next time.
      ASSERT_OK(log.Add(7));
      ASSERT_OK(log.Flush());
      RecordLog<uint64_t>::Reader reader(log);
      uint64_t record, count = 0;
      for (; count < size && reader.Next(&record); ++count) {
        ASSERT_EQ(record, count * count);
      }
      EXPECT_EQ(count, size);
      EXPECT_TRUE(reader.Next(&record) && record == 7);
      EXPECT_FALSE(reader.Next(&record));
    }
    std::filesystem::remove(path);
  }
}

TEST(RecordLog, MayBeEmpty) {
  RecordLog<uint64_t> log(0, ::testing::TempDir());
  ASSERT_OK(log.Flush());
  RecordLog<uint64_t>::Reader reader(log);
  uint64_t record;
  EXPECT_FALSE(reader.Next(&record));
  EXPECT_OK(reader.status());
}

}  // namespace
}  // namespace weft::graphstore
