#include "extractor/pipeline/fact.h"

#include <array>

namespace weft::extractor {
namespace {

// Indexed by the value of the enumeration.
constexpr std::array<absl::string_view, 7> kModalityNames = {
    "asserted",     "possible", "planned", "conditional",
    "hypothetical", "claimed",  "question"};

constexpr std::array<absl::string_view, 11> kRoleNames = {
    "time",      "place",     "quantity",   "purpose", "manner", "reason",
    "condition", "recipient", "instrument", "topic",   "other"};

template <typename Enum, size_t N>
absl::string_view NameOf(const std::array<absl::string_view, N>& names,
                         Enum value) {
  const auto index = static_cast<size_t>(value);
  return index < N ? names[index] : absl::string_view();
}

template <typename Enum, size_t N>
std::optional<Enum> ValueOf(const std::array<absl::string_view, N>& names,
                            absl::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::string_view ModalityName(Modality modality) {
  return NameOf(kModalityNames, modality);
}

std::optional<Modality> ParseModality(absl::string_view name) {
  return ValueOf<Modality>(kModalityNames, name);
}

absl::string_view QualifierRoleName(QualifierRole role) {
  return NameOf(kRoleNames, role);
}

std::optional<QualifierRole> ParseQualifierRole(absl::string_view name) {
  return ValueOf<QualifierRole>(kRoleNames, name);
}

}  // namespace weft::extractor
