#include "graphstore/load/load_manifest.h"

#include <algorithm>

#include "absl/strings/strip.h"
#include "base/coding.h"
#include "base/hash.h"

namespace weft::graphstore {
namespace {

// The last byte is the version: other files in the folder, or other bytes in
// them, want another one.
constexpr absl::string_view kMagic = "weft load 1";
constexpr size_t kHashBytes = 8;

bool GetString(absl::string_view* in, std::string* text) {
  absl::string_view bytes;
  if (!GetLengthPrefixed(in, &bytes)) return false;
  *text = std::string(bytes);
  return true;
}

void PutFile(const KeptFile& file, std::string* out) {
  PutLengthPrefixed(file.name, out);
  PutVarint(file.size, out);
  PutFixed64(file.hash, out);
}

bool GetFile(absl::string_view* in, KeptFile* file) {
  return GetString(in, &file->name) && GetVarint(in, &file->size) &&
         GetFixed64(in, &file->hash);
}

// A count, then so many; `get` reads one.
template <typename Item, typename Get>
bool GetItems(absl::string_view* in, std::vector<Item>* items, Get get) {
  uint64_t count;
  if (!GetVarint(in, &count) || count > in->size()) return false;
  items->resize(count);
  return std::all_of(items->begin(), items->end(),
                     [&](Item& item) { return get(in, &item); });
}

void PutReading(const KeptReading& reading, std::string* out) {
  for (const uint64_t number :
       {uint64_t{reading.done}, reading.bytes, reading.lines,
        reading.triple_count, reading.hash_state, reading.bad_line_count}) {
    PutVarint(number, out);
  }
  PutVarint(reading.bad_lines.size(), out);
  for (const BadLine& bad : reading.bad_lines) {
    PutVarint(bad.line, out);
    PutLengthPrefixed(bad.why, out);
  }
  PutFile(reading.triples, out);
  PutFile(reading.names, out);
}

bool GetReading(absl::string_view* in, KeptReading* reading) {
  uint64_t done;
  if (!GetVarint(in, &done)) return false;
  reading->done = done != 0;
  for (uint64_t* number :
       {&reading->bytes, &reading->lines, &reading->triple_count,
        &reading->hash_state, &reading->bad_line_count}) {
    if (!GetVarint(in, number)) return false;
  }
  const auto get_bad = [](absl::string_view* bytes, BadLine* bad) {
    return GetVarint(bytes, &bad->line) && GetString(bytes, &bad->why);
  };
  return GetItems(in, &reading->bad_lines, get_bad) &&
         GetFile(in, &reading->triples) && GetFile(in, &reading->names);
}

bool GetTables(absl::string_view* in, KeptTables* tables) {
  return GetString(in, &tables->index) && GetItems(in, &tables->files, GetFile);
}

}  // namespace

const KeptTables* LoadManifest::Tables(absl::string_view index) const {
  const auto it = std::find_if(
      tables.begin(), tables.end(),
      [&](const KeptTables& written) { return written.index == index; });
  return it == tables.end() ? nullptr : &*it;
}

std::string EncodeManifest(const LoadManifest& manifest) {
  std::string out(kMagic);
  PutLengthPrefixed(manifest.key, &out);
  PutReading(manifest.reading, &out);
  PutLengthPrefixed(manifest.base, &out);
  PutFile(manifest.prepared, &out);
  PutVarint(manifest.tables.size(), &out);
  for (const KeptTables& tables : manifest.tables) {
    PutLengthPrefixed(tables.index, &out);
    PutVarint(tables.files.size(), &out);
    for (const KeptFile& file : tables.files) PutFile(file, &out);
  }
  PutFixed64(StableHash(out), &out);
  return out;
}

bool DecodeManifest(absl::string_view bytes, LoadManifest* manifest) {
  if (bytes.size() < kMagic.size() + kHashBytes) return false;
  absl::string_view hash_bytes = bytes.substr(bytes.size() - kHashBytes);
  bytes.remove_suffix(kHashBytes);
  uint64_t hash;
  if (!GetFixed64(&hash_bytes, &hash) || hash != StableHash(bytes) ||
      !absl::ConsumePrefix(&bytes, kMagic)) {
    return false;
  }
  return GetString(&bytes, &manifest->key) &&
         GetReading(&bytes, &manifest->reading) &&
         GetString(&bytes, &manifest->base) &&
         GetFile(&bytes, &manifest->prepared) &&
         GetItems(&bytes, &manifest->tables, GetTables) && bytes.empty();
}

}  // namespace weft::graphstore
