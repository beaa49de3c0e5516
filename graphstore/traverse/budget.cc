#include "graphstore/traverse/budget.h"

namespace weft::graphstore {

absl::string_view CutOffName(CutOff cut_off) {
  switch (cut_off) {
    case CutOff::kNone:
      return "";
    case CutOff::kEdges:
      return "edges";
    case CutOff::kNodes:
      return "nodes";
    case CutOff::kBytes:
      return "bytes";
    case CutOff::kTime:
      return "time";
    case CutOff::kLimit:
      return "limit";
  }
  return "";
}

}  // namespace weft::graphstore
