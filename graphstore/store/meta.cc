#include "graphstore/store/meta.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/key/keys.h"

namespace weft::graphstore {
namespace {

bool GetVarints(absl::string_view bytes, std::vector<uint64_t*> values) {
  for (uint64_t* value : values) {
    if (!GetVarint(&bytes, value)) return false;
  }
  return bytes.empty();
}

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(
      absl::StrCat("the database's ", what,
                   " is missing or damaged: it is not a database "
                   "of Weft's, or restore a backup"));
}

}  // namespace

std::string EncodeVersionRecord(const VersionRecord& record) {
  std::string bytes;
  PutVarint(record.next_statement.value(), &bytes);
  PutSignedVarint(absl::ToUnixMillis(record.recorded), &bytes);
  return bytes;
}

bool DecodeVersionRecord(absl::string_view bytes, VersionRecord* record) {
  uint64_t next;
  int64_t recorded;
  if (!GetVarint(&bytes, &next) || !GetSignedVarint(&bytes, &recorded)) {
    return false;
  }
  record->next_statement = StatementId(next);
  record->recorded = absl::FromUnixMillis(recorded);
  return bytes.empty();
}

std::string EncodeVersion(uint64_t version) {
  std::string bytes;
  PutVarint(version, &bytes);
  return bytes;
}

std::string EncodeNextIds(const NextIds& next) {
  std::string bytes;
  for (const uint64_t value : {next.entity, next.literal, next.relation,
                               next.statement, next.document}) {
    PutVarint(value, &bytes);
  }
  return bytes;
}

std::string EncodeTotals(const Totals& totals) {
  std::string bytes;
  for (const uint64_t value :
       {totals.documents, totals.sentences, totals.text_bytes, totals.entities,
        totals.statements, totals.mentions, totals.relations,
        totals.literals}) {
    PutVarint(value, &bytes);
  }
  return bytes;
}

absl::StatusOr<Meta> ReadMeta(const kv::Database& database,
                              const kv::ReadOptions& options) {
  const std::vector<std::string> keys = {MetaKey("format"), MetaKey("version"),
                                         MetaKey("next"), MetaKey("totals")};
  WEFT_ASSIGN_OR_RETURN(const auto values, database.MultiGet(options, keys));
  WEFT_ASSIGN_OR_RETURN(const uint64_t format, ParseFormat(values[0]));
  if (format != kFormatVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("the database has format ", format, " now, not ",
                     kFormatVersion, ": another program has changed it"));
  }
  Meta meta;
  if (!values[1] || !GetVarints(*values[1], {&meta.version})) {
    return Damaged("version");
  }
  NextIds& next = meta.next;
  if (!values[2] ||
      !GetVarints(*values[2], {&next.entity, &next.literal, &next.relation,
                               &next.statement, &next.document})) {
    return Damaged("id counters");
  }
  Totals& totals = meta.totals;
  if (!values[3] ||
      !GetVarints(*values[3],
                  {&totals.documents, &totals.sentences, &totals.text_bytes,
                   &totals.entities, &totals.statements, &totals.mentions,
                   &totals.relations, &totals.literals})) {
    return Damaged("totals");
  }
  return meta;
}

absl::Status InitializeOrMigrate(kv::Database* database,
                                 const TellMigration& tell) {
  WEFT_ASSIGN_OR_RETURN(const kv::Page first, database->Scan({}, {}, 1, 1, ""));
  if (!first.rows.empty()) {
    return Migrate(database, kFormatVersion, FormatSteps(), tell);
  }
  kv::WriteBatch batch;
  batch.Put(MetaKey("format"), absl::StrCat(kFormatVersion));
  batch.Put(MetaKey("version"), EncodeVersion(0));
  batch.Put(MetaKey("next"), EncodeNextIds({}));
  batch.Put(MetaKey("totals"), EncodeTotals({}));
  return database->Commit(batch, {}).status();
}

}  // namespace weft::graphstore
