#include "graphstore/load/triple_loader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/available_memory.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/kv/disk_space.h"
#include "graphstore/load/loaded_graph.h"
#include "graphstore/store/triples.h"

namespace weft::graphstore {
namespace {

constexpr size_t kMaxSourceBytes = 512;
// Bad lines that an error lists.
constexpr size_t kBadLinesInError = 5;
constexpr uint64_t kMiB = uint64_t{1} << 20;

// Below the folder of the database.
std::string WorkRoot(const Store& store) {
  return store.directory().empty() ? "" : store.directory() + "/loads";
}

// What is kept of one load is for another only if this is the same.
std::string KeyOf(const LoadOptions& options) {
  std::string key;
  PutLengthPrefixed(options.source, &key);
  PutLengthPrefixed(options.input->path, &key);
  for (const uint64_t number :
       {options.input->size, static_cast<uint64_t>(options.input->modified_ns),
        options.input->ends_hash, static_cast<uint64_t>(options.input->format),
        options.max_bad_lines}) {
    PutVarint(number, &key);
  }
  return key;
}

// Whether the files of names and triples, and the tables, have room. Without it
// the load is tried in memory.
bool HasRoomToKeep(const std::string& directory, uint64_t input_bytes) {
  const auto free = kv::FreeBytes(directory);
  return free.ok() && kv::CheckRoom(directory, *free, 2 * input_bytes).ok();
}

}  // namespace

uint64_t DefaultLoadMemory() {
  return std::clamp(AvailableMemory().value_or(4096 * kMiB) / 4, 256 * kMiB,
                    8192 * kMiB);
}

absl::StatusOr<std::unique_ptr<TripleLoader>> TripleLoader::Create(
    Store* store, LoadOptions options) {
  if (options.source.empty() || options.source.size() > kMaxSourceBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the name of the source has ", options.source.size(),
                     " bytes; it must have 1 to ", kMaxSourceBytes));
  }
  if (options.memory_bytes == 0) options.memory_bytes = DefaultLoadMemory();
  std::unique_ptr<TripleLoader> loader(
      new TripleLoader(store, std::move(options)));
  WEFT_RETURN_IF_ERROR(loader->TakeUp());
  return loader;
}

TripleLoader::TripleLoader(Store* store, LoadOptions options)
    : store_(*store),
      options_(std::move(options)),
      // Half for what is read, half for sorting it.
      triples_(options_.source, options_.memory_bytes / 2,
               options_.temporary_folder, options_.memory_left) {}

absl::Status TripleLoader::TakeUp() {
  const std::string root = WorkRoot(store_);
  if (root.empty()) return absl::OkStatus();
  RemoveStaleLoads(root, options_.afresh);
  if (!options_.input || options_.input->size < options_.least_kept_bytes ||
      !HasRoomToKeep(store_.directory(), options_.input->size)) {
    return absl::OkStatus();
  }
  work_ = LoadWork::Open(root, options_.source, KeyOf(options_));
  if (work_ == nullptr) return absl::OkStatus();
  reading_ = work_->manifest().reading;
  reading_.triples.name = "triples";
  reading_.names.name = "names";
  kept_bytes_ = reading_.bytes;
  WEFT_RETURN_IF_ERROR(triples_.KeepIn({.triple_path = work_->Path("triples"),
                                        .triple_bytes = reading_.triples.size,
                                        .name_path = work_->Path("names"),
                                        .name_bytes = reading_.names.size,
                                        .hash_state = reading_.hash_state}));
  result_.resumed_triples = reading_.triple_count;
  result_.bad_line_count = reading_.bad_line_count;
  result_.bad_lines = reading_.bad_lines;
  return absl::OkStatus();
}

absl::Status TripleLoader::KeepReading(bool done) {
  WEFT_RETURN_IF_ERROR(triples_.KeepUp());
  reading_.done = done;
  reading_.triple_count = triples_.size();
  reading_.hash_state = triples_.hash_state();
  reading_.bad_line_count = result_.bad_line_count;
  reading_.bad_lines = result_.bad_lines;
  reading_.triples.size = triples_.triple_file().size();
  reading_.triples.hash = triples_.triple_file().hash();
  reading_.names.size = triples_.name_file().size();
  reading_.names.hash = triples_.name_file().hash();
  kept_bytes_ = reading_.bytes;
  return work_->SaveReading(reading_);
}

absl::Status TripleLoader::CheckCancelled() const {
  return options_.cancellation == nullptr ? absl::OkStatus()
                                          : options_.cancellation->Check();
}

absl::Status TripleLoader::CountBad(const BadLine& bad) {
  std::vector<BadLine>& listed = result_.bad_lines;
  if (listed.size() < kMaxListedBadLines) listed.push_back(bad);
  if (++result_.bad_line_count <= options_.max_bad_lines) {
    return absl::OkStatus();
  }
  return TooBad("more than allowed");
}

absl::Status TripleLoader::TooBad(absl::string_view why) const {
  const std::vector<BadLine>& listed = result_.bad_lines;
  std::string message = absl::StrCat(result_.bad_line_count, " bad lines, ",
                                     why, "; nothing is loaded");
  for (size_t i = 0; i < std::min(listed.size(), kBadLinesInError); ++i) {
    absl::StrAppend(&message, "; line ", listed[i].line, ": ", listed[i].why);
  }
  return absl::InvalidArgumentError(message);
}

absl::Status TripleLoader::Consume(const TripleChunk& chunk) {
  WEFT_RETURN_IF_ERROR(CheckCancelled());
  for (const BadLine& bad : chunk.bad) WEFT_RETURN_IF_ERROR(CountBad(bad));
  WEFT_RETURN_IF_ERROR(triples_.Add(chunk.triples));
  reading_.bytes += chunk.text.size();
  reading_.lines += chunk.line_count;
  const bool keeps = work_ != nullptr &&
                     reading_.bytes - kept_bytes_ >= options_.keep_every_bytes;
  return keeps ? KeepReading(/*done=*/false) : absl::OkStatus();
}

absl::Status TripleLoader::AddText(TripleFormat format,
                                   absl::string_view bytes) {
  if (has_all()) return absl::OkStatus();
  if (!parser_) {
    parser_.emplace(
        TripleParser::Options{.format = format,
                              .threads = options_.threads,
                              .piece_bytes = options_.piece_bytes,
                              .skip_bytes = reading_.bytes,
                              .skip_lines = reading_.lines},
        [this](const TripleChunk& chunk) { return Consume(chunk); });
  }
  return parser_->Add(bytes);
}

absl::Status TripleLoader::AddTriples(absl::Span<const TripleView> triples) {
  WEFT_RETURN_IF_ERROR(CheckCancelled());
  for (const TripleView& triple : triples) {
    ++listed_;
    std::string wrong = WhatIsWrong(triple);
    WEFT_RETURN_IF_ERROR(wrong.empty() ? triples_.Add({&triple, 1})
                                       : CountBad({listed_, std::move(wrong)}));
  }
  return absl::OkStatus();
}

// What the source holds in the graph. Errors: AlreadyExists.
absl::StatusOr<TripleLoader::State> TripleLoader::Find() const {
  WEFT_ASSIGN_OR_RETURN(const auto reader, store_.Snapshot());
  const auto document = reader->GetDocument(options_.source);
  if (absl::IsNotFound(document.status())) return State::kAbsent;
  WEFT_RETURN_IF_ERROR(document.status());
  if (document->content_hash == triples_.content_hash()) return State::kSame;
  if (options_.replace) return State::kOther;
  return absl::AlreadyExistsError(absl::StrCat(
      "source \"", options_.source,
      "\" is already there with other triples; delete that document first, "
      "give another name with --source, or allow it to be replaced with "
      "--replace"));
}

absl::StatusOr<WriteResult> TripleLoader::WriteOneByOne() {
  std::vector<Triple> triples;
  triples.reserve(triples_.size());
  TripleLog::Reader reader(triples_.log());
  CodedTriple coded;
  while (reader.Next(&coded)) {
    Triple& triple = triples.emplace_back();
    triple.subject = std::string(triples_.entities().name(coded.subject));
    triple.predicate = std::string(triples_.relations().name(coded.relation));
    triple.time = std::string(triples_.times().name(coded.time));
    if (coded.object & CodedTriple::kValue) {
      triple.value =
          triples_.values()[coded.object & ~CodedTriple::kValue].value;
    } else {
      triple.object = std::string(triples_.entities().name(coded.object));
    }
  }
  WEFT_RETURN_IF_ERROR(reader.status());
  WriteOptions options;
  options.link_by = LinkBy::kExactName;
  options.if_exists = options_.replace ? IfExists::kReplace : IfExists::kReject;
  return store_.WriteDocument(TriplesDocument(options_.source, triples),
                              options);
}

absl::StatusOr<WriteResult> TripleLoader::WriteInBulk() {
  LoadedGraph::Options options;
  options.source = options_.source;
  options.memory_bytes = options_.memory_bytes / 2;
  options.folder = options_.temporary_folder;
  options.cancellation =
      options_.cancellation == nullptr ? &never_ : options_.cancellation;
  options.work = work_.get();
  LoadedGraph graph(options, triples_);
  WEFT_RETURN_IF_ERROR(store_.BulkCommit(&graph, options_.threads));
  result_.resumed_indexes = graph.written_before();
  return graph.result();
}

absl::StatusOr<WriteResult> TripleLoader::Write() {
  WEFT_ASSIGN_OR_RETURN(State state, Find());
  if (state == State::kAbsent) {
    auto written = WriteInBulk();
    if (!absl::IsAlreadyExists(written.status())) return written;
    // Another load of the source came first: what it has made counts.
    WEFT_ASSIGN_OR_RETURN(state, Find());
    if (state == State::kAbsent) return written;
  }
  if (state == State::kSame) {
    WriteResult unchanged;
    unchanged.outcome = WriteOutcome::kUnchanged;
    WEFT_ASSIGN_OR_RETURN(const auto reader, store_.Snapshot());
    unchanged.version = reader->version();
    return unchanged;
  }
  // What is there is taken out in the same commit.
  return WriteOneByOne();
}

absl::StatusOr<LoadResult> TripleLoader::ReadAndWrite() {
  if (parser_) WEFT_RETURN_IF_ERROR(parser_->Finish());
  if (triples_.size() == 0 && result_.bad_line_count > 0) {
    return TooBad("and not one triple");
  }
  WEFT_RETURN_IF_ERROR(triples_.Finish());
  if (work_ != nullptr && !reading_.done) {
    WEFT_RETURN_IF_ERROR(KeepReading(/*done=*/true));
  }
  result_.triples = triples_.size();
  result_.indexes = kLoadedIndexes;
  if (triples_.beyond_memory()) {
    result_.name_bytes_beyond = triples_.name_bytes();
  }
  WEFT_ASSIGN_OR_RETURN(result_.write, Write());
  return result_;
}

absl::StatusOr<LoadResult> TripleLoader::Finish() {
  auto result = ReadAndWrite();
  if (!result.ok()) return result;
  if (work_ != nullptr) {
    work_->Remove();
  } else if (!store_.directory().empty()) {
    RemoveLoad(WorkRoot(store_), options_.source);
  }
  return result;
}

}  // namespace weft::graphstore
