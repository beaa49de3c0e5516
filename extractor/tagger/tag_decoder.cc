#include "extractor/tagger/tag_decoder.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

template <typename Tag>
absl::StatusOr<std::vector<Tag>> ReadTags(
    const ModelFile& model, absl::string_view section,
    std::optional<Tag> (*parse)(absl::string_view)) {
  WEFT_ASSIGN_OR_RETURN(const StringTable names, model.Strings(section));
  std::vector<Tag> tags;
  for (int i = 0; i < names.size(); ++i) {
    const std::optional<Tag> tag = parse(names[i]);
    if (!tag) {
      return absl::DataLossError(
          absl::StrCat("model file ", model.name(), ": ", section,
                       " names an unknown tag: ", names[i]));
    }
    tags.push_back(*tag);
  }
  return tags;
}

size_t Best(absl::Span<const float> scores) {
  return std::max_element(scores.begin(), scores.end()) - scores.begin();
}

}  // namespace

absl::StatusOr<TagDecoder> TagDecoder::Create(const ModelFile& model) {
  TagDecoder decoder;
  WEFT_ASSIGN_OR_RETURN(decoder.upos_,
                        ReadTags<Upos>(model, "labels.upos", ParseUpos));
  WEFT_ASSIGN_OR_RETURN(decoder.xpos_,
                        ReadTags<Xpos>(model, "labels.xpos", ParseXpos));
  return decoder;
}

Upos TagDecoder::BestUpos(absl::Span<const float> scores) const {
  return upos_[Best(scores)];
}

Xpos TagDecoder::BestXpos(absl::Span<const float> scores) const {
  return xpos_[Best(scores)];
}

}  // namespace weft::extractor
