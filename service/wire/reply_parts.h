// The parts of an answer of an extractor that is not ours (extraction_reply.h):
// numbers, enumerations, values and spans. Nothing is believed.
//
// Errors: InvalidArgument, with the path of the field and what is wrong.
#ifndef WEFT_SERVICE_WIRE_REPLY_PARTS_H_
#define WEFT_SERVICE_WIRE_REPLY_PARTS_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/fact.h"
#include "weft/v1/extraction.pb.h"
#include "weft/v1/fact.pb.h"

namespace weft::service {

// The error itself.
absl::Status Wrong(const std::string& field, absl::string_view what);

// The value of the program for one of the protocol, where the protocol counts
// from 1: 0 stands for `standard`.
template <typename Domain, typename Proto>
absl::StatusOr<Domain> EnumOf(Proto value, Domain last, Domain standard,
                              const std::string& field) {
  const int number = static_cast<int>(value);
  if (number == 0) return standard;
  if (number < 0 || number > static_cast<int>(last) + 1) {
    return Wrong(field, absl::StrCat(number, " has no meaning"));
  }
  return static_cast<Domain>(number - 1);
}

absl::StatusOr<extractor::EntityType> TypeOf(v1::EntityType type,
                                             const std::string& field);
absl::StatusOr<float> ConfidenceOf(double confidence, const std::string& field);
absl::StatusOr<extractor::DropReason> ReasonOf(const std::string& name,
                                               const std::string& field);
// A date, a time, a duration or an interval: its length alone.
absl::Status CheckIso(const std::string& iso, const std::string& field);
absl::StatusOr<extractor::Value> ValueOf(const v1::Value& value,
                                         const std::string& field);
// Of a text of `text_size` bytes.
absl::StatusOr<ByteSpan> SpanOf(const v1::Span& span, size_t text_size,
                                const std::string& field);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_REPLY_PARTS_H_
