#include "service/server/ingest_reactor.h"

#include <utility>

#include "graphstore/store/store.h"
#include "service/server/ingest_outcome.h"
#include "service/wire/extracted.h"
#include "service/wire/status.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

// Acknowledgements that wait for the client before reading pauses.
constexpr size_t kMaxWaiting = 1024;

IngestItem ToItem(v1::IngestDocumentsRequest&& request,
                  const RequestLimits& limits) {
  IngestItem item;
  std::string& content = *request.mutable_document()->mutable_content();
  item.refused = CheckDocumentSize(content.size(), limits);
  if (!item.refused.ok()) content.clear();
  item.replace = request.replace();
  item.request_id = std::move(*request.mutable_request_id());
  item.input = ToDocumentInput(std::move(*request.mutable_document()));
  return item;
}

}  // namespace

v1::IngestDocumentsResponse ToProto(const IngestResult& result) {
  v1::IngestDocumentsResponse out;
  out.set_document_id(ToUtf8(result.document_id));
  out.set_request_id(ToUtf8(result.request_id));
  if (!result.status.ok()) {
    *out.mutable_error() = ToRpcStatus(result.status);
    return out;
  }
  out.set_outcome(IngestOutcomeOf(result.outcome));
  out.set_sentence_count(result.sentence_count);
  out.set_fact_count(result.fact_count);
  out.set_dropped_bytes(result.dropped_bytes);
  out.set_version(result.version);
  return out;
}

IngestReactor::IngestReactor(CallGate::Ticket ticket, CallGuard::Call call,
                             const RequestLimits& limits)
    : ticket_(std::make_unique<CallGate::Ticket>(std::move(ticket))),
      call_(std::make_shared<const CallGuard::Call>(std::move(call))),
      limits_(limits) {}

std::shared_ptr<IngestReactor> IngestReactor::Start(
    Ingester& ingester, CallGate::Ticket ticket, CallGuard::Call call,
    const RequestLimits& limits) {
  std::shared_ptr<IngestReactor> reactor(
      new IngestReactor(std::move(ticket), std::move(call), limits));
  reactor->self_ = reactor;
  // The stream may outlive the call, and must not keep it.
  std::weak_ptr<IngestReactor> weak = reactor;
  reactor->stream_ =
      ingester.NewStream({[weak](IngestResult result) {
                            if (auto strong = weak.lock())
                              strong->OnResult(std::move(result));
                          },
                          [weak](const absl::Status& failure) {
                            if (auto strong = weak.lock())
                              strong->OnFailure(failure);
                          },
                          [call = reactor->call_](const IngestResult& result) {
                            v1::IngestDocumentsResponse record =
                                ToProto(result);
                            record.clear_error();
                            call->Audit(record, result.status);
                          }});
  Action first;
  {
    absl::MutexLock lock(&reactor->mutex_);
    first = reactor->Next();
  }
  reactor->Perform(first);
  return reactor;
}

void IngestReactor::Drain() {
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    End(DrainingError());
    action = Next();
  }
  Perform(action);
}

void IngestReactor::OnReadDone(bool ok) {
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    reading_ = false;
    if (!ok) {
      End(absl::OkStatus());
    } else if (!ending_) {
      // A document that arrives while the server drains is not taken.
      ++under_way_;
      stream_->Add(ToItem(std::move(request_), limits_));
    }
    action = Next();
  }
  Perform(action);
}

void IngestReactor::OnWriteDone(bool ok) {
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    if (!ok) broken_ = true;  // OnCancel() comes, or has come
    action = Next();
  }
  Perform(action);
}

void IngestReactor::OnCancel() {
  stream_->Cancel();
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    broken_ = true;
    End(absl::CancelledError("the client gave up the call"));
    action = Next();
  }
  Perform(action);
}

void IngestReactor::OnDone() {
  stream_->Cancel();
  ticket_.reset();
  // Deletes this, unless a result is just coming in.
  const std::shared_ptr<IngestReactor> last = std::move(self_);
}

void IngestReactor::OnResult(IngestResult result) {
  v1::IngestDocumentsResponse acknowledgement = ToProto(result);
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    --under_way_;
    acknowledgements_.push_back(std::move(acknowledgement));
    action = Next();
  }
  Perform(action);
}

void IngestReactor::OnFailure(const absl::Status& failure) {
  Action action;
  {
    absl::MutexLock lock(&mutex_);
    under_way_ = 0;
    ending_ = true;
    status_ = failure;
    action = Next();
  }
  Perform(action);
}

void IngestReactor::End(const absl::Status& status) {
  if (ending_) return;
  ending_ = true;
  status_ = status;
}

IngestReactor::Action IngestReactor::Next() {
  Action action;
  if (finished_) return action;
  if (!writing_ && !broken_ && !acknowledgements_.empty()) {
    response_ = std::move(acknowledgements_.front());
    acknowledgements_.pop_front();
    action.write = writing_ = true;
  }
  const bool all_sent =
      broken_ || (under_way_ == 0 && acknowledgements_.empty());
  if ((ending_ || broken_) && all_sent && !writing_ && starting_ == 0) {
    action.finish = finished_ = true;
  } else if (!ending_ && !broken_ && !reading_ && stream_->HasRoom() &&
             acknowledgements_.size() < kMaxWaiting) {
    action.read = reading_ = true;
  }
  if (action.write || action.read) ++starting_;
  return action;
}

void IngestReactor::Perform(Action action) {
  while (action.write || action.read) {
    if (action.write) StartWrite(&response_);
    if (action.read) StartRead(&request_);
    absl::MutexLock lock(&mutex_);
    --starting_;
    action = Next();
  }
  if (!action.finish) return;
  grpc::Status status;
  {
    absl::MutexLock lock(&mutex_);
    status = ToGrpcStatus(status_);
  }
  call_->End(FromGrpcStatus(status));
  Finish(status);  // and perhaps the end of this object
}

}  // namespace weft::service
