// Facts as people read them: "DeepSeek –released→ r1  [time: 2025-01-20]".
#ifndef WEFT_SERVICE_CLI_RENDER_FACT_TEXT_H_
#define WEFT_SERVICE_CLI_RENDER_FACT_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "service/cli/render/style.h"
#include "weft/v1/fact.pb.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Canonical name of an entity, words of a value, "" for an absent slot.
std::string SlotText(const v1::Slot& slot);

// "organization"; "value" for a literal, "" when nothing is known.
std::string SlotType(const v1::Slot& slot);
std::string EntityTypeName(v1::EntityType type);  // "organization", "" unknown
std::string ModalityName(v1::Modality modality);  // "planned", "asserted"
std::string QualifierRoleName(v1::QualifierRole role);  // "time"

// How a relation is shown: "stock-fell"; a denied one in the words of the text
// ("did-not-sell"), or with "not-" before it where these do not say so.
std::string RelationText(const v1::Relation& relation, bool negated);

// "DeepSeek –released→ r1"; without an object "DeepSeek –grew".
std::string TripleText(const v1::Slot& subject, const v1::Relation& relation,
                       const v1::Slot* object, bool negated,
                       const Style& style);
std::string TripleText(const v1::Fact& fact, const Style& style);

// What restricts the fact, in brackets with blanks between: "[planned]
// [according to Ana Ruiz] [time: 2024-06-10] [for: 12 million dollars]". ""
// for a plain assertion. Long qualifiers are cut to 50 columns. Last comes what
// has ended the fact: "[ended: 2009-12-31, by chips.txt]".
std::string TagsText(const v1::Fact& fact, const Style& style);

// The triple and, two blanks behind it, the tags if there are any.
std::string FactText(const v1::Fact& fact, const Style& style);

// "“The sentence.”  — chips.txt, 2025-01-28"
std::string EvidenceText(const v1::Evidence& evidence, const Style& style);

// "released→ r1" as seen from an entity: "–released→ r1", "←owns– Acme".
std::string ArrowText(const v1::Relation& relation, bool negated,
                      v1::Direction direction, absl::string_view other,
                      const Style& style);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_FACT_TEXT_H_
