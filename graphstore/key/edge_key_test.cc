#include "graphstore/key/edge_key.h"

#include <algorithm>
#include <random>
#include <vector>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

std::string Hex(absl::string_view bytes) {
  return absl::BytesToHexString(bytes);
}

const EdgeKey kKey = {NodeId::Entity(0x11), RelationId(0x22),
                      NodeId::Entity(0x33), true};

TEST(EdgeKey, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(Hex(kSpo.Encode(kKey)),
            "4f"
            "1000000000000011"
            "00000022"
            "1000000000000033"
            "01");
  EXPECT_EQ(Hex(kPos.Encode(kKey)),
            "50"
            "00000022"
            "1000000000000033"
            "1000000000000011"
            "01");
  EXPECT_EQ(Hex(kOsp.Encode(kKey)),
            "49"
            "1000000000000033"
            "1000000000000011"
            "00000022"
            "01");
}

TEST(EdgeKey, RoundTripsInEveryOrder) {
  for (const KeyOrder* order : kKeyOrders) {
    EdgeKey decoded;
    ASSERT_TRUE(order->Decode(order->Encode(kKey), &decoded));
    EXPECT_EQ(decoded, kKey);
  }
}

TEST(EdgeKey, RefusesOtherBytes) {
  EdgeKey decoded;
  const std::string good = kSpo.Encode(kKey);
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(kSpo.Decode(good.substr(0, size), &decoded)) << size;
  }
  EXPECT_FALSE(kSpo.Decode(good + "x", &decoded));
  EXPECT_FALSE(kPos.Decode(good, &decoded));
  std::string bad_flag = good;
  bad_flag.back() = 2;
  EXPECT_FALSE(kSpo.Decode(bad_flag, &decoded));
}

TEST(EdgeKey, ByteOrderIsTheOrderOfTheParts) {
  std::mt19937_64 random(3);
  std::vector<EdgeKey> keys;
  for (int i = 0; i < 200; ++i) {
    keys.push_back({NodeId(random() >> (random() % 64)),
                    RelationId(random() % 3), NodeId(random() % 5),
                    random() % 2 == 0});
  }
  std::sort(keys.begin(), keys.end());  // by subject, relation, object, flag
  std::vector<std::string> encoded;
  for (const EdgeKey& key : keys) encoded.push_back(kSpo.Encode(key));
  EXPECT_TRUE(std::is_sorted(encoded.begin(), encoded.end()));
}

TEST(KeyOrder, KnownPartsComeFirst) {
  const NodeId s = NodeId::Entity(1), o = NodeId::Entity(2);
  const RelationId p(3);
  struct Case {
    EdgePattern pattern;
    char order;
    size_t prefix_bytes;
  };
  const std::vector<Case> cases = {
      {{}, 'O', 1},          {{s, {}, {}}, 'O', 9}, {{{}, p, {}}, 'P', 5},
      {{{}, {}, o}, 'I', 9}, {{s, p, {}}, 'O', 13}, {{s, {}, o}, 'I', 17},
      {{{}, p, o}, 'P', 13}, {{s, p, o}, 'O', 21},
  };
  for (const Case& c : cases) {
    const KeyOrder& order = KeyOrder::For(c.pattern);
    EXPECT_EQ(order.prefix(), c.order);
    EXPECT_EQ(order.Prefix(c.pattern).size(), c.prefix_bytes);
    const EdgeKey match = {s, p, o, false};
    EXPECT_EQ(order.Encode(match).substr(0, c.prefix_bytes),
              order.Prefix(c.pattern));
  }
}

TEST(EdgeValue, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(Hex(EncodeEdgeValue({StatementId(0), 255})), "ff00");
  EXPECT_EQ(Hex(EncodeEdgeValue({StatementId(255), 0})), "00ff");
  EXPECT_EQ(Hex(EncodeEdgeValue({StatementId(256), 1})), "010100");
  EXPECT_EQ(Hex(EncodeEdgeValue({StatementId(~uint64_t{0}), 7})),
            "07ffffffffffffffff");
}

TEST(EdgeValue, RoundTrips) {
  for (const uint64_t id : {uint64_t{0}, uint64_t{1}, uint64_t{255},
                            uint64_t{65536}, ~uint64_t{0}}) {
    EdgeValue decoded;
    ASSERT_TRUE(
        DecodeEdgeValue(EncodeEdgeValue({StatementId(id), 9}), &decoded));
    EXPECT_EQ(decoded, (EdgeValue{StatementId(id), 9}));
  }
  EdgeValue decoded;
  EXPECT_FALSE(DecodeEdgeValue("", &decoded));
  EXPECT_FALSE(DecodeEdgeValue("x", &decoded));
  EXPECT_FALSE(DecodeEdgeValue("0123456789", &decoded));
}

TEST(Confidence, IsKeptInStepsOf255ths) {
  EXPECT_EQ(QuantizeConfidence(-1), 0);
  EXPECT_EQ(QuantizeConfidence(0), 0);
  EXPECT_EQ(QuantizeConfidence(0.5), 128);
  EXPECT_EQ(QuantizeConfidence(1), 255);
  EXPECT_EQ(QuantizeConfidence(2), 255);
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(QuantizeConfidence(DequantizeConfidence(i)), i);
  }
}

}  // namespace
}  // namespace weft::graphstore
