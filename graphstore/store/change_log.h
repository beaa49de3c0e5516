// Reading and trimming the change log.
#ifndef WEFT_GRAPHSTORE_STORE_CHANGE_LOG_H_
#define WEFT_GRAPHSTORE_STORE_CHANGE_LOG_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/change.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// As in Store.
absl::StatusOr<ChangePage> ReadChanges(const View& view, uint64_t since,
                                       size_t limit);
absl::StatusOr<uint64_t> EarliestChange(const View& view);
absl::Status TrimChanges(kv::Database* database, uint64_t until);

// Forgets the changes that were written before `time`. Costs a read for each
// doubling of the number of versions where there is nothing to forget.
absl::Status TrimChangesBefore(const View& view, absl::Time time,
                               kv::Database* database);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_CHANGE_LOG_H_
