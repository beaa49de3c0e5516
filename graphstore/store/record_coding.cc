#include "graphstore/store/record_coding.h"

#include <bit>
#include <limits>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"

namespace weft::graphstore {
namespace {

constexpr int kKindBits = 4;
constexpr uint64_t kHasSpan = 1;
constexpr uint64_t kHasText = 2;

}  // namespace

void PutNode(NodeId node, std::string* out) {
  PutVarint(std::rotl(node.bits(), kKindBits), out);
}

bool GetNode(absl::string_view* in, NodeId* node) {
  uint64_t rotated;
  if (!GetVarint(in, &rotated)) return false;
  *node = NodeId(std::rotr(rotated, kKindBits));
  return true;
}

bool GetText(absl::string_view* in, std::string* text) {
  absl::string_view bytes;
  if (!GetLengthPrefixed(in, &bytes)) return false;
  text->assign(bytes.data(), bytes.size());
  return true;
}

absl::string_view BytesOf(ByteSpan span, absl::string_view source) {
  if (span.begin > span.end || span.end > source.size()) return "";
  return source.substr(span.begin, span.size());
}

void PutSlot(const MentionSlot& slot, absl::string_view source, uint32_t* at,
             std::string* out) {
  const bool has_span = !slot.span.empty();
  const bool has_text =
      has_span ? BytesOf(slot.span, source) != slot.text : !slot.text.empty();
  PutVarint((has_span ? kHasSpan : 0) | (has_text ? kHasText : 0), out);
  if (has_span) {
    PutSignedVarint(int64_t{slot.span.begin} - *at, out);
    PutVarint(slot.span.size(), out);
    *at = slot.span.end;
  }
  if (has_text) PutLengthPrefixed(slot.text, out);
}

bool GetSlot(absl::string_view* in, uint32_t* at, MentionSlot* slot,
             bool* from_source) {
  uint64_t flags;
  if (!GetVarint(in, &flags) || flags > (kHasSpan | kHasText)) return false;
  *slot = {};
  *from_source = flags == kHasSpan;
  if (flags & kHasSpan) {
    int64_t delta;
    uint64_t size;
    if (!GetSignedVarint(in, &delta) || !GetVarint(in, &size)) return false;
    constexpr int64_t kMax = std::numeric_limits<uint32_t>::max();
    if (delta < -kMax || delta > kMax || size > uint64_t{kMax}) return false;
    const int64_t begin = *at + delta;
    const int64_t end = begin + static_cast<int64_t>(size);
    if (begin < 0 || end > kMax) return false;
    slot->span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    *at = slot->span.end;
  }
  return !(flags & kHasText) || GetText(in, &slot->text);
}

absl::Status BadRecord(absl::string_view key) {
  return absl::DataLossError(
      absl::StrCat("the record of key ", absl::CHexEscape(key),
                   " is damaged; run `weft check`, then restore a backup or "
                   "ingest the documents again"));
}

}  // namespace weft::graphstore
