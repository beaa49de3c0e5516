#include "service/server/resume.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "graphstore/store/page_token.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

constexpr char kField[] = "resume_token";

uint64_t Bits(absl::Time time) {
  return static_cast<uint64_t>(absl::ToUnixMillis(time));
}

uint64_t HashOf(const google::protobuf::Message& request) {
  std::string bytes = request.GetTypeName();
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  // Maps have no order of their own.
  out.SetSerializationDeterministic(true);
  request.SerializeToCodedStream(&out);
  out.Trim();
  return StableHash(bytes);
}

}  // namespace

absl::Status NoTokenOfOurs() {
  return InvalidFieldError(
      kField,
      "is not one that this server has given out; pass it as it was received");
}

absl::StatusOr<StreamStart> BeginStream(
    graphstore::Store& store, const google::protobuf::Message& request,
    absl::string_view token) {
  StreamStart start;
  start.request = HashOf(request);
  if (token.empty()) {
    WEFT_ASSIGN_OR_RETURN(start.reader, store.Snapshot());
    WEFT_ASSIGN_OR_RETURN(start.written, start.reader->WrittenAt());
    return start;
  }
  absl::StatusOr<graphstore::PageToken> read =
      graphstore::DecodePageToken(token);
  if (!read.ok()) return NoTokenOfOurs();
  absl::string_view position = read->position;
  uint64_t written;
  if (!GetFixed64(&position, &written) || position.empty()) {
    return NoTokenOfOurs();
  }
  if (read->request_hash != start.request) {
    return InvalidFieldError(
        kField,
        "belongs to another request; repeat that one with nothing changed but "
        "the token and the budget");
  }
  WEFT_ASSIGN_OR_RETURN(start.reader, store.SnapshotFor(token));
  WEFT_ASSIGN_OR_RETURN(start.written, start.reader->WrittenAt());
  if (written != Bits(start.written)) {
    return absl::AbortedError(
        "resume_token: it was given out for another graph; start again without "
        "the token, or ask the server that it came from");
  }
  start.position = std::string(position);
  return start;
}

std::string ResumeToken(graphstore::Store& store, const StreamStart& start,
                        absl::string_view position) {
  store.KeepForTokens(start.reader);
  std::string place;
  PutFixed64(Bits(start.written), &place);
  return graphstore::EncodePageToken(
      {start.reader->version(), start.request, absl::StrCat(place, position)});
}

}  // namespace weft::service
