// Every rpc of the protocol, called by everyone there is, on a server that
// wants a certificate and a token: what comes back is what
// service/auth/rpc_rules.cc says.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "gtest/gtest.h"
#include "service/auth/rpc_rules.h"
#include "service/auth/token_file.h"
#include "service/ingest/fake_extractor.h"
#include "service/server/server_parts.h"
#include "service/tls/credentials.h"
#include "service/tls/test_certificates.h"
#include "weft/v1/admin.grpc.pb.h"
#include "weft/v1/change.grpc.pb.h"
#include "weft/v1/extraction.grpc.pb.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {
namespace {

using google::protobuf::MethodDescriptor;
using testing::HasSubstr;
using testing::Not;

// The rpcs of all services, as the protocol itself lists them.
std::vector<const MethodDescriptor*> AllRpcs() {
  std::vector<const MethodDescriptor*> rpcs;
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  // The services that this program has linked.
  for (const char* name : {v1::ExtractionService::service_full_name(),
                           v1::IngestionService::service_full_name(),
                           v1::GraphService::service_full_name(),
                           v1::ChangeService::service_full_name(),
                           v1::AdminService::service_full_name()}) {
    const auto* service = pool->FindServiceByName(name);
    for (int i = 0; i < service->method_count(); ++i) {
      rpcs.push_back(service->method(i));
    }
  }
  return rpcs;
}

struct Caller {
  std::string name;
  std::string token = {};  // "" for none
  bool expired_certificate = false;
  // The role that the token has; nothing for a token that is no good.
  std::optional<Role> role = {};
};

class AuthorizationTest : public testing::Test {
 protected:
  AuthorizationTest() : authority_("authorization") {
    const absl::Time end = absl::Now() + absl::Hours(24);
    std::vector<TokenRecord> records;
    for (const Role role : {Role::kReader, Role::kWriter, Role::kAdmin}) {
      AddCallers(role, end, records);
    }
    callers_.push_back({"no token", ""});
    callers_.push_back(
        {"a token of nobody", NewTokenOf("nobody", Role::kAdmin).token});
    callers_.push_back({"half a token", callers_[0].token.substr(0, 30)});
    EXPECT_OK(WriteTokenFile(tokens_, records));
    StartServer(end);
    good_ = Connect(authority_.Issue("client", end));
    expired_ =
        Connect(authority_.Issue("late", absl::Now() - absl::Minutes(10)));
  }

  static NewToken NewTokenOf(const std::string& name, Role role,
                             absl::Time expires = absl::InfiniteFuture()) {
    return *MakeToken(name, role, absl::UnixEpoch(), expires);
  }

  void AddCallers(Role role, absl::Time end,
                  std::vector<TokenRecord>& records) {
    const std::string name(RoleName(role));
    const NewToken good = NewTokenOf(name, role, end);
    const NewToken forged = NewTokenOf(name, role);
    const NewToken late = NewTokenOf(absl::StrCat("late-", name), role,
                                     absl::Now() - absl::Seconds(1));
    records.push_back(good.record);
    records.push_back(late.record);
    callers_.push_back({name, good.token, false, role});
    callers_.push_back({absl::StrCat("forged ", name), forged.token});
    callers_.push_back({absl::StrCat("expired ", name), late.token});
    callers_.push_back({absl::StrCat(name, " with an expired certificate"),
                        good.token, true, role});
  }

  void StartServer(absl::Time end) {
    ServerParts parts;
    parts.store = *graphstore::Store::InMemory({});
    parts.extractor = MakeFakeExtractor();
    ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.tls = authority_.Issue("server", end);
    options.tls.authorities = authority_.path();
    options.token_file = tokens_;
    options.audit_log = audit_;
    options.log = std::make_shared<Logger>(LogLevel::kDebug, true,
                                           [this](absl::string_view line) {
                                             absl::MutexLock lock(&mutex_);
                                             absl::StrAppend(&log_, line);
                                           });
    server_ = *service::StartServer(options, std::move(parts));
  }

  std::shared_ptr<grpc::Channel> Connect(TlsFiles files) {
    files.authorities = authority_.path();
    return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                               *TlsChannelCredentials(files));
  }

  // Calls with an empty request.
  grpc::Status Call(const MethodDescriptor* rpc, const Caller& caller,
                    absl::Duration time) {
    grpc::GenericStub stub(caller.expired_certificate ? expired_ : good_);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + time));
    if (!caller.token.empty()) {
      context.AddMetadata("authorization",
                          absl::StrCat("Bearer ", caller.token));
    }
    grpc::CompletionQueue queue;
    const auto wait = [&queue] {
      void* tag = nullptr;
      bool ok = false;
      EXPECT_TRUE(queue.Next(&tag, &ok));
      return ok;
    };
    const auto call = stub.PrepareCall(
        &context,
        absl::StrCat("/", rpc->service()->full_name(), "/", rpc->name()),
        &queue);
    call->StartCall(nullptr);
    const grpc::Slice nothing;
    if (wait()) {
      call->Write(grpc::ByteBuffer(&nothing, 1), nullptr);
      if (wait()) {
        call->WritesDone(nullptr);
        wait();
      }
    }
    grpc::ByteBuffer answer;
    do {
      call->Read(&answer, nullptr);
    } while (wait());
    grpc::Status status;
    call->Finish(&status, nullptr);
    wait();
    return status;
  }

  std::string log() {
    absl::MutexLock lock(&mutex_);
    return log_;
  }

  const TestAuthority authority_;
  const std::string tokens_ = testing::TempDir() + "/authorization.tokens";
  const std::string audit_ = testing::TempDir() + "/authorization.audit";
  std::vector<Caller> callers_;
  absl::Mutex mutex_;
  std::string log_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> good_;
  std::shared_ptr<grpc::Channel> expired_;
};

enum class Answer { kReached, kUnauthenticated, kDenied, kNoConnection };

Answer Expected(const Caller& caller, const RpcRule& rule) {
  if (caller.expired_certificate) return Answer::kNoConnection;
  if (!caller.role.has_value()) return Answer::kUnauthenticated;
  return *caller.role >= rule.role ? Answer::kReached : Answer::kDenied;
}

Answer Got(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAUTHENTICATED:
      return Answer::kUnauthenticated;
    case grpc::StatusCode::PERMISSION_DENIED:
      return Answer::kDenied;
    case grpc::StatusCode::UNAVAILABLE:
      return Answer::kNoConnection;
    default:  // what the rpc makes of an empty request
      return Answer::kReached;
  }
}

TEST_F(AuthorizationTest, EveryRpcAnswersEveryCallerByTheTable) {
  int cells = 0;
  for (const MethodDescriptor* rpc : AllRpcs()) {
    const RpcRule* rule = FindRule(rpc->full_name());
    ASSERT_NE(rule, nullptr)
        << rpc->full_name() << " has no row in service/auth/rpc_rules.cc";
    for (const Caller& caller : callers_) {
      const Answer expected = Expected(caller, *rule);
      // A watch that is let in goes on until its deadline.
      const bool watches =
          rpc->name() == "Watch" && expected == Answer::kReached;
      const grpc::Status status = Call(
          rpc, caller, watches ? absl::Milliseconds(500) : absl::Minutes(1));
      EXPECT_EQ(Got(status), expected)
          << rpc->full_name() << " by " << caller.name << ": "
          << status.error_code() << " " << status.error_message();
      ++cells;
    }
  }
  EXPECT_EQ(cells, 24 * 15);

  // Nothing that would let anybody in has been written down on the way.
  server_->Drain();
  const std::string written = log() + *ReadFile(audit_) + *ReadFile(tokens_);
  EXPECT_THAT(written, HasSubstr("weft.v1.GraphService.GetEntity"));
  for (const Caller& caller : callers_) {
    if (caller.token.empty()) continue;
    const std::string secret =
        caller.token.substr(caller.token.find('_', 5) + 1);
    EXPECT_THAT(written, Not(HasSubstr(secret.substr(0, 12)))) << caller.name;
  }
  EXPECT_THAT(written, Not(HasSubstr("PRIVATE KEY")));
}

}  // namespace
}  // namespace weft::service
