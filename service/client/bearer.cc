#include "service/client/bearer.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status.h"

namespace weft::service {
namespace {

using grpc::experimental::InterceptionHookPoints;

class BearerInterceptor final : public grpc::experimental::Interceptor {
 public:
  explicit BearerInterceptor(const std::string& header) : header_(header) {}

  void Intercept(
      grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(
            InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace("authorization", header_);
    }
    methods->Proceed();
  }

 private:
  const std::string& header_;  // of the factory, which the channel keeps
};

class BearerFactory final
    : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit BearerFactory(const std::string& token)
      : header_(absl::StrCat("Bearer ", token)) {}

  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo*) override {
    return new BearerInterceptor(header_);
  }

 private:
  const std::string header_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>
NewBearerInterceptor(const std::string& token) {
  return std::make_unique<BearerFactory>(token);
}

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, 1 << 20));
  const absl::string_view line =
      absl::string_view(text).substr(0, text.find('\n'));
  std::string token(absl::StripAsciiWhitespace(line));
  if (!token.empty()) return token;
  return absl::InvalidArgumentError(
      absl::StrCat(path, " holds no token; \"weft token create\" prints one"));
}

}  // namespace weft::service
