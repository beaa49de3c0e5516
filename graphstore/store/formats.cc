#include "graphstore/store/formats.h"

#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/keys.h"

namespace weft::graphstore {
namespace {

// Format 3 is format 2 with merges (index U), which a program that knows only
// format 2 would pass over in silence; format 4 is format 3 with answers to
// requests (index Q), which one that knows only format 3 would call damage and
// would not give again. No row changes.
absl::StatusOr<RowStreams> NoRows(const kv::Database&, const kv::ReadOptions&) {
  return RowStreams();
}

constexpr FormatStep kSteps[] = {
    {2, "from now on entities may be merged", NoRows},
    {3, "from now on answers to requests are kept", NoRows},
};
static_assert(std::end(kSteps)[-1].from + 1 == kFormatVersion);

// The row that says which format it is.
class FormatRow : public kv::SortedStream {
 public:
  explicit FormatRow(uint64_t format)
      : key_(MetaKey("format")), value_(absl::StrCat(format)) {}

  absl::StatusOr<bool> Next(kv::BulkRow* row) override {
    row->key = key_;
    row->value = value_;
    row->deleted = false;
    return !std::exchange(done_, true);
  }

 private:
  const std::string key_;
  const std::string value_;
  bool done_ = false;
};

absl::Status CannotRead(uint64_t format, uint64_t newest, uint64_t oldest) {
  if (format > newest) {
    return absl::FailedPreconditionError(absl::StrCat(
        "database format ", format, " is newer than this program (knows ",
        newest, "): upgrade weft"));
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "database format ", format, " is older than this program reads (", oldest,
      " to ", newest,
      "): ingest its documents into a new database, or use the weft that "
      "wrote it"));
}

absl::Status Take(kv::Database* database, const FormatStep& step) {
  kv::ReadOptions options;
  WEFT_ASSIGN_OR_RETURN(options.snapshot, database->Latest());
  WEFT_ASSIGN_OR_RETURN(RowStreams streams, step.rows(*database, options));
  streams.push_back(std::make_unique<FormatRow>(step.from + 1));
  kv::BulkOptions bulk;
  bulk.expectations.push_back({MetaKey("format"), absl::StrCat(step.from)});
  return database->BulkLoad(streams, bulk);
}

}  // namespace

absl::Span<const FormatStep> FormatSteps() { return kSteps; }

absl::StatusOr<uint64_t> ParseFormat(const std::optional<std::string>& row) {
  uint64_t number;
  if (!row || !absl::SimpleAtoi(*row, &number) || number == 0) {
    return absl::DataLossError(
        "the database's format version is missing or damaged: it is not a "
        "database of Weft's, or restore a backup");
  }
  return number;
}

absl::Status Migrate(kv::Database* database, uint64_t newest,
                     absl::Span<const FormatStep> steps,
                     const TellMigration& tell) {
  WEFT_ASSIGN_OR_RETURN(const auto row, database->Get({}, MetaKey("format")));
  WEFT_ASSIGN_OR_RETURN(const uint64_t format, ParseFormat(row));
  const uint64_t oldest = newest - steps.size();
  if (format > newest || format < oldest) {
    return CannotRead(format, newest, oldest);
  }
  for (const FormatStep& step : steps.subspan(format - oldest)) {
    if (tell != nullptr) {
      tell(absl::StrCat("database format ", step.from, " becomes ",
                        step.from + 1, ": ", step.what));
    }
    WEFT_RETURN_IF_ERROR(Take(database, step));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
