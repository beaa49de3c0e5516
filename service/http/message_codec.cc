#include "service/http/message_codec.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"

namespace weft::service {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::DescriptorPool;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using ::google::protobuf::MethodDescriptor;

std::unique_ptr<Message> New(const Descriptor& type) {
  return std::unique_ptr<Message>(
      MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

}  // namespace

const MethodDescriptor* FindMethod(absl::string_view path) {
  if (path.empty() || path[0] != '/') return nullptr;
  std::string name(path.substr(1));
  const size_t slash = name.find('/');
  // A dot would make another path out of it.
  if (slash == std::string::npos ||
      name.find_first_of("/.", slash + 1) != std::string::npos) {
    return nullptr;
  }
  name[slash] = '.';
  return DescriptorPool::generated_pool()->FindMethodByName(name);
}

absl::StatusOr<std::string> ToWire(const Descriptor& type, Encoding encoding,
                                   absl::string_view message) {
  const std::unique_ptr<Message> parsed = New(type);
  if (encoding == Encoding::kProto) {
    // gRPC answers what it cannot read with UNIMPLEMENTED and no word, and
    // takes it for the end of a stream.
    if (parsed->ParseFromArray(message.data(),
                               static_cast<int>(message.size()))) {
      return std::string(message);
    }
    return absl::InvalidArgumentError(
        absl::StrCat("this is no ", std::string(type.name()),
                     " in the bytes of protobuf, or a text in it is no UTF-8"));
  }
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(message.data(), message.size()),
      parsed.get());
  if (!status.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "this is no ", std::string(type.name()), " in JSON: ",
        message.empty() ? "it is empty; send {} for one without fields"
                        : std::string(status.message())));
  }
  return parsed->SerializeAsString();
}

absl::StatusOr<std::string> FromWire(const Descriptor& type, Encoding encoding,
                                     std::string bytes) {
  if (encoding == Encoding::kProto) return bytes;
  const std::unique_ptr<Message> parsed = New(type);
  std::string json;
  if (!parsed->ParseFromString(bytes) ||
      !google::protobuf::util::MessageToJsonString(*parsed, &json).ok()) {
    return absl::InternalError(absl::StrCat(
        "the answer is no ", std::string(type.name()), "; this is a bug"));
  }
  return json;
}

}  // namespace weft::service
