#include "graphstore/store/mention_record.h"

#include <limits>

#include "base/coding.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

enum Field : uint8_t {
  kModality = 1,
  kAttribution = 2,
  kQualifiers = 4,
  kValidFrom = 8,
  kValidUntil = 16,
  kRule = 32,
  kAllFields = 63,
};

bool GetByte(absl::string_view* in, uint8_t* byte) {
  if (in->empty()) return false;
  *byte = static_cast<uint8_t>(in->front());
  in->remove_prefix(1);
  return true;
}

bool Attributed(const Attribution& attribution) {
  return !attribution.text.empty() || !attribution.entity.is_none();
}

uint8_t FieldsOf(const Mention& mention) {
  return (mention.modality.empty() ? 0 : kModality) |
         (Attributed(mention.attribution) ? kAttribution : 0) |
         (mention.qualifiers.empty() ? 0 : kQualifiers) |
         (mention.valid_from.empty() ? 0 : kValidFrom) |
         (mention.valid_until.empty() ? 0 : kValidUntil) |
         (mention.rule.empty() ? 0 : kRule);
}

void PutQualifiers(const std::vector<Qualifier>& qualifiers,
                   absl::string_view source, uint32_t* at, std::string* out) {
  PutVarint(qualifiers.size(), out);
  for (const Qualifier& qualifier : qualifiers) {
    PutLengthPrefixed(qualifier.role, out);
    PutLengthPrefixed(qualifier.relation, out);
    PutSlot(qualifier.mention, source, at, out);
    PutLengthPrefixed(qualifier.value, out);
    PutLengthPrefixed(qualifier.unit, out);
  }
}

// Decodes one mention, field after field.
class MentionDecoder {
 public:
  MentionDecoder(absl::string_view bytes, DecodedMention* decoded)
      : in_(bytes), decoded_(*decoded), mention_(decoded->mention) {}

  bool Decode() {
    uint8_t confidence, fields;
    uint64_t sentence;
    if (!GetByte(&in_, &confidence) || !GetByte(&in_, &fields) ||
        fields > kAllFields || !GetVarint(&in_, &sentence) ||
        sentence > std::numeric_limits<uint32_t>::max()) {
      return false;
    }
    mention_.confidence = DequantizeConfidence(confidence);
    mention_.sentence = static_cast<uint32_t>(sentence);
    return Slot(&mention_.subject) && Slot(&mention_.relation) &&
           Slot(&mention_.object) && Fields(fields) && in_.empty();
  }

 private:
  bool Fields(uint8_t fields) {
    const auto text = [&](Field field, std::string* value) {
      return !(fields & field) || GetText(&in_, value);
    };
    return text(kModality, &mention_.modality) &&
           text(kAttribution, &mention_.attribution.text) &&
           (!(fields & kAttribution) ||
            GetNode(&in_, &mention_.attribution.entity)) &&
           (!(fields & kQualifiers) || Qualifiers()) &&
           text(kValidFrom, &mention_.valid_from) &&
           text(kValidUntil, &mention_.valid_until) &&
           text(kRule, &mention_.rule);
  }

  bool Slot(MentionSlot* slot) {
    bool from_source;
    if (!GetSlot(&in_, &at_, slot, &from_source)) return false;
    if (from_source) decoded_.unread.push_back(slot);
    return true;
  }

  bool Qualifiers() {
    uint64_t size;
    // Each takes five bytes at least: bounds what a damaged number can do.
    if (!GetVarint(&in_, &size) || size > in_.size() / 5) return false;
    mention_.qualifiers.resize(size);  // before pointers into it are taken
    for (Qualifier& qualifier : mention_.qualifiers) {
      if (!GetText(&in_, &qualifier.role) ||
          !GetText(&in_, &qualifier.relation) || !Slot(&qualifier.mention) ||
          !GetText(&in_, &qualifier.value) || !GetText(&in_, &qualifier.unit)) {
        return false;
      }
    }
    return true;
  }

  absl::string_view in_;
  uint32_t at_ = 0;
  DecodedMention& decoded_;
  Mention& mention_;
};

}  // namespace

std::string EncodeMention(const Mention& mention, absl::string_view source) {
  std::string bytes;
  const uint8_t fields = FieldsOf(mention);
  bytes.push_back(static_cast<char>(QuantizeConfidence(mention.confidence)));
  bytes.push_back(static_cast<char>(fields));
  PutVarint(mention.sentence, &bytes);
  uint32_t at = 0;
  PutSlot(mention.subject, source, &at, &bytes);
  PutSlot(mention.relation, source, &at, &bytes);
  PutSlot(mention.object, source, &at, &bytes);
  if (fields & kModality) PutLengthPrefixed(mention.modality, &bytes);
  if (fields & kAttribution) {
    PutLengthPrefixed(mention.attribution.text, &bytes);
    PutNode(mention.attribution.entity, &bytes);
  }
  if (fields & kQualifiers) {
    PutQualifiers(mention.qualifiers, source, &at, &bytes);
  }
  if (fields & kValidFrom) PutLengthPrefixed(mention.valid_from, &bytes);
  if (fields & kValidUntil) PutLengthPrefixed(mention.valid_until, &bytes);
  if (fields & kRule) PutLengthPrefixed(mention.rule, &bytes);
  return bytes;
}

bool DecodeMention(absl::string_view bytes, DecodedMention* decoded) {
  decoded->mention = {};
  decoded->unread.clear();
  return MentionDecoder(bytes, decoded).Decode();
}

bool DecodeMentionConfidence(absl::string_view bytes, uint8_t* confidence) {
  return GetByte(&bytes, confidence);
}

}  // namespace weft::graphstore
