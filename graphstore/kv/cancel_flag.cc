#include "graphstore/kv/cancel_flag.h"

#include "absl/time/time.h"

namespace weft::graphstore::kv {

constexpr absl::Duration kAskEach = absl::Milliseconds(20);

CancelFlag::CancelFlag(const Cancellation* cancellation)
    : cancellation_(cancellation) {
  if (cancellation_ == nullptr || Ask()) return;
  asking_ = std::thread([this] {
    while (!over_.WaitForNotificationWithTimeout(kAskEach) && !Ask()) {
    }
  });
}

CancelFlag::~CancelFlag() {
  over_.Notify();
  if (asking_.joinable()) asking_.join();
}

absl::Status CancelFlag::Why() const {
  return flag_.load() ? cancellation_->Check() : absl::OkStatus();
}

bool CancelFlag::Ask() {
  if (cancellation_->Check().ok()) return false;
  flag_.store(true);
  flag_.notify_all();
  return true;
}

}  // namespace weft::graphstore::kv
