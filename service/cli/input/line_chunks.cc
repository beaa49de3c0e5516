#include "service/cli/input/line_chunks.h"

namespace weft::service {

std::optional<LineChunk> LineChunks::Next() {
  LineChunk chunk{.text = "", .offset = offset_, .first_line = line_};
  std::string line;
  for (uint64_t lines = 0; lines < max_lines_ && chunk.text.size() < max_bytes_;
       ++lines) {
    if (!std::getline(in_, line)) break;
    chunk.text += line;
    // The last line need not end in a line end.
    if (!in_.eof()) chunk.text += '\n';
    ++line_;
  }
  if (chunk.text.empty()) return std::nullopt;
  offset_ += chunk.text.size();
  return chunk;
}

}  // namespace weft::service
