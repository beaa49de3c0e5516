#include "extractor/coref/mention_list.h"

#include <utility>

#include "absl/container/flat_hash_map.h"

namespace weft::extractor {
namespace {

class Lister {
 public:
  explicit Lister(const DocumentState& state) : state_(state) {}

  std::vector<ResolvedMention> Run(int entities) {
    absl::flat_hash_map<int, int> phrases;
    for (size_t i = 0; i < state_.analyzed.size(); ++i) {
      const int s = static_cast<int>(i);
      for (int t = 0; t < state_.Tree(s).size(); ++t) {
        const int chain = state_.At(s, t);
        if (chain == kNoChain || state_.ascribed.contains({s, t})) continue;
        if (state_.names[s][t] != kNoChain) {
          if (t == 0 || state_.names[s][t - 1] != state_.names[s][t]) {
            Add(chain, kNoChain, s, NameSpan(s, t));
          }
        } else if (state_.Tree(s)[t].xpos == Xpos::kPos) {
          continue;
        } else if (chain < entities) {
          Add(chain, kNoChain, s, PhraseSpan(s, t));
        } else if (state_.chains[chain].mentions >= kWorthListing) {
          const auto [it, fresh] =
              phrases.emplace(chain, static_cast<int>(phrases.size()));
          Add(kNoChain, it->second, s, PhraseSpan(s, t));
        }
      }
    }
    return std::move(mentions_);
  }

 private:
  void Add(int entity, int phrase, int s, TokenSpan span) {
    const uint32_t last = span.end - 1;
    if (span.size() > 1 && state_.Tree(s)[last].xpos == Xpos::kPos) --span.end;
    mentions_.push_back({entity, phrase, s, span});
  }

  TokenSpan NameSpan(int s, int t) const {
    int end = t;
    while (end < state_.Tree(s).size() &&
           state_.names[s][end] == state_.names[s][t])
      ++end;
    return {static_cast<uint32_t>(t), static_cast<uint32_t>(end)};
  }

  // From the article or possessor to the noun.
  TokenSpan PhraseSpan(int s, int t) const {
    auto begin = static_cast<uint32_t>(t);
    for (const int child : state_.Tree(s).Children(t)) {
      if (child >= t) break;
      const Deprel label = BaseLabel(state_.Tree(s)[child].label);
      if (label == Deprel::kDet || label == Deprel::kAmod ||
          label == Deprel::kCompound || label == Deprel::kNummod ||
          label == Deprel::kNmod) {
        begin = state_.Tree(s).SubtreeSpan(child).begin;
        break;
      }
    }
    return {begin, static_cast<uint32_t>(t) + 1};
  }

  const DocumentState& state_;
  std::vector<ResolvedMention> mentions_;
};

}  // namespace

std::vector<ResolvedMention> ListMentions(const DocumentState& state,
                                          int entities) {
  return Lister(state).Run(entities);
}

}  // namespace weft::extractor
