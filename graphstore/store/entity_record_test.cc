#include "graphstore/store/entity_record.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;

EntityRecord Sample() {
  EntityRecord record;
  record.out_degree = 1;
  record.in_degree = 2;
  record.mention_count = 300;
  record.document_count = 4;
  record.names.names = {{"Ac", {3, 5}}, {"Acme", {3, 9}}};
  record.names.types = {{"org", 2}};
  return record;
}

TEST(EntityRecord, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeEntityRecord(Sample())),
            "0102ac0204"
            "02"
            "0241630305"
            "0441636d650309"
            "01"
            "036f726702");
}

TEST(EntityRecord, RoundTripsAndRefusesTruncation) {
  const std::string bytes = EncodeEntityRecord(Sample());
  EntityRecord decoded;
  ASSERT_TRUE(DecodeEntityRecord(bytes, &decoded));
  EXPECT_EQ(decoded, Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeEntityRecord(bytes.substr(0, size), &decoded)) << size;
  }
  EXPECT_FALSE(DecodeEntityRecord(bytes + "x", &decoded));
}

TEST(EntityRecord, NameAndTypeAreTheMostFrequent) {
  EntityRecord record = Sample();
  EXPECT_EQ(record.Name(), "Acme");
  record.names.names["Zed"] = {4, 0};
  EXPECT_EQ(record.Name(), "Zed");
  record.names.types["firm"] = 2;
  EXPECT_EQ(record.Type(), "firm");  // a tie: first in byte order
  record.names.types["org"] = 3;
  EXPECT_EQ(record.Type(), "org");
  EXPECT_EQ(EntityRecord().Name(), "");
  EXPECT_EQ(EntityRecord().Type(), "");
}

TEST(EntityRecord, AliasesComeMostFrequentFirst) {
  EXPECT_THAT(Sample().ToEntity(NodeId::Entity(1)).aliases,
              ElementsAre(Alias{"Acme", 9}, Alias{"Ac", 5}));
}

TEST(EntityNames, SubtractionUndoesAddition) {
  EntityNames first, second;
  first.Add(LocalEntity{"Acme", "org", {{"Acme", 2}, {"it", 1}}}, true);
  second.Add(LocalEntity{"Acme", "", {{"ACME", 1}, {"", 5}}}, false);
  EntityNames sum = first;
  sum.Add(second);
  EXPECT_EQ(sum.names.at("Acme"), (NameCount{1, 3}));
  EXPECT_EQ(sum.names.count(""), 0u);
  sum.Subtract(second);
  EXPECT_TRUE(sum.names.at("ACME").zero());  // until it is pruned
  sum.Prune();
  EXPECT_EQ(sum, first);
  sum.Subtract(first);
  sum.Prune();
  EXPECT_EQ(sum, EntityNames());
}

TEST(Contributions, RoundTripAndRefuseTruncation) {
  std::vector<EntityContribution> contributions(2);
  contributions[0].entity = NodeId::Entity(1);
  contributions[0].names.Add(LocalEntity{"Acme", "org", {}}, true);
  contributions[1].entity = NodeId::Entity(1000);
  const std::string bytes = EncodeContributions(contributions);
  std::vector<EntityContribution> decoded;
  ASSERT_TRUE(DecodeContributions(bytes, &decoded));
  EXPECT_EQ(decoded, contributions);
  for (size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeContributions(bytes.substr(0, size), &decoded)) << size;
  }
}

TEST(Contributions, OfNoEntityMayBeNoBytes) {
  EXPECT_EQ(EncodeContributions({}), std::string(1, '\0'));
  std::vector<EntityContribution> decoded(1);
  ASSERT_TRUE(DecodeContributions(std::string(1, '\0'), &decoded));
  EXPECT_TRUE(decoded.empty());
  decoded.resize(1);
  ASSERT_TRUE(DecodeContributions("", &decoded));
  EXPECT_TRUE(decoded.empty());
}

TEST(AliasForm, FallsBackToTheNameItself) {
  EXPECT_EQ(AliasForm("The Acme"), "acme");
  EXPECT_EQ(AliasForm("--"), "--");
}

}  // namespace
}  // namespace weft::graphstore
