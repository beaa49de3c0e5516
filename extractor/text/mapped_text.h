// A text whose every byte knows where it came from.
//
// Cleaning is a chain of rewrites (decoding, entities, mojibake, NFC, dropped
// regions). Each rewrite reads one MappedText and writes the next through a
// MappedTextBuilder, by saying which ranges it copies, which it replaces and
// which it leaves out; the map to the original bytes composes by itself.
//
//   MappedText in = MappedText::Identity("caf\xC3\xA9&amp;bar");
//   MappedTextBuilder out(in);
//   out.Copy({0, 5});
//   out.Replace({5, 10}, "&");
//   out.Copy({10, 13});
//   MappedText result = std::move(out).Build();  // "café&bar"
//   result.ToOriginal({5, 6});                   // [5, 10)
#ifndef WEFT_EXTRACTOR_TEXT_MAPPED_TEXT_H_
#define WEFT_EXTRACTOR_TEXT_MAPPED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/span.h"

namespace weft::extractor {

// A stretch of clean text and the stretch of original bytes it stands for.
// Where both have the same size, they advance byte by byte; else the whole of
// one stands for the whole of the other.
struct MappedRun {
  uint32_t clean_begin = 0;
  uint32_t original_begin = 0;
  uint32_t clean_size = 0;
  uint32_t original_size = 0;

  friend bool operator==(const MappedRun&, const MappedRun&) = default;
};

// Where the clean range stood in the original, by binary search in `runs`
// (ordered, together covering the clean text). An empty range gives an empty
// result at the place where it stands.
ByteSpan MapToOriginal(absl::Span<const MappedRun> runs, ByteSpan clean);

class MappedText {
 public:
  MappedText() = default;
  // Every byte stands for itself. `text` is shorter than 4 GiB.
  static MappedText Identity(std::string text);

  const std::string& text() const { return text_; }
  const std::vector<MappedRun>& runs() const { return runs_; }
  ByteSpan ToOriginal(ByteSpan clean) const {
    return MapToOriginal(runs_, clean);
  }

  // Give up the parts.
  std::string ReleaseText() && { return std::move(text_); }
  std::vector<MappedRun> ReleaseRuns() && { return std::move(runs_); }

 private:
  friend class MappedTextBuilder;

  std::string text_;
  std::vector<MappedRun> runs_;
};

// Writes one rewrite of `source`, which must outlive the builder. Ranges are
// given in text order (each begins where the last one ended, or later) and
// count bytes of source.text(); what no call names is left out.
class MappedTextBuilder {
 public:
  explicit MappedTextBuilder(const MappedText& source) : source_(source) {}

  void Copy(ByteSpan range);
  // Puts `with` in the place of `range`; an empty range inserts.
  void Replace(ByteSpan range, absl::string_view with);

  // What has been written so far.
  const std::string& text() const { return result_.text_; }

  MappedText Build() && { return std::move(result_); }

 private:
  void AddRun(uint32_t clean_size, ByteSpan original);
  void Seek(uint32_t position);

  const MappedText& source_;
  size_t cursor_ = 0;  // the run of source_ that holds the current position
  MappedText result_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_MAPPED_TEXT_H_
