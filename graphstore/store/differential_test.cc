// Random documents in and out, compared with a model that keeps the documents
// in a map and answers every question by looking at all of them.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;

// One fact in words, as the model and the store are compared.
struct PlainFact {
  std::string document;
  std::string subject;
  std::string relation;
  std::string object;
  bool negated;
  int confidence;  // percent
  std::string published;

  auto operator<=>(const PlainFact&) const = default;
};

// Names of one letter, so that an entity is what is written.
constexpr const char* kNames[] = {"A", "B", "C", "D", "E", "F"};
constexpr const char* kRelations[] = {"buy", "sell", "be", "buy out"};
constexpr const char* kValues[] = {"17%", "5", "2025-01-20", "long string"};

class World {
 public:
  explicit World(uint32_t seed) : random_(seed) {}

  DocumentFacts RandomDocument() {
    std::vector<std::string> lines;
    std::vector<PlainFact> facts;
    const std::string id = absl::StrCat("d", random_() % 8);
    const std::string published = absl::StrCat("2025-0", 1 + random_() % 9);
    for (size_t i = random_() % 6; i > 0; --i) {
      PlainFact fact{id, Pick(kNames), Pick(kRelations), "", random_() % 4 == 0,
                     0,  published};
      fact.confidence = static_cast<int>(random_() % 5) * 25;
      std::string object;
      switch (random_() % 3) {
        case 0:
          object = fact.object = Pick(kNames);
          break;
        case 1:
          fact.object = Pick(kValues);
          object = "=" + fact.object;
          break;
      }
      lines.push_back(absl::StrCat(fact.subject, "|",
                                   fact.negated ? "not " : "", fact.relation,
                                   "|", object, "|", fact.confidence / 100.0));
      facts.push_back(fact);
    }
    documents_[id] = facts;
    DocumentFacts document = MakeDocument(id, lines);
    document.published = published;
    document.content_hash = random_() | 1;  // never "unchanged"
    return document;
  }

  std::string RandomId() { return absl::StrCat("d", random_() % 8); }
  bool Erase(const std::string& id) { return documents_.erase(id) > 0; }

  FactFilter RandomFilter() {
    FactFilter filter;
    if (random_() % 2) filter.subject = Pick(kNames);
    if (random_() % 2) filter.relation = Pick(kRelations);
    if (random_() % 4 == 0) filter.relation = "buy*|be";
    if (random_() % 3 == 0) filter.object = Pick(kNames);
    if (random_() % 3 == 0) filter.object = Pick(kValues);
    if (random_() % 3 == 0) filter.document = RandomId();
    if (random_() % 3 == 0) filter.min_confidence = 0.5;
    if (random_() % 3 == 0) filter.since = "2025-04";
    if (random_() % 3 == 0) filter.until = "2025-06-30";
    filter.include_negated = random_() % 2;
    return filter;
  }

  std::vector<PlainFact> Expected(const FactFilter& filter) const {
    std::vector<PlainFact> found;
    for (const auto& [id, facts] : documents_) {
      for (const PlainFact& fact : facts) {
        if (Fits(filter, fact)) found.push_back(fact);
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::set<std::string> Names() const {
    std::set<std::string> names;
    for (const PlainFact& fact : Expected({})) {
      names.insert(fact.subject);
      if (fact.object.size() == 1 && absl::ascii_isupper(fact.object[0])) {
        names.insert(fact.object);
      }
    }
    return names;
  }

  // Statements with this subject (object) by relation, without repeats.
  size_t Degree(const std::string& name, bool incoming) const {
    std::set<std::string> statements;
    for (const PlainFact& fact : Expected({})) {
      if ((incoming ? fact.object : fact.subject) != name) continue;
      statements.insert(absl::StrCat(fact.subject, "|", fact.relation, "|",
                                     fact.object, "|", fact.negated));
    }
    return statements.size();
  }

 private:
  template <size_t n>
  std::string Pick(const char* const (&items)[n]) {
    return items[random_() % n];
  }

  static bool Fits(const FactFilter& filter, const PlainFact& fact) {
    const auto days = ParseDays(fact.published);
    const bool relation =
        filter.relation.empty() || filter.relation == fact.relation ||
        (filter.relation == "buy*|be" &&
         (absl::StartsWith(fact.relation, "buy") || fact.relation == "be"));
    return relation &&
           (filter.subject.empty() || filter.subject == fact.subject) &&
           (filter.object.empty() || filter.object == fact.object) &&
           (filter.document.empty() || filter.document == fact.document) &&
           fact.confidence >= 100 * filter.min_confidence &&
           (filter.include_negated || !fact.negated) &&
           (filter.since.empty() ||
            days->last >= ParseDays(filter.since)->first) &&
           (filter.until.empty() ||
            days->first <= ParseDays(filter.until)->last);
  }

  std::mt19937 random_;
  std::map<std::string, std::vector<PlainFact>> documents_;
};

std::vector<PlainFact> Found(const Reader& reader, const FactFilter& filter,
                             size_t page_size) {
  std::vector<PlainFact> found;
  for (const Fact& fact : AllFacts(reader, filter, page_size)) {
    const Statement& statement = fact.statement;
    found.push_back({fact.document, statement.subject.text, statement.relation,
                     statement.object.text, statement.negated,
                     static_cast<int>(fact.mention.confidence * 100 + 0.5),
                     fact.published});
  }
  std::sort(found.begin(), found.end());
  return found;
}

void CompareEntities(const Reader& reader, const World& world) {
  std::set<std::string> names;
  const EntityPage page = reader.ListEntities({10'000, ""}).value();
  for (const Entity& entity : page.entities) {
    names.insert(entity.name);
    EXPECT_EQ(entity.out_degree, world.Degree(entity.name, false));
    EXPECT_EQ(entity.in_degree, world.Degree(entity.name, true));
  }
  EXPECT_EQ(names, world.Names());
}

class Differential : public ::testing::TestWithParam<uint32_t> {};

TEST_P(Differential, StoreAgreesWithAMapOfDocuments) {
  World world(GetParam());
  std::mt19937 random(GetParam());
  const auto store = EmptyStore();
  for (int step = 0; step < 60; ++step) {
    if (random() % 4 == 0) {
      const std::string id = world.RandomId();
      EXPECT_EQ(store->DeleteDocument(id).ok(), world.Erase(id));
    } else {
      std::vector<DocumentFacts> documents;
      for (size_t i = 1 + random() % 3; i > 0; --i) {
        documents.push_back(world.RandomDocument());
      }
      for (const auto& result : store->WriteDocuments(documents, {})) {
        ASSERT_OK(result);
      }
    }
    ASSERT_OK_AND_ASSIGN(const CheckReport report, store->Check());
    ASSERT_THAT(report.problems, IsEmpty()) << "step " << step;
    const auto reader = store->Snapshot().value();
    CompareEntities(*reader, world);
    for (int question = 0; question < 10; ++question) {
      const FactFilter filter = world.RandomFilter();
      EXPECT_EQ(Found(*reader, filter, 1 + random() % 4),
                world.Expected(filter));
    }
  }
  for (int i = 0; i < 8; ++i) {
    (void)store->DeleteDocument(absl::StrCat("d", i)).ok();
  }
  EXPECT_EQ(DumpWithoutHistory(store.get()),
            DumpWithoutHistory(EmptyStore().get()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Differential, ::testing::Range(1u, 6u));

}  // namespace
}  // namespace weft::graphstore
