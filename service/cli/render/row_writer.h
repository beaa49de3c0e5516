// Rows of cells, in the layout that their reader wants.
//
//   RowWriter rows(out, RowLayout::kCsv, {"subject", "relation"}, style);
//   rows.Add({"Nvidia", "stock fall"});
//   rows.Finish();
#ifndef WEFT_SERVICE_CLI_RENDER_ROW_WRITER_H_
#define WEFT_SERVICE_CLI_RENDER_ROW_WRITER_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/cli/render/style.h"

namespace weft::service {

enum class RowLayout {
  // For people at a terminal: a header line and aligned columns, cut to the
  // width of the terminal. Kept in memory until Finish().
  kAligned,
  // The same for a pipe: cells separated by tabs, no header line.
  kPlain,
  // A header line that starts with '#'; cells separated by tabs; tab, line
  // feed, carriage return and backslash inside cells written \t \n \r \\.
  kTsv,
  // RFC 4180 with a header line; lines end in "\n".
  kCsv,
};

class RowWriter {
 public:
  RowWriter(std::ostream& out, RowLayout layout,
            std::vector<std::string> columns, const Style& style);

  // `cells` has one cell for each column.
  void Add(std::vector<std::string> cells);
  // Call once, at the end.
  void Finish();

 private:
  void WriteDelimited(const std::vector<std::string>& cells);
  std::vector<int> ColumnWidths() const;
  void WriteAligned(const std::vector<std::string>& cells,
                    const std::vector<int>& widths, bool header);

  std::ostream& out_;
  const RowLayout layout_;
  const std::vector<std::string> columns_;
  const Style style_;
  std::vector<std::vector<std::string>> rows_;  // kAligned only
};

// One cell, escaped as the layout wants it.
std::string EscapeCell(absl::string_view cell, RowLayout layout);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_ROW_WRITER_H_
