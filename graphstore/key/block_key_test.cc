#include "graphstore/key/block_key.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

std::string Hex(absl::string_view bytes) {
  return absl::BytesToHexString(bytes);
}

const AdjacencyPosition kPosition = {RelationId(9), NodeId::Entity(0xCD), true};

TEST(BlockKey, BytesAreThoseOfTheFormat) {
  const NodeId node = NodeId::Entity(0xAB);
  EXPECT_EQ(Hex(AdjacencyPrefix(node, false)), "4f10000000000000ab");
  EXPECT_EQ(Hex(AdjacencyPrefix(node, true)), "4910000000000000ab");
  EXPECT_EQ(Hex(AdjacencySuffix(kPosition)), "0000000910000000000000cd01");
  EXPECT_EQ(Hex(SubjectsPrefix(RelationId(5))), "5000000005");
  EXPECT_EQ(Hex(NumberSuffix(7)), "0000000000000007");
  EXPECT_EQ(Hex(DegreesKey(node, true)), "4610000000000000ab01");
  EXPECT_EQ(Hex(StatementChunkKey(7)), "530000000000000007");
  EXPECT_EQ(Hex(DocumentStatementsKey(DocumentId(2), 3)),
            "54000000000000000200000003");
  EXPECT_EQ(Hex(VersionKey(3)), "560000000000000003");
}

TEST(BlockKey, AdjacencyParsesWhatItBuilds) {
  NodeId node;
  bool incoming;
  absl::string_view suffix;
  for (const std::string& end :
       {AdjacencySuffix(kPosition), std::string(kLastBlockSuffix)}) {
    const std::string key =
        absl::StrCat(AdjacencyPrefix(NodeId::Entity(7), true), end);
    ASSERT_TRUE(ParseAdjacencyKey(key, &node, &incoming, &suffix));
    EXPECT_EQ(node, NodeId::Entity(7));
    EXPECT_TRUE(incoming);
    EXPECT_EQ(suffix, end);
    for (size_t size = 0; size < key.size(); ++size) {
      EXPECT_FALSE(
          ParseAdjacencyKey(key.substr(0, size), &node, &incoming, &suffix));
    }
  }
  AdjacencyPosition position;
  ASSERT_TRUE(ParseAdjacencySuffix(AdjacencySuffix(kPosition), &position));
  EXPECT_EQ(position, kPosition);
}

TEST(BlockKey, TheLastBlockComesAfterAllOthers) {
  EXPECT_LT(AdjacencySuffix({RelationId(0xFEFFFFFF), NodeId(~0ull), true}),
            kLastBlockSuffix);
  EXPECT_LT(NumberSuffix(NodeId::kPayloadMask), kLastBlockSuffix);
}

TEST(BlockKey, OthersParseWhatTheyBuild) {
  NodeId node;
  bool incoming;
  ASSERT_TRUE(
      ParseDegreesKey(DegreesKey(NodeId::Entity(6), true), &node, &incoming));
  EXPECT_EQ(node, NodeId::Entity(6));
  EXPECT_TRUE(incoming);
  uint64_t number;
  ASSERT_TRUE(ParseStatementChunkKey(StatementChunkKey(8), &number));
  EXPECT_EQ(number, 8u);
  EXPECT_FALSE(ParseStatementChunkKey(VersionKey(8), &number));
  ASSERT_TRUE(ParseVersionKey(VersionKey(9), &number));
  EXPECT_EQ(number, 9u);
  DocumentId document;
  uint32_t chunk;
  ASSERT_TRUE(ParseDocumentStatementsKey(
      DocumentStatementsKey(DocumentId(4), 5), &document, &chunk));
  EXPECT_EQ(document, DocumentId(4));
  EXPECT_EQ(chunk, 5u);
}

}  // namespace
}  // namespace weft::graphstore
