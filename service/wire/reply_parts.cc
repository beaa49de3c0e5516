#include "service/wire/reply_parts.h"

#include <cmath>

#include "base/status.h"

namespace weft::service {
namespace {

using extractor::DropReason;

// A date or a duration in ISO 8601 is no longer than an interval of two times.
constexpr size_t kLongestIso = 64;

}  // namespace

absl::Status Wrong(const std::string& field, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(field, ": ", what));
}

absl::StatusOr<extractor::EntityType> TypeOf(v1::EntityType type,
                                             const std::string& field) {
  if (!v1::EntityType_IsValid(type)) {
    return Wrong(field,
                 absl::StrCat(static_cast<int>(type), " has no meaning"));
  }
  return static_cast<extractor::EntityType>(type);
}

absl::StatusOr<float> ConfidenceOf(double confidence,
                                   const std::string& field) {
  // Also false for what is no number.
  if (confidence >= 0 && confidence <= 1) return static_cast<float>(confidence);
  return Wrong(field, absl::StrCat(confidence, " is not between 0 and 1"));
}

absl::StatusOr<DropReason> ReasonOf(const std::string& name,
                                    const std::string& field) {
  for (int i = 0; i <= static_cast<int>(DropReason::kDuplicate); ++i) {
    const auto reason = static_cast<DropReason>(i);
    if (extractor::DropReasonName(reason) == name) return reason;
  }
  return Wrong(field, absl::StrCat("\"", name, "\" is no reason"));
}

absl::Status CheckIso(const std::string& iso, const std::string& field) {
  if (iso.size() <= kLongestIso) return absl::OkStatus();
  return Wrong(field, "is no date or duration of ISO 8601");
}

absl::StatusOr<extractor::Value> ValueOf(const v1::Value& value,
                                         const std::string& field) {
  extractor::Value out;
  WEFT_ASSIGN_OR_RETURN(
      out.kind,
      EnumOf(value.kind(), extractor::ValueKind::kDuration,
             extractor::ValueKind::kNumber, absl::StrCat(field, ".kind")));
  WEFT_ASSIGN_OR_RETURN(
      out.comparator, EnumOf(value.comparator(), extractor::Comparator::kNearly,
                             extractor::Comparator::kExactly,
                             absl::StrCat(field, ".comparator")));
  if (!std::isfinite(value.number()) || !std::isfinite(value.upper())) {
    return Wrong(absl::StrCat(field, ".number"), "is no finite number");
  }
  WEFT_RETURN_IF_ERROR(CheckIso(value.iso(), absl::StrCat(field, ".iso")));
  out.text = value.text();
  out.number = value.number();
  if (value.has_upper()) out.upper = value.upper();
  out.unit = value.unit();
  out.iso = value.iso();
  return out;
}

absl::StatusOr<ByteSpan> SpanOf(const v1::Span& span, size_t text_size,
                                const std::string& field) {
  if (span.begin() > span.end()) {
    return Wrong(field, absl::StrCat("ends at byte ", span.end(),
                                     ", before it begins at ", span.begin()));
  }
  if (span.end() > text_size) {
    return Wrong(field, absl::StrCat("ends at byte ", span.end(),
                                     " of a text of ", text_size));
  }
  return ByteSpan{span.begin(), span.end()};
}

}  // namespace weft::service
