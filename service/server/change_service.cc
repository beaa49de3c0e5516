#include "service/server/change_service.h"

#include "base/cancellation.h"
#include "base/status.h"
#include "service/server/watch.h"

namespace weft::service {

grpc::Status ChangeService::Watch(
    grpc::ServerContext* context, const v1::WatchRequest* request,
    grpc::ServerWriter<v1::WatchResponse>* writer) {
  return RunCall<v1::WatchRequest>(
      engine_, context,
      [&](const CallGuard::Call&, CallGate::Ticket& ticket) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine_));
        const Cancellation cancellation = CancellationOf(context);
        return service::Watch(
            *store, *request, WatchOptions(), cancellation,
            [this] { return engine_.gate->closed(); },
            [&](const v1::WatchResponse& message) {
              return SendTo(writer, message, ticket);
            });
      });
}

}  // namespace weft::service
