#include "extractor/model/model_file.h"

#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

constexpr absl::string_view kMagic = "WEFTMODL";
constexpr size_t kHeaderSize = 32;
constexpr size_t kEntrySize = 72;
constexpr size_t kNameSize = 32;
constexpr size_t kAlignment = 64;

// Types of sections and the bytes of one element.
constexpr uint32_t kBytes = 0, kInt8 = 1, kFloat = 2, kUint32 = 3;
constexpr uint32_t kElementSizes[] = {1, 1, 4, 4};

// x86-64 is little-endian, as the file is.
template <typename T>
T Load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

template <typename T>
absl::Span<const T> View(absl::string_view content) {
  return {reinterpret_cast<const T*>(content.data()),
          content.size() / sizeof(T)};
}

// Elements of a shape whose unused dimensions are 0; 0 in the first dimension
// is an empty section.
uint64_t Count(const std::array<uint32_t, 3>& shape) {
  uint64_t count = shape[0];
  for (int i = 1; i < 3 && shape[i] != 0; ++i) count *= shape[i];
  return count;
}

int Dimensions(const std::array<uint32_t, 3>& shape) {
  return shape[2] != 0 ? 3 : shape[1] != 0 ? 2 : 1;
}

}  // namespace

int StringTable::Find(absl::string_view key) const {
  int low = 0, high = size();
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if ((*this)[middle] < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < size() && (*this)[low] == key ? low : kAbsent;
}

absl::StatusOr<std::unique_ptr<const ModelFile>> ModelFile::Open(
    const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<const MappedFile> mapped,
                        MappedFile::Open(path));
  std::unique_ptr<ModelFile> file(new ModelFile(path));
  WEFT_RETURN_IF_ERROR(file->Read(mapped->bytes()));
  file->mapped_ = std::move(mapped);
  return file;
}

absl::StatusOr<std::unique_ptr<const ModelFile>> ModelFile::FromBytes(
    absl::string_view bytes, absl::string_view name) {
  std::unique_ptr<ModelFile> file(new ModelFile(name));
  WEFT_RETURN_IF_ERROR(file->Read(bytes));
  return file;
}

absl::Status ModelFile::Damaged(absl::string_view what) const {
  return absl::DataLossError(absl::StrCat(
      "model file ", name_, ": ", what,
      "; fetch the file again or unset WEFT_MODEL to use the built-in model"));
}

absl::Status ModelFile::Read(absl::string_view bytes) {
  if (bytes.size() < kHeaderSize || bytes.substr(0, kMagic.size()) != kMagic) {
    return Damaged("this is no Weft model");
  }
  const uint32_t version = Load<uint32_t>(bytes.data() + 8);
  if (version != kFormatVersion) {
    return absl::UnimplementedError(absl::StrCat(
        "model file ", name_, ": format version ", version,
        ", this program knows ", kFormatVersion,
        "; use the model that came with this program, or a newer program"));
  }
  const uint64_t count = Load<uint32_t>(bytes.data() + 12);
  const uint64_t size = Load<uint64_t>(bytes.data() + 16);
  if (size != bytes.size() || count > size / kEntrySize ||
      kHeaderSize + count * kEntrySize > size) {
    return Damaged(absl::StrCat("cut short or padded: ", bytes.size(),
                                " bytes where ", size, " were written"));
  }
  const absl::string_view table = bytes.substr(kHeaderSize, count * kEntrySize);
  if (StableHash(table) != Load<uint64_t>(bytes.data() + 24)) {
    return Damaged("the table of sections has a wrong checksum");
  }
  for (uint64_t i = 0; i < count; ++i) {
    WEFT_RETURN_IF_ERROR(ReadEntry(bytes, table.data() + i * kEntrySize));
  }
  return absl::OkStatus();
}

absl::Status ModelFile::ReadEntry(absl::string_view bytes, const char* entry) {
  const std::string name(entry, strnlen(entry, kNameSize));
  Section section;
  section.type = Load<uint32_t>(entry + 32);
  for (int i = 0; i < 3; ++i) {
    section.shape[i] = Load<uint32_t>(entry + 36 + 4 * i);
  }
  const uint64_t offset = Load<uint64_t>(entry + 48);
  const uint64_t length = Load<uint64_t>(entry + 56);
  if (offset % kAlignment != 0 || offset > bytes.size() ||
      length > bytes.size() - offset || section.type > kUint32 ||
      Count(section.shape) * kElementSizes[section.type] != length) {
    return Damaged(absl::StrCat("section ", name, " has impossible bounds"));
  }
  section.content = bytes.substr(offset, length);
  if (StableHash(section.content) != Load<uint64_t>(entry + 64)) {
    return Damaged(absl::StrCat("section ", name, " has a wrong checksum"));
  }
  sections_[name] = section;
  return absl::OkStatus();
}

absl::StatusOr<const ModelFile::Section*> ModelFile::Find(
    absl::string_view name, uint32_t type, int dimensions) const {
  const auto found = sections_.find(name);
  if (found == sections_.end()) {
    return Damaged(absl::StrCat("section ", name, " is missing"));
  }
  if (found->second.type != type ||
      Dimensions(found->second.shape) != dimensions) {
    return Damaged(absl::StrCat("section ", name, " has another type"));
  }
  return &found->second;
}

absl::StatusOr<absl::string_view> ModelFile::Bytes(
    absl::string_view name) const {
  WEFT_ASSIGN_OR_RETURN(const Section* section, Find(name, kBytes, 1));
  return section->content;
}

absl::StatusOr<absl::Span<const float>> ModelFile::Floats(
    absl::string_view name) const {
  WEFT_ASSIGN_OR_RETURN(const Section* section, Find(name, kFloat, 1));
  return View<float>(section->content);
}

absl::StatusOr<absl::Span<const float>> ModelFile::Floats(
    absl::string_view name, int size) const {
  WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> values, Floats(name));
  if (values.size() != static_cast<size_t>(size)) {
    return Damaged(absl::StrCat("section ", name, " has ", values.size(),
                                " entries, not ", size));
  }
  return values;
}

absl::StatusOr<QuantisedMatrix> ModelFile::Matrix(
    absl::string_view name) const {
  WEFT_ASSIGN_OR_RETURN(const Section* section, Find(name, kInt8, 2));
  QuantisedMatrix matrix;
  matrix.rows = static_cast<int>(section->shape[0]);
  matrix.columns = static_cast<int>(section->shape[1]);
  matrix.entries = View<int8_t>(section->content);
  WEFT_ASSIGN_OR_RETURN(matrix.scale,
                        Floats(absl::StrCat(name, ".scale"), matrix.rows));
  return matrix;
}

absl::StatusOr<QuantisedMatrix> ModelFile::Matrix(absl::string_view name,
                                                  int rows, int columns) const {
  WEFT_ASSIGN_OR_RETURN(const QuantisedMatrix matrix, Matrix(name));
  if (matrix.rows != rows || matrix.columns != columns) {
    return Damaged(absl::StrCat("section ", name, " is ", matrix.rows, " x ",
                                matrix.columns, ", not ", rows, " x ",
                                columns));
  }
  return matrix;
}

absl::StatusOr<StringTable> ModelFile::Strings(absl::string_view name) const {
  WEFT_ASSIGN_OR_RETURN(const Section* section,
                        Find(absl::StrCat(name, ".ends"), kUint32, 1));
  WEFT_ASSIGN_OR_RETURN(const absl::string_view text,
                        Bytes(absl::StrCat(name, ".text")));
  const absl::Span<const uint32_t> ends = View<uint32_t>(section->content);
  uint32_t last = 0;
  for (const uint32_t end : ends) {
    if (end < last) {
      return Damaged(absl::StrCat("section ", name, " is out of order"));
    }
    last = end;
  }
  if (last != text.size()) {
    return Damaged(absl::StrCat("section ", name, " has loose text"));
  }
  return StringTable(ends, text);
}

}  // namespace weft::extractor
