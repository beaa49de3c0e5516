#include "service/auth/rpc_rules.h"

namespace weft::service {
namespace {

// rpc, role, writes, streams
constexpr RpcRule kRules[] = {
    {"weft.v1.ExtractionService.Extract", Role::kReader},

    {"weft.v1.IngestionService.IngestDocuments", Role::kWriter, true, true},
    {"weft.v1.IngestionService.GetDocument", Role::kReader},
    {"weft.v1.IngestionService.ListDocuments", Role::kReader},
    {"weft.v1.IngestionService.DeleteDocument", Role::kWriter, true},
    {"weft.v1.IngestionService.ImportTriples", Role::kWriter, true, true},

    {"weft.v1.GraphService.GetEntity", Role::kReader},
    {"weft.v1.GraphService.SearchEntities", Role::kReader},
    {"weft.v1.GraphService.ListFacts", Role::kReader},
    {"weft.v1.GraphService.ListContradictions", Role::kReader},
    {"weft.v1.GraphService.ListNeighbors", Role::kReader},
    {"weft.v1.GraphService.Traverse", Role::kReader, false, true},
    {"weft.v1.GraphService.FindPaths", Role::kReader, false, true},
    {"weft.v1.GraphService.Query", Role::kReader, false, true},
    {"weft.v1.GraphService.Ask", Role::kReader},
    {"weft.v1.GraphService.ExportGraph", Role::kReader, false, true},
    {"weft.v1.GraphService.GetStatistics", Role::kReader},

    {"weft.v1.ChangeService.Watch", Role::kReader, false, true},

    {"weft.v1.AdminService.MergeEntities", Role::kAdmin, true},
    {"weft.v1.AdminService.SplitEntity", Role::kAdmin, true},
    {"weft.v1.AdminService.CreateBackup", Role::kAdmin, true},
    {"weft.v1.AdminService.CheckIntegrity", Role::kAdmin},
    {"weft.v1.AdminService.CompactStorage", Role::kAdmin, true},
    {"weft.v1.AdminService.ListRunningWork", Role::kAdmin},
};

constexpr RpcRule kUnknown = {"unknown", Role::kAdmin, true};

}  // namespace

absl::Span<const RpcRule> RpcRules() { return kRules; }

const RpcRule* FindRule(absl::string_view rpc) {
  for (const RpcRule& rule : kRules) {
    if (rule.rpc == rpc) return &rule;
  }
  return nullptr;
}

const RpcRule& RuleFor(const google::protobuf::Descriptor* request) {
  const google::protobuf::FileDescriptor* file = request->file();
  for (int s = 0; s < file->service_count(); ++s) {
    const google::protobuf::ServiceDescriptor* service = file->service(s);
    for (int m = 0; m < service->method_count(); ++m) {
      if (service->method(m)->input_type() != request) continue;
      const RpcRule* rule = FindRule(service->method(m)->full_name());
      return rule == nullptr ? kUnknown : *rule;
    }
  }
  return kUnknown;
}

}  // namespace weft::service
