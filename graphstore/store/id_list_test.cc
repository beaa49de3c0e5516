#include "graphstore/store/id_list.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;

TEST(IdBlock, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeIdBlock({300, 301, 310})), "ac020109");
}

TEST(IdBlock, RoundTripsAndRefusesDamage) {
  const std::vector<uint64_t> ids = {0, 1, 128, 1'000'000'000'000};
  const std::string bytes = EncodeIdBlock(ids);
  std::vector<uint64_t> decoded;
  ASSERT_TRUE(DecodeIdBlock(bytes, &decoded));
  EXPECT_EQ(decoded, ids);
  EXPECT_FALSE(DecodeIdBlock("", &decoded));
  EXPECT_FALSE(DecodeIdBlock(bytes.substr(0, bytes.size() - 1), &decoded));
  // An id that comes twice.
  EXPECT_FALSE(DecodeIdBlock(absl::HexStringToBytes("0500"), &decoded));
}

TEST(IdBlock, IsCutByAHashThatNeverChanges) {
  std::vector<uint64_t> cuts;
  for (uint64_t id = 1; id < 500; ++id) {
    if (EndsIdBlock(id)) cuts.push_back(id);
  }
  EXPECT_THAT(cuts, ElementsAre(69, 143, 205, 304, 369));
}

TEST(IdSequence, BytesAreThoseOfTheFormatAndRoundTrip) {
  const std::vector<uint64_t> ids = {7, 8, 5};
  const std::string bytes = EncodeIdSequence(ids);
  EXPECT_EQ(absl::BytesToHexString(bytes), "0e0205");
  std::vector<uint64_t> decoded;
  ASSERT_TRUE(DecodeIdSequence(bytes, &decoded));
  EXPECT_EQ(decoded, ids);
  EXPECT_FALSE(DecodeIdSequence("\x80", &decoded));
}

}  // namespace
}  // namespace weft::graphstore
