#include "extractor/text/mapped_text.h"

#include <algorithm>
#include <utility>

namespace weft::extractor {
namespace {

uint32_t CleanEnd(const MappedRun& run) {
  return run.clean_begin + run.clean_size;
}

bool IsPlain(const MappedRun& run) {
  return run.clean_size == run.original_size;
}

uint32_t OriginalBegin(const MappedRun& run, uint32_t clean) {
  return IsPlain(run) ? run.original_begin + (clean - run.clean_begin)
                      : run.original_begin;
}

uint32_t OriginalEnd(const MappedRun& run, uint32_t clean) {
  return IsPlain(run) ? run.original_begin + (clean - run.clean_begin)
                      : run.original_begin + run.original_size;
}

// The run that holds the byte at `clean`, the last run for the end.
const MappedRun& RunAt(absl::Span<const MappedRun> runs, uint32_t clean) {
  auto after = std::upper_bound(
      runs.begin(), runs.end(), clean,
      [](uint32_t at, const MappedRun& run) { return at < run.clean_begin; });
  return after == runs.begin() ? *after : *(after - 1);
}

}  // namespace

ByteSpan MapToOriginal(absl::Span<const MappedRun> runs, ByteSpan clean) {
  if (runs.empty()) return {};
  const MappedRun& first = RunAt(runs, clean.begin);
  if (clean.empty()) {
    const uint32_t at = clean.begin >= CleanEnd(first)
                            ? first.original_begin + first.original_size
                            : OriginalBegin(first, clean.begin);
    return {at, at};
  }
  const MappedRun& last = RunAt(runs, clean.end - 1);
  return {OriginalBegin(first, clean.begin), OriginalEnd(last, clean.end)};
}

MappedText MappedText::Identity(std::string text) {
  MappedText result;
  const uint32_t size = static_cast<uint32_t>(text.size());
  result.text_ = std::move(text);
  if (size > 0) result.runs_.push_back({0, 0, size, size});
  return result;
}

void MappedTextBuilder::Seek(uint32_t position) {
  const std::vector<MappedRun>& runs = source_.runs_;
  while (cursor_ + 1 < runs.size() && CleanEnd(runs[cursor_]) <= position) {
    ++cursor_;
  }
}

void MappedTextBuilder::Copy(ByteSpan range) {
  uint32_t position = range.begin;
  while (position < range.end) {
    Seek(position);
    const MappedRun& run = source_.runs_[cursor_];
    const uint32_t end = std::min(range.end, CleanEnd(run));
    AddRun(end - position,
           {OriginalBegin(run, position), OriginalEnd(run, end)});
    position = end;
  }
  result_.text_.append(source_.text_, range.begin, range.size());
}

void MappedTextBuilder::Replace(ByteSpan range, absl::string_view with) {
  if (with.empty()) return;
  AddRun(static_cast<uint32_t>(with.size()), source_.ToOriginal(range));
  result_.text_.append(with.data(), with.size());
}

void MappedTextBuilder::AddRun(uint32_t clean_size, ByteSpan original) {
  MappedRun run;
  run.clean_begin = result_.runs_.empty() ? 0 : CleanEnd(result_.runs_.back());
  run.original_begin = original.begin;
  run.clean_size = clean_size;
  run.original_size = original.size();
  if (!result_.runs_.empty() && IsPlain(run)) {
    MappedRun& last = result_.runs_.back();
    if (IsPlain(last) &&
        last.original_begin + last.original_size == original.begin) {
      last.clean_size += clean_size;
      last.original_size += clean_size;
      return;
    }
  }
  result_.runs_.push_back(run);
}

}  // namespace weft::extractor
