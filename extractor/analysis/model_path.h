// Which model to use.
#ifndef WEFT_EXTRACTOR_ANALYSIS_MODEL_PATH_H_
#define WEFT_EXTRACTOR_ANALYSIS_MODEL_PATH_H_

#include <string>

namespace weft::extractor {

// $WEFT_MODEL, else "" for the model built into the program: what
// Analyzer::Create takes.
std::string DefaultModelPath();

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_MODEL_PATH_H_
