// Messages of rpcs that are known by name only: a new rpc needs no code here.
// Types come from the descriptors that are linked into the program.
#ifndef WEFT_SERVICE_HTTP_MESSAGE_CODEC_H_
#define WEFT_SERVICE_HTTP_MESSAGE_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace weft::service {

enum class Encoding { kProto, kJson };

// "/weft.v1.GraphService/Ask"; null when there is no such rpc.
const google::protobuf::MethodDescriptor* FindMethod(absl::string_view path);

// What a client sent as the bytes that gRPC carries. JSON is that of proto3;
// fields that the type does not have are an error. InvalidArgument: the message
// is not of this type.
absl::StatusOr<std::string> ToWire(const google::protobuf::Descriptor& type,
                                   Encoding encoding,
                                   absl::string_view message);

// The way back. Internal: the bytes are not of this type.
absl::StatusOr<std::string> FromWire(const google::protobuf::Descriptor& type,
                                     Encoding encoding, std::string bytes);

}  // namespace weft::service

#endif  // WEFT_SERVICE_HTTP_MESSAGE_CODEC_H_
