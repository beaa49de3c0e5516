// The chain itself, over any analyser: Extractor::Create puts the trained one
// in, tests put trees of their own in.
#ifndef WEFT_EXTRACTOR_PIPELINE_DOCUMENT_EXTRACTOR_H_
#define WEFT_EXTRACTOR_PIPELINE_DOCUMENT_EXTRACTOR_H_

#include <memory>

#include "extractor/analysis/analyzer.h"
#include "extractor/pipeline/extractor.h"

namespace weft::extractor {

// `analyzer` must not be null; `aliases` as in ExtractorOptions.
std::unique_ptr<const Extractor> MakeExtractor(
    std::unique_ptr<const Analyzer> analyzer,
    const AliasSource* aliases = nullptr, StageTimes* times = nullptr);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_DOCUMENT_EXTRACTOR_H_
