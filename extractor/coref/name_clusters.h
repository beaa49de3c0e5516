// Names of a document -> entities: first sieve of coreference.h.
#ifndef WEFT_EXTRACTOR_COREF_NAME_CLUSTERS_H_
#define WEFT_EXTRACTOR_COREF_NAME_CLUSTERS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/coref/type_evidence.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// One occurrence of a name.
struct NameUse {
  std::string text;  // "Norvane", without "'s"
  EntityType type = EntityType::kUnknown;
  float probability = 1;
  TypeVotes evidence = {};  // type_evidence.h
};

struct NameCluster {
  std::string name;
  EntityType type = EntityType::kUnknown;
  bool doubtful = false;  // the type is little more than a guess
  std::vector<std::pair<std::string, int>> forms;  // most frequent first
};

struct NameClusters {
  std::vector<NameCluster> clusters;  // in order of first use
  std::vector<int> cluster_of;        // by index of the use; -1: no words
};

// `same`: pairs of uses that the text itself declares to be one ("Lund Trade
// Union (LTU)"). Time: uses times the number of names sharing a word.
NameClusters ClusterNames(absl::Span<const NameUse> uses,
                          absl::Span<const std::pair<int, int>> same);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_CLUSTERS_H_
