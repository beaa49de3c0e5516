#include "extractor/coref/coreference.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "extractor/clause/tree_queries.h"
#include "extractor/coref/definite_nouns.h"
#include "extractor/coref/document_state.h"
#include "extractor/coref/first_person.h"
#include "extractor/coref/noun_types.h"
#include "extractor/coref/pronouns.h"
#include "extractor/coref/speakers.h"

namespace weft::extractor {

class CoreferenceResolver {
 public:
  CoreferenceResolver(absl::Span<const SentenceFacts> sentences,
                      std::vector<PronounDecision>* decisions)
      : sentences_(sentences), decisions_(decisions) {
    for (const SentenceFacts& sentence : sentences) {
      state_.analyzed.push_back(sentence.analyzed);
      state_.clauses.push_back(sentence.clauses);
    }
  }

  Coreference Run() {
    state_.quoted = QuotedTokens(state_.analyzed);
    NamedEntities named = FindNamedEntities(sentences_);
    result_.entities_ = std::move(named.entities);
    state_.chains = std::move(named.chains);
    state_.chain_at = std::move(named.chain_at);
    state_.ascribed = std::move(named.ascribed);
    state_.names = std::move(named.names);
    state_.organization_of = std::move(named.organization_of);
    for (size_t s = 0; s < sentences_.size(); ++s) {
      ResolveSentence(static_cast<int>(s));
    }
    ResolveFirstPersons(&state_);
    Finish();
    return std::move(result_);
  }

 private:
  void ResolveSentence(int s) {
    const DependencyTree& tree = state_.Tree(s);
    state_.in_sentence = 0;
    for (int t = 0; t < tree.size(); ++t) {
      const Node& node = tree[t];
      if (node.upos == Upos::kPron || node.xpos == Xpos::kPrpS) {
        ResolvePronoun({s, t}, &state_, decisions_);
      } else if (node.upos == Upos::kNoun || node.upos == Upos::kPropn ||
                 state_.At(s, t) != kNoChain) {
        ResolveNoun(s, t);
      }
    }
  }

  bool IsInsideOfName(int s, int t) {
    const int head = state_.Tree(s)[t].head;
    return state_.At(s, t) != kNoChain && head != kNoHead &&
           state_.At(s, head) == state_.At(s, t) &&
           (BaseLabel(state_.Tree(s)[t].label) == Deprel::kCompound ||
            BaseLabel(state_.Tree(s)[t].label) == Deprel::kFlat ||
            state_.names[s][t] == state_.names[s][head]);
  }

  void ResolveNoun(int s, int t) {
    const Node& node = state_.Tree(s)[t];
    const Deprel label = BaseLabel(node.label);
    if (IsInsideOfName(s, t)) return;
    const bool part = label == Deprel::kCompound || label == Deprel::kFlat ||
                      label == Deprel::kFixed;
    // Parts of a phrase; a name among them can still be meant later.
    if (part && state_.At(s, t) == kNoChain) return;
    if (state_.At(s, t) == kNoChain && node.upos == Upos::kNoun) {
      if (node.xpos != Xpos::kNns) state_.chain_at[s][t] = NamedBefore(s, t);
      if (state_.At(s, t) == kNoChain)
        state_.chain_at[s][t] = DefiniteChain(s, t);
    }
    AddCandidate(s, t);
  }

  // "the X2 model" is X2.
  int NamedBefore(int s, int t) {
    const DependencyTree& tree = state_.Tree(s);
    if (!IsKindNoun(absl::AsciiStrToLower(tree[t].lemma))) return kNoChain;
    // "a Holm ferry" is one of Holm's.
    const int article = tree.Child(t, Deprel::kDet);
    if (article != kNoHead && tree[article].lemma == "a") return kNoChain;
    for (const int child : tree.Children(t)) {
      if (tree[child].label != Deprel::kCompound &&
          tree[child].label != Deprel::kNmodDesc) {
        continue;
      }
      const int chain = state_.At(s, child);
      if (chain == kNoChain || child + 1 != t) continue;
      const EntityType type = state_.chains[chain].type;
      if (type == TypeOfNoun(tree[t].lemma) || type == EntityType::kUnknown ||
          type == EntityType::kMisc || type == EntityType::kProduct) {
        return chain;
      }
    }
    return kNoChain;
  }

  int DefiniteChain(int s, int t) {
    const auto type_at = [&](int token) -> std::optional<EntityType> {
      const int chain = state_.At(s, token);
      if (chain == kNoChain || !state_.chains[chain].named) return std::nullopt;
      return state_.chains[chain].type;
    };
    // "the law firm Holm & Co": its name follows.
    if (t + 1 < state_.Tree(s).size() && state_.names[s][t + 1] != kNoChain)
      return kNoChain;
    const std::optional<DefiniteNoun> noun =
        ReadDefiniteNoun(*state_.analyzed[s], {s, t}, type_at);
    if (!noun.has_value()) return kNoChain;
    int chain = EmployerOfWho(s, *noun);
    if (chain == kNoChain) {
      chain = ChainOfNoun(*noun, state_.chains, state_.candidates);
    }
    if (chain != kNoChain) {
      Chain& meant = state_.chains[chain];
      for (const std::string& word : noun->modifiers) {
        AddWord(word, &meant.modifiers);
      }
      Learn(TypeOfNoun(noun->noun), &meant);
    }
    return chain;
  }

  // "Norvane's head, Ruiz, who bought the company", "Ruiz set up the firm":
  // his own.
  int EmployerOfWho(int s, const DefiniteNoun& noun) {
    if (noun.plural || noun.possessed || !noun.modifiers.empty() ||
        noun.clause == kNoHead || !IsGenericNoun(noun.noun) ||
        TypeOfNoun(noun.noun) != EntityType::kOrganization) {
      return kNoChain;
    }
    const DependencyTree& tree = state_.Tree(s);
    const Node& clause = tree[noun.clause];
    int person = kNoHead;
    if (clause.label == Deprel::kAclRelcl) {
      person = clause.head;
    } else if (IsFounding(clause.lemma)) {
      int verb = noun.clause;
      person = SubjectChild(tree, verb);
      while (person == kNoHead && tree[verb].label == Deprel::kConj) {
        verb = tree[verb].head;
        person = SubjectChild(tree, verb);
      }
    }
    if (person == kNoHead) return kNoChain;
    const auto found = state_.organization_of.find(state_.At(s, person));
    return found == state_.organization_of.end() ? kNoChain : found->second;
  }

  static bool IsFounding(absl::string_view lemma) {
    return lemma == "found" || lemma == "co-found" || lemma == "cofound" ||
           lemma == "set" || lemma == "establish" || lemma == "start" ||
           lemma == "lead" || lemma == "run" || lemma == "head";
  }

  // What the text calls it is what it is.
  static void Learn(EntityType type, Chain* chain) {
    if (type == EntityType::kUnknown || type == chain->type ||
        !MayBeOf(*chain, type)) {
      return;
    }
    chain->type = type;
    chain->doubtful = false;
  }

  void AddCandidate(int s, int t) {
    const DependencyTree& tree = state_.Tree(s);
    // "No company" is none that could be meant again.
    const int determiner = tree.Child(t, Deprel::kDet);
    if (determiner != kNoHead && tree[determiner].lemma == "no") return;
    Candidate candidate = CandidateAt(state_, s, t);
    if (state_.At(s, t) == kNoChain) state_.chain_at[s][t] = NewChain(s, t);
    candidate.chain = state_.At(s, t);
    const Chain& chain = state_.chains[candidate.chain];
    if (state_.names[s][t] != kNoChain) candidate.form = Form::kName;
    const bool several = tree.Child(t, Deprel::kConj) != kNoHead;
    candidate.plural = chain.plural || (!chain.named && IsPlural(tree, t));
    AddMention(candidate, &state_);
    if (several) AddGroup(candidate);
  }

  // "Ruiz and Holm" as what "they" may mean.
  void AddGroup(Candidate candidate) {
    Chain group;
    group.plural = true;
    group.type = state_.chains[candidate.chain].type;
    state_.groups.insert(static_cast<int>(state_.chains.size()));
    candidate.chain = static_cast<int>(state_.chains.size());
    candidate.plural = true;
    candidate.order = state_.in_sentence;
    state_.chains.push_back(std::move(group));
    AddMention(candidate, &state_);
  }

  int NewChain(int s, int t) {
    const Node& node = state_.Tree(s)[t];
    Chain chain;
    const std::string noun = absl::AsciiStrToLower(node.lemma);
    chain.type = TypeOfNoun(noun);
    chain.gender = GenderOfNoun(noun);
    chain.plural = node.xpos == Xpos::kNns || node.xpos == Xpos::kNnps;
    chain.first = {s, t};
    chain.nouns.push_back(noun);
    for (std::string& word : ModifiersOf(*state_.analyzed[s], t)) {
      AddWord(std::move(word), &chain.modifiers);
    }
    state_.chains.push_back(std::move(chain));
    return static_cast<int>(state_.chains.size()) - 1;
  }

  void Finish() {
    const int entities = static_cast<int>(result_.entities_.size());
    for (int e = 0; e < entities; ++e) {
      result_.entities_[e].type = state_.chains[e].type;
    }
    result_.entity_at_.resize(sentences_.size());
    for (size_t i = 0; i < sentences_.size(); ++i) {
      const int s = static_cast<int>(i);
      for (int t = 0; t < state_.Tree(s).size(); ++t) {
        const int chain = state_.At(s, t);
        result_.entity_at_[i].push_back(chain < entities ? chain : kNoChain);
        const bool pronoun =
            PronounKindOf(state_.TextAt(s, t)) != PronounKind::kNone;
        if (pronoun && chain >= entities && !state_.groups.contains(chain)) {
          result_.antecedents_.push_back({{s, t}, state_.chains[chain].first});
        }
      }
    }
    result_.mentions_ = ListMentions(state_, entities);
  }

  absl::Span<const SentenceFacts> sentences_;
  std::vector<PronounDecision>* const decisions_;
  DocumentState state_;
  Coreference result_;
};

int Coreference::EntityAt(TokenRef head) const {
  if (!head.valid() || head.token < 0) return kNoChain;
  return entity_at_[head.sentence][head.token];
}

TokenRef Coreference::AntecedentOf(TokenRef head) const {
  const auto found = std::lower_bound(
      antecedents_.begin(), antecedents_.end(), head,
      [](const auto& entry, TokenRef wanted) { return entry.first < wanted; });
  if (found == antecedents_.end() || !(found->first == head)) return {};
  return found->second;
}

Coreference ResolveCoreference(absl::Span<const SentenceFacts> sentences,
                               std::vector<PronounDecision>* decisions) {
  return CoreferenceResolver(sentences, decisions).Run();
}

}  // namespace weft::extractor
