// Triples as numbers: what is left of a file once its names are counted.
//
// Entities, relations, values and times are numbered by first occurrence, each
// on their own, as a document of these triples numbers them (triples.h): the
// graph that comes of it is the same.
#ifndef WEFT_GRAPHSTORE_LOAD_CODED_TRIPLES_H_
#define WEFT_GRAPHSTORE_LOAD_CODED_TRIPLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/value.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/name_table.h"
#include "graphstore/load/record_log.h"
#include "graphstore/load/spill_file.h"
#include "graphstore/load/triple_view.h"
#include "graphstore/store/triples.h"

namespace weft::graphstore {

struct CodedTriple {
  // In `object`: a value, and not an entity.
  static constexpr uint32_t kValue = uint32_t{1} << 31;

  uint32_t subject = 0;
  uint32_t relation = 0;
  uint32_t object = 0;
  uint32_t time = 0;  // 0 = none
};
using TripleLog = RecordLog<CodedTriple>;

// A value of the file. `literal` counts those that need the dictionary.
struct CodedValue {
  Value value;
  NodeId inline_id;  // none: the dictionary has it
  uint32_t literal = 0;
};

// Files from which the triples and names of another process are taken up, and
// to which all that come are added. Of each, the first `..._bytes` are whole.
struct KeptTriples {
  std::string triple_path;
  uint64_t triple_bytes = 0;
  std::string name_path;
  uint64_t name_bytes = 0;
  uint64_t hash_state = 0;  // TripleHash::state()
};

// Bytes of memory that are left; nullopt: nobody knows.
using MemoryLeft = std::function<std::optional<uint64_t>()>;

// Not thread-safe.
class CodedTriples {
 public:
  // `source`: the id of the document that they become. `memory_bytes`: of
  // tables of names and of triples together; the triples go to a file in
  // `folder` when they take more than a quarter of it. Names are looked up all
  // the time, so that no file can hold them: where three quarters are not
  // enough they take more, as long as there is `left` as much again.
  CodedTriples(absl::string_view source, size_t memory_bytes,
               const std::string& folder, MemoryLeft left);

  // Before the first Add(); see KeptTriples. Errors: those of a file, DataLoss
  // (they are not what KeepUp() wrote).
  absl::Status KeepIn(const KeptTriples& kept);
  // Writes what came since the last call; the files hold everything then.
  absl::Status KeepUp();
  // After KeepIn().
  const SpillFile& triple_file() const { return *log_.kept(); }
  const SpillFile& name_file() const { return *name_file_; }
  uint64_t hash_state() const { return hash_.state(); }

  // `triples` have been checked (WhatIsWrong); many at once are faster. Errors:
  // ResourceExhausted (no memory for the names; says what to do; or more than
  // 2^31 names), those of a file.
  absl::Status Add(absl::Span<const TripleView> triples);
  // After the last one.
  absl::Status Finish() { return log_.Flush(); }

  uint64_t size() const { return log_.size(); }
  // Of the names. Whether that is more than their part of the memory.
  size_t name_bytes() const;
  bool beyond_memory() const { return name_bytes() > memory_bytes_ / 4 * 3; }
  // The hash that TriplesDocument() gives the same triples.
  uint64_t content_hash() const { return hash_.value(); }
  const TripleLog& log() const { return log_; }
  const NameTable& entities() const { return entities_; }
  const NameTable& relations() const { return relations_; }
  const NameTable& times() const { return times_; }
  const std::vector<CodedValue>& values() const { return values_; }
  uint32_t literal_count() const { return literal_count_; }

 private:
  // Of the names in NameTable; that of `object` where it is no value.
  struct Hashes {
    uint32_t subject = 0;
    uint32_t object = 0;
  };
  absl::Status AddOne(const TripleView& triple, const Hashes& hashes);
  uint32_t AddValue(Value value);
  bool TakeNames(absl::string_view bytes);
  absl::Status CheckRoom();

  const size_t memory_bytes_;
  const MemoryLeft left_;
  size_t name_limit_;
  TripleHash hash_;
  NameTable entities_;
  NameTable relations_;
  NameTable times_;
  NameTable value_keys_;  // by what makes values equal
  std::vector<CodedValue> values_;
  uint32_t literal_count_ = 0;
  size_t value_bytes_ = 0;
  TripleLog log_;
  std::unique_ptr<SpillFile> name_file_;  // null: nothing is kept
  // What it has: entities, relations, times and values.
  std::array<uint32_t, 4> kept_names_ = {};
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_CODED_TRIPLES_H_
