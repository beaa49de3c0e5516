#include "graphstore/load/load_manifest.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

LoadManifest Full() {
  LoadManifest manifest;
  manifest.key = std::string("a\0b", 3);
  manifest.reading = {.done = true,
                      .bytes = 1 << 30,
                      .lines = 40,
                      .triple_count = 38,
                      .hash_state = 0xFEDCBA9876543210,
                      .bad_line_count = 2,
                      .bad_lines = {{7, "two fields"}, {9, ""}},
                      .triples = {"triples", 608, 1},
                      .names = {"names", 300, 2}};
  manifest.base = "version 4";
  manifest.prepared = {"prepared", 5000, 3};
  manifest.tables = {{"outgoing", {{"0-0.sst", 11, 12}, {"0-1.sst", 13, 14}}},
                     {"mentions", {}}};
  return manifest;
}

TEST(LoadManifest, ComesBackAsItWas) {
  for (const LoadManifest& manifest : {LoadManifest(), Full()}) {
    LoadManifest decoded;
    ASSERT_TRUE(DecodeManifest(EncodeManifest(manifest), &decoded));
    EXPECT_EQ(decoded, manifest);
  }
}

TEST(LoadManifest, KnowsWhatIsWritten) {
  const LoadManifest manifest = Full();
  ASSERT_NE(manifest.Tables("outgoing"), nullptr);
  EXPECT_EQ(manifest.Tables("outgoing")->files.size(), 2u);
  ASSERT_NE(manifest.Tables("mentions"), nullptr);
  EXPECT_EQ(manifest.Tables("incoming"), nullptr);
}

TEST(LoadManifest, IsRefusedWhereAByteDiffers) {
  const std::string whole = EncodeManifest(Full());
  LoadManifest decoded;
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] ^= 1;
    EXPECT_FALSE(DecodeManifest(damaged, &decoded)) << i;
    EXPECT_FALSE(DecodeManifest(whole.substr(0, i), &decoded)) << i;
  }
  EXPECT_FALSE(DecodeManifest(whole + '\0', &decoded));
  // As after a power failure: the length is on disk, and the bytes are not.
  EXPECT_FALSE(DecodeManifest(std::string(whole.size(), '\0'), &decoded));
}

}  // namespace
}  // namespace weft::graphstore
