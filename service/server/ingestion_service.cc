#include "service/server/ingestion_service.h"

#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/status.h"
#include "graphstore/fact/document.h"
#include "graphstore/store/reader.h"
#include "service/server/import_once.h"
#include "service/server/limits.h"
#include "service/server/write_request.h"
#include "service/wire/extracted.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

// A stream that says no and nothing else.
class RefusingReactor final
    : public grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                                     v1::IngestDocumentsResponse> {
 public:
  explicit RefusingReactor(const absl::Status& status) {
    Finish(ToGrpcStatus(status));
  }
  void OnDone() override { delete this; }
};

// NotFound with what to do, other errors as they are.
absl::Status DocumentError(const absl::Status& status, const std::string& id) {
  if (!absl::IsNotFound(status)) return status;
  return MissingError("document", id,
                      absl::StrCat("no document has the id \"", id,
                                   "\"; list the documents to see all ids"));
}

absl::StatusOr<v1::Document> ReadDocument(graphstore::Store& store,
                                          const std::string& id) {
  WEFT_RETURN_IF_ERROR(CheckDocumentId(id, "id"));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
  const auto document = reader->GetDocument(id);
  if (!document.ok()) return DocumentError(document.status(), id);
  v1::Document out = ToProto(*document);
  WEFT_ASSIGN_OR_RETURN(*out.mutable_content(), reader->DocumentText(id));
  WEFT_ASSIGN_OR_RETURN(const auto sentences, reader->DocumentSentences(id));
  for (const graphstore::Sentence& sentence : sentences) {
    v1::Span* span = out.add_sentences();
    span->set_begin(sentence.span.begin);
    span->set_end(sentence.span.end);
  }
  return out;
}

absl::StatusOr<v1::ListDocumentsResponse> ReadDocuments(
    graphstore::Store& store, const v1::ListDocumentsRequest& request) {
  graphstore::PageRequest page;
  WEFT_ASSIGN_OR_RETURN(page.size,
                        PageSize(request.page_size(), kDefaultPageSize));
  WEFT_ASSIGN_OR_RETURN(page.token, FromPageToken(request.page_token()));
  WEFT_ASSIGN_OR_RETURN(const auto reader, store.SnapshotFor(page.token));
  WEFT_ASSIGN_OR_RETURN(const graphstore::DocumentPage found,
                        reader->ListDocuments(page));
  v1::ListDocumentsResponse out;
  for (const graphstore::Document& document : found.documents) {
    *out.add_documents() = ToProto(document);
  }
  if (!found.next_token.empty()) store.KeepForTokens(reader);
  out.set_next_page_token(ToPageToken(found.next_token));
  return out;
}

absl::StatusOr<v1::DeleteDocumentResponse> Delete(
    graphstore::Store& store, const v1::DeleteDocumentRequest& request) {
  const std::string& id = request.id();
  WEFT_RETURN_IF_ERROR(CheckDocumentId(id, "id"));
  WEFT_ASSIGN_OR_RETURN(const auto write, ToWriteRequest(request));
  const auto deleted = store.DeleteDocument(id, write);
  if (!deleted.ok()) return DocumentError(deleted.status(), id);
  v1::DeleteDocumentResponse out;
  out.set_fact_count(static_cast<uint32_t>(deleted->mentions));
  out.set_statement_count(static_cast<uint32_t>(deleted->statements));
  out.set_entity_count(static_cast<uint32_t>(deleted->entities));
  out.set_version(deleted->version);
  return out;
}

}  // namespace

void IngestionService::Drain() {
  std::vector<std::weak_ptr<IngestReactor>> reactors;
  {
    absl::MutexLock lock(&mutex_);
    reactors.swap(reactors_);
  }
  for (const auto& weak : reactors) {
    if (const auto reactor = weak.lock()) reactor->Drain();
  }
}

void IngestionService::Remember(const std::shared_ptr<IngestReactor>& reactor) {
  absl::MutexLock lock(&mutex_);
  reactors_.erase(
      std::remove_if(reactors_.begin(), reactors_.end(),
                     [](const auto& weak) { return weak.expired(); }),
      reactors_.end());
  reactors_.push_back(reactor);
}

grpc::ServerBidiReactor<v1::IngestDocumentsRequest,
                        v1::IngestDocumentsResponse>*
IngestionService::IngestDocuments(grpc::CallbackServerContext* context) {
  absl::StatusOr<CallGuard::Call> call =
      engine_.guard->Admit(RuleFor<v1::IngestDocumentsRequest>(), *context);
  if (!call.ok()) return new RefusingReactor(call.status());
  const auto refuse = [&call](const absl::Status& why) {
    call->End(why);
    return new RefusingReactor(why);
  };
  if (const auto store = RequireStore(engine_); !store.ok()) {
    return refuse(store.status());
  }
  absl::StatusOr<CallGate::Ticket> ticket =
      EnterGate<v1::IngestDocumentsRequest>(engine_, *context);
  if (!ticket.ok()) return refuse(ticket.status());
  const std::shared_ptr<IngestReactor> reactor = IngestReactor::Start(
      *engine_.ingester, *std::move(ticket), *std::move(call), engine_.limits);
  Remember(reactor);
  // The gate may have closed in between, and Drain() have missed this one.
  if (engine_.gate->closed()) reactor->Drain();
  return reactor.get();
}

grpc::Status IngestionService::GetDocument(
    grpc::ServerContext* context, const v1::GetDocumentRequest* request,
    v1::Document* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::Document> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return ReadDocument(*store, request->id());
                });
}

grpc::Status IngestionService::ListDocuments(
    grpc::ServerContext* context, const v1::ListDocumentsRequest* request,
    v1::ListDocumentsResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::ListDocumentsResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return ReadDocuments(*store, *request);
                });
}

grpc::Status IngestionService::DeleteDocument(
    grpc::ServerContext* context, const v1::DeleteDocumentRequest* request,
    v1::DeleteDocumentResponse* response) {
  return Answer(engine_, context, *request, response,
                [&]() -> absl::StatusOr<v1::DeleteDocumentResponse> {
                  WEFT_ASSIGN_OR_RETURN(graphstore::Store * store,
                                        RequireStore(engine_));
                  return Delete(*store, *request);
                });
}

grpc::Status IngestionService::ImportTriples(
    grpc::ServerContext* context,
    grpc::ServerReader<v1::ImportTriplesRequest>* reader,
    v1::ImportTriplesResponse* response) {
  // What the audit log is told.
  v1::ImportTriplesRequest asked;
  bool first = true;
  return RunCall<v1::ImportTriplesRequest>(
      engine_, context,
      [&](const CallGuard::Call& call,
          CallGate::Ticket& ticket) -> absl::Status {
        const auto read = [&](v1::ImportTriplesRequest* next) {
          const CallGate::AwaitingClient awaiting(ticket);
          const bool more = reader->Read(next);
          if (more && std::exchange(first, false)) {
            asked.set_source(next->source());
            asked.set_format(next->format());
            asked.set_replace(next->replace());
            asked.set_request_id(next->request_id());
          }
          return more;
        };
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine_));
        const Cancellation cancellation = CancellationOf(context);
        auto imported = ImportOnce(*store, read, cancellation, engine_.limits);
        call.Audit(asked, imported.status());
        if (imported.ok()) *response = *std::move(imported);
        return imported.status();
      });
}

}  // namespace weft::service
