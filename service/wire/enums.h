// Enumerations of the protocol and of the domain, and the words by which the
// store keeps them ("" where the store means "nothing in particular").
//
// An unknown word of the store becomes the closest honest value: the store may
// hold what a later version wrote.
#ifndef WEFT_SERVICE_WIRE_ENUMS_H_
#define WEFT_SERVICE_WIRE_ENUMS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "extractor/mention/name_mention.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"
#include "extractor/value/value.h"
#include "graphstore/store/query.h"
#include "weft/v1/extraction.pb.h"
#include "weft/v1/fact.pb.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// --- extractor -> protocol ---------------------------------------------------

v1::EntityType ToProto(extractor::EntityType type);  // kUnknown: UNSPECIFIED
v1::Modality ToProto(extractor::Modality modality);
v1::QualifierRole ToProto(extractor::QualifierRole role);
v1::ValueKind ToProto(extractor::ValueKind kind);
v1::Comparator ToProto(extractor::Comparator comparator);

// --- protocol -> extractor ---------------------------------------------------

// UNSPECIFIED and values of a later protocol: the default of the .proto.
extractor::View FromProto(v1::View view);
extractor::TextFormat FromProto(v1::TextFormat format);

// --- extractor -> store and store -> protocol --------------------------------

std::string StoredEntityType(extractor::EntityType type);  // "" = unknown
std::string StoredModality(extractor::Modality modality);  // "" = asserted

v1::EntityType EntityTypeFromStored(absl::string_view word);  // else MISC
// nullopt: none of the types of entities.
std::optional<std::string> StoredEntityType(v1::EntityType type);
v1::Modality ModalityFromStored(absl::string_view word);   // else UNSPECIFIED
v1::QualifierRole RoleFromStored(absl::string_view word);  // else OTHER
v1::Comparator ComparatorFromStored(absl::string_view word);  // else EXACTLY

// --- queries -----------------------------------------------------------------

graphstore::Direction FromProto(v1::Direction direction);
v1::MatchKind ToProto(graphstore::MatchKind kind);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_ENUMS_H_
