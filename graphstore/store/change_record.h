// The bytes of one version in the change log.
#ifndef WEFT_GRAPHSTORE_STORE_CHANGE_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_CHANGE_RECORD_H_

#include <string>

#include "absl/strings/string_view.h"
#include "graphstore/store/change.h"

namespace weft::graphstore {

// Everything but the version, which is in the key. Zigzag varint milliseconds
// since 1970; varint number of documents, each: byte kind, text id, varints
// mentions added and removed; varint number of statements added, each the
// difference to the one before; varint number removed, each: varint difference,
// byte negated, texts subject, relation, object.
std::string EncodeChange(const Change& change);
bool DecodeChange(absl::string_view bytes, Change* change);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHANGE_RECORD_H_
