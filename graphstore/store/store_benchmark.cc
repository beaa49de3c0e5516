// Throughput and size of the store on made-up documents.
//
//   bazel run -c opt //graphstore/store:store_benchmark
#include <algorithm>
#include <filesystem>
#include <random>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "graphstore/store/store.h"

namespace weft::graphstore {
namespace {

constexpr int kFacts = 60;      // of one document, about a page of news
constexpr int kSentences = 30;  // each of about 110 bytes
constexpr int kVocabulary = 8000;

// Frequent things are frequent: the smaller of three draws.
size_t Skewed(std::mt19937* random, size_t size) {
  return std::min({(*random)() % size, (*random)() % size, (*random)() % size});
}

std::string Word(std::mt19937* random) {
  const size_t number = Skewed(random, kVocabulary);
  std::string word;
  for (size_t rest = number * 7919 + 13; rest > 0; rest /= 23) {
    word.push_back("bcdfghjklmnprstvwaeioux"[rest % 23]);
  }
  return word;
}

DocumentFacts RandomDocument(int number) {
  std::mt19937 random(number);
  DocumentFacts document;
  document.id = absl::StrCat("news/", number, ".txt");
  document.title = absl::StrCat(Word(&random), " ", Word(&random));
  document.published = "2025-01-20";
  document.url = absl::StrCat("http://example.org/", number);
  document.extractor_version = "benchmark";
  for (int s = 0; s < kSentences; ++s) {
    const auto begin = static_cast<uint32_t>(document.text.size());
    for (int w = 0; w < 18; ++w) {
      absl::StrAppend(&document.text, Word(&random), " ");
    }
    const auto end = static_cast<uint32_t>(document.text.size());
    document.sentences.push_back({{begin, end}, document.text.substr(begin)});
  }
  for (int e = 0; e < 25; ++e) {
    const size_t id = Skewed(&random, 200'000);
    const std::string name = absl::StrCat("Name", id, " Of", id % 977);
    document.entities.push_back({name, "person", {{name, 2}, {"Of", 1}}});
  }
  for (int f = 0; f < kFacts; ++f) {
    LocalFact fact;
    fact.subject.value = random() % document.entities.size();
    fact.relation = absl::StrCat("verb", Skewed(&random, 2000));
    if (random() % 3 != 0) {
      fact.object = LocalEntityIndex{
          static_cast<uint32_t>(random() % document.entities.size())};
    } else {
      fact.object = Value::String(
          absl::StrCat(Word(&random), " ", Word(&random), " ", Word(&random)));
    }
    fact.sentence = random() % kSentences;
    const uint32_t begin = document.sentences[fact.sentence].span.begin;
    const auto slot = [&](uint32_t offset, uint32_t size) {
      const ByteSpan span{begin + offset, begin + offset + size};
      return MentionSlot{span, document.text.substr(span.begin, size)};
    };
    fact.subject_mention = slot(0, 9);
    fact.relation_mention = slot(10, 6);
    fact.object_mention = slot(18, 12);
    fact.confidence = static_cast<float>(random() % 100) / 100;
    if (f % 4 == 0) {
      fact.qualifiers = {{"time", "on", slot(40, 8), "2025-01-20", ""}};
    }
    fact.rule = "verb";
    document.facts.push_back(std::move(fact));
  }
  return document;
}

std::unique_ptr<Store> FreshStore() {
  const std::string directory =
      std::filesystem::temp_directory_path() / "weft_store_benchmark";
  std::filesystem::remove_all(directory);
  return Store::Open(directory, {}).value();
}

// range(0): documents in one commit.
void BM_WriteDocuments(benchmark::State& state) {
  const auto store = FreshStore();
  int number = 0;
  uint64_t text_bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<DocumentFacts> documents;
    for (int i = 0; i < state.range(0); ++i) {
      documents.push_back(RandomDocument(number++));
      text_bytes += documents.back().text.size();
    }
    state.ResumeTiming();
    benchmark::DoNotOptimize(store->WriteDocuments(documents, {}));
  }
  (void)store->Compact().ok();
  const auto statistics = store->Snapshot().value()->Statistics().value();
  state.counters["documents/s"] =
      benchmark::Counter(number, benchmark::Counter::kIsRate);
  state.counters["facts/s"] =
      benchmark::Counter(1.0 * number * kFacts, benchmark::Counter::kIsRate);
  state.counters["bytes/document"] = 1.0 * statistics.stored_bytes / number;
  state.counters["text/document"] = 1.0 * text_bytes / number;
}
BENCHMARK(BM_WriteDocuments)
    ->Arg(1)
    ->Arg(16)
    ->Arg(64)
    ->Unit(benchmark::kMillisecond)
    ->MinTime(5);

class Filled : public benchmark::Fixture {
 public:
  void SetUp(const benchmark::State&) override {
    if (store_ != nullptr) return;
    store_ = FreshStore().release();  // lives until the process ends
    for (int i = 0; i < 2000; i += 50) {
      std::vector<DocumentFacts> documents;
      for (int j = 0; j < 50; ++j) documents.push_back(RandomDocument(i + j));
      (void)store_->WriteDocuments(documents, {});
    }
    reader_ = store_->Snapshot().value();
  }

 protected:
  static inline Store* store_ = nullptr;
  static inline std::shared_ptr<const Reader> reader_;
};

BENCHMARK_F(Filled, FactsOfASubject)(benchmark::State& state) {
  std::mt19937 random(1);
  size_t facts = 0;
  for (auto _ : state) {
    FactFilter filter;
    filter.subject_ids = {NodeId::Entity(1 + random() % 20'000)};
    const auto page = reader_->ListFacts(filter, {20, ""});
    if (page.ok()) facts += page->facts.size();
  }
  state.counters["facts"] =
      benchmark::Counter(1.0 * facts, benchmark::Counter::kAvgIterations);
}

BENCHMARK_F(Filled, Search)(benchmark::State& state) {
  std::mt19937 random(1);
  for (auto _ : state) {
    const size_t id = Skewed(&random, 200'000);
    benchmark::DoNotOptimize(
        reader_->SearchEntities(absl::StrCat("Nmae", id, " Of"), {}));
  }
}

BENCHMARK_F(Filled, Neighbors)(benchmark::State& state) {
  std::mt19937 random(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader_->Neighbors(
        NodeId::Entity(1 + random() % 20'000), {}, {20, ""}));
  }
}

}  // namespace
}  // namespace weft::graphstore

BENCHMARK_MAIN();
