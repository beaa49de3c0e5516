#include "extractor/coref/name_clusters.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "extractor/coref/name_match.h"

namespace weft::extractor {
namespace {

// Names that one name is compared with; keeps long lists of names linear. No
// article of our sets comes near it.
constexpr size_t kMaxCandidates = 256;

// A distinct name: all uses with the same words.
struct Name {
  std::vector<std::string> words;
  std::string text;  // of the first use
  std::array<float, 9> votes = {};
  std::vector<int> uses;

  EntityType Type() const {
    int best = 0;
    for (int t = 1; t < 9; ++t) {
      if (votes[t] > votes[best]) best = t;
    }
    return votes[best] > 0 ? static_cast<EntityType>(best)
                           : EntityType::kUnknown;
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
        names_.push_back({std::move(words), uses_[u].text, {}, {}});
      }
      Name& name = names_[it->second];
      name.votes[static_cast<int>(uses_[u].type)] += uses_[u].probability;
      name.uses.push_back(static_cast<int>(u));
      name_of_[u] = it->second;
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

  // A short name joins a longer one when all candidates are one entity.
  void JoinShortNames() {
    for (size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      const auto list = by_word_.find(name.words[0]);
      if (list == by_word_.end()) continue;
      int target = -1;
      bool unique = true;
      for (const int other : list->second) {
        const Name& longer = names_[other];
        if (!TypesAgree(name.Type(), longer.Type()) ||
            !IsShortNameOf(name.words, longer.words, longer.Type())) {
          continue;
        }
        if (target >= 0 && Root(target) != Root(other)) unique = false;
        target = other;
      }
      if (target >= 0 && unique) Join(static_cast<int>(n), target);
    }
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
    std::array<float, 9> votes = {};
    std::map<std::string, int> counts;
    for (const int n : names) {
      for (int t = 0; t < 9; ++t) votes[t] += names_[n].votes[t];
      for (const int use : names_[n].uses) ++counts[uses_[use].text];
    }
    cluster.type = Name{{}, "", votes, {}}.Type();
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
