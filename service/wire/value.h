// Values of the extractor, of the store and of the protocol.
//
// The store knows fewer kinds than the extractor. What it keeps for each:
//
//   extractor                 store, as an object
//   number, percent           kNumber, kPercent
//   "percentage points"       kQuantity, unit "percentage point"
//   money                     kMoney; without a currency kQuantity, unit ""
//   quantity                  kQuantity
//   ratio ("27 times")        kQuantity, unit "times"
//   date                      kDate
//   duration                  kString, in ISO 8601 ("P5D")
//   a range of numbers,       kString, the words
//     no number, no ISO form,
//     a unit beyond 64 bytes
//
// The words of the document ("about 17 percent"), a comparator and the ends of
// a range are of the mention, not of the value. The store has the words in
// MentionSlot::text, and the others in qualifiers of roles that are never shown
// as qualifiers: kComparatorRole, kRangeRole.
//
// The value of a qualifier is a string and a unit: "17" percent, "27" times,
// "5500000" USD, "10/15" chip (a range), "3" and no unit, "2025-01-20" date,
// "P5D" duration. Three capital letters are a currency; a noun that looks like
// one is kept in lower case.
#ifndef WEFT_SERVICE_WIRE_VALUE_H_
#define WEFT_SERVICE_WIRE_VALUE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/value/value.h"
#include "graphstore/fact/mention.h"
#include "graphstore/fact/value.h"
#include "weft/v1/fact.pb.h"

namespace weft::service {

// Roles of stored qualifiers that belong to the value of the object: a
// comparator ("at_least") other than "exactly"; a range ("10/15", unit).
inline constexpr char kComparatorRole[] = "comparator";
inline constexpr char kRangeRole[] = "range";
// Unit of a stored qualifier whose `value` is the canonical name of an entity.
inline constexpr char kEntityUnit[] = "entity";

v1::Value ToProto(const extractor::Value& value);

// --- objects -----------------------------------------------------------------

graphstore::Value ToStored(const extractor::Value& value);
// The qualifiers that go with it.
std::vector<graphstore::Qualifier> ValueQualifiers(
    const extractor::Value& value);

// `text`: the words of the document; "" where none are known, then the value as
// graphstore::ValueText() writes it.
v1::Value FromStored(const graphstore::Value& value, absl::string_view text);
// Completes `value` when `qualifier` has one of the two roles; returns whether
// it has.
bool ApplyValueQualifier(const graphstore::Qualifier& qualifier,
                         v1::Value* value);

// --- qualifiers --------------------------------------------------------------

// Sets `value` and `unit` of a stored qualifier.
void StoreQualifierValue(const extractor::Value& value,
                         graphstore::Qualifier* qualifier);
// The way back. Nothing when there is no value, or an entity.
std::optional<v1::Value> QualifierValueFromStored(
    const graphstore::Qualifier& qualifier);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_VALUE_H_
