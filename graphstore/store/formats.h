// Formats of the key space, and how a database of an older one becomes one of
// the next.
//
// A format is a number (doc/key_format.md lists them). The row "!format" says
// which one a database has; a change of any byte that is stored needs a new
// number and a step from the one before. A step gives the rows that differ, in
// streams, as much as a bulk load gives; they go into the database together
// with the new number in one atomic commit. So whatever ends the program, the
// database has the old format or the new one, as a whole, and opening it again
// goes on from there.
#ifndef WEFT_GRAPHSTORE_STORE_FORMATS_H_
#define WEFT_GRAPHSTORE_STORE_FORMATS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

// The format that this program writes and reads.
inline constexpr uint64_t kFormatVersion = 4;

using RowStreams = std::vector<std::unique_ptr<kv::SortedStream>>;

// From one format to the next.
struct FormatStep {
  uint64_t from = 0;
  const char* what = "";  // for people: "lists are cut by content"
  // The rows to write and to delete, without "!format", as
  // kv::Database::BulkLoad() wants them; `options` name the state that they are
  // made of. The streams are pulled after it has returned.
  absl::StatusOr<RowStreams> (*rows)(const kv::Database& database,
                                     const kv::ReadOptions& options);
};

// Ascending, without a gap, up to kFormatVersion.
absl::Span<const FormatStep> FormatSteps();

// Is told what is about to be done, before each step.
using TellMigration = std::function<void(absl::string_view what)>;

// Brings a database, which nobody else writes to meanwhile, from the format
// that it has to format `newest`. `tell` may be null. Errors: DataLoss (the
// number of the format is missing or damaged), FailedPrecondition (a format
// newer than `newest`, or older than the first step: says what to do), those of
// a step and of a bulk load.
absl::Status Migrate(kv::Database* database, uint64_t newest,
                     absl::Span<const FormatStep> steps,
                     const TellMigration& tell);

// What the row "!format" says; nullopt: there is none. Errors: DataLoss.
absl::StatusOr<uint64_t> ParseFormat(const std::optional<std::string>& row);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_FORMATS_H_
