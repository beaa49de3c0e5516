#include "graphstore/store/merge_writer.h"

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/meta.h"

namespace weft::graphstore {
namespace {

// A version in which no document has changed.
kv::WriteBatch NextVersion(const Meta& meta, absl::Time now) {
  const uint64_t version = meta.version + 1;
  Change change;
  change.version = version;
  change.recorded = now;
  kv::WriteBatch batch;
  batch.Put(ChangeKey(version, 0), EncodeChange(change));
  batch.Put(VersionKey(version),
            EncodeVersionRecord({StatementId(meta.next.statement), now}));
  batch.Put(MetaKey("version"), EncodeVersion(version));
  batch.Expect(MetaKey("version"), EncodeVersion(meta.version));
  return batch;
}

absl::StatusOr<EntityRecord> Existing(const View& view, NodeId entity) {
  WEFT_ASSIGN_OR_RETURN(auto records, view.Entities({entity}));
  if (!entity.is_entity() || !records[0]) {
    return absl::NotFoundError(
        absl::StrCat("there is no entity ", entity.payload()));
  }
  return *std::move(records[0]);
}

}  // namespace

absl::StatusOr<kv::WriteBatch> PrepareMerge(const View& view, NodeId into,
                                            NodeId from, absl::Time now) {
  WEFT_RETURN_IF_ERROR(Existing(view, into).status());
  WEFT_ASSIGN_OR_RETURN(const EntityRecord record, Existing(view, from));
  Merge merge;
  merge.id = view.meta().version + 1;
  merge.into = view.merges().Root(into);
  merge.from = view.merges().Root(from);
  merge.from_name = record.Name();
  if (merge.into == merge.from) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", merge.from_name, "\" is one entity already"));
  }
  kv::WriteBatch batch = NextVersion(view.meta(), now);
  batch.Put(MergeKey(merge.id), EncodeMerge(merge));
  return batch;
}

absl::StatusOr<kv::WriteBatch> PrepareSplit(const View& view, uint64_t merge,
                                            absl::Time now, NodeId* split) {
  const Merge* found = view.merges().Find(merge);
  if (found == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("there is no merge ", merge,
                     "; \"weft entity show\" lists the merges "
                     "of an entity"));
  }
  *split = found->from;
  kv::WriteBatch batch = NextVersion(view.meta(), now);
  batch.Delete(MergeKey(merge));
  return batch;
}

}  // namespace weft::graphstore
