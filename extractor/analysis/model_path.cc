#include "extractor/analysis/model_path.h"

#include <cstdlib>

namespace weft::extractor {

std::string DefaultModelPath() {
  const char* path = std::getenv("WEFT_MODEL");
  return path == nullptr ? "" : path;
}

}  // namespace weft::extractor
