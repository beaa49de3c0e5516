// What words mean to each other: base forms, synonyms, derived forms, kinds.
//
//   lexicon.Similarity("acquire", "purchased")  // 0.8, news_verbs.cc
//   lexicon.Similarity("found", "founder")      // 0.9, derived
//   lexicon.IsA("city", "place")                // true
//
// Sources: WordNet 3.0 (data/wordnet.txt, made by make_lexicon.py) and a table
// of verbs of the news (news_words.h). Base forms are found as WordNet's own
// Morphy does it: a list of exceptions, else endings that leave a known word.
//
// Similarities, tuned on nothing but the order they should have: 1 the same
// base form, 0.9 derived from one another, 0.8 a row of news_words.h, 0.75
// synonyms in their most frequent senses and less for rarer ones, 0.55 one a
// kind of the other, 0 else.
//
// Immutable after creation and thread-safe.
#ifndef WEFT_SERVICE_ASK_LEXICON_H_
#define WEFT_SERVICE_ASK_LEXICON_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

namespace weft::service {

class Lexicon {
 public:
  // Reads the built-in tables; some 20 ms.
  static std::unique_ptr<const Lexicon> Create();

  // Lower-case base forms of a word, the likeliest first; never empty. "left"
  // -> "left", "leave".
  std::vector<std::string> BaseForms(absl::string_view word) const;

  // 0..1. Words in any form and case.
  double Similarity(absl::string_view a, absl::string_view b) const;
  // The best of all pairs of base forms.
  double SimilarityOf(const std::vector<std::string>& a,
                      const std::vector<std::string>& b) const;

  // Do a pair of base forms tell the same event from two ends ("buy",
  // "sell")? Such words are similar, too.
  bool AreConverse(const std::vector<std::string>& a,
                   const std::vector<std::string>& b) const;

  // Is the noun, in one of its two most frequent senses, a kind of `kind`?
  bool IsA(absl::string_view noun, absl::string_view kind) const;

  // Is a sense of this base form a verb (noun)?
  bool IsVerb(absl::string_view base) const;
  bool IsNoun(absl::string_view base) const;

  // Base forms that mean about the same as `word`, itself included: those
  // that share a sense among the most frequent two, a row of news_words.h, or
  // a derivation. At most 24.
  std::vector<std::string> Alike(absl::string_view word) const;

 private:
  struct Sense {
    uint32_t set = 0;
    uint32_t hypernym = 0;
    char pos = 'n';
    uint8_t rank = 1;
  };
  struct Word {
    std::vector<Sense> senses;
    std::vector<std::string> derived;
    std::vector<Sense> of_derived;  // their frequent senses
    std::vector<uint8_t> groups;    // rows of news_words.h
    std::vector<int8_t> converses;  // 1 + its rows; of the other side negative
  };
  struct SynonymSet {
    uint32_t hypernym = 0;
    std::vector<std::string> words;
  };
  // Sets of the four parts of speech share one number space.
  static uint32_t SetKey(char pos, uint32_t offset);

  Lexicon() = default;
  void ReadLine(absl::string_view line);
  void ReadGroups();
  const Word* Find(absl::string_view base) const;
  void AddSensesOfDerived();
  double BaseSimilarity(const std::string& a, const Word* one,
                        const std::string& b, const Word* two) const;
  static bool AreConverse(const Word& a, const Word& b);

  absl::flat_hash_map<std::string, Word> words_;
  absl::flat_hash_map<uint32_t, SynonymSet> sets_;
  absl::flat_hash_map<std::string, std::vector<std::string>> exceptions_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_LEXICON_H_
