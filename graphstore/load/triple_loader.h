// Loads many triples at once, as one document of the graph.
//
//   WEFT_ASSIGN_OR_RETURN(auto loader, TripleLoader::Create(store, {.source =
//       "firms.tsv"}));
//   WEFT_RETURN_IF_ERROR(loader->AddText(TripleFormat::kTsv, bytes)); ...
//   WEFT_ASSIGN_OR_RETURN(LoadResult result, loader->Finish());
//
// Idea: names are counted while the text is read; then every index of the store
// is one sort away, and is written in its order to files that the database
// takes in at once (kv::Database::BulkLoad). The graph is the one that
// Store::WriteDocument(TriplesDocument(source, triples), LinkBy::kExactName)
// makes, byte for byte.
//
// Nothing is in the graph before Finish() returns, and everything after it: a
// load that fails, or is killed, is run again. The same source with the same
// triples is not loaded twice.
//
// A load of a large input that is known (LoadInput) keeps what it has finished
// in a folder of the database (load_work.h): names and triples every 64 MiB of
// text, what is worked out of them, and each index that is written. The next
// load of the same source and the same input takes up what is there, and ends
// with the same rows. What does not fit, because the input or an option is
// another one, or because a byte is damaged, is thrown away; so are indexes
// when the graph has changed meanwhile. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_LOAD_TRIPLE_LOADER_H_
#define WEFT_GRAPHSTORE_LOAD_TRIPLE_LOADER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "base/available_memory.h"
#include "base/cancellation.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/load/load_manifest.h"
#include "graphstore/load/load_work.h"
#include "graphstore/load/triple_parser.h"
#include "graphstore/load/triple_view.h"
#include "graphstore/store/store.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

// The bytes that AddText() is given, by what shows that they are the same ones
// as before.
struct LoadInput {
  std::string path;
  uint64_t size = 0;  // of the file, packed or not
  int64_t modified_ns = 0;
  uint64_t ends_hash = 0;
  TripleFormat format = TripleFormat::kTsv;
};

struct LoadOptions {
  std::string source;    // id of the document; 1..512 bytes
  bool replace = false;  // what the source held before
  // Lines that are no triples are counted and left out, up to this many.
  uint64_t max_bad_lines = 0;
  // Of names, and for sorting, about; what has no room goes to files. 0:
  // DefaultLoadMemory() when the load begins.
  uint64_t memory_bytes = 0;
  std::string temporary_folder = "/tmp";  // of these files
  int threads = 2;
  size_t piece_bytes = size_t{1} << 20;  // of text, parsed by one of them
  // AddText() gets all of it, from its first byte on. nullopt: nothing is kept.
  std::optional<LoadInput> input;
  // Of `input`: less is read again sooner than it is kept.
  uint64_t least_kept_bytes = uint64_t{32} << 20;
  // Text between two times at which names and triples are kept.
  uint64_t keep_every_bytes = uint64_t{64} << 20;
  // Throw away what loads that were cut off have kept, of all sources.
  bool afresh = false;
  // What names may take beyond that (coded_triples.h).
  MemoryLeft memory_left = [] { return AvailableMemory(); };
  // Polled; null or outlives the loader.
  const Cancellation* cancellation = nullptr;
};

// A quarter of the memory that is free (base/available_memory.h): at least 256
// MiB, at most 8 GiB; 1 GiB where nobody knows. It is a bound; a load takes
// some 150 bytes an edge and 200 a name.
uint64_t DefaultLoadMemory();

struct LoadResult {
  WriteResult write;
  uint64_t triples = 0;  // read, repetitions included
  uint64_t bad_line_count = 0;
  std::vector<BadLine> bad_lines;  // the first of them
  // Of memory that the names took, where LoadOptions::memory_bytes has less
  // for them; else 0.
  uint64_t name_bytes_beyond = 0;
  // Taken up from a load that was cut off: triples, and indexes, of so many.
  uint64_t resumed_triples = 0;
  int resumed_indexes = 0;
  int indexes = 0;
};

// How many bad lines are told apart.
inline constexpr size_t kMaxListedBadLines = 100;

class TripleLoader {
 public:
  // `store` outlives it. Errors: InvalidArgument (the source).
  static absl::StatusOr<std::unique_ptr<TripleLoader>> Create(
      Store* store, LoadOptions options);

  // The next bytes of a file, cut anywhere; one format for all. Errors:
  // InvalidArgument (too many bad lines: says which ones and what is wrong with
  // them), ResourceExhausted (memory, disk), Cancelled, DeadlineExceeded.
  // After an error the loader is of no use.
  absl::Status AddText(TripleFormat format, absl::string_view bytes);
  // Triples one by one; those that cannot be stored count as bad lines, with
  // their number among the triples so added, from 1.
  absl::Status AddTriples(absl::Span<const TripleView> triples);

  // An earlier load has read the whole input: AddText() does nothing.
  bool has_all() const { return reading_.done; }

  // Nothing at all makes a document without triples. Errors: those above,
  // InvalidArgument (bad lines only), AlreadyExists (the source is there with
  // other triples and `replace` is not set), those of a commit.
  absl::StatusOr<LoadResult> Finish();

  uint64_t triples() const { return triples_.size(); }

 private:
  TripleLoader(Store* store, LoadOptions options);

  absl::Status TakeUp();
  absl::Status KeepReading(bool done);
  absl::Status Consume(const TripleChunk& chunk);
  absl::Status CountBad(const BadLine& bad);
  absl::Status TooBad(absl::string_view why) const;
  absl::Status CheckCancelled() const;
  enum class State { kAbsent, kSame, kOther };
  absl::StatusOr<State> Find() const;
  absl::StatusOr<LoadResult> ReadAndWrite();
  absl::StatusOr<WriteResult> Write();
  absl::StatusOr<WriteResult> WriteInBulk();
  absl::StatusOr<WriteResult> WriteOneByOne();

  Store& store_;
  const LoadOptions options_;
  const Cancellation never_;
  CodedTriples triples_;
  std::unique_ptr<LoadWork> work_;  // null: nothing is kept
  KeptReading reading_;             // as far as the input is consumed
  uint64_t kept_bytes_ = 0;         // of it, as far as `work_` knows
  std::optional<TripleParser> parser_;
  uint64_t listed_ = 0;  // triples of AddTriples()
  LoadResult result_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TRIPLE_LOADER_H_
