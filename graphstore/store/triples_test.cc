#include "graphstore/store/triples.h"

#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST(Triples, BecomeFactsWithTheirNamesAsKeys) {
  const std::vector<Triple> triples = {
      {"Saw", "has_tag", "saw", ""},
      {"Saw", "has|tag", "The Saw", "2004-10-29"},
      {"saw", "has_tag", "Saw", ""}};
  const auto store = EmptyStore();
  WriteOptions options;
  options.link_by = LinkBy::kExactName;
  ASSERT_OK(store->WriteDocument(TriplesDocument("file:x", triples), options));
  EXPECT_THAT(store->Check()->problems, IsEmpty());
  const auto reader = store->Snapshot().value();
  EXPECT_THAT(
      Lines(AllFacts(*reader, {})),
      UnorderedElementsAre("Saw | has_tag | saw", "Saw | has|tag | The Saw",
                           "saw | has_tag | Saw"));
  FactFilter dated;
  dated.since = "2004";
  dated.until = "2005";
  const auto facts = AllFacts(*reader, dated);
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].document, "file:x");
  EXPECT_EQ(facts[0].sentence, "");
  EXPECT_EQ(facts[0].mention.valid_from, "2004-10-29");
}

TEST(Triples, HashIsThatOfTheTriples) {
  const std::vector<Triple> a = {{"x", "y", "z", ""}},
                            b = {{"x", "yz", "", ""}};
  EXPECT_EQ(TriplesDocument("d", a).content_hash,
            TriplesDocument("d", a).content_hash);
  EXPECT_NE(TriplesDocument("d", a).content_hash,
            TriplesDocument("d", b).content_hash);
}

}  // namespace
}  // namespace weft::graphstore
