#include "service/server/rpc_load.h"

#include <map>

#include "gtest/gtest.h"
#include "service/auth/rpc_rules.h"

namespace weft::service {
namespace {

TEST(LoadOf, KeepsWorkOfDifferentLengthApart) {
  EXPECT_EQ(LoadOf("weft.v1.GraphService.ListNeighbors"), Load::kLookup);
  EXPECT_EQ(LoadOf("weft.v1.GraphService.Traverse"), Load::kSearch);
  EXPECT_EQ(LoadOf("weft.v1.AdminService.MergeEntities"), Load::kWrite);
  EXPECT_EQ(LoadOf("weft.v1.AdminService.CreateBackup"), Load::kBatch);
  EXPECT_EQ(LoadOf("weft.v1.GraphService.NotYetKnown"), Load::kSearch);
}

// What the table of roles calls a write takes the writer's lock.
TEST(LoadOf, KnowsEveryRpc) {
  std::map<Load, int> rpcs;
  for (const RpcRule& rule : RpcRules()) {
    const Load load = LoadOf(rule.rpc);
    ++rpcs[load];
    if (rule.writes) {
      EXPECT_TRUE(load == Load::kWrite || load == Load::kBatch ||
                  load == Load::kIngest)
          << rule.rpc;
    }
  }
  EXPECT_EQ(rpcs[Load::kSearch], 6);
  EXPECT_EQ(rpcs[Load::kIngest], 1);
  EXPECT_EQ(rpcs[Load::kWatch], 1);
}

}  // namespace
}  // namespace weft::service
