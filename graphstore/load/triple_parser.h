// The bytes of a file of triples in, pieces of parsed lines out, in order.
//
//   TripleParser parser({.format = TripleFormat::kTsv}, consume);
//   parser.Add(bytes); parser.Add(more_bytes);   // cut anywhere
//   parser.Finish();
//
// Bytes are cut at line ends into pieces of about a mebibyte, which are parsed
// on other threads; `consume` gets them on the thread that calls Add() and
// Finish(), in the order of the file. At most `threads` + 1 pieces are kept at
// a time. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_LOAD_TRIPLE_PARSER_H_
#define WEFT_GRAPHSTORE_LOAD_TRIPLE_PARSER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graphstore/load/triple_view.h"
#include "graphstore/load/tsv_parser.h"

namespace weft::graphstore {

enum class TripleFormat { kTsv, kNTriples };

// The longest line that is read: far above what its texts may have.
inline constexpr size_t kMaxLineBytes = size_t{1} << 20;

class TripleParser {
 public:
  struct Options {
    TripleFormat format = TripleFormat::kTsv;
    int threads = 2;
    size_t piece_bytes = size_t{1} << 20;
    // Whole lines behind the header that are left out: so many bytes, which are
    // so many lines.
    uint64_t skip_bytes = 0;
    uint64_t skip_lines = 0;
  };
  using Consume = std::function<absl::Status(const TripleChunk&)>;

  TripleParser(const Options& options, Consume consume)
      : options_(options),
        consume_(std::move(consume)),
        skip_(options.skip_bytes) {}

  // Errors: InvalidArgument (a line of more than kMaxLineBytes, with its
  // number: nothing sensible can follow), and those of `consume`. After an
  // error the parser is of no use.
  absl::Status Add(absl::string_view bytes);
  // Takes the last line, which may lack its line feed. Errors: as above;
  // InvalidArgument (there is less than was to be left out).
  absl::Status Finish();

 private:
  using Pending = std::future<std::unique_ptr<TripleChunk>>;

  absl::Status CutHeader();
  size_t Skip(size_t bytes);
  absl::Status CutLines(bool all);
  void Start(std::string text);
  absl::Status ConsumeFirst();

  const Options options_;
  const Consume consume_;
  TsvColumns columns_;
  bool at_start_ = true;    // of the file: what is there may be a header
  std::string rest_;        // bytes not handed out yet
  uint64_t skip_;           // bytes still to be left out
  uint64_t next_line_ = 1;  // number of the first line in `rest_`
  std::deque<Pending> pending_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_TRIPLE_PARSER_H_
