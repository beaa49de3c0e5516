#include "service/server/relation_pattern.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/status_matchers.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

// A graph with one fact for each pair of relation and display form.
std::shared_ptr<const graphstore::Reader> Graph(
    const std::vector<std::pair<std::string, std::string>>& relations) {
  const auto store = *graphstore::Store::InMemory({});
  graphstore::DocumentFacts document;
  document.id = "a";
  document.text = "x";
  document.sentences = {{{0, 1}, "x"}};
  document.entities = {{"Norvane", "", {}}};
  for (const auto& [name, display] : relations) {
    graphstore::LocalFact fact;
    fact.relation = name;
    fact.relation_mention.text = display;
    document.facts.push_back(fact);
  }
  EXPECT_OK(store->WriteDocument(document, {}));
  return *store->Snapshot();
}

TEST(ResolveDisplayForms, FindsTheNameBehindWhatIsShown) {
  const auto reader = Graph({{"stock fall", "stock-fell"},
                             {"stock fall", "stock-falls"},
                             {"stock follow", "stock-followed"},
                             {"be spinoff of", "is-spinoff-of"},
                             {"go to", "went-to"},
                             {"release", "released"}});
  const struct {
    const char* pattern;
    const char* resolved;
  } kCases[] = {
      {"", ""},
      {"stock fall", "stock fall"},  // a name
      {"stock-fall", "stock-fall"},  // the store knows what to do
      {"stock-fell", "stock fall"},
      {"stock fell", "stock fall"},
      {"STOCK-FALLS", "stock fall"},
      {"is-spinoff-of", "be spinoff of"},
      {"went-to", "go to"},
      {"released|stock-fell", "release|stock fall"},
      {"released|sell", "release|sell"},  // nothing is called "sell"
      {"stock-fel", "stock-fel"},
      {"rel*", "rel*"},
      {"rel%|released", "rel*|release"},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const std::string resolved,
                         ResolveDisplayForms(*reader, c.pattern));
    EXPECT_EQ(resolved, c.resolved) << c.pattern;
  }
}

TEST(ResolveDisplayForms, FindsAllNamesThatAreShownSo) {
  const auto reader = Graph({{"find", "found"}, {"found", "founded"}});
  ASSERT_OK_AND_ASSIGN(const std::string founded,
                       ResolveDisplayForms(*reader, "founded"));
  EXPECT_EQ(founded, "found");
  // A name is itself, even where another relation is shown like it.
  ASSERT_OK_AND_ASSIGN(const std::string found,
                       ResolveDisplayForms(*reader, "found"));
  EXPECT_EQ(found, "found");
}

TEST(ResolveDisplayForms, KeepsWhatIsEscaped) {
  const auto reader = Graph({{"a|b", "a|b"}});
  ASSERT_OK_AND_ASSIGN(const std::string resolved,
                       ResolveDisplayForms(*reader, "a\\|b|c"));
  EXPECT_EQ(resolved, "a\\|b|c");
}

TEST(NoteOnUnknownRelations, NamesWhatIsNear) {
  const auto reader = Graph({{"release", "released"},
                             {"release in", "released-in"},
                             {"own", "owns"},
                             {"work for", "works-for"}});
  const struct {
    const char* pattern;
    const char* note;
  } kCases[] = {
      {"", ""},
      {"own|work-for|rel*", ""},
      {"onw", "no relation is called \"onw\"; did you mean \"own\"?"},
      {"own|relese",
       "no relation is called \"relese\"; did you mean \"release\"?"},
      {"leas",
       "no relation is called \"leas\"; did you mean \"release\" or "
       "\"release in\"?"},
      {"qqqq|zzzz",
       "no relation is called \"qqqq\"; no relation is called \"zzzz\""},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const std::string note,
                         NoteOnUnknownRelations(*reader, c.pattern));
    EXPECT_EQ(note, c.note) << c.pattern;
  }
}

TEST(MightBeShownAs, ComparesWordByWord) {
  EXPECT_TRUE(MightBeShownAs("stock fall", "stock-fell"));
  EXPECT_TRUE(MightBeShownAs("be base in", "was-based-in"));
  EXPECT_TRUE(MightBeShownAs("go to", "went to"));
  EXPECT_FALSE(MightBeShownAs("stock fall", "fell"));
  EXPECT_FALSE(MightBeShownAs("stock fall", "stock-rose"));
  EXPECT_FALSE(MightBeShownAs("", "fell"));
}

}  // namespace
}  // namespace weft::service
