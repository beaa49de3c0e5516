#include "graphstore/store/change_record.h"

#include <cstdint>
#include <utility>

#include "base/coding.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

void PutDocument(const DocumentChange& change, std::string* out) {
  out->push_back(static_cast<char>(change.kind));
  PutLengthPrefixed(change.document, out);
  PutVarint(change.mentions_added, out);
  PutVarint(change.mentions_removed, out);
  PutVarint(change.added.size(), out);
  uint64_t last = 0;
  for (const StatementId id : change.added) {
    PutVarint(id.value() - last, out);
    last = id.value();
  }
  PutVarint(change.removed.size(), out);
  last = 0;
  for (const RemovedStatement& removed : change.removed) {
    PutVarint(removed.id.value() - last, out);
    last = removed.id.value();
    out->push_back(removed.negated ? 1 : 0);
    PutLengthPrefixed(removed.subject, out);
    PutLengthPrefixed(removed.relation, out);
    PutLengthPrefixed(removed.object, out);
  }
}

bool GetByte(absl::string_view* in, uint8_t max, uint8_t* byte) {
  if (in->empty()) return false;
  *byte = static_cast<uint8_t>(in->front());
  in->remove_prefix(1);
  return *byte <= max;
}

bool GetAdded(absl::string_view* in, DocumentChange* change) {
  uint64_t size, difference, id = 0;
  if (!GetVarint(in, &size)) return false;
  for (uint64_t i = 0; i < size; ++i) {
    if (!GetVarint(in, &difference)) return false;
    id += difference;
    change->added.push_back(StatementId(id));
  }
  return true;
}

bool GetRemoved(absl::string_view* in, DocumentChange* change) {
  uint64_t size, difference, id = 0;
  if (!GetVarint(in, &size)) return false;
  for (uint64_t i = 0; i < size; ++i) {
    RemovedStatement removed;
    uint8_t negated;
    if (!GetVarint(in, &difference) || !GetByte(in, 1, &negated) ||
        !GetText(in, &removed.subject) || !GetText(in, &removed.relation) ||
        !GetText(in, &removed.object)) {
      return false;
    }
    id += difference;
    removed.id = StatementId(id);
    removed.negated = negated == 1;
    change->removed.push_back(std::move(removed));
  }
  return true;
}

bool GetDocument(absl::string_view* in, DocumentChange* change) {
  uint8_t kind;
  if (!GetByte(in, static_cast<uint8_t>(DocumentChange::Kind::kDeleted),
               &kind)) {
    return false;
  }
  change->kind = static_cast<DocumentChange::Kind>(kind);
  return GetText(in, &change->document) &&
         GetVarint(in, &change->mentions_added) &&
         GetVarint(in, &change->mentions_removed) && GetAdded(in, change) &&
         GetRemoved(in, change);
}

}  // namespace

std::string EncodeChange(const Change& change) {
  std::string bytes;
  PutSignedVarint(absl::ToUnixMillis(change.recorded), &bytes);
  PutVarint(change.documents.size(), &bytes);
  for (const DocumentChange& document : change.documents) {
    PutDocument(document, &bytes);
  }
  return bytes;
}

bool DecodeChange(absl::string_view bytes, Change* change) {
  int64_t recorded;
  uint64_t size;
  if (!GetSignedVarint(&bytes, &recorded) || !GetVarint(&bytes, &size)) {
    return false;
  }
  change->recorded = absl::FromUnixMillis(recorded);
  change->documents.clear();
  for (uint64_t i = 0; i < size; ++i) {
    DocumentChange document;
    if (!GetDocument(&bytes, &document)) return false;
    change->documents.push_back(std::move(document));
  }
  return bytes.empty();
}

}  // namespace weft::graphstore
