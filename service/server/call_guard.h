// Stands before every call: says who calls, whether they may, and whether they
// have too much under way already; keeps the records of what came of it.
//
// Who calls is the owner of the token (`authorization: Bearer TOKEN`), where
// the server has tokens. Without tokens everyone who can connect may do
// everything, and a client is the certificate it has shown, or else a machine.
//
// The id of a request is what the client sent as `x-request-id` (1 to 128
// letters, digits and "-_.:/"), else one that is made up; it goes back to the
// client under the same name and stands in every record of the call.
//
// Every call is counted, those that are refused too. Refusals are logged; those
// for the limits of a client only as far as somebody could read them.
#ifndef WEFT_SERVICE_SERVER_CALL_GUARD_H_
#define WEFT_SERVICE_SERVER_CALL_GUARD_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "service/auth/audit_log.h"
#include "service/auth/client_limits.h"
#include "service/auth/rpc_rules.h"
#include "service/auth/token_store.h"
#include "service/log/log_throttle.h"
#include "service/log/logger.h"
#include "service/metrics/rpc_metrics.h"

namespace weft::service {

struct CallGuardOptions {
  std::shared_ptr<const Logger> log;   // null: nothing is logged
  std::unique_ptr<TokenStore> tokens;  // null: everyone may do everything
  std::unique_ptr<AuditLog> audit;     // null: nothing is recorded
  ClientLimits limits;
};

// Thread-safe.
class CallGuard {
 public:
  // Of calls that are refused for the limits of their client, in a second, and
  // of those whose client nobody knows.
  static constexpr int kRefusalsLogged = 10;

  explicit CallGuard(CallGuardOptions options);

  // A call that was let in; counts for its client as long as it lives.
  // Movable. Not to outlive the guard.
  class Call {
   public:
    const RpcRule& rule() const { return *rule_; }
    const std::string& request_id() const { return request_id_; }
    const std::string& client() const { return client_; }

    // Records a write in the audit log. `request` is what was asked for,
    // without contents of documents. Thread-safe.
    void Audit(const google::protobuf::Message& request,
               const absl::Status& outcome) const;
    // Logs and counts what came of the call: once.
    void End(const absl::Status& outcome) const;

   private:
    friend class CallGuard;
    Call(CallGuard* guard, const RpcRule& rule) : guard_(guard), rule_(&rule) {}

    CallGuard* guard_;
    const RpcRule* rule_;
    std::string request_id_;
    std::string peer_;
    std::string client_;
    Role role_ = Role::kAdmin;
    absl::Time begun_;
    ClientTable::Slot slot_;
  };

  // To be called before anything is sent. Errors: Unauthenticated (no token,
  // or none of this server's), PermissionDenied (the role does not reach),
  // ResourceExhausted (the limits of this client).
  absl::StatusOr<Call> Admit(const RpcRule& rule,
                             grpc::ServerContextBase& context);

  const RpcMetrics& metrics() const { return metrics_; }

 private:
  // Fills in who calls, as far as it is known.
  absl::Status Identify(const grpc::ServerContextBase& context, Call& call);
  absl::Status Enter(Call& call);
  // `left_out`: calls of which the same was not logged.
  void Log(LogLevel level, absl::string_view message, const Call& call,
           const absl::Status& status, uint64_t left_out = 0) const;
  void LogRefusal(const Call& call, const absl::Status& status);

  const CallGuardOptions options_;
  RpcMetrics metrics_;
  ClientTable clients_;
  LogThrottle refusals_{kRefusalsLogged};
  LogThrottle strangers_{kRefusalsLogged};  // calls without a token of ours
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_CALL_GUARD_H_
