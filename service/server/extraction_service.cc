#include "service/server/extraction_service.h"

#include <utility>

#include "absl/status/statusor.h"
#include "base/status.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/text/document.h"
#include "service/server/request_limits.h"
#include "service/wire/extracted.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

absl::StatusOr<v1::ExtractResponse> ExtractOne(
    const Engine& engine, const v1::ExtractRequest& request) {
  if (!request.has_document()) {
    return InvalidFieldError("document", "is missing");
  }
  WEFT_RETURN_IF_ERROR(
      CheckDocumentSize(request.document().content().size(), engine.limits));
  const extractor::ExtractOptions options = ToExtractOptions(request);
  extractor::DocumentInput input =
      ToDocumentInput(v1::InputDocument(request.document()));
  if (options.lines || options.pretokenized) {
    // Sentences of a list: no line is a head, none is spam.
    input.read_header = false;
    input.verbatim = true;
  }
  WEFT_ASSIGN_OR_RETURN(const extractor::Extractor* extractor,
                        engine.extractor->Get());
  WEFT_ASSIGN_OR_RETURN(const extractor::ExtractedDocument extracted,
                        extractor->Extract(input, options));
  return ToProto(extracted, extractor->version());
}

}  // namespace

grpc::Status ExtractionService::Extract(grpc::ServerContext* context,
                                        const v1::ExtractRequest* request,
                                        v1::ExtractResponse* response) {
  return Answer(engine_, context, *request, response,
                [&] { return ExtractOne(engine_, *request); });
}

}  // namespace weft::service
