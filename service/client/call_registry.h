// The calls that are running, so that another thread can cancel them all.
//
//   CallRegistry calls;
//   const CallRegistry::Call call(calls);
//   stub.GetEntity(call.context(), request, &response);
#ifndef WEFT_SERVICE_CLIENT_CALL_REGISTRY_H_
#define WEFT_SERVICE_CLIENT_CALL_REGISTRY_H_

#include <mutex>

#include "absl/container/flat_hash_set.h"
#include "grpcpp/client_context.h"

namespace weft::service {

// Thread-safe.
class CallRegistry {
 public:
  // The context of one call, for as long as the call lasts.
  class Call {
   public:
    explicit Call(CallRegistry& registry);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    grpc::ClientContext* context() const { return &context_; }

   private:
    CallRegistry& registry_;
    mutable grpc::ClientContext context_;
  };

  // All running calls end with Cancelled, and so do those that begin before
  // Allow().
  void Cancel();
  void Allow();

 private:
  std::mutex mutex_;
  absl::flat_hash_set<grpc::ClientContext*> running_;  // guarded by mutex_
  bool cancelled_ = false;                             // guarded by mutex_
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_CALL_REGISTRY_H_
