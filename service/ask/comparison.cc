#include "service/ask/comparison.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/ask/measures.h"
#include "service/ask/undo_impl.h"

namespace weft::service {
namespace {

using extractor::Upos;
using extractor::Xpos;

bool IsArticle(absl::string_view word) {
  return IsOneOf(word, {"the", "a", "an"});
}
bool IsMore(absl::string_view word) {
  return IsOneOf(word, {"more", "less", "fewer"});
}
bool IsMost(absl::string_view word) {
  return IsOneOf(word, {"most", "least", "fewest"});
}
bool IsLess(absl::string_view word) {
  return IsOneOf(word, {"less", "fewer", "least", "fewest"});
}

class ComparisonReader {
 public:
  ComparisonReader(const extractor::AnalyzedSentence& question,
                   const Lexicon& lexicon)
      : question_(question), lexicon_(lexicon) {
    for (const extractor::Token& token : question.sentence.tokens) {
      words_.push_back(absl::AsciiStrToLower(
          absl::string_view(token.text.data(), token.text.size())));
    }
    size_ = static_cast<int>(words_.size());
    while (size_ > 0 && IsOneOf(words_[size_ - 1], {"?", ".", "!"})) --size_;
  }

  Comparison Run() {
    if (size_ < 3) return {};
    const int than = Find("than", 1);
    if (than > 1 && than + 1 < size_) {
      const bool read =
          words_[0] == "how" ? Difference(than) : IsMoreThan(than);
      return read ? out_ : Comparison();
    }
    if (!IsOneOf(words_[0], {"which", "who", "what"})) return {};
    const int alternative = Find("or", 2);
    if (alternative > 0) return WhichOf(alternative) ? out_ : Comparison();
    return MostOfAll() ? out_ : Comparison();
  }

 private:
  int Find(absl::string_view word, int from) const {
    for (int i = from; i < size_; ++i) {
      if (words_[i] == word) return i;
    }
    return -1;
  }

  Upos Tag(int i) const { return question_.tree[i].upos; }
  bool Is(int i, Xpos tag) const { return question_.tree[i].xpos == tag; }

  std::string Base(int i) const {
    return lexicon_.BaseForms(words_[i]).front();
  }

  // A name without its article.
  std::string Name(int begin, int end) const {
    while (begin < end && IsArticle(words_[begin])) ++begin;
    while (end > begin && words_[end - 1] == ",") --end;
    return SpanText(question_, begin, end);
  }

  // "cheap" for "cheaper", "oldest"; "" for what is not graded.
  std::string Graded(int i) const {
    if (IsMore(words_[i]) || IsMost(words_[i])) return "";
    if (std::string base = GradedBase(words_[i]); !base.empty()) return base;
    const bool tagged =
        Is(i, Xpos::kJjr) || Is(i, Xpos::kRbr) || Is(i, Xpos::kJjs);
    return tagged && Base(i) != words_[i] ? Base(i) : "";
  }

  // "cheaper", "more expensive" in [begin, end); where it begins, or -1.
  int ReadAdjective(int begin, int end) {
    for (int i = begin; i < end; ++i) {
      const bool graded = i + 1 < end &&
                          (IsMore(words_[i]) || IsMost(words_[i])) &&
                          Tag(i + 1) == Upos::kAdj;
      if (graded) {
        out_.adjective = Base(i + 1);
        out_.less = IsLess(words_[i]);
        return i;
      }
      if (std::string base = Graded(i); !base.empty()) {
        out_.adjective = std::move(base);
        return i;
      }
    }
    return -1;
  }

  // "more people": what is counted, [begin, end) behind "more".
  void ReadCounted(int begin, int end) {
    for (int i = begin; i < end; ++i) {
      if (Tag(i) == Upos::kNoun || Tag(i) == Upos::kPropn) {
        out_.noun = Base(i);
        return;
      }
      if (Tag(i) == Upos::kAdp) return;
    }
  }

  // "Is A larger than B", "Does A employ more people than B"
  bool IsMoreThan(int than) {
    out_.kind = ComparisonKind::kIsMore;
    out_.b = Name(than + 1, size_);
    if (IsBe(words_[0])) {
      const int adjective = ReadAdjective(1, than);
      if (adjective < 2) return false;
      out_.a = Name(1, adjective);
      return true;
    }
    if (!IsDo(words_[0])) return false;
    for (int i = 3; i < than; ++i) {
      if (!IsMore(words_[i])) continue;
      out_.verb = Base(i - 1);
      out_.less = IsLess(words_[i]);
      out_.a = Name(1, i - 1);
      ReadCounted(i + 1, than);
      return true;
    }
    return false;
  }

  // "How much cheaper is A than B", "How many more people does A employ than B"
  bool Difference(int than) {
    if (!IsOneOf(words_[1], {"much", "many"})) return false;
    out_.kind = ComparisonKind::kDifference;
    out_.b = Name(than + 1, size_);
    int helper = 2;
    while (helper < than && !IsBe(words_[helper]) && !IsDo(words_[helper])) {
      ++helper;
    }
    if (helper == than) return false;
    if (IsBe(words_[helper])) {
      out_.a = Name(helper + 1, than);
      return ReadAdjective(2, helper) >= 0;
    }
    if (!IsMore(words_[2])) return false;
    out_.less = IsLess(words_[2]);
    ReadCounted(3, helper);
    out_.verb = Base(than - 1);
    out_.a = Name(helper + 1, than - 1);
    return true;
  }

  // "Which is cheaper, A or B", "Which firm employs more people, A or B"
  bool WhichOf(int alternative) {
    int comma = alternative;
    while (comma > 1 && words_[comma] != "," && words_[comma] != ":") --comma;
    if (comma < 2) return false;
    out_.kind = ComparisonKind::kWhich;
    out_.a = Name(comma + 1, alternative);
    out_.b = Name(alternative + 1, size_);
    if (ReadAdjective(1, comma) >= 0) return true;
    for (int i = 2; i < comma; ++i) {
      if (!IsMore(words_[i]) && !IsMost(words_[i]) && words_[i] != "first") {
        continue;
      }
      const int verb = words_[i - 1] == "the" ? i - 2 : i - 1;
      if (verb < 1) return false;
      out_.by_time = words_[i] == "first";
      out_.less = IsLess(words_[i]) || out_.by_time;
      out_.verb = Base(verb);
      out_.passive = IsBe(words_[verb - 1]);
      ReadCounted(i + 1, comma);
      return true;
    }
    return false;
  }

  // "Which yard employs the most people", "What is the oldest yard"
  bool MostOfAll() {
    out_.kind = ComparisonKind::kMost;
    for (int i = 2; i < size_; ++i) {
      if (words_[i - 1] == "the" && IsMost(words_[i]) && i >= 3 &&
          (i + 1 == size_ || Tag(i + 1) != Upos::kAdj)) {
        out_.verb = Base(i - 2);
        out_.less = IsLess(words_[i]);
        ReadCounted(i + 1, size_);
        return !IsBe(words_[i - 2]);
      }
      const bool time = IsOneOf(words_[i], {"first", "last", "earliest"});
      if (time && i + 1 == size_ && Tag(i - 1) == Upos::kVerb) {
        out_.verb = Base(i - 1);
        out_.passive = IsBe(words_[i - 2]);
        out_.by_time = true;
        out_.less = words_[i] != "last";
        return true;
      }
    }
    const int superlative = ReadAdjective(2, size_);
    return superlative >= 2 && (absl::EndsWith(words_[superlative], "est") ||
                                IsMost(words_[superlative]));
  }

  const extractor::AnalyzedSentence& question_;
  const Lexicon& lexicon_;
  std::vector<std::string> words_;
  int size_ = 0;
  Comparison out_;
};

}  // namespace

Comparison ReadComparison(const extractor::AnalyzedSentence& question,
                          const Lexicon& lexicon) {
  return ComparisonReader(question, lexicon).Run();
}

}  // namespace weft::service
