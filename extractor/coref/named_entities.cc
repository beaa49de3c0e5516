#include "extractor/coref/named_entities.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "extractor/clause/tree_queries.h"
#include "extractor/coref/definite_nouns.h"
#include "extractor/coref/document_names.h"
#include "extractor/coref/name_clusters.h"
#include "extractor/coref/name_match.h"
#include "extractor/coref/name_mentions.h"
#include "extractor/coref/noun_types.h"

namespace weft::extractor {
namespace {

constexpr int kNone = -1;

class Finder {
 public:
  explicit Finder(absl::Span<const SentenceFacts> sentences)
      : sentences_(sentences) {}

  NamedEntities Run() {
    CollectNames();
    JoinNames();
    for (size_t s = 0; s < sentences_.size(); ++s) {
      for (const Proposition& p : sentences_[s].propositions) {
        ReadDescription(static_cast<int>(s), p);
        ReadOffice(static_cast<int>(s), p);
      }
      ReadTitles(static_cast<int>(s));
      ReadAppositions(static_cast<int>(s));
    }
    for (size_t e = 0; e < result_.entities.size(); ++e) {
      SettleType(static_cast<int>(e));
    }
    return std::move(result_);
  }

 private:
  const DependencyTree& Tree(int s) const {
    return sentences_[s].analyzed->tree;
  }
  int& At(int s, int token) { return result_.chain_at[s][token]; }

  void CollectNames() {
    std::vector<const AnalyzedSentence*> analyzed;
    for (const SentenceFacts& sentence : sentences_) {
      analyzed.push_back(sentence.analyzed);
      const size_t size = sentence.analyzed->tree.size();
      result_.chain_at.emplace_back(size, kNone);
      result_.names.emplace_back(size, kNone);
    }
    const auto names = NamesOfDocument(analyzed);
    for (size_t i = 0; i < names.size(); ++i) {
      const int s = static_cast<int>(i);
      for (const NameMention& name : names[i]) {
        const int head = HeadOf(Tree(s), name.tokens);
        const int use = static_cast<int>(uses_.size());
        use_at_[{s, head}] = use;
        uses_.push_back({NameText(*sentences_[s].analyzed, name.tokens),
                         name.type, name.probability,
                         EvidenceOf(*sentences_[s].analyzed, name.tokens)});
        spans_.push_back({s, name.tokens});
        for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
          result_.names[s][t] = use;
        }
      }
    }
  }

  void JoinNames() {
    const NameClusters clusters = ClusterNames(uses_, Declared());
    for (const NameCluster& cluster : clusters.clusters) {
      result_.entities.push_back({cluster.name, cluster.type, cluster.forms});
      result_.chains.push_back(ChainOf(cluster));
    }
    for (size_t u = 0; u < uses_.size(); ++u) {
      const int cluster = clusters.cluster_of[u];
      const auto& [s, span] = spans_[u];
      for (uint32_t t = span.begin; t < span.end; ++t) {
        if (cluster < 0) {
          result_.names[s][t] = kNone;
        } else {
          At(s, t) = cluster;
        }
      }
      const std::string kind = KindBefore(*sentences_[s].analyzed, span);
      if (cluster >= 0 && TypeOfNoun(kind) != EntityType::kUnknown) {
        AddWord(kind, &result_.chains[cluster].nouns);
      }
    }
  }

  static Chain ChainOf(const NameCluster& cluster) {
    Chain chain;
    chain.named = true;
    chain.type = cluster.type;
    // A full name of a person is seldom anything else.
    chain.doubtful =
        cluster.doubtful && !(cluster.type == EntityType::kPerson &&
                              absl::StrContains(cluster.name, ' '));
    if (cluster.type == EntityType::kPerson ||
        cluster.type == EntityType::kUnknown ||
        cluster.type == EntityType::kMisc) {
      chain.gender = GenderOfName(cluster.name);
    }
    for (const auto& [form, count] : cluster.forms) {
      // "Holm Bank" is a bank, "the High Court" a court.
      const std::vector<std::string> words = NameWords(form);
      for (size_t w = 0; w < words.size(); ++w) {
        const EntityType type = TypeOfNoun(words[w]);
        const bool last = w + 1 == words.size();
        // "the trust" is Lund Health Trust, whatever else trusts are.
        if (last && words.size() > 1 &&
            cluster.type == EntityType::kOrganization) {
          AddWord(words[w], &chain.nouns);
        }
        if (type == EntityType::kUnknown || words.size() < 2) continue;
        if (last || type == EntityType::kOrganization) {
          AddWord(words[w], &chain.nouns);
        }
      }
    }
    return chain;
  }

  // "Norvane (NASDAQ: NRVN)": not the exchange, but what it is listed as.
  int Ticker(int s, int token) const {
    const auto& tokens = sentences_[s].analyzed->sentence.tokens;
    const size_t next = token + 2;
    return next < tokens.size() && tokens[next - 1].text == ":"
               ? static_cast<int>(next)
               : token;
  }

  // "Lund Trade Union (LTU)": both are names already, the text joins them.
  std::vector<std::pair<int, int>> Declared() const {
    std::vector<std::pair<int, int>> same;
    for (size_t i = 0; i < sentences_.size(); ++i) {
      const int s = static_cast<int>(i);
      for (const Proposition& p : sentences_[i].propositions) {
        if (p.rule != "abbreviation.is") continue;
        const auto a = use_at_.find({s, p.subject});
        const auto b = use_at_.find({s, Ticker(s, p.arguments[0].head)});
        if (a != use_at_.end() && b != use_at_.end()) {
          same.emplace_back(a->second, b->second);
        }
      }
    }
    return same;
  }

  void ReadDescription(int s, const Proposition& p) {
    if (p.arguments.empty() || p.factuality.negated) return;
    const bool same = p.rule == "apposition.is" || p.rule == "name.introduced";
    const bool says = same || p.rule == "title.is" || p.rule == "member.is" ||
                      p.rule == "copula.is";
    if (!says) return;
    const Argument& object = p.arguments[0];
    if (object.role != ArgumentRole::kComplement || !object.markers.empty()) {
      return;
    }
    const int entity = At(s, p.subject);
    const Node& noun = Tree(s)[object.head];
    const std::string word = absl::AsciiStrToLower(noun.lemma);
    // "chief executive", whose noun taggers take for an adjective.
    if (entity == kNone || (noun.upos != Upos::kNoun &&
                            TypeOfNoun(word) == EntityType::kUnknown)) {
      return;
    }
    Chain& chain = result_.chains[entity];
    AddWord(word, &chain.nouns);
    for (std::string& m : ModifiersOf(*sentences_[s].analyzed, object.head)) {
      AddWord(std::move(m), &chain.modifiers);
    }
    if (GenderOfNoun(word) != Gender::kUnknown) {
      chain.gender = GenderOfNoun(word);
    }
    ReadOrganization(s, object.head, entity);
    // "Vela is a boat that ...": the boat is Vela, when nothing is denied or
    // doubted.
    const int article = Tree(s).Child(object.head, Deprel::kDet);
    const bool ascribes = p.rule == "copula.is" && article != kNoHead &&
                          Tree(s)[article].lemma == "a" &&
                          p.factuality.certainty == Certainty::kAsserted;
    if ((same || ascribes) && At(s, object.head) == kNone &&
        noun.xpos != Xpos::kNns) {
      At(s, object.head) = entity;
      if (ascribes) result_.ascribed.insert({s, object.head});
    }
  }

  // "The chief executive, Ruiz, ...", whatever the head is tagged as.
  void ReadAppositions(int s) {
    const DependencyTree& tree = Tree(s);
    for (int t = 0; t < tree.size(); ++t) {
      if (tree[t].label != Deprel::kAppos) continue;
      const int above = tree[t].head;
      const int name = At(s, t) != kNone ? t : above;
      const int noun = name == t ? above : t;
      if (At(s, name) == kNone || At(s, noun) != kNone ||
          result_.names[s][name] == kNone) {
        continue;
      }
      const int article = tree.Child(noun, Deprel::kDet);
      const bool several = tree[noun].xpos == Xpos::kNns ||
                           tree.Child(noun, Deprel::kConj) != kNoHead;
      if (article == kNoHead || several || IsVerbTag(tree[noun])) continue;
      At(s, noun) = At(s, name);
      AddWord(absl::AsciiStrToLower(tree[noun].lemma),
              &result_.chains[At(s, name)].nouns);
    }
  }

  // "Ruiz, the head of Norvane", "Norvane's head, Ruiz", "Norvane head Ruiz".
  void ReadOrganization(int s, int noun, int person) {
    for (const std::string& m : ModifiersOf(*sentences_[s].analyzed, noun)) {
      if (m == "former" || m == "ex" || m == "previous") return;
    }
    // "CEO and co-founder of Norvane".
    const int second = Tree(s).Child(noun, Deprel::kConj);
    if (second != kNoHead && second != person) {
      ReadOrganization(s, second, person);
    }
    for (const int child : Tree(s).Children(noun)) {
      const int other = At(s, child);
      const Deprel label = BaseLabel(Tree(s)[child].label);
      if (other == kNone || other == person ||
          (label != Deprel::kNmod && label != Deprel::kCompound)) {
        continue;
      }
      if (MayBeOf(result_.chains[other], EntityType::kOrganization)) {
        result_.organization_of.emplace(person, other);
      }
    }
  }

  // "Ruiz, who heads Norvane", "Norvane's president, Ruiz".
  void ReadOffice(int s, const Proposition& p) {
    if (p.rule != "office.of" || p.arguments.empty()) return;
    const int person = At(s, p.subject);
    const int other = At(s, p.arguments[0].head);
    if (person == kNone || other == kNone || person == other) return;
    if (MayBeOf(result_.chains[other], EntityType::kOrganization)) {
      result_.organization_of.emplace(person, other);
    }
  }

  void ReadTitles(int s) {
    const DependencyTree& tree = Tree(s);
    for (int t = 0; t < tree.size(); ++t) {
      const std::string word = absl::AsciiStrToLower(tree[t].lemma);
      const Gender gender = GenderOfTitle(word);
      const bool bench = word == "justice" || word == "judge";
      if (gender == Gender::kUnknown && !bench) continue;
      // The title may be part of the name or stand before it.
      const int entity = At(s, t) != kNone     ? At(s, t)
                         : t + 1 < tree.size() ? At(s, t + 1)
                                               : kNone;
      if (entity == kNone) continue;
      Chain& chain = result_.chains[entity];
      if (chain.type == EntityType::kOrganization) continue;
      if (gender != Gender::kUnknown) chain.gender = gender;
      if (bench) AddWord("judge", &chain.nouns);
    }
  }

  // What the text calls it counts more than what the tagger guessed.
  void SettleType(int e) {
    EntityType described = EntityType::kUnknown;
    NamedEntity& entity = result_.entities[e];
    for (const std::string& noun : result_.chains[e].nouns) {
      const EntityType type = TypeOfNoun(noun);
      if (entity.type == EntityType::kOrganization && MayBeFirm(noun)) continue;
      if (type == entity.type) described = type;
      if (described == EntityType::kUnknown) described = type;
    }
    Chain& chain = result_.chains[e];
    // A full name that was taken for a person's is no firm for one noun.
    if (entity.type == EntityType::kPerson && !chain.doubtful) return;
    if (described != EntityType::kUnknown) {
      entity.type = described;
      chain.doubtful = false;
    }
    chain.type = entity.type;
    if (chain.type != EntityType::kPerson &&
        chain.type != EntityType::kUnknown && chain.type != EntityType::kMisc) {
      chain.gender = Gender::kUnknown;
    }
  }

  absl::Span<const SentenceFacts> sentences_;
  NamedEntities result_;
  std::vector<NameUse> uses_;
  std::vector<std::pair<int, TokenSpan>> spans_;  // by use
  absl::flat_hash_map<std::pair<int, int>, int> use_at_;
};

}  // namespace

NamedEntities FindNamedEntities(absl::Span<const SentenceFacts> sentences) {
  return Finder(sentences).Run();
}

}  // namespace weft::extractor
