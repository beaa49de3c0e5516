#include "service/cli/render/fact_text.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/cli/render/display_width.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

// A qualifier may be a whole clause; the sentence below has the rest of it.
constexpr int kTagWidth = 50;

// "ENTITY_TYPE_PERSON" -> "person".
std::string EnumName(const std::string& name, absl::string_view prefix) {
  absl::string_view rest = name;
  rest.remove_prefix(prefix.size());
  return rest == "UNSPECIFIED" ? "" : absl::AsciiStrToLower(rest);
}

std::string AttributionText(const v1::Attribution& attribution) {
  const std::string& name = attribution.entity().name();
  return OneLine(name.empty() ? attribution.text() : name);
}

// Whether `words` deny: "did not sell", "was never shut down", "cannot say".
bool SaysNo(const std::string& words) {
  for (absl::string_view word : absl::StrSplit(words, ' ')) {
    if (word == "not" || word == "never" || word == "no" || word == "cannot" ||
        absl::EndsWith(word, "n't") || absl::EndsWith(word, "n’t")) {
      return true;
    }
  }
  return false;
}

// The words that a qualifier is known by: its date, else what the text says.
std::string QualifierText(const v1::Qualifier& qualifier) {
  const std::string& iso = qualifier.value().iso();
  if (qualifier.role() == v1::QUALIFIER_ROLE_TIME && !iso.empty()) return iso;
  return TruncateToWidth(OneLine(qualifier.text()), kTagWidth);
}

// A preposition says more than the name of a role.
std::string QualifierKey(const v1::Qualifier& qualifier) {
  if (qualifier.role() == v1::QUALIFIER_ROLE_TIME ||
      qualifier.relation().empty()) {
    const std::string role = QualifierRoleName(qualifier.role());
    return role.empty() ? "other" : role;
  }
  return OneLine(qualifier.relation());
}

// When it holds, where no words say so: that of a loaded triple.
std::string TimeText(const v1::Fact& fact) {
  if (!fact.evidence().sentence().empty()) return "";
  const std::string& from = fact.valid_from();
  const std::string& until = fact.valid_until();
  if (from == until) return from;
  if (from.empty()) return absl::StrCat("until ", until);
  if (until.empty()) return absl::StrCat("since ", from);
  return absl::StrCat(from, " to ", until);
}

}  // namespace

std::string SlotText(const v1::Slot& slot) {
  return OneLine(slot.has_value() ? slot.value().text() : slot.entity().name());
}

std::string SlotType(const v1::Slot& slot) {
  return slot.has_value() ? "value" : EntityTypeName(slot.entity().type());
}

std::string EntityTypeName(v1::EntityType type) {
  return EnumName(v1::EntityType_Name(type), "ENTITY_TYPE_");
}

std::string ModalityName(v1::Modality modality) {
  const std::string name = EnumName(v1::Modality_Name(modality), "MODALITY_");
  return name.empty() ? "asserted" : name;
}

std::string QualifierRoleName(v1::QualifierRole role) {
  return EnumName(v1::QualifierRole_Name(role), "QUALIFIER_ROLE_");
}

std::string RelationText(const v1::Relation& relation, bool negated) {
  const std::string text = OneLine(
      relation.display().empty() ? relation.name() : relation.display());
  if (!negated) return text;
  const std::string words = OneLine(relation.mention().text());
  if (!SaysNo(words)) return absl::StrCat("not-", text);
  return absl::StrReplaceAll(words, {{" ", "-"}});
}

std::string TripleText(const v1::Slot& subject, const v1::Relation& relation,
                       const v1::Slot* object, bool negated,
                       const Style& style) {
  const std::string arrow = absl::StrCat("–", RelationText(relation, negated));
  const std::string colored_arrow =
      negated ? style.Yellow(absl::StrCat(arrow, object ? "→" : ""))
              : style.Cyan(absl::StrCat(arrow, object ? "→" : ""));
  return absl::StrCat(style.Bold(SlotText(subject)), " ", colored_arrow,
                      object ? " " : "",
                      object ? style.Bold(SlotText(*object)) : "");
}

std::string TripleText(const v1::Fact& fact, const Style& style) {
  return TripleText(fact.subject(), fact.relation(),
                    fact.has_object() ? &fact.object() : nullptr,
                    fact.negated(), style);
}

std::string TagsText(const v1::Fact& fact, const Style& style) {
  std::vector<std::string> tags;
  const std::string source = AttributionText(fact.attribution());
  const bool claimed = fact.modality() == v1::MODALITY_CLAIMED;
  const std::string modality = ModalityName(fact.modality());
  // "according to X" says that it is claimed.
  if (modality != "asserted" && (!claimed || source.empty())) {
    tags.push_back(style.Yellow(absl::StrCat("[", modality, "]")));
  }
  if (!source.empty()) {
    tags.push_back(style.Yellow(absl::StrCat("[according to ", source, "]")));
  }
  for (const v1::Qualifier& qualifier : fact.qualifiers()) {
    tags.push_back(style.Dim(absl::StrCat("[", QualifierKey(qualifier), ": ",
                                          QualifierText(qualifier), "]")));
  }
  if (const std::string time = TimeText(fact); !time.empty()) {
    tags.push_back(style.Dim(absl::StrCat("[time: ", time, "]")));
  }
  if (fact.has_end()) {
    tags.push_back(
        style.Dim(absl::StrCat("[ended: ", fact.end().until(), ", by ",
                               OneLine(fact.end().document_id()), "]")));
  }
  return absl::StrJoin(tags, " ");
}

std::string FactText(const v1::Fact& fact, const Style& style) {
  const std::string tags = TagsText(fact, style);
  return absl::StrCat(TripleText(fact, style), tags.empty() ? "" : "  ", tags);
}

std::string EvidenceText(const v1::Evidence& evidence, const Style& style) {
  const std::string source = absl::StrCat(
      "— ", OneLine(evidence.document_id()),
      evidence.published().empty() ? "" : ", ", evidence.published());
  // A loaded triple has none.
  if (evidence.sentence().empty()) return style.Dim(source);
  return absl::StrCat("“", OneLine(evidence.sentence()), "”  ",
                      style.Dim(source));
}

std::string ArrowText(const v1::Relation& relation, bool negated,
                      v1::Direction direction, absl::string_view other,
                      const Style& style) {
  const std::string name = RelationText(relation, negated);
  const std::string arrow = direction == v1::DIRECTION_IN
                                ? absl::StrCat("←", name, "–")
                                : absl::StrCat("–", name, "→");
  return absl::StrCat(negated ? style.Yellow(arrow) : style.Cyan(arrow),
                      other.empty() ? "" : " ", style.Bold(other));
}

}  // namespace weft::service
