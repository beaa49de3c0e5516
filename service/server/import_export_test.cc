#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/cancellation.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/import_triples.h"
#include "service/server/request_limits.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

absl::StatusOr<v1::ImportTriplesResponse> Import(
    TestServer& server, const std::vector<v1::ImportTriplesRequest>& messages) {
  grpc::ClientContext context;
  v1::ImportTriplesResponse response;
  const auto writer = server.ingestion().ImportTriples(&context, &response);
  for (const auto& message : messages) {
    if (!writer->Write(message)) break;
  }
  writer->WritesDone();
  const absl::Status status = FromGrpcStatus(writer->Finish());
  if (!status.ok()) return status;
  return response;
}

v1::ImportTriplesRequest Bytes(const std::string& source,
                               const std::string& data) {
  v1::ImportTriplesRequest message;
  message.set_source(source);
  message.set_format(v1::TRIPLE_FORMAT_TSV);
  message.set_data(data);
  return message;
}

// Facts as "subject|relation|object|valid from".
absl::StatusOr<std::multiset<std::string>> Export(TestServer& server) {
  grpc::ClientContext context;
  const auto reader =
      server.graph().ExportGraph(&context, v1::ExportGraphRequest());
  std::multiset<std::string> facts;
  v1::ExportGraphResponse message;
  bool first = true;
  uint64_t counted = 0;
  while (reader->Read(&message)) {
    EXPECT_EQ(message.has_header(), first);
    first = false;
    if (message.has_summary()) counted = message.summary().row_count();
    if (!message.has_fact()) continue;
    const v1::Fact& fact = message.fact();
    facts.insert(absl::StrCat(
        fact.subject().entity().name(), "|", fact.relation().name(), "|",
        fact.object().entity().name(), "|", fact.valid_from()));
  }
  const absl::Status status = FromGrpcStatus(reader->Finish());
  if (!status.ok()) return status;
  EXPECT_EQ(counted, facts.size());
  return facts;
}

TEST(ImportTriples, TakesBytesCutAnywhere) {
  TestServer server;
  const std::string text =
      "#subject\tpredicate\tobject\ttime\n"
      "Acme\towns\tBolt\t2019\nBolt\tpart of\tAcme\n";
  std::vector<v1::ImportTriplesRequest> messages;
  for (size_t i = 0; i < text.size(); i += 7) {
    messages.push_back(Bytes(i == 0 ? "firms" : "", text.substr(i, 7)));
  }
  ASSERT_OK_AND_ASSIGN(const auto response, Import(server, messages));
  EXPECT_EQ(response.triple_count(), 2u);
  EXPECT_EQ(response.statement_count(), 2u);
  EXPECT_EQ(response.entity_count(), 2u);
  EXPECT_EQ(response.outcome(), v1::INGEST_OUTCOME_ADDED);
  EXPECT_EQ(response.version(), 1u);
  ASSERT_OK_AND_ASSIGN(const auto facts, Export(server));
  EXPECT_THAT(facts, ElementsAre("Acme|owns|Bolt|2019", "Bolt|part of|Acme|"));
  ASSERT_OK_AND_ASSIGN(const auto again, Import(server, messages));
  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_UNCHANGED);
}

TEST(ImportTriples, TakesTriples) {
  TestServer server;
  v1::ImportTriplesRequest message;
  message.set_source("list");
  auto* triple = message.add_triples();
  triple->set_subject("Acme");
  triple->set_predicate("/org/owns it");
  triple->set_object("Bolt");
  triple->set_time("2020-01-31");
  ASSERT_OK(Import(server, {message, message}));
  ASSERT_OK_AND_ASSIGN(const auto facts, Export(server));
  EXPECT_THAT(facts, ElementsAre("Acme|/org/owns it|Bolt|2020-01-31",
                                 "Acme|/org/owns it|Bolt|2020-01-31"));
}

// What one call gets for these messages.
absl::StatusOr<v1::ImportTriplesResponse> ImportInto(
    graphstore::Store& store,
    const std::vector<v1::ImportTriplesRequest>& messages) {
  size_t asked = 0;
  const auto read = [&](v1::ImportTriplesRequest* next) {
    if (asked == messages.size()) return false;
    *next = messages[asked++];
    return true;
  };
  return ImportTriples(store, read, Cancellation(), RequestLimits());
}

TEST(ImportTriples, TakesUpAFileThatWasRead) {
  const std::string folder = testing::TempDir() + "/import_resumes";
  std::filesystem::remove_all(folder);
  const auto store = graphstore::Store::Open(folder, {}).value();
  ASSERT_OK(ImportInto(*store, {Bytes("x", "a\tb\tc\n")}).status());

  v1::ImportTriplesRequest large = Bytes("x", "a\tb\tc\na\tb\td\n");
  large.mutable_input()->set_path("/data/x");
  large.mutable_input()->set_size(uint64_t{1} << 26);
  v1::ImportTriplesRequest more;
  more.set_data("e\tb\tc\n");
  // All is read, and only then it is seen that "x" is there.
  EXPECT_EQ(ImportInto(*store, {large, more}).status().code(),
            absl::StatusCode::kAlreadyExists);
  // For a request id all is read again.
  large.set_replace(true);
  large.set_source("y");
  large.set_request_id("1");
  EXPECT_EQ(ImportInto(*store, {large, more})->resumed_triple_count(), 0u);

  large.set_source("x");
  large.clear_request_id();
  const auto replaced = ImportInto(*store, {large, more});
  ASSERT_OK(replaced.status());
  EXPECT_EQ(replaced->outcome(), v1::INGEST_OUTCOME_REPLACED);
  EXPECT_EQ(replaced->triple_count(), 3u);
  EXPECT_EQ(replaced->resumed_triple_count(), 3u);
  EXPECT_GT(replaced->index_count(), 0u);
}

TEST(ImportTriples, ListsBadLines) {
  TestServer server;
  v1::ImportTriplesRequest message = Bytes("x", "a\tb\tc\nbad\n");
  EXPECT_THAT(Import(server, {message}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("line 2: it has 1 of 3 columns")));
  message.set_max_bad_lines(1);
  ASSERT_OK_AND_ASSIGN(const auto response, Import(server, {message}));
  EXPECT_EQ(response.triple_count(), 1u);
  ASSERT_EQ(response.bad_lines_size(), 1);
  EXPECT_EQ(response.bad_lines(0).line(), 2u);
}

TEST(ImportTriples, RefusesWhatItCannotTake) {
  TestServer server;
  EXPECT_THAT(Import(server, {}), StatusIs(absl::StatusCode::kInvalidArgument,
                                           HasSubstr("source")));
  EXPECT_THAT(
      Import(server, {Bytes("", "a\tb\tc\n")}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("source")));
  v1::ImportTriplesRequest unsaid = Bytes("x", "a\tb\tc\n");
  unsaid.clear_format();
  EXPECT_THAT(
      Import(server, {unsaid}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("format")));
  ASSERT_OK(Import(server, {Bytes("x", "a\tb\tc\n")}));
  EXPECT_THAT(
      Import(server, {Bytes("x", "a\tb\td\n")}),
      StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("--replace")));
}

TEST(ImportTriples, AStreamThatStopsBeforeItsEndIsNotLoaded) {
  TestServer server;
  v1::ImportTriplesRequest first = Bytes("x", "a\tb\tc\n");
  first.set_end_marked(true);
  EXPECT_THAT(Import(server, {first, Bytes("", "d\te\tf\n")}),
              StatusIs(absl::StatusCode::kCancelled));
  v1::ImportTriplesRequest last;
  last.set_end(true);
  ASSERT_OK_AND_ASSIGN(const auto response, Import(server, {first, last}));
  EXPECT_EQ(response.triple_count(), 1u);
}

TEST(ExportGraph, HoldsMoreThanAPage) {
  TestServer server;
  std::string text;
  std::multiset<std::string> expected;
  for (int i = 0; i < 2500; ++i) {
    absl::StrAppend(&text, "node ", i % 90, "\tp\tnode ", i, "\n");
    expected.insert(absl::StrCat("node ", i % 90, "|p|node ", i, "|"));
  }
  ASSERT_OK(Import(server, {Bytes("x", text)}));
  ASSERT_OK_AND_ASSIGN(const auto facts, Export(server));
  EXPECT_EQ(facts, expected);
}

TEST(ExportGraph, OfAnEmptyGraphIsEmpty) {
  TestServer server;
  ASSERT_OK_AND_ASSIGN(const auto facts, Export(server));
  EXPECT_TRUE(facts.empty());
}

TEST(ExportGraph, StopsWhenTheReaderGoes) {
  TestServer server;
  std::string text;
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, i, "\tp\tq\n");
  ASSERT_OK(Import(server, {Bytes("x", text)}));
  grpc::ClientContext context;
  const auto reader =
      server.graph().ExportGraph(&context, v1::ExportGraphRequest());
  v1::ExportGraphResponse message;
  ASSERT_TRUE(reader->Read(&message));
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace weft::service
