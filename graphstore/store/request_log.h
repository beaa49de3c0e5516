// The answers to requests that have written something, so that a client which
// did not hear one asks again and gets it, while nothing is done twice.
//
//   WEFT_ASSIGN_OR_RETURN(auto answer, log.Find(request, now));
//   if (answer) return *answer;            // it was done before
//   ... the rows of the write go into a batch ...
//   WEFT_RETURN_IF_ERROR(log.Add(request, "answer", now, &batch));
//   WEFT_RETURN_IF_ERROR(database->Commit(batch, {}).status());
//   log.Committed();
//
// Idea: an answer is one row, in the batch of the write that it stands for: a
// crash leaves both or none. Later batches take out answers that are too old,
// or too many. Requests that fail have written nothing and leave no answer.
#ifndef WEFT_GRAPHSTORE_STORE_REQUEST_LOG_H_
#define WEFT_GRAPHSTORE_STORE_REQUEST_LOG_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/database.h"
#include "graphstore/kv/write_batch.h"
#include "graphstore/store/write_options.h"

namespace weft::graphstore {

// How long an answer is good. A client that tries again does it within minutes.
inline constexpr absl::Duration kAnswerLifetime = absl::Hours(24);
// How many are kept: with ids and keys some 100 bytes each.
inline constexpr size_t kMostAnswers = 65536;

struct KeptAnswer {
  absl::Time at;             // to the millisecond
  uint64_t fingerprint = 0;  // WriteRequest::fingerprint
  std::string answer;

  friend bool operator==(const KeptAnswer&, const KeptAnswer&) = default;
};

// Key: index Q and the id. Value: zigzag varint milliseconds since 1970,
// fingerprint:u64, then the answer to the end.
std::string RequestKey(absl::string_view id);
std::string EncodeKeptAnswer(const KeptAnswer& kept);
bool DecodeKeptAnswer(absl::string_view value, KeptAnswer* kept);

// Results of the store as answers: their fields in order, as varints.
std::string EncodeAnswer(const DeleteResult& result);
std::string EncodeAnswer(const BackupResult& result);
std::string EncodeAnswer(uint64_t merge);
std::string EncodeAnswer(NodeId entity);
bool DecodeAnswer(absl::string_view bytes, DeleteResult* result);
bool DecodeAnswer(absl::string_view bytes, BackupResult* result);
bool DecodeAnswer(absl::string_view bytes, uint64_t* merge);
bool DecodeAnswer(absl::string_view bytes, NodeId* entity);

// Of one database, whose only writer it is. Find() is thread-safe, the others
// are not.
class RequestLog {
 public:
  // `database` outlives it.
  explicit RequestLog(kv::Database* database,
                      size_t most_answers = kMostAnswers)
      : database_(*database), most_answers_(most_answers) {}

  // nullopt: the request has no id, or nothing was written for it within
  // kAnswerLifetime. Errors: AlreadyExists (another request had this id),
  // DataLoss, those of the database.
  absl::StatusOr<std::optional<std::string>> Find(const WriteRequest& request,
                                                  absl::Time now) const;

  // Puts the answer into the batch of what was done, and deletes old ones.
  // Without an id it only does the latter. Errors: those of the database.
  absl::Status Add(const WriteRequest& request, absl::string_view answer,
                   absl::Time now, kv::WriteBatch* batch);
  // The batch of the last Add() is in the database.
  void Committed();

 private:
  absl::Status Load();

  kv::Database& database_;
  const size_t most_answers_;
  bool loaded_ = false;
  // All that are kept: when, to the millisecond, and the id; oldest first.
  using Kept = std::pair<absl::Time, std::string>;
  std::set<Kept> kept_;
  // What the last Add() takes from the front and adds.
  size_t forgotten_ = 0;
  std::optional<Kept> added_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_REQUEST_LOG_H_
