// Long calls whose progress the server knows: drawn on the terminal while they
// run.
//
//   auto report = CallWatched(context, *client, [&](const std::string& id) {
//     return client->CheckIntegrity(id);
//   });
#ifndef WEFT_SERVICE_CLI_COMMAND_WATCHED_CALL_H_
#define WEFT_SERVICE_CLI_COMMAND_WATCHED_CALL_H_

#include <optional>
#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "service/cli/command/command.h"
#include "service/client/client.h"
#include "service/client/request_id.h"

namespace weft::service {

// Draws the progress of the call with this id until it is over; asks the server
// five times a second. A server that does not say is asked no more.
void DrawProgress(Context& context, const Client& client,
                  const std::string& request_id,
                  const absl::Notification& over);

// What `call(request_id)` returns. On a terminal it runs on a thread of its
// own; elsewhere nothing is drawn or asked, and the id is "".
template <typename Call>
auto CallWatched(Context& context, const Client& client, const Call& call)
    -> decltype(call(std::string())) {
  if (!context.err_style.terminal) return call("");
  const std::string id = NewRequestId();
  std::optional<decltype(call(id))> result;
  absl::Notification over;
  std::thread running([&] {
    result.emplace(call(id));
    over.Notify();
  });
  DrawProgress(context, client, id, over);
  running.join();
  return *std::move(result);
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_WATCHED_CALL_H_
