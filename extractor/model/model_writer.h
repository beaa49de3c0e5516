// Writes model files for tests: the C++ twin of extractor/train/model_file.py.
#ifndef WEFT_EXTRACTOR_MODEL_MODEL_WRITER_H_
#define WEFT_EXTRACTOR_MODEL_MODEL_WRITER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace weft::extractor {

class ModelWriter {
 public:
  void AddBytes(absl::string_view name, absl::string_view content);
  void AddFloats(absl::string_view name, absl::Span<const float> values);
  void AddStrings(absl::string_view name,
                  const std::vector<std::string>& strings);
  // `entries`: rows * columns, row after row; `scale`: one a row.
  void AddMatrix(absl::string_view name, int columns,
                 absl::Span<const int8_t> entries,
                 absl::Span<const float> scale);

  std::string Finish() const;

 private:
  struct Section {
    std::string name;
    uint32_t type;
    std::array<uint32_t, 3> shape;
    std::string content;
  };
  std::vector<Section> sections_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_MODEL_WRITER_H_
