#include "graphstore/store/change_record.h"

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

Change Sample() {
  Change change;
  change.recorded = absl::FromUnixMillis(2);
  DocumentChange& document = change.documents.emplace_back();
  document.kind = DocumentChange::Kind::kReplaced;
  document.document = "d";
  document.mentions_added = 3;
  document.mentions_removed = 4;
  document.added = {StatementId(5), StatementId(7)};
  document.removed = {{StatementId(1), "A", "r", "B", true}};
  return change;
}

TEST(ChangeRecord, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeChange(Sample())),
            "04"
            "01"
            "01"
            "0164"
            "03"
            "04"
            "02"
            "05"
            "02"
            "01"
            "01"
            "01"
            "0141"
            "0172"
            "0142");
}

TEST(ChangeRecord, RoundTripsAndRefusesTruncation) {
  const std::string bytes = EncodeChange(Sample());
  Change decoded;
  ASSERT_TRUE(DecodeChange(bytes, &decoded));
  EXPECT_EQ(decoded.recorded, Sample().recorded);
  EXPECT_EQ(decoded.documents, Sample().documents);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeChange(bytes.substr(0, size), &decoded)) << size;
  }
  EXPECT_FALSE(DecodeChange(bytes + "x", &decoded));
}

}  // namespace
}  // namespace weft::graphstore
