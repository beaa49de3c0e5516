// Stretches of a question that name nodes of loaded triples.
#ifndef WEFT_SERVICE_ASK_CHAIN_NAMES_H_
#define WEFT_SERVICE_ASK_CHAIN_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "service/ask/cues.h"

namespace weft::service {

struct ChainName {
  size_t begin = 0, end = 0;  // words
  std::string text;
  std::vector<graphstore::NodeId> nodes;  // spelled to the letter first
  double worth = 0;  // long, with capitals, spelled like the node
};

// The worthiest first, at most three. `words`: QuestionWords(question). Errors:
// those of the reader.
absl::StatusOr<std::vector<ChainName>> FindChainNames(
    const graphstore::Reader& reader, absl::string_view question,
    const std::vector<QuestionWord>& words);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_CHAIN_NAMES_H_
