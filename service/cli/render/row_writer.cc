#include "service/cli/render/row_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/cli/render/display_width.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

constexpr int kGap = 2;          // blanks between aligned columns
constexpr int kLeastColumn = 8;  // a column is never squeezed below this

std::string QuoteCsv(absl::string_view cell) {
  if (cell.find_first_of("\",\r\n") == absl::string_view::npos) {
    return std::string(cell);
  }
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

int Sum(const std::vector<int>& widths) {
  int sum = 0;
  for (int width : widths) sum += width + kGap;
  return sum - kGap;
}

}  // namespace

std::string EscapeCell(absl::string_view cell, RowLayout layout) {
  switch (layout) {
    case RowLayout::kCsv:
      return QuoteCsv(cell);
    case RowLayout::kTsv:
      return absl::StrReplaceAll(
          cell, {{"\\", "\\\\"}, {"\t", "\\t"}, {"\n", "\\n"}, {"\r", "\\r"}});
    case RowLayout::kPlain:
    case RowLayout::kAligned:
      return OneLine(cell);
  }
  return std::string(cell);
}

RowWriter::RowWriter(std::ostream& out, RowLayout layout,
                     std::vector<std::string> columns, const Style& style)
    : out_(out), layout_(layout), columns_(std::move(columns)), style_(style) {
  if (layout_ == RowLayout::kTsv) out_ << "#";
  if (layout_ == RowLayout::kTsv || layout_ == RowLayout::kCsv) {
    WriteDelimited(columns_);
  }
}

void RowWriter::Add(std::vector<std::string> cells) {
  if (layout_ == RowLayout::kAligned) {
    rows_.push_back(std::move(cells));
  } else {
    WriteDelimited(cells);
  }
}

void RowWriter::Finish() {
  if (rows_.empty()) return;
  const std::vector<int> widths = ColumnWidths();
  WriteAligned(columns_, widths, true);
  for (const std::vector<std::string>& row : rows_) {
    WriteAligned(row, widths, false);
  }
}

void RowWriter::WriteDelimited(const std::vector<std::string>& cells) {
  const char* separator = layout_ == RowLayout::kCsv ? "," : "\t";
  const RowLayout layout = layout_;
  out_ << absl::StrJoin(cells, separator,
                        [layout](std::string* text, const std::string& cell) {
                          absl::StrAppend(text, EscapeCell(cell, layout));
                        })
       << "\n";
}

// The widest column gives way, column by column, until all fit.
std::vector<int> RowWriter::ColumnWidths() const {
  std::vector<int> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int width = DisplayWidth(columns_[i]);
    for (const auto& row : rows_) {
      width = std::max(width, DisplayWidth(row[i]));
    }
    widths.push_back(width);
  }
  while (Sum(widths) > style_.width) {
    int& widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= kLeastColumn) break;
    --widest;
  }
  return widths;
}

void RowWriter::WriteAligned(const std::vector<std::string>& cells,
                             const std::vector<int>& widths, bool header) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string cell =
        TruncateToWidth(EscapeCell(cells[i], layout_), widths[i]);
    const bool last = i + 1 == cells.size();
    absl::StrAppend(&line, last ? cell : PadToWidth(cell, widths[i] + kGap));
  }
  out_ << (header ? style_.Bold(line) : line) << "\n";
}

}  // namespace weft::service
