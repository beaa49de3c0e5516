#include "extractor/pipeline/speech.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "extractor/coref/pronouns.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

bool IsOpeningQuote(absl::string_view text) {
  return text == "“" || text == "``" || text == "‘";
}

bool IsClosingQuote(absl::string_view text) {
  return text == "”" || text == "''";
}

class SpeechFinder {
 public:
  SpeechFinder(absl::string_view text,
               absl::Span<const SentenceAnalysis> sentences,
               const Coreference& coreference)
      : text_(text), sentences_(sentences), coreference_(coreference) {}

  std::vector<Speech> Run() {
    std::vector<Speech> result(sentences_.size());
    for (size_t s = 0; s < sentences_.size(); ++s) {
      const SentenceAnalysis& sentence = sentences_[s];
      if (sentence.tokens().empty()) continue;
      if (s > 0 && BreaksBefore(s)) BeginParagraph();
      const bool quoted = FollowQuotes(sentence);
      const TokenRef own = SpeakerOf(static_cast<int>(s));
      if (own.valid()) {
        Note(own);
        if (EndsWithColon(sentence)) next_paragraph_ = own;
      } else if (paragraph_.valid()) {
        result[s].carried = paragraph_;
      } else if (quoted) {
        result[s].carried = last_;
      }
      if (last_entity_ >= 0 &&
          static_cast<int>(s) - last_.sentence <= kSpeakerReach) {
        result[s].last = last_entity_;
      }
    }
    return result;
  }

 private:
  bool BreaksBefore(size_t s) const {
    const uint32_t begin = sentences_[s - 1].analyzed.sentence.span.end;
    const uint32_t end = sentences_[s].analyzed.sentence.span.begin;
    return text_.substr(begin, end - begin).find('\n') !=
           absl::string_view::npos;
  }

  void BeginParagraph() {
    paragraph_ = next_paragraph_;
    next_paragraph_ = {};
    open_ = false;
    last_in_paragraph_ = paragraph_.valid();
  }

  void Note(TokenRef speaker) {
    last_ = speaker;
    last_in_paragraph_ = true;
    const int entity = coreference_.EntityAt(speaker);
    if (entity >= 0) last_entity_ = entity;
  }

  // Is the whole sentence inside of quotes, right behind the speaker's words?
  // Keeps track of quotes that span sentences.
  bool FollowQuotes(const SentenceAnalysis& sentence) {
    const auto& tokens = sentence.tokens();
    bool outside = false;
    for (const Token& token : tokens) {
      if (IsOpeningQuote(token.text)) {
        open_ = true;
      } else if (IsClosingQuote(token.text)) {
        open_ = false;
      } else if (token.text == "\"") {
        open_ = !open_;
      } else if (!open_ && absl::ascii_isalnum(token.text[0])) {
        outside = true;
      }
    }
    return !outside && last_in_paragraph_;
  }

  // Head of the last subject of a verb of saying, "I" and "we" aside.
  TokenRef SpeakerOf(int s) const {
    const SentenceAnalysis& sentence = sentences_[s];
    TokenRef speaker;
    for (const Clause& clause : sentence.clauses) {
      if (clause.subject == kNoHead || clause.passive ||
          !Is(sentence.tree()[clause.head()].lemma, WordClass::kSay) ||
          IsFirstPerson(sentence.tokens()[clause.subject].text)) {
        continue;
      }
      speaker = {s, clause.subject};
    }
    return speaker;
  }

  static bool EndsWithColon(const SentenceAnalysis& sentence) {
    return sentence.tokens().back().text == ":";
  }

  absl::string_view text_;
  absl::Span<const SentenceAnalysis> sentences_;
  const Coreference& coreference_;
  TokenRef last_;  // the last speaker
  int last_entity_ = -1;
  bool last_in_paragraph_ = false;
  TokenRef paragraph_;  // whose words this paragraph is
  TokenRef next_paragraph_;
  bool open_ = false;  // a quote is open
};

bool IsOffice(absl::string_view lemma) {
  return lemma == "executive" || lemma == "officer" || lemma == "director" ||
         lemma == "president" || lemma == "chairman" || lemma == "ceo" ||
         lemma == "chairwoman" || lemma == "spokesman" ||
         lemma == "spokeswoman" || lemma == "spokesperson" ||
         lemma == "governor" || lemma == "coach" || lemma == "manager";
}

class EmployerFinder {
 public:
  EmployerFinder(absl::Span<const SentenceAnalysis> sentences,
                 const Coreference& coreference)
      : sentences_(sentences),
        coreference_(coreference),
        named_(coreference.entities().size(), 0) {}

  absl::flat_hash_map<int, int> Run() {
    for (size_t s = 0; s < sentences_.size(); ++s) {
      const int index = static_cast<int>(s);
      const SentenceAnalysis& sentence = sentences_[s];
      for (const NameMention& name : sentence.analyzed.names) {
        CountName(index, name);
      }
      for (const Proposition& proposition : sentence.propositions) {
        if (proposition.rule == "title.is" ||
            proposition.rule == "apposition.is") {
          Describe(index, proposition);
        }
      }
    }
    return std::move(employers_);
  }

 private:
  bool IsOrganization(int entity) const {
    return entity >= 0 &&
           coreference_.entities()[entity].type == EntityType::kOrganization;
  }

  // Taggers take firms for products and the other way round.
  bool MayEmploy(int entity) const {
    if (entity < 0) return false;
    const EntityType type = coreference_.entities()[entity].type;
    return type == EntityType::kOrganization || type == EntityType::kProduct ||
           type == EntityType::kUnknown || type == EntityType::kMisc;
  }

  void CountName(int s, const NameMention& name) {
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
      const int entity = coreference_.EntityAt({s, static_cast<int>(t)});
      if (!IsOrganization(entity)) continue;
      ++named_[entity];
      return;
    }
  }

  void Describe(int s, const Proposition& proposition) {
    const int person = coreference_.EntityAt({s, proposition.subject});
    if (person < 0 ||
        coreference_.entities()[person].type != EntityType::kPerson) {
      return;
    }
    const DependencyTree& tree = sentences_[s].tree();
    const int office = proposition.arguments.front().head;
    const std::string lemma = absl::AsciiStrToLower(tree[office].lemma);
    if (!Is(lemma, WordClass::kRole)) return;
    // "CEO and co-founder of Norvane": anywhere in the phrase.
    const TokenSpan span = tree.SubtreeSpan(office);
    for (uint32_t t = span.begin; t < span.end; ++t) {
      const int entity = coreference_.EntityAt({s, static_cast<int>(t)});
      if (entity == person || !MayEmploy(entity)) continue;
      employers_[person] = entity;
      return;
    }
    if (!IsOffice(lemma) || employers_.contains(person)) return;
    const auto most = std::max_element(named_.begin(), named_.end());
    if (most != named_.end() && *most > 0) {
      employers_[person] = static_cast<int>(most - named_.begin());
    }
  }

  absl::Span<const SentenceAnalysis> sentences_;
  const Coreference& coreference_;
  std::vector<int> named_;  // by entity, up to the sentence at hand
  absl::flat_hash_map<int, int> employers_;
};

// Lines at either end of a document that may be its signature.
constexpr size_t kSignatureLines = 3;

}  // namespace

int DocumentVoice(absl::Span<const SentenceAnalysis> sentences,
                  const Coreference& coreference,
                  const absl::flat_hash_map<int, int>& employers) {
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (s >= kSignatureLines && s + kSignatureLines < sentences.size()) {
      continue;
    }
    if (!sentences[s].clauses.empty()) continue;
    for (const Proposition& proposition : sentences[s].propositions) {
      const int person =
          coreference.EntityAt({static_cast<int>(s), proposition.subject});
      const auto employer = employers.find(person);
      if (proposition.rule == "apposition.is" && employer != employers.end()) {
        return employer->second;
      }
    }
  }
  return -1;
}

bool StandsInQuotes(absl::Span<const Token> tokens, int token) {
  bool open = false;
  for (int t = 0; t < token; ++t) {
    const absl::string_view text = tokens[t].text;
    if (IsOpeningQuote(text)) open = true;
    if (IsClosingQuote(text)) open = false;
    if (text == "\"") open = !open;
  }
  return open;
}

std::vector<Speech> FindSpeech(absl::string_view text,
                               absl::Span<const SentenceAnalysis> sentences,
                               const Coreference& coreference) {
  return SpeechFinder(text, sentences, coreference).Run();
}

absl::flat_hash_map<int, int> FindEmployers(
    absl::Span<const SentenceAnalysis> sentences,
    const Coreference& coreference) {
  return EmployerFinder(sentences, coreference).Run();
}

}  // namespace weft::extractor
