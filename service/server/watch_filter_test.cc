// What a watcher sees of large changes; watch_test.cc has the feed itself.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"
#include "service/server/watch.h"

namespace weft::service {
namespace {

using graphstore::MakeDocument;
using graphstore::Store;
using testing::ElementsAre;
using testing::IsEmpty;

std::string Line(const char* sign, const v1::Fact& fact) {
  const std::string object = fact.object().has_value()
                                 ? fact.object().value().text()
                                 : fact.object().entity().name();
  return absl::StrCat(sign, fact.subject().entity().name(), " ",
                      fact.relation().name(), " ", object);
}

// All statements of the feed that are asked for, until it has caught up.
std::vector<std::string> Seen(Store& store, const std::string& entity,
                              const std::string& relation) {
  v1::WatchRequest request;
  request.set_earliest(true);
  request.set_entity(entity);
  request.set_relation(relation);
  std::vector<std::string> lines;
  int signs = 0;
  const absl::Status status = Watch(
      store, request, WatchOptions(), Cancellation(), [] { return false; },
      [&](const v1::WatchResponse& message) {
        for (const v1::Fact& fact : message.added()) {
          lines.push_back(Line("+", fact));
        }
        for (const v1::Fact& fact : message.removed()) {
          lines.push_back(Line("-", fact));
        }
        return message.kind() != v1::CHANGE_KIND_UNSPECIFIED || ++signs < 2;
      });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  return lines;
}

TEST(WatchFilter, FindsWhatIsAskedForInALargeChange) {
  const auto store = graphstore::EmptyStore();
  std::vector<std::string> facts;
  for (int i = 0; i < 600; ++i) {
    facts.push_back(absl::StrCat("Alpha | own | Beta ", i, "x"));
  }
  facts.push_back("Gamma | sell | Delta");
  facts.push_back("Omega | grow | =17%");
  ASSERT_OK(store->WriteDocument(MakeDocument("a", facts), {}));
  ASSERT_OK(store->WriteDocument(
      MakeDocument("b", {"Sigma | sell | Delta", "Gamma | sell | Delta"}), {}));
  ASSERT_OK(store->DeleteDocument("b"));
  EXPECT_THAT(Seen(*store, "beta 599X", ""),
              ElementsAre("+Alpha own Beta 599x"));
  EXPECT_THAT(Seen(*store, "17%", ""), ElementsAre("+Omega grow 17%"));
  // The statement of Sigma has gone, that of Gamma has not.
  EXPECT_THAT(
      Seen(*store, "", "grow|sell"),
      ElementsAre("+Gamma sell Delta", "+Omega grow 17%", "-Sigma sell Delta"));
  EXPECT_THAT(Seen(*store, "the gamma", "sell"),
              ElementsAre("+Gamma sell Delta"));
  EXPECT_EQ(Seen(*store, "alpha", "own").size(), 600u);
  EXPECT_THAT(Seen(*store, "delta", "own"), IsEmpty());
  EXPECT_THAT(Seen(*store, "Nobody", ""), IsEmpty());
  EXPECT_THAT(Seen(*store, "", "nosuch"), IsEmpty());
}

TEST(WatchFilter, FindsWhatWasMergedByTheNameItHasNow) {
  const auto store = graphstore::EmptyStore();
  ASSERT_OK(
      store->WriteDocument(MakeDocument("a", {"Alpha | own | Beta"}), {}));
  ASSERT_OK(
      store->WriteDocument(MakeDocument("c", {"Gamma | own | Delta"}), {}));
  const auto reader = store->Snapshot().value();
  ASSERT_OK(store->MergeEntities(reader->FindEntities("Alpha")->front(),
                                 reader->FindEntities("Gamma")->front()));
  EXPECT_THAT(Seen(*store, "Alpha", ""),
              ElementsAre("+Alpha own Beta", "+Alpha own Delta"));
}

}  // namespace
}  // namespace weft::service
