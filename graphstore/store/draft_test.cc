#include "graphstore/store/draft.h"

#include <map>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/kv/in_memory.h"

namespace weft::graphstore {
namespace {

using ::testing::SizeIs;

// A draft over random rows, changed at random, read in every way, compared
// with a map.
TEST(Draft, AgreesWithAMap) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    const auto key = [&] { return absl::StrCat("k", random() % 40); };
    const auto database = kv::NewInMemoryDatabase();
    std::map<std::string, std::string> model;
    kv::WriteBatch rows;
    for (int i = 0; i < 20; ++i) {
      const std::string k = key(), v = absl::StrCat(random() % 3);
      rows.Put(k, v);
      model[k] = v;
    }
    ASSERT_OK(database->Commit(rows, {}));
    Draft draft(*database, database->Latest().value());
    for (int step = 0; step < 100; ++step) {
      const std::string k = key();
      switch (random() % 6) {
        case 0:
          model[k] = absl::StrCat(random() % 3);
          draft.Put(k, model[k]);
          break;
        case 1:
          model.erase(k);
          draft.Delete(k);
          break;
        case 2:
          ASSERT_OK(draft.Prefetch({k, key(), k}));
          break;
        case 3:
          ASSERT_OK(draft.PrefetchPrefixes({"k1", "k"}));
          break;
        case 4: {
          const std::string* value = draft.Get(k).value();
          ASSERT_EQ(value != nullptr, model.contains(k));
          if (value != nullptr) {
            EXPECT_EQ(*value, model[k]);
          }
          break;
        }
        case 5: {
          std::map<std::string, std::string> seen, expected;
          ASSERT_OK(draft.Visit(
              "k1", [&](absl::string_view row_key, absl::string_view value) {
                seen.emplace(row_key, value);
                return true;
              }));
          for (const auto& [row_key, value] : model) {
            if (absl::StartsWith(row_key, "k1")) expected[row_key] = value;
          }
          EXPECT_EQ(seen, expected);
          break;
        }
      }
    }
    ASSERT_OK(database->Commit(draft.TakeBatch(), {}));
    std::map<std::string, std::string> stored;
    ASSERT_OK(database->Visit(
        {}, {}, [&](absl::string_view row_key, absl::string_view value) {
          stored.emplace(row_key, value);
          return true;
        }));
    EXPECT_EQ(stored, model);
  }
}

TEST(Draft, WritesNothingThatIsAsBefore) {
  const auto database = kv::NewInMemoryDatabase();
  kv::WriteBatch rows;
  rows.Put("a", "1");
  ASSERT_OK(database->Commit(rows, {}));
  Draft draft(*database, database->Latest().value());
  ASSERT_OK(draft.Prefetch({"a", "b"}));
  draft.Put("a", "2");
  draft.Put("a", "1");
  draft.Put("b", "1");
  draft.Delete("b");
  draft.Put("c", "1");
  EXPECT_THAT(draft.TakeBatch().changes(), SizeIs(1));
}

}  // namespace
}  // namespace weft::graphstore
