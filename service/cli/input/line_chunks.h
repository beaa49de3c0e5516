// A stream of lines cut into pieces of whole lines, so that a file of any size
// can be worked on in parallel and in bounded memory.
#ifndef WEFT_SERVICE_CLI_INPUT_LINE_CHUNKS_H_
#define WEFT_SERVICE_CLI_INPUT_LINE_CHUNKS_H_

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace weft::service {

struct LineChunk {
  std::string text;
  uint64_t offset = 0;      // of `text` in the stream, in bytes
  uint64_t first_line = 0;  // number of its first line, from 0
};

// Not thread-safe.
class LineChunks {
 public:
  // Chunks end behind `max_lines` lines or behind the line that reaches
  // `max_bytes`, whichever comes first.
  LineChunks(std::istream& in, uint64_t max_lines, uint64_t max_bytes)
      : in_(in), max_lines_(max_lines), max_bytes_(max_bytes) {}

  // Nothing at the end. The chunks in a row are the bytes of the stream.
  std::optional<LineChunk> Next();

 private:
  std::istream& in_;
  const uint64_t max_lines_;
  const uint64_t max_bytes_;
  uint64_t offset_ = 0;
  uint64_t line_ = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_LINE_CHUNKS_H_
