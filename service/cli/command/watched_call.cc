#include "service/cli/command/watched_call.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "service/cli/command/progress.h"

namespace weft::service {
namespace {

constexpr absl::Duration kAskEach = absl::Milliseconds(200);

ProgressState ToState(const v1::RunningWork& work) {
  ProgressState state;
  if (work.unit() == "bytes") {
    state.what = "";
    state.bytes = work.done();
    state.total_bytes = work.total();
  } else {
    state.what = "records";
    state.documents = work.done();
    state.total = work.total();
  }
  return state;
}

}  // namespace

void DrawProgress(Context& context, const Client& client,
                  const std::string& request_id,
                  const absl::Notification& over) {
  Progress progress(context.err, context.err_style, [] { return absl::Now(); });
  while (!over.WaitForNotificationWithTimeout(kAskEach)) {
    const auto listed = client.ListRunningWork(request_id);
    if (!listed.ok()) break;
    if (listed->works_size() == 0 || listed->works(0).total() == 0) continue;
    progress.Update(ToState(listed->works(0)));
  }
  over.WaitForNotification();
}

}  // namespace weft::service
