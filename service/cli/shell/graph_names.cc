#include "service/cli/shell/graph_names.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace weft::service {
namespace {

constexpr size_t kMaxNames = 20;
// Ids are listed in their order and have no index by prefix.
constexpr uint64_t kDocumentsToScan = 10000;
constexpr int kRelationsMs = 300;

}  // namespace

std::vector<std::string> GraphNames::Entities(const std::string& prefix) {
  const Client* client = prefix.empty() ? nullptr : connect_();
  if (client == nullptr) return {};
  v1::SearchEntitiesRequest request;
  request.set_query(prefix);
  request.set_page_size(kMaxNames);
  const auto response = client->SearchEntities(request);
  if (!response.ok()) return {};
  std::vector<std::string> names;
  for (const auto& match : response->matches()) {
    for (const std::string& name :
         {match.entity().name(), match.matched_name()}) {
      if (!absl::StartsWithIgnoreCase(name, prefix)) continue;
      names.push_back(name);
      break;
    }
  }
  return names;
}

std::vector<std::string> GraphNames::Relations(const std::string& prefix) {
  const Client* client = connect_();
  if (client == nullptr) return {};
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (absl::StartsWithIgnoreCase(name, prefix) &&
        std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
    return names.size() < kMaxNames;
  };
  const auto statistics = client->GetStatistics();
  if (!statistics.ok()) return {};
  for (const v1::RelationCount& count : statistics->relations()) {
    add(count.relation());
  }
  // The statistics have the most frequent ones alone; the others as far as
  // nobody has to wait for them.
  v1::QueryRequest request;
  request.set_query("MATCH ()-[r]->() RETURN DISTINCT type(r)");
  request.mutable_budget()->set_time_ms(kRelationsMs);
  Client::QueryCallbacks callbacks;
  callbacks.row = [&](const v1::QueryResponse::Row& row) {
    return row.values_size() != 1 || add(row.values(0).string_value());
  };
  client->Query(request, callbacks).status().IgnoreError();
  return names;
}

std::vector<std::string> GraphNames::Documents(const std::string& prefix) {
  const Client* client = connect_();
  if (client == nullptr) return {};
  std::vector<std::string> ids;
  client
      ->ListDocuments(kDocumentsToScan,
                      [&](const v1::Document& document) {
                        if (absl::StartsWith(document.id(), prefix)) {
                          ids.push_back(document.id());
                        }
                        return ids.size() < kMaxNames;
                      })
      .IgnoreError();
  return ids;
}

}  // namespace weft::service
