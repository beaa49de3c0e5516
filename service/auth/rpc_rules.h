// Which role each rpc needs: the one table that authorisation goes by.
//
// An rpc is named by the type of its request, which no other rpc has, so that
// code that serves a call cannot name another one by mistake:
//
//   const RpcRule& rule = RuleFor(v1::GetEntityRequest::descriptor());
//
// Not in the table, and open to everyone who can connect: the health of the
// server (balancers have no token) and reflection (it tells what the published
// .proto files tell).
#ifndef WEFT_SERVICE_AUTH_RPC_RULES_H_
#define WEFT_SERVICE_AUTH_RPC_RULES_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "service/auth/role.h"

namespace weft::service {

struct RpcRule {
  absl::string_view rpc;  // "weft.v1.GraphService.GetEntity"
  Role role;
  // Changes the graph or the disk: goes into the audit log.
  bool writes = false;
  // In either direction: counts against the streams of a client.
  bool streams = false;
};

// In the order of the services and of their rpcs.
absl::Span<const RpcRule> RpcRules();

// Null for an rpc that is not in the table.
const RpcRule* FindRule(absl::string_view rpc);

// The rule of the rpc that takes `request`. One that is in no table needs
// Role::kAdmin and counts as a write. The result lives as long as the program.
const RpcRule& RuleFor(const google::protobuf::Descriptor* request);

template <typename Request>
const RpcRule& RuleFor() {
  static const RpcRule& rule = RuleFor(Request::descriptor());
  return rule;
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_AUTH_RPC_RULES_H_
