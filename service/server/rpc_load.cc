#include "service/server/rpc_load.h"

namespace weft::service {
namespace {

struct RpcLoad {
  absl::string_view rpc;
  Load load;
};

// In the order of the services and of their rpcs.
constexpr RpcLoad kLoadOf[] = {
    {"weft.v1.ExtractionService.Extract", Load::kSearch},

    {"weft.v1.IngestionService.IngestDocuments", Load::kIngest},
    {"weft.v1.IngestionService.GetDocument", Load::kLookup},
    {"weft.v1.IngestionService.ListDocuments", Load::kLookup},
    {"weft.v1.IngestionService.DeleteDocument", Load::kWrite},
    {"weft.v1.IngestionService.ImportTriples", Load::kBatch},

    {"weft.v1.GraphService.GetEntity", Load::kLookup},
    {"weft.v1.GraphService.SearchEntities", Load::kLookup},
    {"weft.v1.GraphService.ListFacts", Load::kLookup},
    {"weft.v1.GraphService.ListContradictions", Load::kSearch},
    {"weft.v1.GraphService.ListNeighbors", Load::kLookup},
    {"weft.v1.GraphService.Traverse", Load::kSearch},
    {"weft.v1.GraphService.FindPaths", Load::kSearch},
    {"weft.v1.GraphService.Query", Load::kSearch},
    {"weft.v1.GraphService.Ask", Load::kSearch},
    {"weft.v1.GraphService.ExportGraph", Load::kBatch},
    {"weft.v1.GraphService.GetStatistics", Load::kLookup},

    {"weft.v1.ChangeService.Watch", Load::kWatch},

    {"weft.v1.AdminService.MergeEntities", Load::kWrite},
    {"weft.v1.AdminService.SplitEntity", Load::kWrite},
    {"weft.v1.AdminService.CreateBackup", Load::kBatch},
    {"weft.v1.AdminService.CheckIntegrity", Load::kBatch},
    {"weft.v1.AdminService.CompactStorage", Load::kBatch},
    {"weft.v1.AdminService.ListRunningWork", Load::kLookup},
};

}  // namespace

Load LoadOf(absl::string_view rpc) {
  for (const RpcLoad& row : kLoadOf) {
    if (row.rpc == rpc) return row.load;
  }
  return Load::kSearch;
}

}  // namespace weft::service
