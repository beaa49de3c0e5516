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
// load that fails, or is killed, leaves nothing behind and is run again from
// its beginning. The same source with the same triples is not loaded twice.
// Not thread-safe.
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
#include "graphstore/load/triple_parser.h"
#include "graphstore/load/triple_view.h"
#include "graphstore/store/store.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

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

  // Nothing at all makes a document without triples. Errors: those above,
  // InvalidArgument (bad lines only), AlreadyExists (the source is there with
  // other triples and `replace` is not set), those of a commit.
  absl::StatusOr<LoadResult> Finish();

  uint64_t triples() const { return triples_.size(); }

 private:
  TripleLoader(Store* store, LoadOptions options);

  absl::Status Consume(const TripleChunk& chunk);
  absl::Status CountBad(const BadLine& bad);
  absl::Status TooBad(absl::string_view why) const;
  absl::Status CheckCancelled() const;
  enum class State { kAbsent, kSame, kOther };
  absl::StatusOr<State> Find() const;
  absl::StatusOr<WriteResult> Write();
  absl::StatusOr<WriteResult> WriteInBulk();
  absl::StatusOr<WriteResult> WriteOneByOne();

  Store& store_;
  const LoadOptions options_;
  const Cancellation never_;
  CodedTriples triples_;
  std::optional<TripleParser> parser_;
  uint64_t listed_ = 0;  // triples of AddTriples()
  LoadResult result_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TRIPLE_LOADER_H_
