// What the store keeps about itself: format, version, id counters, totals.
#ifndef WEFT_GRAPHSTORE_STORE_META_H_
#define WEFT_GRAPHSTORE_STORE_META_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/formats.h"

namespace weft::graphstore {

// Ids are given out in ascending order and never again. Key "!next": varints.
struct NextIds {
  uint64_t entity = 1;
  uint64_t literal = 1;
  uint64_t relation = 1;
  uint64_t statement = 1;
  uint64_t document = 1;

  friend bool operator==(const NextIds&, const NextIds&) = default;
};

// Key "!totals": varints.
struct Totals {
  uint64_t documents = 0;
  uint64_t sentences = 0;
  uint64_t text_bytes = 0;
  uint64_t entities = 0;
  uint64_t statements = 0;
  uint64_t mentions = 0;
  uint64_t relations = 0;
  uint64_t literals = 0;

  friend bool operator==(const Totals&, const Totals&) = default;
};

// Key "!version": varint, the number of commits.
struct Meta {
  uint64_t version = 0;
  NextIds next;
  Totals totals;

  friend bool operator==(const Meta&, const Meta&) = default;
};

// What was known at a version: statements below `next_statement`. Key "V" and
// the version: varint, zigzag milliseconds.
struct VersionRecord {
  StatementId next_statement;
  absl::Time recorded;
};
std::string EncodeVersionRecord(const VersionRecord& record);
bool DecodeVersionRecord(absl::string_view bytes, VersionRecord* record);

// Errors: FailedPrecondition (another format), DataLoss (damaged, or not a
// database of Weft's).
absl::StatusOr<Meta> ReadMeta(const kv::Database& database,
                              const kv::ReadOptions& options);

// Writes format and meta into an empty database; brings another to the present
// format, if it has an older one. Errors: those of Migrate().
absl::Status InitializeOrMigrate(kv::Database* database,
                                 const TellMigration& tell);

std::string EncodeVersion(uint64_t version);
std::string EncodeNextIds(const NextIds& next);
std::string EncodeTotals(const Totals& totals);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_META_H_
