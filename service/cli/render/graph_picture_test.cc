#include "service/cli/render/graph_picture.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

v1::Edge Edge(const char* text) {
  v1::Edge edge;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &edge));
  return edge;
}

void AddAll(GraphPicture& picture) {
  const v1::Edge release = Edge(R"(
      subject { entity { id: 1 name: "DeepSeek" } }
      relation { name: "release" display: "released" }
      object { entity { id: 2 name: "the \"r1\" <model>" } })");
  picture.Add(release);
  picture.Add(release);
  picture.Add(Edge(R"(
      subject { entity { id: 1 name: "DeepSeek" } }
      relation { name: "cost" display: "cost" }
      negated: true
      object { value { text: "6\\7 #1" } })"));
}

TEST(GraphPicture, Dot) {
  GraphPicture picture(PictureFormat::kDot);
  AddAll(picture);
  EXPECT_EQ(picture.Text(), R"(digraph weft {
  rankdir=LR;
  node [shape=box, style=rounded];
  n1 [label="DeepSeek"];
  n2 [label="the \"r1\" <model>"];
  n3 [label="6\\7 #1", shape=plaintext];
  n1 -> n2 [label="released"];
  n1 -> n3 [label="not-cost", style=dashed];
}
)");
}

TEST(GraphPicture, Mermaid) {
  GraphPicture picture(PictureFormat::kMermaid);
  AddAll(picture);
  EXPECT_EQ(picture.Text(), R"(graph LR
  n1["DeepSeek"]
  n2["the #quot;r1#quot; #lt;model#gt;"]
  n3(["6\7 #35;1"])
  n1 -->|"released"| n2
  n1 -.->|"not-cost"| n3
)");
}

TEST(GraphPicture, OfOneEntity) {
  GraphPicture picture(PictureFormat::kMermaid);
  v1::EntityRef alone;
  alone.set_id(7);
  alone.set_name("Tellin\nyard");
  picture.Add(alone);
  EXPECT_EQ(picture.Text(), "graph LR\n  n1[\"Tellin yard\"]\n");
}

}  // namespace
}  // namespace weft::service
