// ChangeService.Watch: the change log of the store as a stream.
#ifndef WEFT_SERVICE_SERVER_WATCH_H_
#define WEFT_SERVICE_SERVER_WATCH_H_

#include <functional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "weft/v1/change.pb.h"

namespace weft::service {

struct WatchOptions {
  // A message at least this often, so that clients and what stands between see
  // that the stream lives.
  absl::Duration sign_of_life = absl::Seconds(15);
  // How soon a cancelled call or a server that drains is noticed.
  absl::Duration poll = absl::Milliseconds(200);
  // The most statements in one message; a change with more takes several.
  size_t statements_per_message = 500;
};

// Sends a message with the token of the start, every change behind it that
// `request` asks for, a message without a change each time that it has caught
// up, and goes on until `cancellation`, `draining` or a `send` that returns
// false end it (Cancelled, Unavailable). Other errors: as
// proto/weft/v1/change.proto lists them, and those of the store.
//
// A change that takes several messages has its token on the last one only; the
// others repeat that of the change before.
absl::Status Watch(graphstore::Store& store, const v1::WatchRequest& request,
                   const WatchOptions& options,
                   const Cancellation& cancellation,
                   const std::function<bool()>& draining,
                   absl::FunctionRef<bool(const v1::WatchResponse&)> send);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_WATCH_H_
