// Which scripts a text is written in.
#ifndef WEFT_EXTRACTOR_TEXT_SCRIPT_H_
#define WEFT_EXTRACTOR_TEXT_SCRIPT_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace weft::extractor {

// Scripts that are told apart.
enum class Script { kNone, kLatin, kCyrillic, kGreek, kArabic, kHan, kOther };

struct ScriptCounts {
  size_t letters[7] = {};  // indexed by Script

  size_t Total() const;
  Script Dominant() const;  // kNone without letters
  void Add(const ScriptCounts& other);
};

ScriptCounts CountScripts(absl::string_view text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_SCRIPT_H_
