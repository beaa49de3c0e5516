#include "extractor/model/model_file.h"

#include <string>

#include "base/file.h"
#include "base/status_matchers.h"
#include "extractor/model/model_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Small() {
  ModelWriter writer;
  writer.AddBytes("meta", "{}");
  writer.AddFloats("bias", {0.5f, -1.0f, 2.0f});
  writer.AddMatrix("weight", 2, {1, -2, 3, 127, -128, 0}, {0.1f, 0.2f, 1.0f});
  writer.AddStrings("keys", {"apple", "bear", "", "zebra"});
  return writer.Finish();
}

TEST(ModelFile, ReadsBackEverySection) {
  const std::string bytes = Small();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "small"));
  EXPECT_EQ(file->Bytes("meta").value(), "{}");
  EXPECT_THAT(file->Floats("bias").value(), ElementsAre(0.5f, -1.0f, 2.0f));
  ASSERT_OK_AND_ASSIGN(const QuantisedMatrix weight, file->Matrix("weight"));
  EXPECT_EQ(weight.rows, 3);
  EXPECT_EQ(weight.columns, 2);
  EXPECT_THAT(weight.Row(1), ElementsAre(3, 127));
  EXPECT_THAT(weight.scale, ElementsAre(0.1f, 0.2f, 1.0f));
  ASSERT_OK_AND_ASSIGN(const StringTable keys, file->Strings("keys"));
  ASSERT_EQ(keys.size(), 4);
  EXPECT_EQ(keys[0], "apple");
  EXPECT_EQ(keys[2], "");
  EXPECT_EQ(keys[3], "zebra");
}

TEST(ModelFile, HeaderBytesAreThoseOfTheFormat) {
  ModelWriter writer;
  writer.AddBytes("meta", "{}");
  const std::string bytes = writer.Finish();
  ASSERT_EQ(bytes.size(), 192u);  // 32 + 72 aligned to 128, then one section
  EXPECT_EQ(bytes.substr(0, 16), std::string("WEFTMODL\1\0\0\0\1\0\0\0", 16));
  EXPECT_EQ(bytes.substr(16, 8), std::string("\xC0\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(bytes.substr(32, 5), std::string("meta\0", 5));
  EXPECT_EQ(bytes.substr(80, 8), std::string("\x80\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(bytes.substr(128, 3), std::string("{}\0", 3));
}

TEST(ModelFile, EveryTruncationIsDataLoss) {
  const std::string bytes = Small();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(ModelFile::FromBytes(bytes.substr(0, size), "cut"),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr("cut")))
        << size;
  }
}

TEST(ModelFile, EveryFlippedByteOfContentIsDataLoss) {
  const std::string bytes = Small();
  int unnoticed = 0;
  for (size_t i = 16; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] ^= 0x20;
    const auto file = ModelFile::FromBytes(damaged, "damaged");
    if (file.ok()) {
      ++unnoticed;
      EXPECT_EQ(bytes[i], '\0') << "only padding may change, not byte " << i;
    } else {
      EXPECT_THAT(file, StatusIs(absl::StatusCode::kDataLoss));
    }
  }
  EXPECT_LT(unnoticed, 64 * 8);
}

TEST(ModelFile, ANewerFormatIsUnimplemented) {
  std::string bytes = Small();
  bytes[8] = 2;
  EXPECT_THAT(ModelFile::FromBytes(bytes, "new"),
              StatusIs(absl::StatusCode::kUnimplemented,
                       HasSubstr("format version 2")));
}

TEST(ModelFile, MissingAndMistypedSectionsAreNamed) {
  const std::string bytes = Small();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "small"));
  EXPECT_THAT(file->Matrix("nothing"),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("section nothing is missing")));
  EXPECT_THAT(file->Floats("meta"),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("section meta has another type")));
  EXPECT_THAT(file->Matrix("weight", 3, 3),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("section weight is 3 x 2, not 3 x 3")));
  EXPECT_THAT(file->Floats("bias", 4), StatusIs(absl::StatusCode::kDataLoss,
                                                HasSubstr("3 entries, not 4")));
}

TEST(ModelFile, OpensFromDiskAndSaysWhatIsMissing) {
  const std::string path = ::testing::TempDir() + "/small.weftmodel";
  ASSERT_OK(WriteFileAtomically(path, Small()));
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::Open(path));
  EXPECT_EQ(file->Bytes("meta").value(), "{}");
  EXPECT_THAT(ModelFile::Open("/no/such.weftmodel"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(StringTable, FindsByBisection) {
  ModelWriter writer;
  writer.AddStrings("keys", {"a", "b", "ba", "\xC3\xA9"});
  const std::string bytes = writer.Finish();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "small"));
  ASSERT_OK_AND_ASSIGN(const StringTable keys, file->Strings("keys"));
  for (int i = 0; i < keys.size(); ++i) EXPECT_EQ(keys.Find(keys[i]), i);
  EXPECT_EQ(keys.Find(""), StringTable::kAbsent);
  EXPECT_EQ(keys.Find("bb"), StringTable::kAbsent);
  EXPECT_EQ(keys.Find("\xC3\xAA"), StringTable::kAbsent);
  EXPECT_EQ(StringTable().Find("a"), StringTable::kAbsent);
}

}  // namespace
}  // namespace weft::extractor
