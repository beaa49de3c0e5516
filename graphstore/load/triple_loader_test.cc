#include "graphstore/load/triple_loader.h"

#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/store/store.h"
#include "graphstore/store/triples.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Rows = std::vector<std::pair<std::string, std::string>>;

std::unique_ptr<Store> NewStore() {
  StoreOptions options;
  options.clock = [] { return absl::FromUnixSeconds(1'700'000'000); };
  return Store::InMemory(options).value();
}

Rows Dump(Store& store) {
  Rows rows;
  EXPECT_OK(store.Dump([&](absl::string_view key, absl::string_view value) {
    rows.emplace_back(key, value);
  }));
  return rows;
}

void ExpectClean(Store& store) {
  const auto report = store.Check();
  ASSERT_OK(report.status());
  EXPECT_THAT(report->problems, IsEmpty());
}

// The rows by index, so that a difference can be read.
void ExpectSameGraph(Store& loaded, Store& expected) {
  const Rows a = Dump(loaded), b = Dump(expected);
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    ASSERT_EQ(a[i], b[i]) << "row " << i << " in index " << b[i].first[0];
  }
  EXPECT_EQ(a.size(), b.size());
  ExpectClean(loaded);
}

std::string ToTsv(const std::vector<Triple>& triples) {
  std::string text = "#subject\tpredicate\tobject\ttime\n";
  for (const Triple& t : triples) {
    absl::StrAppend(&text, t.subject, "\t", t.predicate, "\t", t.object, "\t",
                    t.time, "\n");
  }
  return text;
}

absl::StatusOr<LoadResult> Load(Store& store, absl::string_view text,
                                LoadOptions options,
                                TripleFormat format = TripleFormat::kTsv) {
  auto loader = TripleLoader::Create(&store, std::move(options));
  if (!loader.ok()) return loader.status();
  const absl::Status added = (*loader)->AddText(format, text);
  if (!added.ok()) return added;
  return (*loader)->Finish();
}

LoadOptions Source(const std::string& source) {
  LoadOptions options;
  options.source = source;
  return options;
}

absl::StatusOr<WriteResult> WriteOneByOne(Store& store,
                                          const std::string& source,
                                          const std::vector<Triple>& triples) {
  return store.WriteDocument(TriplesDocument(source, triples),
                             {.link_by = LinkBy::kExactName});
}

const std::vector<Triple>& SomeTriples() {
  static const auto* const kTriples = new std::vector<Triple>{
      {"Acme", "owns", "Bolt", ""},
      {"Bolt", "part of", "Acme", "2019"},
      {"Acme", "owns", "Bolt", "2020-02"},
      {"The Acme", "owns", "Acme", ""},
      {"Acme", "likes", "Acme", ""},
      {"acme", "likes", "Acme", "2024-05-31T12:00:00+02:00"},
      {"Acme", "owns", "Bolt", "2018-01-01"},
      {"-", "is", "C\xC3\xB4te d'Or", "2024-05-31T12:00:00Z"},
  };
  return *kTriples;
}

std::vector<Triple> RandomTriples(size_t size, uint32_t seed,
                                  uint32_t nodes = 1000) {
  std::mt19937 random(seed);
  std::vector<Triple> triples;
  const auto node = [&] {
    // A few hubs, and many that are met once or twice.
    const uint32_t number = random() % 4 == 0 ? random() % 5 : random() % nodes;
    return absl::StrCat(number % 3 == 0 ? "Node " : "thing-", number);
  };
  for (size_t i = 0; i < size; ++i) {
    Triple triple{node(), absl::StrCat("r", random() % 7), node(), ""};
    if (random() % 8 == 0) {
      triple.time = absl::StrCat(1990 + random() % 30);
    }
    triples.push_back(triple);
    if (random() % 10 == 0) triples.push_back(triples[random() % (i + 1)]);
  }
  return triples;
}

TEST(TripleLoader, MakesTheGraphOfTheOneByOnePath) {
  const auto loaded = NewStore(), expected = NewStore();
  const auto result = Load(*loaded, ToTsv(SomeTriples()), Source("firms"));
  ASSERT_OK(result.status());
  const auto written = WriteOneByOne(*expected, "firms", SomeTriples());
  ASSERT_OK(written.status());
  ExpectSameGraph(*loaded, *expected);
  EXPECT_EQ(result->triples, 8u);
  EXPECT_EQ(result->write.outcome, WriteOutcome::kAdded);
  EXPECT_EQ(result->write.version, written->version);
  EXPECT_EQ(result->write.new_statements, written->new_statements);
  EXPECT_EQ(result->write.new_entities, written->new_entities);
  EXPECT_EQ(result->write.facts, written->facts);
}

TEST(TripleLoader, MakesItWithAnyMemoryAndThreads) {
  const std::vector<Triple> triples = RandomTriples(12'000, 11);
  const auto expected = NewStore();
  ASSERT_OK(WriteOneByOne(*expected, "random", triples).status());
  // The first is too little for what is read and for what is sorted.
  for (const size_t memory : {size_t{800} << 10, size_t{1} << 30}) {
    for (const int threads : {1, 4}) {
      const auto loaded = NewStore();
      LoadOptions options = Source("random");
      options.memory_bytes = memory;
      options.threads = threads;
      options.temporary_folder = ::testing::TempDir();
      ASSERT_OK(Load(*loaded, ToTsv(triples), options).status());
      ExpectSameGraph(*loaded, *expected);
    }
  }
}

TEST(TripleLoader, ValuesAreValues) {
  const std::string text =
      "<a> <p> \"Main Office\" .\n"
      "<b> <p> \"Main Office\" .\n"
      "<a> <p> \"short\" .\n"
      "<a> <p> <short> .\n"
      "<a> <size> \"17\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "<a> <since> \"1998\"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n"
      "<a> <worth> \"5.5\"^^<weft:money/USD> .\n"
      "<a> <p> \"Main Office\" .\n";
  std::vector<Triple> triples = {
      {"a", "p", "", "", Value::String("Main Office")},
      {"b", "p", "", "", Value::String("Main Office")},
      {"a", "p", "", "", Value::String("short")},
      {"a", "p", "short", ""},
      {"a", "size", "", "", Value::Number(17)},
      {"a", "since", "", "", Value::Date("1998")},
      {"a", "worth", "", "", Value::Money(5.5, "USD")},
      {"a", "p", "", "", Value::String("Main Office")},
  };
  const auto loaded = NewStore(), expected = NewStore();
  ASSERT_OK(Load(*loaded, text, Source("x"), TripleFormat::kNTriples).status());
  ASSERT_OK(WriteOneByOne(*expected, "x", triples).status());
  ExpectSameGraph(*loaded, *expected);
}

TEST(TripleLoader, GoesOnWhereOthersWereBefore) {
  const struct {
    size_t before;
    size_t triples;
    uint32_t nodes;
  } kCases[] = {
      {50, 80, 1000}, {80, 3000, 40}, {4000, 60, 200}, {3000, 3000, 300}};
  for (const auto& test : kCases) {
    const auto loaded = NewStore(), expected = NewStore();
    const std::vector<Triple> before =
        RandomTriples(test.before, 1, test.nodes);
    const std::vector<Triple> triples =
        RandomTriples(test.triples, 2, test.nodes);
    for (Store* store : {loaded.get(), expected.get()}) {
      ASSERT_OK(WriteOneByOne(*store, "before", before).status());
      ASSERT_OK(WriteOneByOne(*store, "gone", RandomTriples(30, 5)).status());
      ASSERT_OK(store->DeleteDocument("gone").status());
    }
    const auto result = Load(*loaded, ToTsv(triples), Source("more"));
    ASSERT_OK(result.status());
    const auto written = WriteOneByOne(*expected, "more", triples);
    ASSERT_OK(written.status());
    EXPECT_EQ(result->write.new_statements, written->new_statements);
    EXPECT_EQ(result->write.new_entities, written->new_entities);
    ExpectSameGraph(*loaded, *expected);
    // And on top of a loaded one; then both go again.
    const std::vector<Triple> third = RandomTriples(500, 3, test.nodes);
    ASSERT_OK(Load(*loaded, ToTsv(third), Source("third")).status());
    ASSERT_OK(WriteOneByOne(*expected, "third", third).status());
    ExpectSameGraph(*loaded, *expected);
    for (Store* store : {loaded.get(), expected.get()}) {
      ASSERT_OK(store->DeleteDocument("more").status());
    }
    ExpectSameGraph(*loaded, *expected);
  }
}

TEST(TripleLoader, IsTheSameOnDisk) {
  const std::string folder = ::testing::TempDir() + "/loaded_on_disk";
  std::filesystem::remove_all(folder);
  StoreOptions options;
  options.clock = [] { return absl::FromUnixSeconds(1'700'000'000); };
  const auto expected = NewStore();
  for (const uint32_t seed : {1u, 2u, 3u}) {
    // Opened anew each time: what is there is on disk.
    auto loaded = Store::Open(folder, options);
    ASSERT_OK(loaded.status());
    const std::vector<Triple> triples = RandomTriples(1500, seed, 300);
    const std::string source = absl::StrCat("source ", seed);
    const auto before = (*loaded)->Snapshot();
    ASSERT_OK(before.status());
    ASSERT_OK(Load(**loaded, ToTsv(triples), Source(source)).status());
    ASSERT_OK(WriteOneByOne(*expected, source, triples).status());
    ExpectSameGraph(**loaded, *expected);
    EXPECT_EQ((*before)->version() + 1, (*(*loaded)->Snapshot())->version());
    EXPECT_THAT((*before)->GetDocument(source).status(),
                StatusIs(absl::StatusCode::kNotFound));
    EXPECT_FALSE(std::filesystem::exists(folder + "/bulk"));
  }
  auto loaded = Store::Open(folder, options);
  ASSERT_OK(loaded.status());
  ExpectSameGraph(**loaded, *expected);
}

TEST(TripleLoader, ValuesOfTheGraphAreFoundAgain) {
  const std::string before =
      "<a> <p> \"Main Office\" .\n<a> <p> \"short\" .\n"
      "<c> <q> \"Other Office\" .\n";
  const std::string text =
      "<b> <p> \"Main Office\" .\n<a> <p> \"Main Office\" .\n"
      "<b> <p> \"short\" .\n<b> <q> \"Third Office\" .\n";
  const auto loaded = NewStore(), expected = NewStore();
  for (Store* store : {loaded.get(), expected.get()}) {
    ASSERT_OK(
        Load(*store, before, Source("x"), TripleFormat::kNTriples).status());
  }
  ASSERT_OK(Load(*loaded, text, Source("y"), TripleFormat::kNTriples).status());
  const std::vector<Triple> triples = {
      {"b", "p", "", "", Value::String("Main Office")},
      {"a", "p", "", "", Value::String("Main Office")},
      {"b", "p", "", "", Value::String("short")},
      {"b", "q", "", "", Value::String("Third Office")},
  };
  ASSERT_OK(WriteOneByOne(*expected, "y", triples).status());
  ExpectSameGraph(*loaded, *expected);
}

TEST(TripleLoader, NothingMakesADocumentOfNothing) {
  for (const bool others : {false, true}) {
    for (const std::string text : {"", "#subject\tpredicate\tobject\n"}) {
      const auto loaded = NewStore(), expected = NewStore();
      for (Store* store : {loaded.get(), expected.get()}) {
        if (!others) continue;
        ASSERT_OK(WriteOneByOne(*store, "a", SomeTriples()));
      }
      const auto result = Load(*loaded, text, Source("nothing"));
      ASSERT_OK(result.status());
      EXPECT_EQ(result->triples, 0u);
      EXPECT_EQ(result->write.outcome, WriteOutcome::kAdded);
      ASSERT_OK(WriteOneByOne(*expected, "nothing", {}).status());
      ExpectSameGraph(*loaded, *expected);
      for (Store* store : {loaded.get(), expected.get()}) {
        ASSERT_OK(store->DeleteDocument("nothing").status());
      }
      ExpectSameGraph(*loaded, *expected);
    }
  }
}

TEST(TripleLoader, ADocumentOfNothingIsReplacedAndBackedUp) {
  const std::string folder = ::testing::TempDir() + "/loaded_nothing";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  auto store = Store::Open(folder + "/db", {}).value();
  ASSERT_OK(Load(*store, "", Source("nothing")).status());
  ASSERT_OK(store->Backup(folder + "/backup").status());
  ExpectClean(*Store::Open(folder + "/backup", {}).value());
  LoadOptions replace = Source("nothing");
  replace.replace = true;
  ASSERT_OK(Load(*store, "a\tb\tc\n", replace).status());
  ExpectClean(*store);
  ASSERT_OK(Load(*store, "", replace).status());
  ExpectClean(*store);
}

TEST(TripleLoader, BadLinesOnlyAreAnError) {
  const auto store = NewStore();
  LoadOptions options = Source("bad");
  options.max_bad_lines = 10;
  EXPECT_THAT(
      Load(*store, "bad\nworse\n", options).status(),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("2 bad lines, and not one triple; nothing is loaded; "
                         "line 1: it has 1 of 3 columns")));
  EXPECT_EQ((*store->Snapshot())->version(), 0u);
}

TEST(TripleLoader, AnEmptiedGraphIsEmpty) {
  const auto loaded = NewStore(), expected = NewStore();
  for (Store* store : {loaded.get(), expected.get()}) {
    ASSERT_OK(WriteOneByOne(*store, "gone", SomeTriples()).status());
    ASSERT_OK(store->DeleteDocument("gone").status());
  }
  const std::vector<Triple> triples = RandomTriples(500, 3);
  ASSERT_OK(Load(*loaded, ToTsv(triples), Source("new")).status());
  ASSERT_OK(WriteOneByOne(*expected, "new", triples).status());
  ExpectSameGraph(*loaded, *expected);
}

TEST(TripleLoader, TheSameSourceTwiceIsOnce) {
  const auto store = NewStore();
  const std::string text = ToTsv(SomeTriples());
  ASSERT_OK(Load(*store, text, Source("firms")).status());
  const Rows before = Dump(*store);
  const auto again = Load(*store, text, Source("firms"));
  ASSERT_OK(again.status());
  EXPECT_EQ(again->write.outcome, WriteOutcome::kUnchanged);
  EXPECT_EQ(again->write.version, 1u);
  EXPECT_EQ(Dump(*store), before);

  EXPECT_THAT(Load(*store, "a\tb\tc\n", Source("firms")).status(),
              StatusIs(absl::StatusCode::kAlreadyExists,
                       HasSubstr("source \"firms\" is already there")));
  EXPECT_EQ(Dump(*store), before);

  LoadOptions replace = Source("firms");
  replace.replace = true;
  const auto replaced = Load(*store, "a\tb\tc\n", replace);
  ASSERT_OK(replaced.status());
  EXPECT_EQ(replaced->write.outcome, WriteOutcome::kReplaced);
  ExpectClean(*store);
  EXPECT_EQ((*store->Snapshot())->GetDocument("firms")->fact_count, 1u);
}

// A client that loads again because it has lost the answer may be faster than
// the first load.
TEST(TripleLoader, TheSameSourceTwiceAtOnceIsOnce) {
  const std::string text = ToTsv(SomeTriples());
  for (const bool replace : {false, true}) {
    const auto store = NewStore();
    LoadOptions options = Source("firms");
    options.replace = replace;
    absl::StatusOr<LoadResult> other;
    std::thread thread([&] { other = Load(*store, text, options); });
    const auto one = Load(*store, text, options);
    thread.join();
    ASSERT_OK(one);
    ASSERT_OK(other);
    EXPECT_NE(one->write.outcome, other->write.outcome);
    EXPECT_EQ((*store->Snapshot())->version(), 1u);
  }
}

TEST(TripleLoader, DeletingTheDocumentLeavesNothing) {
  const auto store = NewStore();
  ASSERT_OK(
      Load(*store, ToTsv(RandomTriples(2000, 4)), Source("random")).status());
  const auto deleted = store->DeleteDocument("random");
  ASSERT_OK(deleted.status());
  EXPECT_GT(deleted->statements, 1500u);
  ExpectClean(*store);
  for (const auto& [key, value] : Dump(*store)) {
    EXPECT_THAT("!CV", HasSubstr(key.substr(0, 1)));
  }
}

TEST(TripleLoader, CountsBadLinesUpToTheLimit) {
  const std::string text = "a\tb\tc\nbad\n\td\te\nf\tg\th\n";
  const auto store = NewStore();
  LoadOptions options = Source("x");
  EXPECT_THAT(
      Load(*store, text, options).status(),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("1 bad lines, more than allowed; nothing is loaded; "
                         "line 2: it has 1 of 3 columns")));
  options.max_bad_lines = 1;
  EXPECT_THAT(Load(*store, text, options).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("line 3: the subject is empty")));
  EXPECT_EQ((*store->Snapshot())->version(), 0u);
  options.max_bad_lines = 2;
  const auto result = Load(*store, text, options);
  ASSERT_OK(result.status());
  EXPECT_EQ(result->triples, 2u);
  EXPECT_EQ(result->bad_line_count, 2u);
  EXPECT_THAT(result->bad_lines,
              ElementsAre(BadLine{2, "it has 1 of 3 columns separated by tabs"},
                          BadLine{3, "the subject is empty"}));
}

TEST(TripleLoader, TakesListedTriplesToo) {
  const auto loaded = NewStore(), expected = NewStore();
  LoadOptions options = Source("list");
  options.max_bad_lines = 1;
  auto loader = TripleLoader::Create(loaded.get(), options);
  ASSERT_OK(loader.status());
  for (const Triple& t : SomeTriples()) {
    const TripleView view{t.subject, t.predicate, t.object, t.time};
    ASSERT_OK((*loader)->AddTriples({view}));
  }
  const TripleView bad{"a", "", "b", ""};
  ASSERT_OK((*loader)->AddTriples({bad}));
  const auto result = (*loader)->Finish();
  ASSERT_OK(result.status());
  EXPECT_THAT(result->bad_lines,
              ElementsAre(BadLine{9, "the predicate is empty"}));
  ASSERT_OK(WriteOneByOne(*expected, "list", SomeTriples()).status());
  ExpectSameGraph(*loaded, *expected);
}

TEST(TripleLoader, NamesMayTakeMoreThanTheMemoryThatIsAllowed) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) absl::StrAppend(&text, i, "\tp\tq\n");
  const struct {
    size_t memory;
    std::optional<uint64_t> left;
    bool loads;
    bool beyond;
  } kCases[] = {{16 << 20, 0, true, false},
                {1 << 20, 64 << 20, true, true},
                {1 << 20, 500'000, false, false},
                {1 << 20, std::nullopt, false, false}};
  for (const auto& test : kCases) {
    const auto store = NewStore();
    LoadOptions options = Source("big");
    options.memory_bytes = test.memory;
    options.memory_left = [&] { return test.left; };
    const auto result = Load(*store, text, options);
    if (test.loads) {
      ASSERT_OK(result.status());
      EXPECT_EQ(result->name_bytes_beyond > 0, test.beyond);
      ExpectClean(*store);
      continue;
    }
    EXPECT_THAT(result.status(), StatusIs(absl::StatusCode::kResourceExhausted,
                                          HasSubstr("load the file in parts")));
    EXPECT_EQ((*store->Snapshot())->version(), 0u);
  }
}

TEST(TripleLoader, StopsWhenCancelled) {
  const auto store = NewStore();
  Cancellation cancellation;
  LoadOptions options = Source("x");
  options.cancellation = &cancellation;
  auto loader = TripleLoader::Create(store.get(), options);
  ASSERT_OK(loader.status());
  ASSERT_OK((*loader)->AddText(TripleFormat::kTsv, "a\tb\tc\n"));
  cancellation.Cancel();
  EXPECT_THAT((*loader)->Finish().status(),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ((*store->Snapshot())->version(), 0u);
}

TEST(TripleLoader, NeedsANameForTheSource) {
  const auto store = NewStore();
  EXPECT_THAT(TripleLoader::Create(store.get(), Source("")).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(
      TripleLoader::Create(store.get(), Source(std::string(513, 'x'))).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("513 bytes")));
}

}  // namespace
}  // namespace weft::graphstore
