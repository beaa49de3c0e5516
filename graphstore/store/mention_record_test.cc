#include "graphstore/store/mention_record.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Mention FullMention() {
  Mention mention;
  mention.confidence = 1;
  mention.sentence = 3;
  mention.subject = {{0, 4}, "Acme"};
  mention.relation = {{5, 9}, "buy"};
  mention.object = {{}, "it"};
  mention.modality = "may";
  mention.attribution = {"she", NodeId::Entity(9)};
  mention.qualifiers = {{"time", "in", {{10, 14}, "Bolt"}, "2025", "y"}};
  mention.valid_from = "2024";
  mention.valid_until = "2025";
  mention.rule = "r";
  return mention;
}

const char kSource[] = "Acme buys Bolt.";

TEST(Mention, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeMention(Mention(), "")),
            "00"
            "00"
            "00"
            "00"
            "00"
            "00");
  EXPECT_EQ(absl::BytesToHexString(EncodeMention(FullMention(), kSource)),
            "ff"
            "3f"
            "03"  // confidence, fields, sentence
            "010004"
            "03020403627579"
            "02026974"  // slots
            "036d6179"  // modality
            "03736865"
            "9101"  // attribution
            "01"
            "0474696d65"
            "02696e"
            "010204"
            "0432303235"
            "0179"
            "0432303234"
            "0432303235"
            "0172");
}

TEST(Mention, RoundTripsButForWhatIsInTheSource) {
  DecodedMention decoded;
  ASSERT_TRUE(DecodeMention(EncodeMention(FullMention(), kSource), &decoded));
  ASSERT_THAT(decoded.unread, SizeIs(2));
  for (MentionSlot* slot : decoded.unread) {
    EXPECT_EQ(slot->text, "");
    slot->text = std::string(kSource).substr(slot->span.begin, 4);
  }
  EXPECT_EQ(decoded.mention, FullMention());
}

TEST(Mention, RoundTripsWholeWithoutASource) {
  DecodedMention decoded;
  ASSERT_TRUE(DecodeMention(EncodeMention(FullMention(), ""), &decoded));
  EXPECT_THAT(decoded.unread, IsEmpty());
  EXPECT_EQ(decoded.mention, FullMention());
}

TEST(Mention, RefusesTruncation) {
  const std::string bytes = EncodeMention(FullMention(), kSource);
  DecodedMention decoded;
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeMention(bytes.substr(0, size), &decoded)) << size;
  }
  EXPECT_FALSE(DecodeMention(bytes + "x", &decoded));
}

}  // namespace
}  // namespace weft::graphstore
