// An entity: a thing that documents name. Its id is not its name.
#ifndef WEFT_GRAPHSTORE_FACT_ENTITY_H_
#define WEFT_GRAPHSTORE_FACT_ENTITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A way in which documents write the name of an entity.
struct Alias {
  std::string text;
  uint64_t count = 0;  // how often, over all documents

  friend bool operator==(const Alias&, const Alias&) = default;
};

struct Entity {
  NodeId id;
  // The form that most documents take as the canonical one (on a tie the
  // smallest in byte order).
  std::string name;
  std::string type;            // the one most documents give; "" = unknown
  std::vector<Alias> aliases;  // most frequent first; contains `name`
  uint64_t document_count = 0;
  uint64_t out_degree = 0;     // statements with this subject
  uint64_t in_degree = 0;      // statements with this object
  uint64_t mention_count = 0;  // mentions of those statements
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_ENTITY_H_
