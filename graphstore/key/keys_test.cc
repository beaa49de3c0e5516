#include "graphstore/key/keys.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

std::string Hex(absl::string_view bytes) {
  return absl::BytesToHexString(bytes);
}

TEST(Keys, BytesAreThoseOfTheFormat) {
  const NodeId entity = NodeId::Entity(0xAB);
  EXPECT_EQ(MetaKey("format"), "!format");
  EXPECT_EQ(Hex(AliasKey("bo", entity)), "41626f0010000000000000ab");
  EXPECT_EQ(DocumentIdKey("a.txt"), "Ba.txt");
  EXPECT_EQ(Hex(ChangeKey(2, 3)), "43000000000000000200000003");
  EXPECT_EQ(Hex(DocumentKey(DocumentId(7))), "440000000000000007");
  EXPECT_EQ(Hex(EntityKey(entity)), "4510000000000000ab");
  EXPECT_EQ(Hex(TrigramPrefix("abc")), "47616263");
  EXPECT_EQ(Hex(LiteralKey(NodeId::Make(NodeKind::kLiteral, 1))),
            "4c6000000000000001");
  EXPECT_EQ(Hex(MentionKey(StatementId(1), DocumentId(2), 3)),
            "4d0000000000000001000000000000000200000003");
  EXPECT_EQ(LiteralContentKey("x"), "Nx");
  EXPECT_EQ(Hex(RelationKey(RelationId(5))), "5200000005");
  EXPECT_EQ(Hex(BlobKey(DocumentId(2), BlobKind::kText, 1)),
            "5800000000000000027400000001");
  EXPECT_EQ(RelationNameKey("buy"), "Ybuy");
}

TEST(Keys, AliasParsesEvenWhenTheEntityIdHoldsZeroBytes) {
  absl::string_view name;
  NodeId entity;
  const std::string key = AliasKey("new york", NodeId::Entity(0));
  ASSERT_TRUE(ParseAliasKey(key, &name, &entity));
  EXPECT_EQ(name, "new york");
  EXPECT_EQ(entity, NodeId::Entity(0));
  EXPECT_FALSE(ParseAliasKey(key.substr(1), &name, &entity));
  EXPECT_FALSE(ParseAliasKey("A", &name, &entity));
}

TEST(Keys, LongNamesAreCutAtACharacter) {
  const std::string name = std::string(kMaxNameKeyBytes - 1, 'x') + "é";
  EXPECT_EQ(AliasNamePrefix(name).size(), kMaxNameKeyBytes);
  EXPECT_EQ(AliasNamePrefix(std::string(kMaxNameKeyBytes, 'x')).size(),
            kMaxNameKeyBytes + 1);
}

TEST(Keys, ParseWhatTheyBuild) {
  StatementId statement;
  DocumentId document;
  RelationId relation;
  NodeId node;
  uint32_t ordinal, chunk;
  uint64_t version;
  ASSERT_TRUE(ParseMentionKey(MentionKey(StatementId(1), DocumentId(2), 3),
                              &statement, &document, &ordinal));
  EXPECT_EQ(statement, StatementId(1));
  EXPECT_EQ(document, DocumentId(2));
  EXPECT_EQ(ordinal, 3u);
  ASSERT_TRUE(ParseChangeKey(ChangeKey(8, 9), &version, &chunk));
  EXPECT_EQ(version, 8u);
  EXPECT_EQ(chunk, 9u);
  ASSERT_TRUE(ParseRelationKey(RelationKey(RelationId(3)), &relation));
  EXPECT_EQ(relation, RelationId(3));
  ASSERT_TRUE(ParseNodeKey(EntityKey(NodeId::Entity(1)), &node));
  EXPECT_EQ(node, NodeId::Entity(1));
}

TEST(Keys, RefuseKeysOfAnotherKindAndTruncatedOnes) {
  StatementId statement;
  DocumentId document;
  uint32_t ordinal;
  const std::string key = MentionKey(StatementId(1), DocumentId(2), 3);
  for (size_t size = 0; size < key.size(); ++size) {
    EXPECT_FALSE(
        ParseMentionKey(key.substr(0, size), &statement, &document, &ordinal));
  }
  EXPECT_FALSE(ParseMentionKey(key + "x", &statement, &document, &ordinal));
  EXPECT_FALSE(ParseDocumentKey(EntityKey(NodeId::Entity(1)), &document));
}

}  // namespace
}  // namespace weft::graphstore
