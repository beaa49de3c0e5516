// The messages that a call streams to its client: written by the thread that
// runs the call, carried by the threads of gRPC.
//
// Messages go into an outbox of bounded size and leave it one after the other;
// a call whose client does not read waits when it is full. What waits together
// leaves together, in fewer packets.
#ifndef WEFT_SERVICE_SERVER_MESSAGE_STREAM_H_
#define WEFT_SERVICE_SERVER_MESSAGE_STREAM_H_

#include <cstddef>
#include <deque>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "service/server/call_gate.h"

namespace weft::service {

// What an outbox holds besides the message that is being sent.
inline constexpr size_t kOutboxBytes = size_t{64} << 10;
inline constexpr size_t kOutboxMessages = 128;

// Deletes itself once gRPC is done with the call.
template <typename Message>
class MessageStream final : public grpc::ServerWriteReactor<Message> {
 public:
  // Waits for room, without a place at the gate meanwhile. False: the client
  // has gone, nothing more can be sent. From one thread only, and so is End().
  bool Send(const Message& message, CallGate::Ticket& ticket);

  // After what has been sent. The last call: `this` may be gone after it.
  void End(const grpc::Status& status);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  bool Full() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return bytes_ >= kOutboxBytes || outbox_.size() >= kOutboxMessages;
  }
  void Write(bool more) {
    grpc::WriteOptions options;
    if (more) options.set_buffer_hint();
    this->StartWrite(&current_, options);
  }

  absl::Mutex mutex_;
  absl::CondVar room_;
  Message current_;  // owned by gRPC while `writing_`
  std::deque<Message> outbox_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;  // of the outbox
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Status status_ ABSL_GUARDED_BY(mutex_);
};

template <typename Message>
bool MessageStream<Message>::Send(const Message& message,
                                  CallGate::Ticket& ticket) {
  {
    absl::MutexLock lock(&mutex_);
    if (Full()) {
      const CallGate::AwaitingClient awaiting(ticket);
      while (Full() && !broken_) room_.Wait(&mutex_);
    }
    if (broken_) return false;
    if (writing_) {
      bytes_ += message.ByteSizeLong();
      outbox_.push_back(message);
      return true;
    }
    writing_ = true;
    current_ = message;
  }
  // It may call back at once, from this thread.
  Write(/*more=*/false);
  return true;
}

template <typename Message>
void MessageStream<Message>::End(const grpc::Status& status) {
  {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
    status_ = status;
    if (writing_) return;  // the end comes after it
  }
  this->Finish(status);
}

template <typename Message>
void MessageStream<Message>::OnWriteDone(bool ok) {
  bool next = false;
  bool more = false;
  grpc::Status status;
  {
    absl::MutexLock lock(&mutex_);
    if (!ok) {
      broken_ = true;
      outbox_.clear();
      bytes_ = 0;
    }
    if (Full() || broken_) room_.Signal();
    next = writing_ = !outbox_.empty();
    if (next) {
      current_ = std::move(outbox_.front());
      outbox_.pop_front();
      bytes_ -= current_.ByteSizeLong();
      more = !outbox_.empty();
    } else if (!ended_) {
      return;
    }
    status = status_;
  }
  if (next) {
    Write(more);
  } else {
    this->Finish(status);
  }
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_MESSAGE_STREAM_H_
