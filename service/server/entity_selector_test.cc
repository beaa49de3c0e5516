#include "service/server/entity_selector.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

struct Thing {
  std::string name;
  std::string type;
  std::vector<std::string> aliases;
  int facts = 1;
};

// A graph with these entities, each the subject of as many facts.
std::shared_ptr<const graphstore::Reader> Graph(
    const std::vector<Thing>& things) {
  const auto store = *graphstore::Store::InMemory({});
  int number = 0;
  for (const Thing& thing : things) {
    graphstore::DocumentFacts document;
    document.id = absl::StrCat("doc ", number++);
    document.text = "x";
    document.sentences = {{{0, 1}, "x"}};
    graphstore::LocalEntity entity;
    entity.name = thing.name;
    entity.type = thing.type;
    for (const std::string& alias : thing.aliases) {
      entity.aliases.push_back({alias, 1});
    }
    document.entities = {entity};
    for (int i = 0; i < thing.facts; ++i) {
      graphstore::LocalFact fact;
      fact.relation = absl::StrCat("do ", i);
      fact.object = graphstore::Value::Percent(17);
      document.facts.push_back(fact);
    }
    EXPECT_OK(store->WriteDocument(document, {}));
  }
  return *store->Snapshot();
}

v1::EntitySelector Named(const std::string& name) {
  v1::EntitySelector out;
  out.set_name(name);
  return out;
}

std::string NameOf(const graphstore::Reader& reader, NodeId id) {
  return reader.GetEntity(id)->name;
}

TEST(ResolveEntity, FindsByAnyName) {
  const auto reader = Graph({{"Ana Ruiz", "person", {"Ruiz", "Dr. Ruiz"}}});
  for (const char* name : {"Ana Ruiz", "ana ruiz", "Ruiz", "  the  RUIZ "}) {
    ASSERT_OK_AND_ASSIGN(const NodeId id,
                         ResolveEntity(*reader, Named(name), "entity"));
    EXPECT_EQ(NameOf(*reader, id), "Ana Ruiz") << name;
  }
}

TEST(ResolveEntity, TakesTheOneWithMostMentions) {
  const auto reader =
      Graph({{"Jordan", "person", {}, 2}, {"Jordan", "place", {}, 3}});
  ASSERT_OK_AND_ASSIGN(const NodeId id,
                       ResolveEntity(*reader, Named("Jordan"), "entity"));
  EXPECT_EQ(reader->GetEntity(id)->type, "place");
}

TEST(ResolveEntity, TakesTheCanonicalNameAmongEquals) {
  const auto reader = Graph(
      {{"Jordan Smith", "person", {"Jordan"}, 2}, {"Jordan", "place", {}, 2}});
  ASSERT_OK_AND_ASSIGN(const NodeId id,
                       ResolveEntity(*reader, Named("Jordan"), "entity"));
  EXPECT_EQ(reader->GetEntity(id)->type, "place");
}

TEST(ResolveEntity, ListsTheIdsOfEquals) {
  const auto reader =
      Graph({{"Jordan", "person", {}, 2}, {"Jordan", "place", {}, 2}});
  const auto resolved = ResolveEntity(*reader, Named("Jordan"), "entity");
  ASSERT_OK_AND_ASSIGN(const auto all,
                       ResolveEntities(*reader, Named("Jordan"), "entity"));
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_THAT(
      resolved,
      StatusIs(
          absl::StatusCode::kFailedPrecondition,
          AllOf(
              HasSubstr(absl::StrCat("id ", EntityNumber(all[0]), " (Jordan,")),
              HasSubstr(absl::StrCat("id ", EntityNumber(all[1]), " (Jordan,")),
              HasSubstr("ask by id"))));
  EXPECT_EQ(Reason(resolved.status()), "AMBIGUOUS_NAME");
  v1::EntitySelector by_id;
  by_id.set_id(EntityNumber(all[1]));
  ASSERT_OK_AND_ASSIGN(const NodeId id,
                       ResolveEntity(*reader, by_id, "entity"));
  EXPECT_EQ(id, all[1]);
}

TEST(ResolveNodes, FindsValuesThatSomeFactHas) {
  const auto reader = Graph({{"Nvidia", "organization", {}}});
  ASSERT_OK_AND_ASSIGN(const auto ids,
                       ResolveNodes(*reader, Named("17%"), "object"));
  ASSERT_THAT(ids, SizeIs(1));
  EXPECT_EQ(ids[0].kind(), graphstore::NodeKind::kPercent);
  EXPECT_THAT(ResolveNodes(*reader, Named("18%"), "object"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("no entity or value is called \"18%\"")));
  EXPECT_THAT(ResolveEntities(*reader, Named("17%"), "subject"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(ResolveNodes, NamesTheFieldThatIsWrong) {
  const auto reader = Graph({});
  EXPECT_THAT(ResolveNodes(*reader, {}, "object"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("object: give the name")));
  EXPECT_THAT(ResolveEntity(*reader, Named(""), "from"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("from.name: is empty")));
}

}  // namespace
}  // namespace weft::service
