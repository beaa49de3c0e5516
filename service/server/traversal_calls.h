// What the tests of traversals ask and how they read the answers.
#ifndef WEFT_SERVICE_SERVER_TRAVERSAL_CALLS_H_
#define WEFT_SERVICE_SERVER_TRAVERSAL_CALLS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// All messages of a stream; checks that a header comes first and a summary
// last.
template <typename Response>
struct Answer {
  absl::Status status;
  uint64_t version = 0;
  std::vector<Response> rows;
  v1::StreamSummary summary;
};

template <typename Response, typename Reader>
Answer<Response> ReadAll(Reader& reader) {
  Answer<Response> out;
  std::vector<Response> messages;
  Response message;
  while (reader.Read(&message)) messages.push_back(message);
  out.status = FromGrpcStatus(reader.Finish());
  if (!out.status.ok()) return out;
  EXPECT_GE(messages.size(), 2u);
  EXPECT_TRUE(messages.front().has_header());
  EXPECT_TRUE(messages.back().has_summary());
  out.version = messages.front().header().version();
  out.summary = messages.back().summary();
  out.rows.assign(messages.begin() + 1, messages.end() - 1);
  return out;
}

inline Answer<v1::TraverseResponse> CallTraverse(
    TestServer& server, const v1::TraverseRequest& request) {
  grpc::ClientContext context;
  const auto reader = server.graph().Traverse(&context, request);
  return ReadAll<v1::TraverseResponse>(*reader);
}

inline Answer<v1::FindPathsResponse> CallFindPaths(
    TestServer& server, const v1::FindPathsRequest& request) {
  grpc::ClientContext context;
  const auto reader = server.graph().FindPaths(&context, request);
  return ReadAll<v1::FindPathsResponse>(*reader);
}

// "1 Alpha –own→ Beta", the node that was reached last.
inline std::vector<std::string> Lines(
    const std::vector<v1::TraverseResponse>& messages) {
  std::vector<std::string> out;
  for (const v1::TraverseResponse& message : messages) {
    const v1::TraverseResponse::Node& node = message.node();
    const std::string name = node.node().has_value()
                                 ? node.node().value().text()
                                 : node.node().entity().name();
    const bool forward = node.direction() == v1::DIRECTION_OUT;
    out.push_back(absl::StrCat(
        node.depth(), " ", node.parent().name(), forward ? " –" : " ←",
        node.edge().relation().name(), forward ? "→ " : "– ", name));
  }
  return out;
}

inline std::vector<std::string> Lines(
    const std::vector<v1::FindPathsResponse>& messages) {
  std::vector<std::string> out;
  for (const v1::FindPathsResponse& message : messages) {
    EXPECT_EQ(message.path().nodes_size(), message.path().edges_size() + 1);
    out.push_back(
        absl::StrJoin(message.path().nodes(), " ",
                      [](std::string* text, const v1::EntityRef& node) {
                        absl::StrAppend(text, node.name());
                      }));
  }
  return out;
}

// Alpha – Beta – Delta and Alpha – Gamma – Delta, a tail, and a denied link.
inline void IngestDiamond(TestServer& server) {
  server.Ingest("diamond",
                "Alpha; own; owns; Beta\n"
                "Alpha; own; owns; Gamma\n"
                "Beta; supply; supplies; Delta\n"
                "Gamma; supply; supplies; Delta\n"
                "Delta; employ; employs; Omega\n"
                "Alpha; grow; grew; 17%\n"
                "!Alpha; employ; employs; Omega\n");
}

inline v1::TraverseRequest From(const std::string& name, uint32_t depth) {
  v1::TraverseRequest request;
  request.mutable_start()->set_name(name);
  request.set_depth(depth);
  return request;
}

inline v1::FindPathsRequest Between(const std::string& from,
                                    const std::string& to) {
  v1::FindPathsRequest request;
  request.mutable_from()->set_name(from);
  request.mutable_to()->set_name(to);
  return request;
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_TRAVERSAL_CALLS_H_
