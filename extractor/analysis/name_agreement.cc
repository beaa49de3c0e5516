#include "extractor/analysis/name_agreement.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

constexpr int kTypes = static_cast<int>(EntityType::kMisc) + 1;
using Votes = std::array<float, kTypes>;

std::string Key(const Sentence& sentence, uint32_t begin, uint32_t end) {
  std::string key;
  for (uint32_t i = begin; i < end; ++i) {
    absl::StrAppend(&key, " ", absl::AsciiStrToLower(sentence.tokens[i].text));
  }
  return key;
}

bool IsSure(const NameMention& name) {
  return name.probability >= kSureOfType && name.type != EntityType::kMisc;
}

class Ballot {
 public:
  void Add(const Sentence& sentence, const NameMention& name) {
    const uint32_t begin = name.tokens.begin, end = name.tokens.end;
    Vote(Key(sentence, begin, end), name);
    if (name.type == EntityType::kPerson && name.tokens.size() > 1) {
      Vote(Key(sentence, begin, begin + 1), name);
      Vote(Key(sentence, end - 1, end), name);
    }
  }

  // The type with most votes; that of the name without any.
  EntityType Winner(const Sentence& sentence, const NameMention& name) const {
    const auto found =
        votes_.find(Key(sentence, name.tokens.begin, name.tokens.end));
    if (found == votes_.end()) return name.type;
    const Votes& votes = found->second;
    return static_cast<EntityType>(std::distance(
        votes.begin(), std::max_element(votes.begin(), votes.end())));
  }

 private:
  void Vote(const std::string& key, const NameMention& name) {
    votes_[key][static_cast<int>(name.type)] += name.probability;
  }

  absl::flat_hash_map<std::string, Votes> votes_;
};

}  // namespace

std::vector<AnalyzedSentence> AgreeOnTypes(
    std::vector<AnalyzedSentence> sentences) {
  Ballot ballot;
  for (const AnalyzedSentence& s : sentences) {
    for (const NameMention& name : s.names) {
      if (IsSure(name)) ballot.Add(s.sentence, name);
    }
  }
  for (AnalyzedSentence& s : sentences) {
    for (NameMention& name : s.names) {
      if (name.probability < kSureOfType && name.type == EntityType::kMisc) {
        name.type = ballot.Winner(s.sentence, name);
      }
    }
  }
  return sentences;
}

}  // namespace weft::extractor
