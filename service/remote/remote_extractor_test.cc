#include "service/remote/remote_extractor.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "weft/v1/extraction.grpc.pb.h"

namespace weft::service {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;

// An extractor of another team: it finds one fact in everything.
class OtherExtractor final : public v1::ExtractionService::Service {
 public:
  grpc::Status Extract(grpc::ServerContext*, const v1::ExtractRequest* request,
                       v1::ExtractResponse* response) override {
    ids.push_back(request->document().id());
    if (!failures.empty()) {
      const grpc::Status failure = failures.back();
      failures.pop_back();
      return failure;
    }
    if (hangs) release.WaitForNotification();
    auto* sentence = response->add_sentences();
    sentence->mutable_span()->set_end(
        static_cast<uint32_t>(request->document().content().size()) + beyond);
    sentence->set_text("All of it.");
    v1::Fact* fact = response->add_facts();
    fact->mutable_subject()->mutable_entity()->set_name("everything");
    fact->mutable_relation()->set_name("be");
    fact->set_confidence(1);
    response->set_extractor_version("acme-7");
    return grpc::Status::OK;
  }

  std::vector<std::string> ids;        // of the documents it was sent
  std::vector<grpc::Status> failures;  // of the next calls, from the back
  bool hangs = false;                  // until `release`
  absl::Notification release;
  uint32_t beyond = 0;  // bytes by which its sentence is too long
};

class RemoteExtractorTest : public testing::Test {
 protected:
  RemoteExtractorTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    builder.RegisterService(&other_);
    server_ = builder.BuildAndStart();
    options_.address = absl::StrCat("127.0.0.1:", port);
    options_.sleep = [this](absl::Duration pause) { pauses_.push_back(pause); };
  }

  absl::StatusOr<extractor::ExtractedDocument> Extract() {
    if (extractor_ == nullptr) extractor_ = *NewRemoteExtractor(options_);
    extractor::DocumentInput input;
    input.id = "a";
    input.bytes = "It rained.";
    return extractor_->Extract(input, {});
  }

  OtherExtractor other_;
  std::unique_ptr<grpc::Server> server_;
  RemoteExtractorOptions options_;
  std::vector<absl::Duration> pauses_;
  std::unique_ptr<const extractor::Extractor> extractor_;
};

TEST_F(RemoteExtractorTest, GivesTheFactsOfTheOtherServer) {
  ASSERT_OK_AND_ASSIGN(const extractor::ExtractedDocument document, Extract());
  ASSERT_EQ(document.facts.size(), 1u);
  EXPECT_EQ(document.facts[0].relation, "be");
  EXPECT_EQ(document.entities[0].name, "everything");
  EXPECT_EQ(extractor_->version(), "acme-7");
  EXPECT_THAT(other_.ids, ElementsAre("a"));
}

TEST_F(RemoteExtractorTest, AsksAgainWhileTheServerCannotBeReached) {
  const grpc::Status gone(grpc::StatusCode::UNAVAILABLE, "restarting");
  other_.failures = {gone, gone};
  EXPECT_OK(Extract().status());
  EXPECT_EQ(other_.ids.size(), 3u);
  ASSERT_EQ(pauses_.size(), 2u);
  EXPECT_THAT(pauses_[0],
              AllOf(Ge(absl::Milliseconds(100)), Le(absl::Milliseconds(150))));
  EXPECT_THAT(pauses_[1],
              AllOf(Ge(absl::Milliseconds(200)), Le(absl::Milliseconds(300))));
}

TEST_F(RemoteExtractorTest, GivesUpAfterItsAttempts) {
  options_.attempts = 3;
  other_.failures.assign(9, {grpc::StatusCode::UNAVAILABLE, "restarting"});
  EXPECT_THAT(Extract(),
              StatusIs(absl::StatusCode::kUnavailable,
                       AllOf(HasSubstr("document \"a\": the extractor at " +
                                       options_.address + " (3 attempts)"),
                             HasSubstr("restarting"))));
  EXPECT_EQ(other_.ids.size(), 3u);
}

TEST_F(RemoteExtractorTest, AnErrorOfTheDocumentIsNotTriedAgain) {
  other_.failures = {{grpc::StatusCode::INVALID_ARGUMENT, "no text"}};
  EXPECT_THAT(Extract(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("document \"a\""),
                             HasSubstr("says INVALID_ARGUMENT: no text"))));
  EXPECT_EQ(other_.ids.size(), 1u);
}

TEST_F(RemoteExtractorTest, WhoMustActIsNotWhoCalledUs) {
  const struct {
    grpc::StatusCode there;
    absl::StatusCode here;
  } kCases[] = {
      {grpc::StatusCode::UNAUTHENTICATED,
       absl::StatusCode::kFailedPrecondition},
      {grpc::StatusCode::UNIMPLEMENTED, absl::StatusCode::kFailedPrecondition},
      {grpc::StatusCode::NOT_FOUND, absl::StatusCode::kInternal},
      {grpc::StatusCode::INTERNAL, absl::StatusCode::kInternal},
  };
  for (const auto& [there, here] : kCases) {
    other_.failures = {{there, "x"}};
    EXPECT_THAT(Extract(), StatusIs(here));
  }
}

TEST_F(RemoteExtractorTest, DoesNotWaitForever) {
  other_.hangs = true;
  options_.timeout = absl::Milliseconds(200);
  EXPECT_THAT(Extract(), StatusIs(absl::StatusCode::kDeadlineExceeded,
                                  HasSubstr("document \"a\"")));
  EXPECT_EQ(other_.ids.size(), 1u);
  other_.release.Notify();
}

TEST_F(RemoteExtractorTest, BelievesNothingThatCannotBe) {
  other_.beyond = 1;
  EXPECT_THAT(
      Extract(),
      StatusIs(absl::StatusCode::kInternal,
               AllOf(HasSubstr("answers what cannot be: sentences[0].span"),
                     HasSubstr("11 of a text of 10"))));
}

TEST(NewRemoteExtractor, ChecksItsOptions) {
  RemoteExtractorOptions options;
  options.address = "nowhere";
  EXPECT_THAT(NewRemoteExtractor(options).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  options.address = "127.0.0.1:1";
  options.token_file = "/nowhere/token";
  EXPECT_THAT(NewRemoteExtractor(options).status(),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace weft::service
