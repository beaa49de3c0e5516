// Reading CoNLL-U, so that tests and the evaluation tool can write trees as
// treebanks do.
//
//   ASSERT_OK_AND_ASSIGN(ParsedSentence mill, ParseSentence(R"(
//     1 The  the  DET  DT  _ 2 det
//     2 mill mill NOUN NN  _ 3 nsubj
//     3 burn burn VERB VBP _ 0 root
//   )"));
//
// Columns: id, form, lemma, upos, xpos, features (ignored), head, label, then
// anything. A line without a tab is cut at blanks instead. Lines with "#",
// ranges ("3-4") and empty words ("5.1") are skipped. An underscore as lemma
// or xpos leaves the default of Node. SpaceAfter=No in the tenth column joins
// a word to the next; otherwise one blank stands between.
#ifndef WEFT_EXTRACTOR_DEPPARSE_CONLLU_H_
#define WEFT_EXTRACTOR_DEPPARSE_CONLLU_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/token/token.h"

namespace weft::extractor {

struct ParsedSentence {
  std::string id;  // of the "# sent_id" comment; empty without one
  // The words with blanks between them; tokens point into it, so it sits
  // behind a pointer that survives moves.
  std::shared_ptr<const std::string> text;
  Sentence sentence;
  DependencyTree tree;
};

// One sentence a block of lines, blocks parted by blank lines. Error:
// InvalidArgument names the line and what is wrong with it.
absl::StatusOr<std::vector<ParsedSentence>> ParseConllu(
    absl::string_view conllu);

// Exactly one sentence. Errors as above, and when there is not exactly one.
absl::StatusOr<ParsedSentence> ParseSentence(absl::string_view conllu);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_DEPPARSE_CONLLU_H_
