// A client of Weft in C++ on nothing but gRPC and the messages of proto/: sends
// a document, lists what it says, asks a question, deletes the document.
//
//   facts HOST:PORT

#include <chrono>
#include <iostream>
#include <memory>
#include <string>

#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace {

constexpr char kId[] = "example.txt";
constexpr char kText[] =
    "Ada Lovelace wrote the first program in 1843. "
    "Charles Babbage designed the Analytical Engine.";

// A call that may take half a minute. Every call should have a deadline.
std::unique_ptr<grpc::ClientContext> NewCall() {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(30));
  return context;
}

// Documents go out and acknowledgements come in on one stream, in order. An
// acknowledged document is durable.
grpc::Status Ingest(weft::v1::IngestionService::Stub& ingestion) {
  const auto context = NewCall();
  const auto stream = ingestion.IngestDocuments(context.get());
  weft::v1::IngestDocumentsRequest request;
  request.mutable_document()->set_id(kId);
  request.mutable_document()->set_content(kText);
  request.set_replace(true);
  stream->Write(request);
  stream->WritesDone();
  weft::v1::IngestDocumentsResponse response;
  while (stream->Read(&response)) {
    // An error of one document does not end the stream.
    if (response.error().code() != 0) {
      std::cerr << response.document_id() << ": " << response.error().message()
                << "\n";
      continue;
    }
    std::cout << response.document_id() << ": " << response.fact_count()
              << " facts\n";
  }
  return stream->Finish();
}

std::string ObjectText(const weft::v1::Fact& fact) {
  return fact.object().has_value() ? fact.object().value().text()
                                   : fact.object().entity().name();
}

// Lists come in pages; an empty token is the end.
grpc::Status ListFacts(weft::v1::GraphService::Stub& graph) {
  weft::v1::ListFactsRequest request;
  request.set_document_id(kId);
  do {
    weft::v1::ListFactsResponse page;
    const auto context = NewCall();
    const grpc::Status status = graph.ListFacts(context.get(), request, &page);
    if (!status.ok()) return status;
    for (const weft::v1::Fact& fact : page.facts()) {
      std::cout << fact.subject().entity().name() << " | "
                << fact.relation().display() << " | " << ObjectText(fact)
                << "\n";
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return grpc::Status::OK;
}

grpc::Status Ask(weft::v1::GraphService::Stub& graph) {
  weft::v1::AskRequest request;
  request.set_question("Who designed the Analytical Engine?");
  weft::v1::AskResponse response;
  const auto context = NewCall();
  const grpc::Status status = graph.Ask(context.get(), request, &response);
  if (!status.ok()) return status;
  for (const auto& answer : response.answers()) {
    std::cout << "answer: " << answer.text() << "\n";
  }
  return status;
}

grpc::Status Delete(weft::v1::IngestionService::Stub& ingestion) {
  weft::v1::DeleteDocumentRequest request;
  request.set_id(kId);
  weft::v1::DeleteDocumentResponse response;
  const auto context = NewCall();
  return ingestion.DeleteDocument(context.get(), request, &response);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: facts HOST:PORT\n";
    return 2;
  }
  const auto channel =
      grpc::CreateChannel(argv[1], grpc::InsecureChannelCredentials());
  const auto ingestion = weft::v1::IngestionService::NewStub(channel);
  const auto graph = weft::v1::GraphService::NewStub(channel);
  for (const grpc::Status& status : {Ingest(*ingestion), ListFacts(*graph),
                                     Ask(*graph), Delete(*ingestion)}) {
    if (status.ok()) continue;
    std::cerr << status.error_message() << "\n";
    return 1;
  }
  return 0;
}
