#include "service/cli/shell/graph_names.h"

#include "gmock/gmock.h"
#include "service/client/fake_server.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class GraphNamesTest : public ::testing::Test {
 protected:
  void Match(const char* name, const char* matched) {
    auto* match = fake_.answers.matches.add_matches();
    match->mutable_entity()->set_name(name);
    match->set_matched_name(matched);
  }

  FakeServer fake_;
  Client client_{fake_.Channel(), "fake"};
  GraphNames names_{[this] { return &client_; }};
};

TEST_F(GraphNamesTest, EntitiesBeginWithThePrefix) {
  Match("Northmoor University", "Northmoor University");
  Match("Ana Ruiz", "nora");        // another name of hers
  Match("Lake Noor", "Lake Noor");  // a word inside
  EXPECT_THAT(names_.Entities("no"),
              ElementsAre("Northmoor University", "nora"));
  EXPECT_EQ(fake_.requests.search_entities.query(), "no");
  EXPECT_THAT(names_.Entities(""), IsEmpty());
}

TEST_F(GraphNamesTest, RelationsAndDocumentsBeginWithThePrefix) {
  for (const char* relation : {"release", "rival", "stock fall"}) {
    fake_.answers.statistics.add_relations()->set_relation(relation);
  }
  for (const char* relation : {"rival", "run"}) {
    fake_.answers.query.emplace_back()
        .mutable_row()
        ->add_values()
        ->set_string_value(relation);
  }
  EXPECT_THAT(names_.Relations("R"), ElementsAre("release", "rival", "run"));
  for (const char* id : {"a.txt", "b1.txt", "b2.txt"}) {
    fake_.answers.documents.emplace_back().set_id(id);
  }
  EXPECT_THAT(names_.Documents("b"), ElementsAre("b1.txt", "b2.txt"));
}

TEST_F(GraphNamesTest, TroubleIsNoNames) {
  fake_.answers.graph_error = {grpc::StatusCode::INTERNAL, "broken"};
  EXPECT_THAT(names_.Entities("a"), IsEmpty());
  EXPECT_THAT(names_.Relations("a"), IsEmpty());
  GraphNames none([] { return nullptr; });
  EXPECT_THAT(none.Entities("a"), IsEmpty());
  EXPECT_THAT(none.Documents("a"), IsEmpty());
}

}  // namespace
}  // namespace weft::service
