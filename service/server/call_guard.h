// Stands before every call: gives it a name in the records.
//
// The id of a request is what the client sent as `x-request-id` (1 to 128
// letters, digits and "-_.:/"), else one that is made up; it goes back to the
// client under the same name.
#ifndef WEFT_SERVICE_SERVER_CALL_GUARD_H_
#define WEFT_SERVICE_SERVER_CALL_GUARD_H_

#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "service/auth/rpc_rules.h"

namespace weft::service {

// Thread-safe.
class CallGuard {
 public:
  // A call that was let in; ends with it. Movable.
  class Call {
   public:
    explicit Call(const RpcRule& rule) : rule_(&rule) {}

    const RpcRule& rule() const { return *rule_; }
    const std::string& request_id() const { return request_id_; }

   private:
    friend class CallGuard;

    const RpcRule* rule_;
    std::string request_id_;
  };

  // To be called before anything is sent.
  absl::StatusOr<Call> Admit(const RpcRule& rule,
                             grpc::ServerContextBase& context);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CALL_GUARD_H_
