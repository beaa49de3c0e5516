#include "extractor/model/embedded_model.h"

// Defined in embedded_model.s.
extern "C" const char weft_embedded_model_begin[];
extern "C" const char weft_embedded_model_end[];

namespace weft::extractor {

absl::string_view EmbeddedModel() {
  return {
      weft_embedded_model_begin,
      static_cast<size_t>(weft_embedded_model_end - weft_embedded_model_begin)};
}

}  // namespace weft::extractor
