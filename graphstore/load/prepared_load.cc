#include "graphstore/load/prepared_load.h"

#include <cstring>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/coding.h"
#include "base/file.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

// Pairs and maps have no bytes of their own to be written.
struct LiteralCount {
  NodeId literal;
  uint64_t count;
};
struct Repetition {
  uint32_t first;
  uint32_t count;
};

// Sequences, each behind the number of its bytes. Remembers the first error.
class Writer {
 public:
  explicit Writer(SpillFile* file) : file_(*file) {}

  void Put(absl::string_view bytes) {
    const uint64_t size = bytes.size();
    Append(&size, sizeof(size));
    Append(bytes.data(), size);
  }
  template <typename Record>
  void Put(const std::vector<Record>& records) {
    static_assert(std::is_trivially_copyable_v<Record>);
    Put({reinterpret_cast<const char*>(records.data()),
         records.size() * sizeof(Record)});
  }
  const absl::Status& status() const { return status_; }

 private:
  void Append(const void* data, size_t size) {
    if (status_.ok()) status_ = file_.Append(data, size);
  }

  SpillFile& file_;
  absl::Status status_;
};

// Gives them back in the same order. After an error all are empty.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : rest_(bytes) {}

  absl::string_view Get() {
    uint64_t size;
    if (rest_.size() < sizeof(size)) return Fail();
    std::memcpy(&size, rest_.data(), sizeof(size));
    rest_.remove_prefix(sizeof(size));
    if (rest_.size() < size) return Fail();
    const absl::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  template <typename Record>
  void Get(std::vector<Record>* records) {
    static_assert(std::is_trivially_copyable_v<Record>);
    const absl::string_view bytes = Get();
    records->resize(bytes.size() / sizeof(Record));
    std::memcpy(static_cast<void*>(records->data()), bytes.data(),
                records->size() * sizeof(Record));
  }
  bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  absl::string_view Fail() {
    ok_ = false;
    rest_ = {};
    return {};
  }

  absl::string_view rest_;
  bool ok_ = true;
};

void PutIds(const LoadedIds& ids, Writer* out) {
  std::vector<NodeId> entities;
  entities.reserve(ids.entities.size());
  for (uint32_t i = 0; i < ids.entities.size(); ++i) {
    entities.push_back(ids.entities[i]);
  }
  out->Put(entities);
  out->Put(ids.values);
  out->Put(ids.relations);
  out->Put(ids.new_entities);
  out->Put(ids.new_literals);
  out->Put(ids.new_relations);
}

void GetIds(Reader* in, LoadedIds* ids) {
  std::vector<NodeId> entities;
  in->Get(&entities);
  for (const NodeId id : entities) ids->entities.Add(id);
  in->Get(&ids->values);
  in->Get(&ids->relations);
  in->Get(&ids->new_entities);
  in->Get(&ids->new_literals);
  in->Get(&ids->new_relations);
}

absl::Status PutMentions(MentionSorter* mentions, Writer* out) {
  std::vector<LoadedMention> sorted;
  sorted.reserve(mentions->size());
  LoadedMention mention;
  while (mentions->Next(&mention)) sorted.push_back(mention);
  out->Put(sorted);
  return mentions->Rewind();
}

}  // namespace

absl::Status PreparedLoad::Save(SpillFile* file) {
  Writer out(file);
  PutIds(ids, &out);
  out.Put(numbers.others());
  out.Put(old_mentions);
  std::vector<Repetition> repetitions;
  for (const auto& [first, count] : repeated) {
    repetitions.push_back({first, count});
  }
  out.Put(repetitions);
  out.Put(counts);
  out.Put(relation_counts);
  std::vector<LiteralCount> literals;
  for (const auto& [literal, count] : literal_counts) {
    literals.push_back({literal, count});
  }
  out.Put(literals);
  for (const PostingBlocks& blocks : subjects) out.Put(blocks.Encode());
  for (const std::vector<uint64_t>& more : more_subjects) out.Put(more);
  out.Put(out_degrees->Encode());
  out.Put(in_degrees->Encode());
  WEFT_RETURN_IF_ERROR(PutMentions(&mentions, &out));
  return out.status();
}

absl::Status PreparedLoad::Load(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const auto mapped, MappedFile::Open(path));
  Reader in(mapped->bytes());
  GetIds(&in, &ids);
  std::vector<StatementNumbers::Other> others;
  in.Get(&others);
  numbers.Restore(std::move(others));
  in.Get(&old_mentions);
  std::vector<Repetition> repetitions;
  in.Get(&repetitions);
  for (const auto& [first, count] : repetitions) {
    repeated.emplace_back(first, count);
  }
  in.Get(&counts);
  in.Get(&relation_counts);
  std::vector<LiteralCount> literals;
  in.Get(&literals);
  for (const auto& [literal, count] : literals) {
    literal_counts.emplace(literal, count);
  }
  bool ok = true;
  for (PostingBlocks& blocks : subjects) ok &= blocks.Decode(in.Get());
  for (std::vector<uint64_t>& more : more_subjects) in.Get(&more);
  ok &= out_degrees->Decode(in.Get());
  ok &= in_degrees->Decode(in.Get());
  std::vector<LoadedMention> sorted;
  in.Get(&sorted);
  if (!ok || !in.AtEnd()) {
    return absl::DataLossError(absl::StrCat(
        path, " has other bytes than a load writes; load the file afresh"));
  }
  mentions.Reserve(sorted.size());
  for (const LoadedMention& mention : sorted) mentions.Add(mention);
  return mentions.Finish();
}

}  // namespace weft::graphstore
