#include "graphstore/store/request_log.h"

#include <initializer_list>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

std::string EncodeNumbers(std::initializer_list<uint64_t> numbers) {
  std::string bytes;
  for (const uint64_t number : numbers) PutVarint(number, &bytes);
  return bytes;
}

// False: there are more or less of them.
bool DecodeNumbers(absl::string_view bytes,
                   std::initializer_list<uint64_t*> numbers) {
  for (uint64_t* number : numbers) {
    if (!GetVarint(&bytes, number)) return false;
  }
  return bytes.empty();
}

}  // namespace

std::string RequestKey(absl::string_view id) {
  return absl::StrCat(IndexPrefix(Index::kRequest), id);
}

std::string EncodeKeptAnswer(const KeptAnswer& kept) {
  std::string value;
  PutSignedVarint(absl::ToUnixMillis(kept.at), &value);
  PutFixed64(kept.fingerprint, &value);
  return value + kept.answer;
}

bool DecodeKeptAnswer(absl::string_view value, KeptAnswer* kept) {
  int64_t at;
  if (!GetSignedVarint(&value, &at) || !GetFixed64(&value, &kept->fingerprint))
    return false;
  kept->at = absl::FromUnixMillis(at);
  kept->answer = std::string(value);
  return true;
}

std::string EncodeAnswer(const DeleteResult& result) {
  return EncodeNumbers(
      {result.version, result.mentions, result.statements, result.entities});
}
std::string EncodeAnswer(const BackupResult& result) {
  return EncodeNumbers({result.version, result.bytes});
}
std::string EncodeAnswer(uint64_t merge) { return EncodeNumbers({merge}); }
std::string EncodeAnswer(NodeId entity) {
  return EncodeNumbers({entity.payload()});
}

bool DecodeAnswer(absl::string_view bytes, DeleteResult* result) {
  return DecodeNumbers(bytes, {&result->version, &result->mentions,
                               &result->statements, &result->entities});
}
bool DecodeAnswer(absl::string_view bytes, BackupResult* result) {
  return DecodeNumbers(bytes, {&result->version, &result->bytes});
}
bool DecodeAnswer(absl::string_view bytes, uint64_t* merge) {
  return DecodeNumbers(bytes, {merge});
}
bool DecodeAnswer(absl::string_view bytes, NodeId* entity) {
  uint64_t number;
  if (!DecodeNumbers(bytes, {&number})) return false;
  *entity = NodeId::Entity(number);
  return true;
}

absl::StatusOr<std::optional<std::string>> RequestLog::Find(
    const WriteRequest& request, absl::Time now) const {
  if (request.id.empty()) return std::nullopt;
  const std::string key = RequestKey(request.id);
  WEFT_ASSIGN_OR_RETURN(const auto value, database_.Get({}, key));
  if (!value) return std::nullopt;
  KeptAnswer kept;
  if (!DecodeKeptAnswer(*value, &kept)) return BadRecord(key);
  if (now - kept.at >= kAnswerLifetime) return std::nullopt;
  if (kept.fingerprint != request.fingerprint) {
    return absl::AlreadyExistsError(
        absl::StrCat("request_id: another request had the id \"", request.id,
                     "\" within the last day; give each request an id of its "
                     "own"));
  }
  return std::move(kept.answer);
}

absl::Status RequestLog::Load() {
  if (loaded_) return absl::OkStatus();
  WEFT_RETURN_IF_ERROR(
      database_.Visit({}, kv::Range::Prefix(IndexPrefix(Index::kRequest)),
                      [&](absl::string_view key, absl::string_view value) {
                        KeptAnswer kept;
                        // One that cannot be read is the first to go.
                        if (!DecodeKeptAnswer(value, &kept))
                          kept.at = absl::InfinitePast();
                        kept_.emplace(kept.at, key.substr(1));
                        return true;
                      }));
  loaded_ = true;
  return absl::OkStatus();
}

absl::Status RequestLog::Add(const WriteRequest& request,
                             absl::string_view answer, absl::Time now,
                             kv::WriteBatch* batch) {
  WEFT_RETURN_IF_ERROR(Load());
  added_.reset();
  forgotten_ = 0;
  const size_t room = most_answers_ - (request.id.empty() ? 0 : 1);
  for (const auto& [at, id] : kept_) {
    if (now - at < kAnswerLifetime && kept_.size() - forgotten_ <= room) break;
    batch->Delete(RequestKey(id));
    ++forgotten_;
  }
  if (request.id.empty()) return absl::OkStatus();
  const KeptAnswer kept = {absl::FromUnixMillis(absl::ToUnixMillis(now)),
                           request.fingerprint, std::string(answer)};
  batch->Put(RequestKey(request.id), EncodeKeptAnswer(kept));
  added_ = {kept.at, request.id};
  return absl::OkStatus();
}

void RequestLog::Committed() {
  kept_.erase(kept_.begin(), std::next(kept_.begin(), forgotten_));
  forgotten_ = 0;
  if (added_) kept_.insert(*std::exchange(added_, std::nullopt));
}

}  // namespace weft::graphstore
