#include "extractor/coref/first_person.h"

#include <vector>

#include "extractor/coref/pronouns.h"
#include "extractor/coref/speakers.h"

namespace weft::extractor {
namespace {

// Unquoted "we" this often: the text speaks for an organisation.
constexpr size_t kHouseVoice = 4;

class FirstPersons {
 public:
  explicit FirstPersons(DocumentState* state) : state_(*state) {}

  void Run() {
    std::vector<TokenRef> house;
    for (size_t i = 0; i < state_.analyzed.size(); ++i) {
      const int s = static_cast<int>(i);
      for (int t = 0; t < state_.Tree(s).size(); ++t) {
        if (!IsFirstPerson(state_.TextAt(s, t)) || state_.At(s, t) != kNoChain)
          continue;
        const bool plural = IsFirstPersonPlural(state_.TextAt(s, t));
        const TokenRef speaker =
            SpeakerOf({s, t}, state_.analyzed, state_.clauses, state_.quoted);
        if (speaker.valid()) {
          state_.chain_at[s][t] =
              VoiceOf(state_.At(speaker.sentence, speaker.token), plural);
        } else if (plural && !state_.quoted[s][t]) {
          house.push_back({s, t});
        }
      }
    }
    if (house.size() < kHouseVoice) return;
    const int voice = LeadingOrganization();
    for (const TokenRef ref : house)
      state_.chain_at[ref.sentence][ref.token] = voice;
  }

 private:
  // The chain that "I" or "we" of this speaker means.
  int VoiceOf(int speaker, bool plural) const {
    if (speaker == kNoChain || !state_.chains[speaker].named) return kNoChain;
    const bool organization =
        state_.chains[speaker].type == EntityType::kOrganization;
    if (!plural) return organization ? kNoChain : speaker;
    if (organization) return speaker;
    const auto found = state_.organization_of.find(speaker);
    return found == state_.organization_of.end() ? kNoChain : found->second;
  }

  // The organisation most spoken of among those that persons speak for.
  int LeadingOrganization() const {
    int best = kNoChain;
    for (const auto& [person, chain] : state_.organization_of) {
      if (best == kNoChain ||
          state_.chains[chain].mentions > state_.chains[best].mentions ||
          (state_.chains[chain].mentions == state_.chains[best].mentions &&
           chain < best)) {
        best = chain;
      }
    }
    return best;
  }

  DocumentState& state_;
};

}  // namespace

void ResolveFirstPersons(DocumentState* state) { FirstPersons(state).Run(); }

}  // namespace weft::extractor
