#include "service/wire/enums.h"

#include <optional>

namespace weft::service {
namespace {

// The enumerations of the protocol keep the order of those of the extractor
// behind an UNSPECIFIED; enums_test compares the two name by name.
template <typename Proto, typename Enum>
Proto Shifted(Enum value) {
  return static_cast<Proto>(static_cast<int>(value) + 1);
}

}  // namespace

v1::EntityType ToProto(extractor::EntityType type) {
  // Both begin with "unknown": no shift.
  return static_cast<v1::EntityType>(static_cast<int>(type));
}

v1::Modality ToProto(extractor::Modality modality) {
  return Shifted<v1::Modality>(modality);
}

v1::QualifierRole ToProto(extractor::QualifierRole role) {
  return Shifted<v1::QualifierRole>(role);
}

v1::ValueKind ToProto(extractor::ValueKind kind) {
  return Shifted<v1::ValueKind>(kind);
}

v1::Comparator ToProto(extractor::Comparator comparator) {
  return Shifted<v1::Comparator>(comparator);
}

extractor::View FromProto(v1::View view) {
  switch (view) {
    case v1::VIEW_NARY:
      return extractor::View::kNary;
    case v1::VIEW_BINARY:
      return extractor::View::kBinary;
    default:
      return extractor::View::kGraph;
  }
}

extractor::TextFormat FromProto(v1::TextFormat format) {
  switch (format) {
    case v1::TEXT_FORMAT_MARKDOWN:
      return extractor::TextFormat::kMarkdown;
    case v1::TEXT_FORMAT_HTML:
      return extractor::TextFormat::kHtml;
    default:
      return extractor::TextFormat::kPlain;
  }
}

std::string StoredEntityType(extractor::EntityType type) {
  if (type == extractor::EntityType::kUnknown) return "";
  return std::string(extractor::EntityTypeName(type));
}

std::string StoredModality(extractor::Modality modality) {
  if (modality == extractor::Modality::kAsserted) return "";
  return std::string(extractor::ModalityName(modality));
}

v1::EntityType EntityTypeFromStored(absl::string_view word) {
  if (word.empty()) return v1::ENTITY_TYPE_UNSPECIFIED;
  const auto type = extractor::ParseEntityType(word);
  return type.has_value() ? ToProto(*type) : v1::ENTITY_TYPE_MISC;
}

std::optional<std::string> StoredEntityType(v1::EntityType type) {
  if (type <= v1::ENTITY_TYPE_UNSPECIFIED || type > v1::ENTITY_TYPE_MISC) {
    return std::nullopt;
  }
  return StoredEntityType(static_cast<extractor::EntityType>(type));
}

v1::Modality ModalityFromStored(absl::string_view word) {
  if (word.empty()) return v1::MODALITY_ASSERTED;
  const auto modality = extractor::ParseModality(word);
  return modality.has_value() ? ToProto(*modality) : v1::MODALITY_UNSPECIFIED;
}

v1::QualifierRole RoleFromStored(absl::string_view word) {
  const auto role = extractor::ParseQualifierRole(word);
  return role.has_value() ? ToProto(*role) : v1::QUALIFIER_ROLE_OTHER;
}

v1::Comparator ComparatorFromStored(absl::string_view word) {
  const auto comparator = extractor::ParseComparator(word);
  return comparator.has_value() ? ToProto(*comparator) : v1::COMPARATOR_EXACTLY;
}

graphstore::Direction FromProto(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_OUT:
      return graphstore::Direction::kOut;
    case v1::DIRECTION_IN:
      return graphstore::Direction::kIn;
    default:
      return graphstore::Direction::kBoth;
  }
}

v1::MatchKind ToProto(graphstore::MatchKind kind) {
  switch (kind) {
    case graphstore::MatchKind::kExact:
      return v1::MATCH_KIND_EXACT;
    case graphstore::MatchKind::kPrefix:
      return v1::MATCH_KIND_PREFIX;
    case graphstore::MatchKind::kWord:
      return v1::MATCH_KIND_WORD;
    case graphstore::MatchKind::kFuzzy:
      return v1::MATCH_KIND_FUZZY;
  }
  return v1::MATCH_KIND_UNSPECIFIED;
}

}  // namespace weft::service
