#include <string>

#include "service/wire/extraction_reply.h"
#include "service/wire/utf8.h"

namespace weft::service {

v1::ExtractRequest ToExtractRequest(const extractor::DocumentInput& input,
                                    const extractor::ExtractOptions& options) {
  v1::ExtractRequest request;
  v1::InputDocument& document = *request.mutable_document();
  document.set_id(ToUtf8(input.id));
  document.set_title(ToUtf8(input.title));
  document.set_url(ToUtf8(input.url));
  document.set_published(ToUtf8(input.published));
  document.set_content(input.bytes);
  // Both count from 1 in the protocol.
  document.set_format(
      static_cast<v1::TextFormat>(static_cast<int>(input.format) + 1));
  request.set_view(static_cast<v1::View>(static_cast<int>(options.view) + 1));
  request.set_lines(options.lines);
  request.set_pretokenized(options.pretokenized);
  request.set_explain(options.explain);
  return request;
}

}  // namespace weft::service
