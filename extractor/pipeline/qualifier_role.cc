#include "extractor/pipeline/qualifier_role.h"

#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// When a row fits the preposition (and its `type`, where it wants one), it
// gives the role. First row wins.
struct Row {
  absl::string_view preposition;
  bool verbal;      // only before a clause or a gerund
  EntityType type;  // kUnknown: any
  QualifierRole role;
};

constexpr Row kRows[] = {
    {"to", true, EntityType::kUnknown, QualifierRole::kPurpose},
    {"in order", false, EntityType::kUnknown, QualifierRole::kPurpose},
    {"in order to", false, EntityType::kUnknown, QualifierRole::kPurpose},
    {"so", true, EntityType::kUnknown, QualifierRole::kPurpose},
    {"so that", true, EntityType::kUnknown, QualifierRole::kPurpose},
    {"if", false, EntityType::kUnknown, QualifierRole::kCondition},
    {"unless", false, EntityType::kUnknown, QualifierRole::kCondition},
    {"provided", true, EntityType::kUnknown, QualifierRole::kCondition},
    {"because", false, EntityType::kUnknown, QualifierRole::kReason},
    {"because of", false, EntityType::kUnknown, QualifierRole::kReason},
    {"due to", false, EntityType::kUnknown, QualifierRole::kReason},
    {"since", true, EntityType::kUnknown, QualifierRole::kReason},
    {"as", true, EntityType::kUnknown, QualifierRole::kReason},
    {"when", false, EntityType::kUnknown, QualifierRole::kTime},
    {"while", false, EntityType::kUnknown, QualifierRole::kTime},
    {"before", false, EntityType::kUnknown, QualifierRole::kTime},
    {"after", false, EntityType::kUnknown, QualifierRole::kTime},
    {"until", false, EntityType::kUnknown, QualifierRole::kTime},
    {"during", false, EntityType::kUnknown, QualifierRole::kTime},
    {"since", false, EntityType::kUnknown, QualifierRole::kTime},
    {"by", true, EntityType::kUnknown, QualifierRole::kManner},
    {"without", false, EntityType::kUnknown, QualifierRole::kManner},
    {"for", true, EntityType::kUnknown, QualifierRole::kReason},
    {"for", false, EntityType::kPerson, QualifierRole::kRecipient},
    {"for", false, EntityType::kOrganization, QualifierRole::kRecipient},
    {"for", false, EntityType::kUnknown, QualifierRole::kPurpose},
    {"to", false, EntityType::kPerson, QualifierRole::kRecipient},
    {"to", false, EntityType::kOrganization, QualifierRole::kRecipient},
    {"with", false, EntityType::kUnknown, QualifierRole::kInstrument},
    {"via", false, EntityType::kUnknown, QualifierRole::kInstrument},
    {"using", false, EntityType::kUnknown, QualifierRole::kInstrument},
    {"about", false, EntityType::kUnknown, QualifierRole::kTopic},
    {"regarding", false, EntityType::kUnknown, QualifierRole::kTopic},
    {"concerning", false, EntityType::kUnknown, QualifierRole::kTopic},
    {"as", false, EntityType::kUnknown, QualifierRole::kManner},
    {"at", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"in", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"near", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"outside", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"inside", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"across", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"into", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"within", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"on", false, EntityType::kUnknown, QualifierRole::kPlace},
    {"from", false, EntityType::kPlace, QualifierRole::kPlace},
    {"to", false, EntityType::kPlace, QualifierRole::kPlace},
};

}  // namespace

QualifierRole RoleOf(const QualifierClues& clues) {
  if (clues.value != nullptr) {
    const ValueKind kind = clues.value->kind;
    return kind == ValueKind::kDate || kind == ValueKind::kDuration
               ? QualifierRole::kTime
               : QualifierRole::kQuantity;
  }
  if (!clues.verbal && Is(clues.head, WordClass::kTimeNoun)) {
    return QualifierRole::kTime;
  }
  for (const Row& row : kRows) {
    if (row.preposition != clues.preposition) continue;
    if (row.verbal && !clues.verbal) continue;
    if (row.type != EntityType::kUnknown && row.type != clues.type) continue;
    return row.role;
  }
  return QualifierRole::kOther;
}

}  // namespace weft::extractor
