#include "service/server/edge_filter.h"

#include <string>

#include "base/status.h"
#include "service/server/limits.h"
#include "service/server/relation_pattern.h"
#include "service/wire/enums.h"

namespace weft::service {

absl::StatusOr<graphstore::EdgeFilter> ToEdgeFilter(
    const graphstore::Reader& reader, absl::string_view relation,
    v1::Direction direction, double min_confidence) {
  graphstore::EdgeFilter out;
  out.direction = FromProto(direction);
  WEFT_ASSIGN_OR_RETURN(const std::string pattern,
                        ResolveDisplayForms(reader, relation));
  WEFT_ASSIGN_OR_RETURN(out.relations, reader.ResolveRelations(pattern));
  WEFT_ASSIGN_OR_RETURN(out.min_confidence, Confidence(min_confidence));
  return out;
}

}  // namespace weft::service
