#include "service/auth/rpc_rules.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/v1/admin.pb.h"
#include "weft/v1/change.pb.h"
#include "weft/v1/extraction.pb.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

// Every rpc of the protocol.
std::vector<const MethodDescriptor*> AllRpcs() {
  std::vector<const MethodDescriptor*> rpcs;
  for (const FileDescriptor* file :
       {v1::ExtractRequest::descriptor()->file(),
        v1::IngestDocumentsRequest::descriptor()->file(),
        v1::GetEntityRequest::descriptor()->file(),
        v1::WatchRequest::descriptor()->file(),
        v1::MergeEntitiesRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        rpcs.push_back(file->service(s)->method(m));
      }
    }
  }
  return rpcs;
}

TEST(RpcRules, HoldsEveryRpcOfTheProtocol) {
  for (const MethodDescriptor* rpc : AllRpcs()) {
    EXPECT_NE(FindRule(rpc->full_name()), nullptr)
        << rpc->full_name() << " has no row in service/auth/rpc_rules.cc";
  }
  EXPECT_EQ(RpcRules().size(), AllRpcs().size());
}

TEST(RpcRules, EachRequestBelongsToOneRpc) {
  std::set<std::string> seen;
  for (const MethodDescriptor* rpc : AllRpcs()) {
    EXPECT_TRUE(seen.insert(rpc->input_type()->full_name()).second)
        << rpc->full_name();
    EXPECT_EQ(RuleFor(rpc->input_type()).rpc, rpc->full_name());
  }
}

TEST(RpcRules, WhatWritesNeedsMoreThanAReader) {
  for (const RpcRule& rule : RpcRules()) {
    if (rule.writes) {
      EXPECT_NE(rule.role, Role::kReader) << rule.rpc;
    }
  }
  EXPECT_EQ(RuleFor<v1::ListFactsRequest>().role, Role::kReader);
  EXPECT_EQ(RuleFor<v1::DeleteDocumentRequest>().role, Role::kWriter);
  EXPECT_EQ(RuleFor<v1::CreateBackupRequest>().role, Role::kAdmin);
}

TEST(RpcRules, KnowsWhichRpcsAreStreams) {
  for (const MethodDescriptor* rpc : AllRpcs()) {
    EXPECT_EQ(RuleFor(rpc->input_type()).streams,
              rpc->client_streaming() || rpc->server_streaming())
        << rpc->full_name();
  }
}

TEST(RpcRules, WhatIsNoRequestNeedsTheHighestRole) {
  const RpcRule& rule = RuleFor(v1::Document::descriptor());
  EXPECT_EQ(rule.role, Role::kAdmin);
  EXPECT_TRUE(rule.writes);
}

}  // namespace
}  // namespace weft::service
