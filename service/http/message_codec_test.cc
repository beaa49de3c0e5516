#include "service/http/message_codec.h"

#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

TEST(FindMethod, KnowsEveryRpcByItsPath) {
  const auto* ask = FindMethod("/weft.v1.GraphService/Ask");
  ASSERT_NE(ask, nullptr);
  EXPECT_EQ(ask->input_type()->full_name(), "weft.v1.AskRequest");
  EXPECT_NE(FindMethod("/weft.v1.GraphService/Traverse"), nullptr);
  for (const char* other :
       {"", "/", "weft.v1.GraphService/Ask", "/weft.v1.GraphService.Ask",
        "/weft.v1.GraphService/Ask/", "/weft.v1/GraphService.Ask",
        "/weft.v1.GraphService/", "/weft.v1.GraphService/ask",
        "/weft.v1.AskRequest/question"}) {
    EXPECT_EQ(FindMethod(other), nullptr) << other;
  }
}

TEST(ToWire, ReadsJsonOfProto3) {
  ASSERT_OK_AND_ASSIGN(
      const std::string wire,
      ToWire(*v1::ListFactsRequest::descriptor(), Encoding::kJson,
             R"({"subject": {"id": "7"}, "minConfidence": 0.5,
                 "page_size": 3})"));
  v1::ListFactsRequest request;
  ASSERT_TRUE(request.ParseFromString(wire));
  EXPECT_EQ(request.subject().id(), 7u);
  EXPECT_EQ(request.min_confidence(), 0.5);
  EXPECT_EQ(request.page_size(), 3);
}

TEST(ToWire, SaysWhatIsWrong) {
  const struct {
    const char* json;
    const char* message;
  } kCases[] = {
      {"", "no AskRequest in JSON: it is empty; send {}"},
      {"{\"question\": ", "no AskRequest in JSON"},
      {"[]", "no AskRequest in JSON"},
      {"{\"questoin\": \"Who?\"}", "questoin"},
      {"{\"max_answers\": \"many\"}", "many"},
  };
  for (const auto& each : kCases) {
    EXPECT_THAT(
        ToWire(*v1::AskRequest::descriptor(), Encoding::kJson, each.json),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(each.message)))
        << each.json;
  }
}

TEST(FromWire, WritesJsonOfProto3) {
  v1::Statistics statistics;
  statistics.set_document_count(12);
  EXPECT_EQ(*FromWire(*v1::Statistics::descriptor(), Encoding::kJson,
                      statistics.SerializeAsString()),
            R"({"documentCount":"12"})");
  EXPECT_EQ(*FromWire(*v1::Statistics::descriptor(), Encoding::kProto,
                      statistics.SerializeAsString()),
            statistics.SerializeAsString());
  EXPECT_THAT(FromWire(*v1::Statistics::descriptor(), Encoding::kJson, "\xff"),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace weft::service
