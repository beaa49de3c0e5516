// What `weft extract` prints for one document, in each of its formats.
#ifndef WEFT_SERVICE_CLI_COMMAND_EXTRACTION_OUTPUT_H_
#define WEFT_SERVICE_CLI_COMMAND_EXTRACTION_OUTPUT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "service/cli/render/style.h"
#include "weft/v1/extraction.pb.h"

namespace weft::service {

// Makes the reply to a piece of a stream of lines one to the whole stream:
// every sentence becomes its line of `chunk`, byte for byte, and every span is
// moved by `offset`, the place of `chunk` in the stream.
void MoveToStream(absl::string_view chunk, uint64_t offset,
                  v1::ExtractResponse& response);

// For people: the facts (or tuples) of each sentence, then the sentence with
// the name of the document and its bytes; sentences without any are left out.
// With explanations every sentence has its own.
std::string ExtractionText(const std::string& document,
                           const v1::ExtractResponse& response,
                           const Style& style);

// One JSON object a line for each fact or, in the other views, each tuple:
// doc, sentence, begin, end, subject, relation, object, arguments (those
// behind the object), confidence, rule.
std::string ExtractionJsonl(const std::string& document,
                            const v1::ExtractResponse& response);

// sentence TAB confidence TAB subject TAB relation TAB object [TAB more]. A tab
// inside a cell becomes a blank. Facts of the graph view have their qualifiers
// ("on Monday") as further arguments.
std::string ExtractionOie(const v1::ExtractResponse& response);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_EXTRACTION_OUTPUT_H_
