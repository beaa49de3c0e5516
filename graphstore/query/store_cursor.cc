#include "graphstore/query/store_cursor.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "graphstore/query/store_mapping.h"

namespace weft::graphstore::query {
namespace {

constexpr size_t kPageSize = 1000;

class StoreCursor : public NodeCursor {
 public:
  StoreCursor(const Reader& reader, absl::string_view label)
      : reader_(reader), label_(LabelForm(label)) {
    page_.size = kPageSize;
    // The labels of values and of nothing are not those of entities, but for
    // a type of the same name; then both are looked through.
    static constexpr absl::string_view kOthers[] = {
        "value",   "nothing", "string", "number",
        "percent", "date",    "money",  "quantity"};
    others_ = label_.empty() ||
              std::find(std::begin(kOthers), std::end(kOthers), label_) !=
                  std::end(kOthers);
  }

  absl::Status Next(std::vector<uint64_t>* batch) override {
    batch->clear();
    while (batch->empty() && !entities_done_) {
      WEFT_RETURN_IF_ERROR(NextEntities(batch));
    }
    if (!batch->empty() || others_done_ || !others_) return absl::OkStatus();
    others_done_ = true;
    return AddOthers(batch);
  }

 private:
  absl::Status NextEntities(std::vector<uint64_t>* batch) {
    WEFT_ASSIGN_OR_RETURN(EntityPage page, reader_.ListEntities(page_));
    page_.token = page.next_token;
    entities_done_ = page.next_token.empty();
    for (const Entity& entity : page.entities) {
      if (label_.empty() || label_ == "entity" ||
          LabelForm(entity.type) == label_) {
        batch->push_back(ToQueryId(entity.id));
      }
    }
    return absl::OkStatus();
  }

  bool Wanted(NodeId id, absl::string_view kind_label) const {
    return label_.empty() || label_ == kind_label ||
           (label_ == "value" && !id.is_none());
  }

  absl::Status AddOthers(std::vector<uint64_t>* batch) {
    absl::flat_hash_set<NodeId> values;
    WEFT_RETURN_IF_ERROR(reader_.VisitAllEdges([&](const Edge& edge) {
      if (edge.object.is_none()) {
        if (Wanted(edge.object, "nothing")) {
          batch->push_back(NothingNode(edge.statement));
        }
      } else if (!edge.object.is_entity()) {
        values.insert(edge.object);
      }
      return true;
    }));
    std::vector<NodeId> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    if (label_ == "nothing") return absl::OkStatus();
    if (label_.empty() || label_ == "value") {
      for (NodeId id : sorted) batch->push_back(ToQueryId(id));
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::Node> nodes,
                          reader_.GetNodes(sorted));
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (nodes[i].value.has_value() &&
          LabelOf(nodes[i].value->kind) == label_) {
        batch->push_back(ToQueryId(sorted[i]));
      }
    }
    return absl::OkStatus();
  }

  const Reader& reader_;
  const std::string label_;
  PageRequest page_;
  bool others_ = false;
  bool entities_done_ = false;
  bool others_done_ = false;
};

class ListCursor : public NodeCursor {
 public:
  explicit ListCursor(std::vector<uint64_t> nodes) : nodes_(std::move(nodes)) {}

  absl::Status Next(std::vector<uint64_t>* batch) override {
    *batch = std::exchange(nodes_, {});
    return absl::OkStatus();
  }

 private:
  std::vector<uint64_t> nodes_;
};

}  // namespace

std::unique_ptr<NodeCursor> MakeStoreCursor(const Reader& reader,
                                            absl::string_view label) {
  return std::make_unique<StoreCursor>(reader, label);
}

std::unique_ptr<NodeCursor> MakeListCursor(std::vector<uint64_t> nodes) {
  return std::make_unique<ListCursor>(std::move(nodes));
}

}  // namespace weft::graphstore::query
