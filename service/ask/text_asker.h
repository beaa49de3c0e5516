// Questions over documents: from the words of a question to ranked answers.
//
//   TextAsker asker(*analyzer, *lexicon);
//   asker.Read(*reader, "Who founded Norvane?", budget);
//
// The question is read as it stands, and with what it describes instead of
// naming ("the company whose stock fell 4%") asked for first and put in by
// name; the better of the readings wins.
//
// Thread-safe; documents that were read are kept (evidence.h).
#ifndef WEFT_SERVICE_ASK_TEXT_ASKER_H_
#define WEFT_SERVICE_ASK_TEXT_ASKER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "extractor/analysis/analyzer.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// A question with what was found for it.
struct TextReading {
  Question question;
  std::vector<Link> links;
  std::vector<WeighedPassage> passages;
  PatternReading pattern;
  std::vector<FoundAnswer> answers;  // best first
  double best() const { return answers.empty() ? 0 : answers[0].score; }
};

class TextAsker {
 public:
  // Both must outlive it.
  TextAsker(const extractor::Analyzer& analyzer, const Lexicon& lexicon)
      : analyzer_(analyzer), lexicon_(lexicon), evidence_(analyzer, lexicon) {}

  // Errors: those of the reader and of `budget`.
  absl::StatusOr<TextReading> Read(const graphstore::Reader& reader,
                                   const std::string& text, AskBudget& budget);

 private:
  absl::StatusOr<TextReading> ReadOnce(const graphstore::Reader& reader,
                                       Question question, AskBudget& budget);

  const extractor::Analyzer& analyzer_;
  const Lexicon& lexicon_;
  EvidenceReader evidence_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_TEXT_ASKER_H_
