#include "extractor/text/noise_filter.h"

#include <cstddef>
#include <optional>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "extractor/text/noise_rules.h"
#include "extractor/text/script.h"

namespace weft::extractor {
namespace {

struct Line {
  ByteSpan span;
  absl::string_view text;  // without blanks around it
  std::optional<DropReason> reason;
};

std::vector<Line> SplitLines(absl::string_view text) {
  std::vector<Line> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t found = text.find('\n', begin);
    const size_t end = found == absl::string_view::npos ? text.size() : found;
    Line line;
    line.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    line.text = absl::StripAsciiWhitespace(text.substr(begin, end - begin));
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

// Short lines behind "Related articles" up to the next sentence.
void MarkLinkLists(std::vector<Line>& lines) {
  bool in_list = false;
  for (Line& line : lines) {
    if (line.text.empty()) continue;
    if (OpensLinkList(line.text)) {
      line.reason = DropReason::kNavigation;
      in_list = true;
    } else if (in_list && !line.reason) {
      if (!LooksLikeLink(line.text)) {
        in_list = false;
      } else {
        line.reason = DropReason::kNavigation;
      }
    }
  }
}

// Behind two spam lines in a row, the lines of the same block are spam too,
// and lines without English words anywhere between spam lines.
void MarkSpamTails(std::vector<Line>& lines) {
  // A paragraph of real prose: longer than any line of the tails seen.
  constexpr size_t kProseSize = 200;
  int row = 0;
  for (Line& line : lines) {
    if (line.text.empty()) {
      row = 0;
      continue;
    }
    if (line.reason == DropReason::kSpam) {
      ++row;
    } else if (row >= 2 && line.text.size() < kProseSize) {
      line.reason = DropReason::kSpam;
      ++row;
    } else {
      row = 0;
    }
  }
  for (size_t i = 1; i + 1 < lines.size(); ++i) {
    const bool between = lines[i - 1].reason == DropReason::kSpam &&
                         lines[i + 1].reason == DropReason::kSpam;
    if (!lines[i].reason && between && LacksEnglish(lines[i].text)) {
      lines[i].reason = DropReason::kSpam;
    }
  }
}

// A sentence is said once; the same line again is a teaser or a pull quote.
void MarkRepeats(std::vector<Line>& lines) {
  // Shorter lines ("Yes.") may well repeat.
  constexpr size_t kMinSize = 40;
  absl::flat_hash_set<absl::string_view> seen;
  for (Line& line : lines) {
    if (line.text.size() < kMinSize || line.reason) continue;
    if (!seen.insert(line.text).second) line.reason = DropReason::kDuplicate;
  }
}

}  // namespace

std::vector<NoiseLine> FindNoise(absl::string_view text, ByteSpan keep) {
  std::vector<Line> lines = SplitLines(text);
  ScriptCounts counts;
  for (const Line& line : lines) counts.Add(CountScripts(line.text));
  // Spam may outweigh a short text: a quarter of Latin letters is enough to
  // call the document a Latin one.
  const size_t latin = counts.letters[static_cast<int>(Script::kLatin)];
  const Script script =
      4 * latin >= counts.Total() ? Script::kLatin : counts.Dominant();
  for (Line& line : lines) line.reason = ClassifyNoise(line.text, script);
  MarkLinkLists(lines);
  MarkSpamTails(lines);
  MarkRepeats(lines);
  std::vector<NoiseLine> noise;
  for (const Line& line : lines) {
    if (!line.reason || line.text.empty()) continue;
    if (!keep.empty() && keep.Overlaps(line.span)) continue;
    noise.push_back({line.span, *line.reason});
  }
  return noise;
}

}  // namespace weft::extractor
