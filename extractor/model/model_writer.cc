#include "extractor/model/model_writer.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "base/hash.h"

namespace weft::extractor {
namespace {

template <typename T>
std::string Raw(absl::Span<const T> values) {
  return std::string(reinterpret_cast<const char*>(values.data()),
                     values.size() * sizeof(T));
}

template <typename T>
void Append(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

size_t Align(size_t size) { return (size + 63) / 64 * 64; }

}  // namespace

void ModelWriter::AddBytes(absl::string_view name, absl::string_view content) {
  sections_.push_back({std::string(name),
                       0,
                       {static_cast<uint32_t>(content.size()), 0, 0},
                       std::string(content)});
}

void ModelWriter::AddFloats(absl::string_view name,
                            absl::Span<const float> values) {
  sections_.push_back({std::string(name),
                       2,
                       {static_cast<uint32_t>(values.size()), 0, 0},
                       Raw(values)});
}

void ModelWriter::AddStrings(absl::string_view name,
                             const std::vector<std::string>& strings) {
  std::string text;
  std::vector<uint32_t> ends;
  for (const std::string& string : strings) {
    text += string;
    ends.push_back(static_cast<uint32_t>(text.size()));
  }
  sections_.push_back({absl::StrCat(name, ".ends"),
                       3,
                       {static_cast<uint32_t>(ends.size()), 0, 0},
                       Raw<uint32_t>(ends)});
  AddBytes(absl::StrCat(name, ".text"), text);
}

void ModelWriter::AddMatrix(absl::string_view name, int columns,
                            absl::Span<const int8_t> entries,
                            absl::Span<const float> scale) {
  sections_.push_back(
      {std::string(name),
       1,
       {static_cast<uint32_t>(scale.size()), static_cast<uint32_t>(columns), 0},
       Raw(entries)});
  AddFloats(absl::StrCat(name, ".scale"), scale);
}

std::string ModelWriter::Finish() const {
  const size_t start = Align(32 + 72 * sections_.size());
  std::string table, body;
  for (const Section& section : sections_) {
    char name[32] = {};
    std::memcpy(name, section.name.data(), section.name.size());
    table.append(name, sizeof(name));
    Append(table, section.type);
    for (const uint32_t size : section.shape) Append(table, size);
    Append<uint64_t>(table, start + body.size());
    Append<uint64_t>(table, section.content.size());
    Append<uint64_t>(table, StableHash(section.content));
    body += section.content;
    body.resize(Align(body.size()));
  }
  std::string file = "WEFTMODL";
  Append<uint32_t>(file, 1);
  Append<uint32_t>(file, static_cast<uint32_t>(sections_.size()));
  Append<uint64_t>(file, start + body.size());
  Append<uint64_t>(file, StableHash(table));
  file += table;
  file.resize(start);
  return file + body;
}

}  // namespace weft::extractor
