#include "extractor/coref/name_clusters.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "extractor/coref/name_match.h"

namespace weft::extractor {
namespace {

// Names that one name is compared with; keeps long lists of names linear. No
// article of our sets comes near it.
constexpr size_t kMaxCandidates = 256;

// Votes a use, on average, from which on a type is sure.
constexpr float kSureVote = 0.85f;

// What is left of the votes for a person without a full name.
constexpr float kLonePerson = 0.5f;

// A distinct name: all uses with the same words.
struct Name {
  std::vector<std::string> words;
  std::string text;  // of the first use
  TypeVotes votes = {};
  std::vector<int> uses;
  bool placed = false;

  EntityType Type() const { return Winner(votes); }

  static EntityType Winner(const TypeVotes& votes) {
    int best = 0;
    for (int t = 1; t < 9; ++t) {
      if (votes[t] > votes[best]) best = t;
    }
    return votes[best] > 0 ? static_cast<EntityType>(best)
                           : EntityType::kUnknown;
  }

  // The tagger was not sure of the type, or not always of the same mind.
  bool Doubtful() const { return IsDoubtful(votes, uses.size()); }

  static bool IsDoubtful(const TypeVotes& votes, size_t uses) {
    return votes[static_cast<int>(Winner(votes))] <
           kSureVote * static_cast<float>(uses);
  }
};

bool TypesAgree(EntityType a, EntityType b) {
  const auto vague = [](EntityType t) {
    return t == EntityType::kUnknown || t == EntityType::kMisc;
  };
  return a == b || vague(a) || vague(b);
}

class Clusterer {
 public:
  Clusterer(absl::Span<const NameUse> uses,
            absl::Span<const std::pair<int, int>> same)
      : uses_(uses), same_(same) {}

  NameClusters Run() {
    CollectNames();
    DoubtLonePersons();
    parent_.resize(names_.size());
    std::iota(parent_.begin(), parent_.end(), 0);
    for (const auto& [a, b] : same_) {
      if (name_of_[a] >= 0 && name_of_[b] >= 0) Join(name_of_[a], name_of_[b]);
    }
    IndexWords();
    JoinAcronyms();
    JoinShortNames();
    return Finish();
  }

 private:
  void CollectNames() {
    absl::flat_hash_map<std::string, int> by_words;
    name_of_.assign(uses_.size(), -1);
    for (size_t u = 0; u < uses_.size(); ++u) {
      std::vector<std::string> words = NameWords(uses_[u].text);
      if (words.empty()) continue;
      std::string key = absl::StrJoin(words, " ");
      const absl::string_view common = CommonName(key);
      if (!common.empty()) key = std::string(common);
      const auto [it, fresh] =
          by_words.emplace(key, static_cast<int>(names_.size()));
      if (fresh) {
        names_.push_back({std::move(words), uses_[u].text, {}, {}, false});
      }
      Name& name = names_[it->second];
      name.votes[static_cast<int>(uses_[u].type)] += uses_[u].probability;
      name.uses.push_back(static_cast<int>(u));
      for (size_t t = 0; t < name.votes.size(); ++t) {
        name.votes[t] += uses_[u].evidence[t];
      }
      name.placed |=
          uses_[u].evidence[static_cast<int>(EntityType::kPlace)] > 0;
      name_of_[u] = it->second;
    }
  }

  // News gives persons their full name once: a single word that is not the
  // last of one is less likely a person.
  void DoubtLonePersons() {
    absl::flat_hash_set<std::string> last_names;
    for (const Name& name : names_) {
      if (name.words.size() > 1) last_names.insert(name.words.back());
    }
    for (Name& name : names_) {
      if (name.words.size() == 1 && !last_names.contains(name.words[0])) {
        name.votes[static_cast<int>(EntityType::kPerson)] *= kLonePerson;
      }
    }
  }

  int Root(int name) const {
    while (parent_[name] != name) name = parent_[name];
    return name;
  }

  // The name seen first stays the root.
  void Join(int a, int b) {
    a = Root(a);
    b = Root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

  void IndexWords() {
    for (size_t n = 0; n < names_.size(); ++n) {
      if (names_[n].words.size() < 2) continue;
      for (const std::string& word : names_[n].words) {
        auto& list = by_word_[word];
        if (list.size() >= kMaxCandidates) continue;
        if (list.empty() || list.back() != static_cast<int>(n)) {
          list.push_back(static_cast<int>(n));
        }
      }
    }
  }

  void JoinAcronyms() {
    std::map<char, std::vector<int>> by_initial;
    for (size_t n = 0; n < names_.size(); ++n) {
      if (names_[n].words.size() < 2) continue;
      auto& list = by_initial[names_[n].words[0][0]];
      if (list.size() < kMaxCandidates) list.push_back(static_cast<int>(n));
    }
    for (size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      if (name.words.size() != 1 || name.text.size() > 8) continue;
      const auto list = by_initial.find(name.words[0][0]);
      if (list == by_initial.end()) continue;
      for (const int other : list->second) {
        // The type of an acronym is often guessed wrongly: it has no veto.
        if (IsAcronymOf(name.text, names_[other].text)) {
          Join(static_cast<int>(n), other);
          break;
        }
      }
    }
  }

  // A short name joins a longer one when all candidates are one entity, or
  // when one of them is spoken of at least twice as often as each other.
  void JoinShortNames() {
    for (size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      const auto list = by_word_.find(name.words[0]);
      if (list == by_word_.end()) continue;
      std::map<int, size_t> uses_of;  // root -> uses of the longer names
      for (const int other : list->second) {
        const Name& longer = names_[other];
        if (MayBeShort(name, longer)) {
          uses_of[Root(other)] += longer.uses.size();
        }
      }
      const int target = Leader(uses_of);
      if (target >= 0) Join(static_cast<int>(n), target);
    }
  }

  static int Leader(const std::map<int, size_t>& uses_of) {
    int best = -1;
    size_t most = 0, second = 0;
    for (const auto& [root, uses] : uses_of) {
      if (uses > most) {
        second = most;
        most = uses;
        best = root;
      } else {
        second = std::max(second, uses);
      }
    }
    return most >= 2 * second ? best : -1;
  }

  static bool MayBeShort(const Name& name, const Name& longer) {
    const EntityType type = longer.Type();
    if (TypesAgree(name.Type(), type)) {
      const bool vague = TypesAgree(type, EntityType::kPerson) &&
                         name.Type() == EntityType::kPerson;
      return IsShortNameOf(name.words, longer.words,
                           vague ? EntityType::kPerson : type);
    }
    // Taggers often take the short name of a firm for a place or a person, and
    // foreign names for anything.
    if (name.placed) return false;
    if (name.Type() == EntityType::kPerson && longer.Doubtful()) {
      return IsShortNameOf(name.words, longer.words, EntityType::kPerson);
    }
    return (type == EntityType::kOrganization || type == EntityType::kPerson) &&
           name.Doubtful() && IsShortNameOf(name.words, longer.words, type);
  }

  NameClusters Finish() const {
    NameClusters result;
    std::vector<int> cluster_of_root(names_.size(), -1);
    result.cluster_of.assign(uses_.size(), -1);
    std::vector<std::vector<int>> members;
    for (size_t n = 0; n < names_.size(); ++n) {
      int& cluster = cluster_of_root[Root(static_cast<int>(n))];
      if (cluster < 0) {
        cluster = static_cast<int>(members.size());
        members.emplace_back();
      }
      members[cluster].push_back(static_cast<int>(n));
      for (const int use : names_[n].uses) result.cluster_of[use] = cluster;
    }
    for (const std::vector<int>& names : members) {
      result.clusters.push_back(Describe(names));
    }
    return result;
  }

  NameCluster Describe(const std::vector<int>& names) const {
    NameCluster cluster;
    TypeVotes votes = {};
    std::map<std::string, int> counts;
    for (const int n : names) {
      for (int t = 0; t < 9; ++t) votes[t] += names_[n].votes[t];
      for (const int use : names_[n].uses) ++counts[uses_[use].text];
    }
    cluster.type = Name::Winner(votes);
    size_t uses = 0;
    for (const int n : names) uses += names_[n].uses.size();
    bool placed = false;
    for (const int n : names) placed |= names_[n].placed;
    // Nothing is ever said to be in a place that is written about twice.
    cluster.doubtful =
        Name::IsDoubtful(votes, uses) ||
        (cluster.type == EntityType::kPlace && uses > 1 && !placed);
    cluster.forms.assign(counts.begin(), counts.end());
    std::stable_sort(
        cluster.forms.begin(), cluster.forms.end(),
        [](const auto& a, const auto& b) { return a.second > b.second; });
    cluster.name = CanonicalForm(cluster);
    return cluster;
  }

  // Persons by their fullest name; others by the most frequent form, but an
  // acronym gives way to what it stands for.
  static std::string CanonicalForm(const NameCluster& cluster) {
    const std::string* best = &cluster.forms[0].first;
    if (cluster.type == EntityType::kPerson) {
      for (const auto& [form, count] : cluster.forms) {
        if (NameWords(form).size() > NameWords(*best).size()) best = &form;
      }
      return *best;
    }
    for (const auto& [form, count] : cluster.forms) {
      if (IsAcronymOf(*best, form)) best = &form;
    }
    return *best;
  }

  absl::Span<const NameUse> uses_;
  absl::Span<const std::pair<int, int>> same_;
  std::vector<Name> names_;
  std::vector<int> name_of_;
  std::vector<int> parent_;
  absl::flat_hash_map<std::string, std::vector<int>> by_word_;
};

}  // namespace

NameClusters ClusterNames(absl::Span<const NameUse> uses,
                          absl::Span<const std::pair<int, int>> same) {
  return Clusterer(uses, same).Run();
}

}  // namespace weft::extractor
