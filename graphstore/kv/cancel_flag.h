// Turns a Cancellation, which has to be asked, into a flag that is set, for
// work of others that can do no more than look at one.
#ifndef WEFT_GRAPHSTORE_KV_CANCEL_FLAG_H_
#define WEFT_GRAPHSTORE_KV_CANCEL_FLAG_H_

#include <atomic>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "base/cancellation.h"

namespace weft::graphstore::kv {

// Asks on a thread of its own, 50 times a second, for as long as it lives.
class CancelFlag {
 public:
  // Null: is never set, and nobody is asked. `cancellation` outlives the flag.
  explicit CancelFlag(const Cancellation* cancellation);
  ~CancelFlag();
  CancelFlag(const CancelFlag&) = delete;
  CancelFlag& operator=(const CancelFlag&) = delete;

  std::atomic<bool>* get() { return &flag_; }
  // Why it is set; OK if it is not.
  absl::Status Why() const;

 private:
  // Whether the flag is set now.
  bool Ask();

  const Cancellation* const cancellation_;
  std::atomic<bool> flag_{false};
  absl::Notification over_;
  std::thread asking_;
};

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_CANCEL_FLAG_H_
