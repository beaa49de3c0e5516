#include "graphstore/load/triple_parser.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/load/ntriples_parser.h"

namespace weft::graphstore {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::unique_ptr<TripleChunk> Parse(TripleFormat format,
                                   const TsvColumns& columns,
                                   uint64_t first_line, std::string text) {
  auto chunk = std::make_unique<TripleChunk>();
  chunk->text = std::move(text);
  chunk->first_line = first_line;
  if (format == TripleFormat::kTsv) {
    ParseTsv(columns, chunk.get());
  } else {
    ParseNTriples(chunk.get());
  }
  return chunk;
}

}  // namespace

// How many of the next bytes are left out.
size_t TripleParser::Skip(size_t bytes) {
  const size_t skipped = at_start_ ? 0 : std::min<uint64_t>(skip_, bytes);
  skip_ -= skipped;
  return skipped;
}

// Takes the byte order mark and the header line off `rest_`, which holds all of
// the first line.
absl::Status TripleParser::CutHeader() {
  at_start_ = false;
  if (absl::StartsWith(rest_, kByteOrderMark)) {
    rest_.erase(0, kByteOrderMark.size());
  }
  if (options_.format != TripleFormat::kTsv) return absl::OkStatus();
  const size_t feed = std::min(rest_.find('\n'), rest_.size());
  if (!ParseTsvHeader(absl::string_view(rest_).substr(0, feed), &columns_)) {
    return absl::OkStatus();
  }
  rest_.erase(0, std::min(feed + 1, rest_.size()));
  ++next_line_;
  return absl::OkStatus();
}

void TripleParser::Start(std::string text) {
  const uint64_t first_line = next_line_;
  next_line_ += std::count(text.begin(), text.end(), '\n');
  pending_.push_back(std::async(std::launch::async, Parse, options_.format,
                                columns_, first_line, std::move(text)));
}

absl::Status TripleParser::ConsumeFirst() {
  const std::unique_ptr<TripleChunk> chunk = pending_.front().get();
  pending_.pop_front();
  return consume_(*chunk);
}

// Hands out `rest_` up to its last line end; all of it at the end of the file.
absl::Status TripleParser::CutLines(bool all) {
  size_t end = all ? rest_.size() : rest_.rfind('\n') + 1;  // npos + 1 is 0
  if (end == 0 && rest_.size() > kMaxLineBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", next_line_, " has more than ", kMaxLineBytes,
                     " bytes: this is no file of triples"));
  }
  if (end == 0) return absl::OkStatus();
  if (at_start_) {
    WEFT_RETURN_IF_ERROR(CutHeader());
    rest_.erase(0, Skip(rest_.size()));
    next_line_ += options_.skip_lines;
    return CutLines(all);
  }
  while (static_cast<int>(pending_.size()) > options_.threads) {
    WEFT_RETURN_IF_ERROR(ConsumeFirst());
  }
  std::string text = rest_.substr(end);
  text.swap(rest_);
  text.resize(end);
  Start(std::move(text));
  return absl::OkStatus();
}

absl::Status TripleParser::Add(absl::string_view bytes) {
  while (true) {
    bytes.remove_prefix(Skip(bytes.size()));
    if (bytes.empty()) return absl::OkStatus();
    const size_t room =
        options_.piece_bytes - std::min(options_.piece_bytes, rest_.size());
    const size_t size = std::min(bytes.size(), std::max<size_t>(room, 4096));
    rest_.append(bytes.data(), size);
    bytes.remove_prefix(size);
    if (rest_.size() >= options_.piece_bytes) {
      WEFT_RETURN_IF_ERROR(CutLines(/*all=*/false));
    }
  }
}

absl::Status TripleParser::Finish() {
  WEFT_RETURN_IF_ERROR(CutLines(/*all=*/true));
  if (skip_ > 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the file ends ", skip_,
                     " bytes before the place at which a load of "
                     "it was cut off: it is another file; load it afresh"));
  }
  while (!pending_.empty()) WEFT_RETURN_IF_ERROR(ConsumeFirst());
  return absl::OkStatus();
}

}  // namespace weft::graphstore
