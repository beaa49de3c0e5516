// What a load that was cut off has finished, as the manifest in its folder
// says (load_work.h).
#ifndef WEFT_GRAPHSTORE_LOAD_LOAD_MANIFEST_H_
#define WEFT_GRAPHSTORE_LOAD_LOAD_MANIFEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/load/triple_view.h"

namespace weft::graphstore {

// A file of the folder: so many bytes of it are whole.
struct KeptFile {
  std::string name;
  uint64_t size = 0;
  uint64_t hash = 0;  // StableHash() of these bytes

  friend bool operator==(const KeptFile&, const KeptFile&) = default;
};

// Stage 1: how far the input has been read (coded_triples.h). It goes by the
// input and by nothing else.
struct KeptReading {
  bool done = false;
  uint64_t bytes = 0;  // of whole lines, behind the header
  uint64_t lines = 0;
  uint64_t triple_count = 0;
  uint64_t hash_state = 0;  // TripleHash::state()
  uint64_t bad_line_count = 0;
  std::vector<BadLine> bad_lines;
  KeptFile triples;
  KeptFile names;

  friend bool operator==(const KeptReading&, const KeptReading&) = default;
};

// Stage 3: the tables of one index.
struct KeptTables {
  std::string index;
  std::vector<KeptFile> files;

  friend bool operator==(const KeptTables&, const KeptTables&) = default;
};

struct LoadManifest {
  std::string key;  // what is loaded, and how
  KeptReading reading;
  // The state of the graph that stages 2 and 3 are made for; "": there is none
  // of them.
  std::string base;
  KeptFile prepared;  // stage 2: prepared_load.h
  std::vector<KeptTables> tables;

  // The tables of an index; null: not written.
  const KeptTables* Tables(absl::string_view index) const;

  friend bool operator==(const LoadManifest&, const LoadManifest&) = default;
};

// The bytes begin with the format version of all files of the folder, and end
// with a hash of the others.
std::string EncodeManifest(const LoadManifest& manifest);
// False: damaged, cut off, or of another format version.
bool DecodeManifest(absl::string_view bytes, LoadManifest* manifest);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_LOAD_MANIFEST_H_
