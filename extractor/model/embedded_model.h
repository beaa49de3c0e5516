// The model that the program carries in itself, so that one file is enough.
//
// embedded_model.s puts the bytes of data/en.weftmodel into the program's
// read-only data; the system maps them in when they are first read.
#ifndef WEFT_EXTRACTOR_MODEL_EMBEDDED_MODEL_H_
#define WEFT_EXTRACTOR_MODEL_EMBEDDED_MODEL_H_

#include "absl/strings/string_view.h"

namespace weft::extractor {

// A whole model file, for ModelFile::FromBytes; lives as long as the program.
absl::string_view EmbeddedModel();

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_EMBEDDED_MODEL_H_
