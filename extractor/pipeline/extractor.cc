#include "extractor/pipeline/extractor.h"

#include <utility>

#include "base/status.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/pipeline/document_extractor.h"

namespace weft::extractor {

absl::StatusOr<std::unique_ptr<const Extractor>> Extractor::Create(
    const ExtractorOptions& options) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<const Analyzer> analyzer,
                        Analyzer::Create(options.model_path));
  return MakeExtractor(std::move(analyzer), options.aliases, options.times);
}

}  // namespace weft::extractor
