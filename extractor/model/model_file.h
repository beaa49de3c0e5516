// The file that holds everything learned: named, typed, checked sections.
//
// doc/model_format.md describes the bytes. A file is opened once, checked
// whole (a checksum a section: two milliseconds for 12 MB) and then read in
// place: every view below points into the mapped bytes and lives as long as
// the ModelFile. Immutable, so safe to share between threads.
#ifndef WEFT_EXTRACTOR_MODEL_MODEL_FILE_H_
#define WEFT_EXTRACTOR_MODEL_MODEL_FILE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/file.h"

namespace weft::extractor {

// A matrix of int8 rows, each with a scale: weight = entry * scale.
struct QuantisedMatrix {
  int rows = 0;
  int columns = 0;
  absl::Span<const int8_t> entries;  // rows * columns, row after row
  absl::Span<const float> scale;     // one a row

  absl::Span<const int8_t> Row(int i) const {
    return entries.subspan(static_cast<size_t>(i) * columns, columns);
  }
};

// A list of strings.
class StringTable {
 public:
  static constexpr int kAbsent = -1;

  StringTable() = default;
  // `ends`[i]: where string i ends in `text`; they must not decrease, and the
  // last must be the size of `text`.
  StringTable(absl::Span<const uint32_t> ends, absl::string_view text)
      : ends_(ends), text_(text) {}

  int size() const { return static_cast<int>(ends_.size()); }
  absl::string_view operator[](int i) const {
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return text_.substr(begin, ends_[i] - begin);
  }
  // Index of `key`, or kAbsent. Precondition: the table is in byte order.
  int Find(absl::string_view key) const;

 private:
  absl::Span<const uint32_t> ends_;
  absl::string_view text_;
};

class ModelFile {
 public:
  static constexpr uint32_t kFormatVersion = 1;

  // Errors: NotFound and others as MappedFile::Open; DataLoss (not a model
  // file, cut short, or a checksum is wrong); Unimplemented (written in a
  // newer format).
  static absl::StatusOr<std::unique_ptr<const ModelFile>> Open(
      const std::string& path);
  // The same over bytes that outlive the result and start on a multiple of 4.
  // `name` stands for the path in messages.
  static absl::StatusOr<std::unique_ptr<const ModelFile>> FromBytes(
      absl::string_view bytes, absl::string_view name);

  // The section with this name, of this type and number of dimensions, else
  // DataLoss. Matrix reads NAME and NAME.scale, Strings NAME.ends and
  // NAME.text.
  absl::StatusOr<absl::string_view> Bytes(absl::string_view name) const;
  absl::StatusOr<absl::Span<const float>> Floats(absl::string_view name) const;
  absl::StatusOr<QuantisedMatrix> Matrix(absl::string_view name) const;
  absl::StatusOr<StringTable> Strings(absl::string_view name) const;

  // As Matrix and Floats, when a size other than the given one is DataLoss.
  absl::StatusOr<QuantisedMatrix> Matrix(absl::string_view name, int rows,
                                         int columns) const;
  absl::StatusOr<absl::Span<const float>> Floats(absl::string_view name,
                                                 int size) const;

  bool Has(absl::string_view name) const { return sections_.contains(name); }

  const std::string& name() const { return name_; }

 private:
  struct Section {
    uint32_t type = 0;
    std::array<uint32_t, 3> shape = {};
    absl::string_view content;
  };

  explicit ModelFile(absl::string_view name) : name_(name) {}
  absl::Status Read(absl::string_view bytes);
  absl::Status ReadEntry(absl::string_view bytes, const char* entry);
  absl::StatusOr<const Section*> Find(absl::string_view name, uint32_t type,
                                      int dimensions) const;
  absl::Status Damaged(absl::string_view what) const;

  std::string name_;
  std::unique_ptr<const MappedFile> mapped_;
  absl::flat_hash_map<std::string, Section> sections_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_MODEL_FILE_H_
