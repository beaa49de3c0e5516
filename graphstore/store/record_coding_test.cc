#include "graphstore/store/record_coding.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "base/status_matchers.h"

namespace weft::graphstore {
namespace {

TEST(RecordCoding, NodesOfSmallCountersAreShort) {
  std::string bytes;
  PutNode(NodeId(), &bytes);
  PutNode(NodeId::Entity(7), &bytes);
  PutNode(NodeId::Make(NodeKind::kPercent, NodeId::kPayloadMask), &bytes);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "00"
            "71"
            "f3ffffffffffffffff01");
  absl::string_view in = bytes;
  NodeId a, b, c;
  ASSERT_TRUE(GetNode(&in, &a) && GetNode(&in, &b) && GetNode(&in, &c));
  EXPECT_EQ(a, NodeId());
  EXPECT_EQ(b, NodeId::Entity(7));
  EXPECT_EQ(c, NodeId::Make(NodeKind::kPercent, NodeId::kPayloadMask));
}

TEST(RecordCoding, SlotsLeaveOutWhatTheSourceSays) {
  const std::string source = "Acme buys Bolt.";
  const std::vector<MentionSlot> slots = {
      {{5, 9}, "buys"}, {{0, 4}, "Acme"}, {{10, 14}, "it"}, {{}, "then"}, {}};
  std::string bytes;
  uint32_t at = 0;
  for (const MentionSlot& slot : slots) PutSlot(slot, source, &at, &bytes);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "010a04"
            "011104"
            "030c04026974"
            "02047468656e"
            "00");
  absl::string_view in = bytes;
  at = 0;
  for (const MentionSlot& slot : slots) {
    MentionSlot read;
    bool from_source;
    ASSERT_TRUE(GetSlot(&in, &at, &read, &from_source));
    EXPECT_EQ(read.span, slot.span);
    EXPECT_EQ(from_source, slot.text == "buys" || slot.text == "Acme");
    EXPECT_EQ(from_source ? BytesOf(read.span, source) : read.text, slot.text);
  }
  EXPECT_TRUE(in.empty());
}

TEST(RecordCoding, SlotsOutsideAnyTextAreRefused) {
  for (const char* hex :
       {"", "04", "01", "0101", "010104", "01feffffffffffffffff0104",
        "0100ffffffff7f", "0205"}) {
    const std::string bytes = absl::HexStringToBytes(hex);
    absl::string_view in = bytes;
    uint32_t at = 0;
    MentionSlot slot;
    bool from_source;
    EXPECT_FALSE(GetSlot(&in, &at, &slot, &from_source)) << hex;
  }
}

TEST(RecordCoding, BytesOutsideTheSourceAreNone) {
  EXPECT_EQ(BytesOf({1, 3}, "abc"), "bc");
  EXPECT_EQ(BytesOf({1, 4}, "abc"), "");
  EXPECT_EQ(BytesOf({3, 1}, "abc"), "");
}

TEST(BadRecord, NamesTheKey) {
  EXPECT_THAT(BadRecord("E\x01"), StatusIs(absl::StatusCode::kDataLoss,
                                           ::testing::HasSubstr("E\\x01")));
}

}  // namespace
}  // namespace weft::graphstore
