#include "graphstore/store/statement_chunk.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

StatementRecord Record(uint64_t subject, uint32_t relation, NodeId object) {
  StatementRecord record;
  record.key = {NodeId::Entity(subject), RelationId(relation), object, false};
  record.mention_count = 1;
  record.confidence = 255;
  return record;
}

StatementRecord Plain(uint64_t subject, NodeId object, uint64_t document,
                      uint32_t ordinal) {
  StatementRecord record = Record(subject, 1, object);
  record.plain.emplace();
  record.plain->document = DocumentId(document);
  record.plain->ordinal = ordinal;
  return record;
}

StatementChunk Mixed() {
  StatementChunk chunk;
  chunk[3] = Plain(10, NodeId::Entity(12), 2, 0);
  chunk[4] = Plain(10, NodeId::Entity(9), 2, 1);
  chunk[4].plain->valid_from = ParseIsoDate("1970-01-02");
  chunk[9] = Record(11, 2, NodeId::Make(NodeKind::kLiteral, 5));
  chunk[9].key.negated = true;
  chunk[9].confidence = 128;
  chunk[9].mention_count = 3;
  return chunk;
}

TEST(StatementChunk, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeStatementChunk(Mixed())),
            "03"
            "030409"  // three statements, their ids
            "020205"  // relations 1, 1, 2 negated
            "140002"  // subjects 10, +0, +1
            "08"
            "02"
            "0156"    // objects +2, -1, literal 5
            "ffff80"  // confidences
            "01020c"  // plain, plain with a date, three rows
            "0400"
            "0000"          // document 2, ordinals 0 and 1
            "8280979305");  // 86,400,000 ms, granularity 2 (day)
}

TEST(StatementChunk, RoundTripsAndRefusesTruncation) {
  StatementChunk full = Mixed();
  for (uint32_t i = 0; i < kStatementsPerChunk; ++i) {
    full[i] = Plain(5 + i, NodeId::Entity(1), 1, i);
  }
  full[7].plain->valid_from = ParseIsoDate("2010-03-16T11:14:35.071Z");
  full[7].plain->valid_until = ParseIsoDate("2011");
  for (const StatementChunk& chunk : {Mixed(), full}) {
    const std::string bytes = EncodeStatementChunk(chunk);
    StatementChunk decoded;
    ASSERT_TRUE(DecodeStatementChunk(bytes, &decoded));
    EXPECT_EQ(decoded, chunk);
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(DecodeStatementChunk(bytes.substr(0, size), &decoded));
    }
    EXPECT_FALSE(DecodeStatementChunk(bytes + "x", &decoded));
  }
}

TEST(PlainMention, IsOneThatSaysNothingButWhereAndWhen) {
  Mention mention;
  mention.document = DocumentId(2);
  mention.ordinal = 7;
  mention.confidence = 1;
  ASSERT_TRUE(ToPlain(mention));
  mention.valid_from = "2010-03-16T11:14:35.071Z";
  mention.statement = StatementId(5);
  const auto plain = ToPlain(mention);
  ASSERT_TRUE(plain);
  EXPECT_EQ(FromPlain(*plain, StatementId(5), 255), mention);

  Mention other = mention;
  other.valid_from = "in spring";
  EXPECT_FALSE(ToPlain(other));
  other = mention;
  other.sentence = 1;
  EXPECT_FALSE(ToPlain(other));
  other = mention;
  other.rule = "verb";
  EXPECT_FALSE(ToPlain(other));
  other = mention;
  other.valid_from = "";
  other.valid_until = "2010";
  EXPECT_FALSE(ToPlain(other));
}

}  // namespace
}  // namespace weft::graphstore
