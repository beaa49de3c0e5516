// What a line of text is, seen alone: prose, or one of the things that stand
// around prose on web pages.
//
// Every rule is conservative: a line that reads like a sentence (ends like
// one, has English function words) is dropped only for words that a page says
// to its reader ("Skip to main content", "Accept all"). The table of examples
// in noise_rules_test.cc is the specification.
#ifndef WEFT_EXTRACTOR_TEXT_NOISE_RULES_H_
#define WEFT_EXTRACTOR_TEXT_NOISE_RULES_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "extractor/text/drop_reason.h"
#include "extractor/text/script.h"

namespace weft::extractor {

// Most letters of the line are of another script than the document's, or its
// words mix scripts, or it is glued from capitalised pieces ("BettChanJONE").
bool IsForeignOrGlued(absl::string_view line, Script document_script);

// No English function word, while other languages' ones stand in it; or no
// function word at all in five words or more.
bool LacksEnglish(absl::string_view line);

// The line opens a list of links to other pages ("Related articles", "Most
// popular", "Read next"); short lines behind it belong to it.
bool OpensLinkList(absl::string_view line);

// Short, and not ended like a sentence: a link, a caption, a heading.
bool LooksLikeLink(absl::string_view line);

// The reason to drop the line, judged by the line alone; nothing for prose and
// headings.
std::optional<DropReason> ClassifyNoise(absl::string_view line,
                                        Script document_script);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_NOISE_RULES_H_
