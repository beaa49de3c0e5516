// A load that was cut off at any of its stages is taken up, and ends with the
// rows of one that was not.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/load/load_manifest.h"
#include "graphstore/load/loaded_graph.h"
#include "graphstore/load/triple_loader.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

using Rows = std::vector<std::pair<std::string, std::string>>;

constexpr int kLines = 3000;

// Stages in the order in which a load with one thread comes to them; behind the
// last one here each index is one more.
enum Stage { kNothing, kSomeTriples, kAllTriples, kPrepared };
constexpr int kLastStage = kPrepared + kLoadedIndexes;

// N-Triples with repetitions and with values, some of which need a dictionary.
std::string Text(uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < kLines; ++i) {
    absl::StrAppend(&text, "<node-", random() % 300, "> <r", random() % 4,
                    "> ");
    switch (random() % 4) {
      case 0:
        absl::StrAppend(&text, "\"text ", random() % 200, "\" .\n");
        break;
      case 1:
        absl::StrAppend(&text, "\"", random() % 50,
                        "\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
        break;
      default:
        absl::StrAppend(&text, "<node-", random() % 300, "> .\n");
    }
  }
  return text;
}

int StageOf(const LoadManifest& manifest) {
  if (!manifest.base.empty()) {
    return kPrepared + static_cast<int>(manifest.tables.size());
  }
  if (manifest.reading.done) return kAllTriples;
  return manifest.reading.triple_count > 0 ? kSomeTriples : kNothing;
}

class LoadResume : public ::testing::Test {
 protected:
  LoadResume() {
    folder_ = ::testing::TempDir() + "/load_resume_" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    options_.source = "big.nt";
    options_.temporary_folder = folder_;
    options_.memory_bytes = size_t{1} << 20;
    options_.threads = 1;
    options_.max_bad_lines = 5;
    options_.piece_bytes = 16 << 10;
    options_.keep_every_bytes = 40 << 10;
    options_.least_kept_bytes = 0;
    options_.input =
        LoadInput{"/data/big.nt", text_.size(), 1, 2, TripleFormat::kNTriples};
  }

  std::string directory() const { return folder_ + "/db"; }
  std::string loads() const { return directory() + "/loads"; }

  std::unique_ptr<Store> Open(const std::string& directory) {
    StoreOptions options;
    options.clock = [] { return absl::FromUnixSeconds(1'700'000'000); };
    auto store = Store::Open(directory, options);
    EXPECT_OK(store.status());
    return *std::move(store);
  }

  // The stage that the folder of the load has come to.
  int KeptStage() const {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(loads(), error)) {
      LoadManifest manifest;
      const auto bytes = ReadFile(entry.path().string() + "/manifest");
      if (bytes.ok() && DecodeManifest(*bytes, &manifest)) {
        return StageOf(manifest);
      }
    }
    return kNothing;
  }

  static absl::StatusOr<LoadResult> Load(Store& store,
                                         const LoadOptions& options,
                                         const std::string& text) {
    auto loader = TripleLoader::Create(&store, options);
    if (!loader.ok()) return loader.status();
    const absl::Status added =
        (*loader)->AddText(TripleFormat::kNTriples, text);
    if (!added.ok()) return added;
    return (*loader)->Finish();
  }

  // Ends the load as soon as it has come to this stage.
  void InterruptAt(int stage) {
    const auto store = Open(directory());
    const Cancellation cancellation(absl::InfiniteFuture(),
                                    [&] { return KeptStage() >= stage; });
    LoadOptions options = options_;
    options.cancellation = &cancellation;
    EXPECT_TRUE(absl::IsCancelled(Load(*store, options, text_).status()))
        << stage;
    EXPECT_EQ(KeptStage(), stage);
  }

  // A database with another document, or with none; made once.
  void Begin(bool with_document) {
    const std::string made = absl::StrCat(folder_, "/begin ", with_document);
    if (!fs::exists(made)) {
      const auto store = Open(made);
      LoadOptions options = options_;
      options.source = "first";
      options.input.reset();
      if (with_document) {
        ASSERT_OK(Load(*store, options, Text(2)).status());
      }
    }
    fs::remove_all(directory());
    fs::copy(made, directory(), fs::copy_options::recursive);
  }

  static Rows Dump(Store& store) {
    Rows rows;
    EXPECT_OK(store.Dump([&](absl::string_view key, absl::string_view value) {
      rows.emplace_back(key, value);
    }));
    return rows;
  }

  // What a load leaves that nothing cuts off.
  Rows Expected(bool with_document) {
    Begin(with_document);
    const auto store = Open(directory());
    EXPECT_OK(Load(*store, options_, text_).status());
    return Dump(*store);
  }

  // The load goes through, and the graph is this.
  LoadResult Finish(const Rows& expected) {
    const auto store = Open(directory());
    const auto result = Load(*store, options_, text_);
    EXPECT_OK(result.status());
    if (!result.ok()) return {};
    EXPECT_EQ(result->triples, uint64_t{kLines});
    EXPECT_TRUE(Dump(*store) == expected);
    const auto report = store->Check();
    EXPECT_OK(report.status());
    EXPECT_THAT(report->problems, IsEmpty());
    EXPECT_FALSE(fs::exists(loads()));
    return *result;
  }

  const std::string text_ = Text(1);
  std::string folder_;
  LoadOptions options_;
};

TEST_F(LoadResume, GoesOnFromEachStage) {
  for (const bool with_document : {false, true}) {
    const Rows expected = Expected(with_document);
    Begin(with_document);
    const Rows before = Dump(*Open(directory()));
    // All of them on a graph that is merged with; some on an empty one.
    const int step = with_document ? 1 : 3;
    for (int stage = kSomeTriples - with_document; stage <= kLastStage;
         stage += step) {
      SCOPED_TRACE(absl::StrCat("stage ", stage));
      Begin(with_document);
      InterruptAt(stage);
      {
        const auto store = Open(directory());
        EXPECT_TRUE(Dump(*store) == before);
        EXPECT_THAT(store->Check()->problems, IsEmpty());
      }
      const LoadResult result = Finish(expected);
      EXPECT_EQ(result.resumed_triples > 0, stage >= kSomeTriples);
      EXPECT_EQ(result.resumed_triples == uint64_t{kLines},
                stage >= kAllTriples);
      EXPECT_EQ(result.resumed_indexes, std::max(stage - kPrepared, 0));
    }
  }
}

TEST_F(LoadResume, GoesOnWhenCutOffTwice) {
  const Rows expected = Expected(/*with_document=*/true);
  for (const int stage : {2, 3, 5, 8, 10}) {
    SCOPED_TRACE(absl::StrCat("stage ", stage));
    Begin(/*with_document=*/true);
    InterruptAt(stage / 2);
    InterruptAt(stage);
    const LoadResult result = Finish(expected);
    EXPECT_EQ(result.resumed_indexes, std::max(stage - kPrepared, 0));
  }
}

TEST_F(LoadResume, NothingIsTakenUpOfAnotherLoad) {
  const Rows expected = Expected(/*with_document=*/false);
  const LoadOptions options = options_;
  const std::function<void(LoadOptions&)> kChanges[] = {
      [](LoadOptions& o) { o.input->path = "/data/other.nt"; },
      [](LoadOptions& o) { o.input->modified_ns = 7; },
      [](LoadOptions& o) { o.input->size += 1; },
      [](LoadOptions& o) { o.input->ends_hash = 7; },
      [](LoadOptions& o) { o.max_bad_lines = 7; },
      [](LoadOptions& o) { o.input.reset(); },
      [](LoadOptions& o) { o.afresh = true; },
  };
  for (const auto& change : kChanges) {
    Begin(/*with_document=*/false);
    options_ = options;
    InterruptAt(kPrepared + 2);
    change(options_);
    const LoadResult result = Finish(expected);
    EXPECT_EQ(result.resumed_triples, 0u);
    EXPECT_EQ(result.resumed_indexes, 0);
  }
}

TEST_F(LoadResume, OnlyTriplesAreTakenUpWhenTheGraphHasChanged) {
  Begin(/*with_document=*/false);
  InterruptAt(kLastStage);
  LoadOptions other = options_;
  other.source = "first";
  other.input.reset();
  ASSERT_OK(Load(*Open(directory()), other, Text(2)).status());
  EXPECT_EQ(KeptStage(), kLastStage);
  Rows expected;
  {
    const auto store = Open(folder_ + "/expected");
    ASSERT_OK(Load(*store, other, Text(2)).status());
    ASSERT_OK(Load(*store, options_, text_).status());
    expected = Dump(*store);
  }
  const LoadResult result = Finish(expected);
  EXPECT_EQ(result.resumed_triples, uint64_t{kLines});
  EXPECT_EQ(result.resumed_indexes, 0);
}

TEST_F(LoadResume, AReplacementTakesTriplesUp) {
  Begin(/*with_document=*/false);
  LoadOptions before = options_;
  before.input.reset();
  ASSERT_OK(Load(*Open(directory()), before, Text(2)).status());
  // It is refused only when all is read, which is kept.
  EXPECT_TRUE(absl::IsAlreadyExists(
      Load(*Open(directory()), options_, text_).status()));
  EXPECT_EQ(KeptStage(), kAllTriples);
  options_.replace = true;
  const auto result = Load(*Open(directory()), options_, text_);
  ASSERT_OK(result.status());
  EXPECT_EQ(result->resumed_triples, uint64_t{kLines});
  EXPECT_EQ(result->write.outcome, WriteOutcome::kReplaced);
  EXPECT_FALSE(fs::exists(loads()));
}

TEST_F(LoadResume, BadLinesAreCountedOnce) {
  const std::string text = "bad\n" + text_ + "worse\n";
  Begin(/*with_document=*/false);
  {
    const auto store = Open(directory());
    const Cancellation cancellation(
        absl::InfiniteFuture(), [&] { return KeptStage() >= kSomeTriples; });
    LoadOptions options = options_;
    options.cancellation = &cancellation;
    EXPECT_TRUE(absl::IsCancelled(Load(*store, options, text).status()));
  }
  const auto result = Load(*Open(directory()), options_, text);
  ASSERT_OK(result.status());
  EXPECT_GT(result->resumed_triples, 0u);
  EXPECT_EQ(result->bad_line_count, 2u);
  ASSERT_EQ(result->bad_lines.size(), 2u);
  EXPECT_EQ(result->bad_lines[0].line, 1u);
  EXPECT_EQ(result->bad_lines[1].line, uint64_t{kLines} + 2);
}

TEST_F(LoadResume, ABackupHasNothingOfIt) {
  Begin(/*with_document=*/true);
  InterruptAt(kPrepared + 3);
  const auto store = Open(directory());
  ASSERT_OK(store->Backup(folder_ + "/backup", {}).status());
  EXPECT_FALSE(fs::exists(folder_ + "/backup/loads"));
  EXPECT_TRUE(fs::exists(loads()));
}

TEST_F(LoadResume, LittleIsNotKept) {
  Begin(/*with_document=*/false);
  options_.least_kept_bytes = text_.size() + 1;
  const auto store = Open(directory());
  const auto loader = TripleLoader::Create(store.get(), options_);
  ASSERT_OK(loader.status());
  ASSERT_OK((*loader)->AddText(TripleFormat::kNTriples, text_));
  EXPECT_FALSE(fs::exists(loads()));
  EXPECT_FALSE((*loader)->has_all());
}

}  // namespace
}  // namespace weft::graphstore
