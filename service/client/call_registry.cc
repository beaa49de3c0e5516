#include "service/client/call_registry.h"

namespace weft::service {

CallRegistry::Call::Call(CallRegistry& registry) : registry_(registry) {
  const std::lock_guard<std::mutex> lock(registry_.mutex_);
  registry_.running_.insert(&context_);
  // A context that is cancelled before its call starts ends the call at once.
  if (registry_.cancelled_) context_.TryCancel();
}

CallRegistry::Call::~Call() {
  const std::lock_guard<std::mutex> lock(registry_.mutex_);
  registry_.running_.erase(&context_);
}

void CallRegistry::Cancel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  cancelled_ = true;
  for (grpc::ClientContext* context : running_) context->TryCancel();
}

void CallRegistry::Allow() {
  const std::lock_guard<std::mutex> lock(mutex_);
  cancelled_ = false;
}

}  // namespace weft::service
