#include "service/ask/text_asker.h"

#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "base/status.h"
#include "service/ask/confidence.h"
#include "service/ask/description.h"
#include "service/ask/graph_answers.h"

namespace weft::service {
namespace {

using graphstore::Reader;

constexpr size_t kPassages = 24;
constexpr double kSubstituted = 0.97;  // each hop may be wrong

// Only a name can stand for what was described.
bool IsName(const FoundAnswer& answer) {
  return absl::c_any_of(answer.text,
                        [](char c) { return absl::ascii_isupper(c); });
}

}  // namespace

absl::StatusOr<TextReading> TextAsker::ReadOnce(const Reader& reader,
                                                Question question,
                                                AskBudget& budget) {
  TextReading out;
  out.question = std::move(question);
  WEFT_ASSIGN_OR_RETURN(out.links, LinkTerms(reader, out.question));
  WEFT_ASSIGN_OR_RETURN(
      out.passages,
      evidence_.Find(reader, out.question, out.links, kPassages, budget));
  out.answers = ReadAnswers(out.question, out.links, out.passages, lexicon_);
  WEFT_ASSIGN_OR_RETURN(
      out.pattern, AddGraphAnswers(reader, out.question, out.links, lexicon_,
                                   budget, &out.answers));
  return out;
}

absl::StatusOr<TextReading> TextAsker::Read(const Reader& reader,
                                            const std::string& text,
                                            AskBudget& budget) {
  absl::Status failed;
  const Question question =
      ReadQuestion(text, analyzer_, lexicon_, [&](absl::string_view name) {
        const auto found = reader.FindEntities(name);
        if (!found.ok()) failed = found.status();
        return found.ok() && !found->empty();
      });
  WEFT_RETURN_IF_ERROR(failed);
  WEFT_ASSIGN_OR_RETURN(TextReading best, ReadOnce(reader, question, budget));
  for (const Description& description : FindDescriptions(question, lexicon_)) {
    WEFT_ASSIGN_OR_RETURN(const TextReading inner,
                          ReadOnce(reader, description.inner, budget));
    if (inner.best() < kLeastConfidence) continue;
    const auto named =
        std::make_shared<const FoundAnswer>(inner.answers.front());
    if (!IsName(*named)) continue;
    WEFT_ASSIGN_OR_RETURN(
        TextReading outer,
        ReadOnce(reader, Substitute(question, description, named->text),
                 budget));
    for (FoundAnswer& answer : outer.answers) {
      answer.score *= kSubstituted;
      answer.before.push_back(named);
    }
    if (outer.best() > best.best()) best = std::move(outer);
  }
  return best;
}

}  // namespace weft::service
