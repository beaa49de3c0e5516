// A stored database of each format, and what becomes of it today.
//
// formats/N.rows has every row of a small graph in format N, as the program
// that wrote that format left it: a line for each, key, tab, value, as C
// writes strings; lines that begin with # say what it is. When stored bytes
// change, the test of the present format fails: give the new bytes a new number
// and a step (graphstore/store/formats.h), leave the files that are there as
// they are, and add one with
//
//   bazel run //tests/golden:formats_test -- --write=$PWD/tests/golden/formats
#include "graphstore/store/formats.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/kv/rocksdb_database.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"
#include "graphstore/store/triples.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

// The first format with merges, the first with answers to requests, and the
// first that can still be read.
constexpr uint64_t kWithMerges = 3;
constexpr uint64_t kWithAnswers = 4;
constexpr uint64_t kOldest = 2;

using Rows = std::map<std::string, std::string>;

std::string PathOf(uint64_t format) {
  return absl::StrCat("tests/golden/formats/", format, ".rows");
}

Rows ReadRows(uint64_t format) {
  Rows rows;
  const std::string text = ReadFile(PathOf(format)).value();
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.empty() || absl::StartsWith(line, "#")) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    std::string key, value;
    EXPECT_EQ(cells.size(), 2u) << line;
    EXPECT_TRUE(absl::CUnescape(cells[0], &key)) << line;
    EXPECT_TRUE(absl::CUnescape(cells[1], &value)) << line;
    rows[key] = value;
  }
  return rows;
}

// Every kind of value, time, attribution and count.
DocumentFacts Harbour() {
  DocumentFacts document = MakeDocument(
      "harbour.txt",
      {"Maren Holt | lead | Tidewater Docks",
       "Tidewater Docks | buy | Quay Nine | 0.5",
       "Tidewater Docks | not sell | Quay Nine",
       "Tidewater Docks | grow | =17%", "Tidewater Docks | employ | =240",
       "Tidewater Docks | be founded | =1987-03-01",
       "Tidewater Docks | have motto | =Slow water carries the most",
       "Tidewater Docks | be called | =docks", "Quay Nine | close | ",
       "Quay 9 | open | ", "Tidewater Docks | pay | =1",
       "Tidewater Docks | store | =2"});
  document.title = "The harbour";
  document.published = "2025-06-30";
  document.entities[0].type = "person";
  document.facts[0].valid_from = "2019-04";
  document.facts[1].valid_from = "2020";
  document.facts[1].valid_until = "2024-12-31";
  document.facts[1].qualifiers = {{"place", "in", {}, "Vardo", ""}};
  document.facts[2].modality = "planned";
  document.facts[2].attribution = {"Maren Holt", LocalEntityIndex{0}};
  document.facts[8].rule = "verb";
  document.facts[10].object = Value::Money(12.5, "EUR");
  document.facts[11].object = Value::Quantity(3, "kg");
  return document;
}

// Lists of several blocks: one node with 260 edges to 20 others.
DocumentFacts Ferries() {
  std::vector<Triple> triples;
  for (int relation = 0; relation < 13; ++relation) {
    for (int pier = 0; pier < 20; ++pier) {
      triples.push_back({"Ferry Line", absl::StrCat("serve ", relation),
                         absl::StrCat("Pier ", pier),
                         pier % 4 == 0 ? "2023-05-01" : ""});
    }
  }
  return TriplesDocument("ferries.tsv", triples);
}

NodeId Named(Store& store, absl::string_view name) {
  return store.Snapshot().value()->FindEntities(name).value().front();
}

// What the stored databases of a format hold.
void Tell(uint64_t format, Store* store) {
  ASSERT_OK(store->WriteDocument(Harbour(), {}));
  ASSERT_OK(store->WriteDocument(
      MakeDocument("second.txt", {"Tidewater Docks | buy | Quay Nine",
                                  "Maren Holt | know | Lena Brandt"}),
      {}));
  WriteOptions exact;
  exact.link_by = LinkBy::kExactName;
  ASSERT_OK(store->WriteDocument(Ferries(), exact));
  ASSERT_OK(store->WriteDocument(
      MakeDocument("gone.txt", {"Quay Nine | face | Sea"}), {}));
  WriteRequest request;
  if (format >= kWithAnswers) request = {"delete gone.txt", 7};
  ASSERT_OK(store->DeleteDocument("gone.txt", request));
  if (format >= kWithMerges) {
    ASSERT_OK(store->MergeEntities(Named(*store, "Quay Nine"),
                                   Named(*store, "Quay 9")));
  }
}

Rows RowsOf(Store* store) {
  Rows rows;
  EXPECT_OK(store->Dump([&](absl::string_view key, absl::string_view value) {
    rows[std::string(key)] = std::string(value);
  }));
  return rows;
}

// The graph that a stored database of a format holds, written by this program.
Rows Expected(uint64_t format) {
  const std::unique_ptr<Store> store = EmptyStore();
  Tell(format, store.get());
  return RowsOf(store.get());
}

void Write(const std::string& folder) {
  std::ofstream out(absl::StrCat(folder, "/", kFormatVersion, ".rows"));
  out << "# Format " << kFormatVersion << "; see formats_test.cc.\n";
  for (const auto& [key, value] : Expected(kFormatVersion)) {
    out << absl::CHexEscape(key) << "\t" << absl::CHexEscape(value) << "\n";
  }
}

class Formats : public ::testing::Test {
 protected:
  // A database on disk with these rows.
  std::string OnDisk(const Rows& rows) {
    const std::string directory =
        ::testing::TempDir() + "/formats_test_" +
        ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory);
    const auto database = kv::OpenRocksDb(directory, {}).value();
    kv::WriteBatch batch;
    for (const auto& [key, value] : rows) batch.Put(key, value);
    EXPECT_OK(database->Commit(batch, {}));
    return directory;
  }
};

TEST_F(Formats, ThePresentOneIsWhatIsStoredOfIt) {
  const Rows stored = ReadRows(kFormatVersion);
  EXPECT_EQ(Expected(kFormatVersion), stored)
      << "Stored bytes are others than before: that is a new format. See the "
         "head of formats_test.cc.";
  std::string indexes;
  for (const auto& [key, value] : stored) {
    if (indexes.empty() || indexes.back() != key[0]) indexes += key[0];
  }
  EXPECT_EQ(indexes, "!ABCDEFGILMNOPQRSTUVXY") << "each kind of row";
}

TEST_F(Formats, AllSinceTheOldestBecomeThePresentOne) {
  for (uint64_t format = kOldest; format <= kFormatVersion; ++format) {
    SCOPED_TRACE(format);
    const std::string directory = OnDisk(ReadRows(format));
    StoreOptions options;
    std::vector<std::string> told;
    options.tell = [&](absl::string_view what) { told.emplace_back(what); };
    for (int time = 0; time < 2; ++time) {
      ASSERT_OK_AND_ASSIGN(const auto store, Store::Open(directory, options));
      ASSERT_OK_AND_ASSIGN(const CheckReport report, store->Check());
      EXPECT_THAT(report.problems, ::testing::IsEmpty());
      EXPECT_EQ(RowsOf(store.get()), Expected(format));
      EXPECT_THAT(Lines(AllFacts(*store->Snapshot().value(), {})),
                  Contains("Tidewater Docks | pay | 12.5 EUR"));
    }
    // Once, not each time that it is opened.
    EXPECT_EQ(told.size(), kFormatVersion - format);
  }
}

TEST_F(Formats, OlderAndNewerOnesAreRefusedAndLeftAlone) {
  Rows newer = ReadRows(kFormatVersion);
  newer["!format"] = absl::StrCat(kFormatVersion + 1);
  const struct {
    Rows rows;
    const char* says;
  } kCases[] = {{ReadRows(1), "ingest its documents into a new database"},
                {newer, "upgrade weft"}};
  for (const auto& test : kCases) {
    const std::string directory = OnDisk(test.rows);
    EXPECT_THAT(
        Store::Open(directory, {}),
        StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(test.says)));
    const auto database = kv::OpenRocksDb(directory, {}).value();
    Rows after;
    ASSERT_OK(database->Visit(
        {}, {}, [&](absl::string_view key, absl::string_view value) {
          after[std::string(key)] = std::string(value);
          return true;
        }));
    EXPECT_EQ(after, test.rows);
  }
}

}  // namespace
}  // namespace weft::graphstore

int main(int argc, char** argv) {
  absl::string_view argument = argc > 1 ? argv[argc - 1] : "";
  if (absl::ConsumePrefix(&argument, "--write=")) {
    weft::graphstore::Write(std::string(argument));
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
