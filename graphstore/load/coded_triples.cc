#include "graphstore/load/coded_triples.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/file.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"

namespace weft::graphstore {
namespace {

// Triples between two looks at the memory.
constexpr uint64_t kCheckEvery = 4096;
// Triples whose names are looked up together: up to 64 lines of memory on their
// way, a good part of what a core has buffers for.
constexpr size_t kGroup = 32;

// What makes two values one node.
std::string KeyOf(const Value& value, NodeId* inline_id) {
  if (const auto id = InlineId(value)) {
    *inline_id = *id;
    std::string key;
    PutFixed64(id->bits(), &key);
    return key;
  }
  // Begins with the kind, which no inline id does.
  return LiteralContent(value);
}

}  // namespace

CodedTriples::CodedTriples(absl::string_view source, size_t memory_bytes,
                           const std::string& folder, MemoryLeft left)
    : memory_bytes_(memory_bytes),
      left_(std::move(left)),
      name_limit_(memory_bytes / 4 * 3),
      hash_(source),
      log_(memory_bytes / 4, folder) {
  times_.Add("");
}

uint32_t CodedTriples::AddValue(Value value) {
  CodedValue coded;
  coded.value = std::move(value);
  const uint32_t number = value_keys_.Add(KeyOf(coded.value, &coded.inline_id));
  if (value_keys_.added()) {
    if (coded.inline_id.is_none()) coded.literal = literal_count_++;
    value_bytes_ += sizeof(coded) + coded.value.text.capacity();
    values_.push_back(std::move(coded));
  }
  return number | CodedTriple::kValue;
}

// The file of names is a row of blocks, each with what came since the one
// before: for each kind the number of names, and the names.
bool CodedTriples::TakeNames(absl::string_view bytes) {
  absl::string_view text;
  uint64_t count;
  LiteralRecord literal;
  while (!bytes.empty()) {
    for (NameTable* table : {&entities_, &relations_, &times_}) {
      if (!GetVarint(&bytes, &count)) return false;
      for (; count > 0; --count) {
        if (!GetLengthPrefixed(&bytes, &text)) return false;
        table->Add(text);
      }
    }
    if (!GetVarint(&bytes, &count)) return false;
    for (; count > 0; --count) {
      if (!GetLengthPrefixed(&bytes, &text) ||
          !DecodeLiteralRecord(text, &literal)) {
        return false;
      }
      AddValue(std::move(literal.value));
    }
  }
  return true;
}

absl::Status CodedTriples::KeepIn(const KeptTriples& kept) {
  WEFT_ASSIGN_OR_RETURN(auto triples,
                        SpillFile::Open(kept.triple_path, kept.triple_bytes));
  WEFT_RETURN_IF_ERROR(log_.KeepIn(std::move(triples)));
  WEFT_ASSIGN_OR_RETURN(name_file_,
                        SpillFile::Open(kept.name_path, kept.name_bytes));
  if (kept.name_bytes > 0) {
    WEFT_ASSIGN_OR_RETURN(const auto names, MappedFile::Open(kept.name_path));
    if (!TakeNames(names->bytes())) {
      return absl::DataLossError(absl::StrCat(
          kept.name_path, " has other bytes than a load writes; remove it"));
    }
    hash_.Resume(kept.hash_state);
  }
  kept_names_ = {entities_.size(), relations_.size(), times_.size(),
                 static_cast<uint32_t>(values_.size())};
  return absl::OkStatus();
}

absl::Status CodedTriples::KeepUp() {
  std::string bytes;
  size_t kind = 0;
  for (const NameTable* table : {&entities_, &relations_, &times_}) {
    uint32_t& kept = kept_names_[kind++];
    PutVarint(table->size() - kept, &bytes);
    for (; kept < table->size(); ++kept) {
      PutLengthPrefixed(table->name(kept), &bytes);
    }
  }
  uint32_t& kept = kept_names_[kind];
  PutVarint(values_.size() - kept, &bytes);
  for (; kept < values_.size(); ++kept) {
    PutLengthPrefixed(EncodeLiteralRecord({values_[kept].value, 0}), &bytes);
  }
  WEFT_RETURN_IF_ERROR(name_file_->Append(bytes.data(), bytes.size()));
  return log_.Flush();
}

size_t CodedTriples::name_bytes() const {
  return entities_.bytes() + relations_.bytes() + times_.bytes() +
         value_keys_.bytes() + value_bytes_;
}

absl::Status CodedTriples::CheckRoom() {
  const size_t bytes = name_bytes();
  if (bytes > name_limit_) {
    // A table that grows takes its memory once more; and what is made of the
    // names comes on top.
    const uint64_t left = left_().value_or(0);
    if (left < bytes) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "the names of the first ", log_.size(), " triples take ", bytes >> 20,
          " MiB of memory, and there are ", left >> 20,
          " MiB left; load the file in parts, or allow more (--memory)"));
    }
    name_limit_ = bytes + bytes / 4;
  }
  if (entities_.size() > CodedTriple::kValue - 2 * kCheckEvery ||
      log_.size() > 0xFFFF0000) {
    return absl::ResourceExhaustedError(
        "the file has more than 2^31 names or 2^32 triples; load it in parts");
  }
  return absl::OkStatus();
}

absl::Status CodedTriples::Add(absl::Span<const TripleView> triples) {
  Hashes hashes[kGroup];
  for (size_t begin = 0; begin < triples.size(); begin += kGroup) {
    const auto group = triples.subspan(begin, kGroup);
    for (size_t i = 0; i < group.size(); ++i) {
      hashes[i].subject = entities_.Expect(group[i].subject);
      if (!group[i].is_value) {
        hashes[i].object = entities_.Expect(group[i].object);
      }
    }
    for (size_t i = 0; i < group.size(); ++i) {
      WEFT_RETURN_IF_ERROR(AddOne(group[i], hashes[i]));
    }
  }
  return absl::OkStatus();
}

absl::Status CodedTriples::AddOne(const TripleView& triple,
                                  const Hashes& hashes) {
  CodedTriple coded;
  coded.subject = entities_.Add(triple.subject, hashes.subject);
  coded.relation = relations_.Add(triple.predicate);
  if (triple.is_value) {
    Value value = ValueOf(triple);
    hash_.Add(triple.subject, triple.predicate, value, triple.time);
    coded.object = AddValue(std::move(value));
  } else {
    hash_.Add(triple.subject, triple.predicate, triple.object, triple.time);
    coded.object = entities_.Add(triple.object, hashes.object);
  }
  coded.time = triple.time.empty() ? 0 : times_.Add(triple.time);
  WEFT_RETURN_IF_ERROR(log_.Add(coded));
  return log_.size() % kCheckEvery == 0 ? CheckRoom() : absl::OkStatus();
}

}  // namespace weft::graphstore
