// How fast triples are loaded into an empty database on disk, parsing included.
//
//   bazel run -c opt //graphstore/load:load_benchmark
//   WEFT_BENCH_TRIPLES=/data/x.tsv bazel run -c opt ...   that file as well
//
// The generated graph has a power law: the target of an edge is drawn by 1/rank
// (hubs with some per cent of all edges), its source evenly; eight relations;
// an eighth of the edges has a date; ten edges a node.
//
// KeptGenerated: what it costs to keep the stages of a load (kept_by_plain, and
// the same of processor time), and what is left to do after one that is cut off
// at some per cent of its time (rest_by_whole); medians of its iterations,
// whose sides alternate.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/file.h"
#include "benchmark/benchmark.h"
#include "graphstore/load/triple_loader.h"
#include "graphstore/store/store.h"

namespace weft::graphstore {
namespace {

std::string Generate(uint64_t edges) {
  std::mt19937_64 random(20260101);
  const double nodes = static_cast<double>(edges) / 10;
  std::uniform_real_distribution<double> part(0, 1);
  std::string text;
  text.reserve(edges * 32);
  for (uint64_t i = 0; i < edges; ++i) {
    const auto source = static_cast<uint64_t>(part(random) * nodes);
    const auto target =
        static_cast<uint64_t>(std::pow(nodes, part(random))) - 1;
    absl::StrAppend(&text, "node ", source, "\trelation", random() % 8,
                    "\tnode ", target);
    if (random() % 8 == 0) absl::StrAppend(&text, "\t", 1990 + random() % 35);
    text.push_back('\n');
  }
  return text;
}

void Load(benchmark::State& state, const std::string& text) {
  const std::string folder =
      (std::filesystem::temp_directory_path() / "weft_load_benchmark").string();
  uint64_t triples = 0, bytes = 0;
  for (auto _ : state) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    auto store = Store::Open(folder + "/db", {});
    LoadOptions options;
    options.source = "benchmark";
    options.temporary_folder = folder;
    auto loader = TripleLoader::Create(store->get(), options);
    absl::Status status = (*loader)->AddText(TripleFormat::kTsv, text);
    const auto result = (*loader)->Finish();
    if (!status.ok() || !result.ok()) {
      state.SkipWithError("the load failed");
      return;
    }
    triples += result->triples;
    store->reset();
    bytes = 0;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(folder)) {
      if (file.path().extension() == ".sst") bytes += file.file_size();
    }
    std::filesystem::remove_all(folder);
  }
  state.SetItemsProcessed(static_cast<int64_t>(triples));
  state.counters["bytes_per_edge"] = static_cast<double>(bytes) *
                                     static_cast<double>(state.iterations()) /
                                     static_cast<double>(triples);
}

void LoadGenerated(benchmark::State& state) {
  Load(state, Generate(static_cast<uint64_t>(state.range(0))));
}
BENCHMARK(LoadGenerated)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Seconds {
  double real;
  double cpu;
};

// What a load into this database takes, or until it is cut off `after` so many
// seconds.
Seconds LoadOnce(const std::string& folder, const std::string& text, bool kept,
                 double after, benchmark::State& state) {
  auto store = Store::Open(folder + "/db", {});
  const absl::Time begin = absl::Now();
  const std::clock_t cpu_begin = std::clock();
  const Cancellation cancellation(absl::InfiniteFuture(), [&] {
    return absl::Now() - begin > absl::Seconds(after);
  });
  LoadOptions options;
  options.source = "benchmark";
  options.temporary_folder = folder;
  options.cancellation = &cancellation;
  if (kept) options.input = LoadInput{.path = "text", .size = text.size()};
  auto loader = TripleLoader::Create(store->get(), options);
  absl::Status status = (*loader)->AddText(TripleFormat::kTsv, text);
  if (status.ok()) status = (*loader)->Finish().status();
  if (!status.ok() && !absl::IsCancelled(status)) {
    state.SkipWithError("the load failed");
  }
  return {absl::ToDoubleSeconds(absl::Now() - begin),
          static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC};
}

void KeptGenerated(benchmark::State& state) {
  constexpr double kNever = 1e9;
  const std::string text = Generate(static_cast<uint64_t>(state.range(0)));
  const double cut = static_cast<double>(state.range(1)) / 100;
  const std::string folder =
      (std::filesystem::temp_directory_path() / "weft_load_benchmark").string();
  const auto clear = [&] {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
  };
  std::vector<double> kept_by_plain, kept_by_plain_cpu, rest_by_whole;
  for (auto _ : state) {
    clear();
    const Seconds plain = LoadOnce(folder, text, false, kNever, state);
    clear();
    const Seconds kept = LoadOnce(folder, text, true, kNever, state);
    clear();
    LoadOnce(folder, text, true, cut * kept.real, state);
    const Seconds rest = LoadOnce(folder, text, true, kNever, state);
    kept_by_plain.push_back(kept.real / plain.real);
    kept_by_plain_cpu.push_back(kept.cpu / plain.cpu);
    rest_by_whole.push_back(rest.real / kept.real);
    state.SetIterationTime(kept.real);
  }
  std::filesystem::remove_all(folder);
  state.counters["kept_by_plain"] = Median(kept_by_plain);
  state.counters["kept_by_plain_cpu"] = Median(kept_by_plain_cpu);
  state.counters["rest_by_whole"] = Median(rest_by_whole);
}
BENCHMARK(KeptGenerated)
    ->ArgNames({"edges", "cut_percent"})
    ->ArgsProduct({{5'000'000}, {30, 60, 75, 90}})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(5);

void LoadFile(benchmark::State& state) {
  const char* path = std::getenv("WEFT_BENCH_TRIPLES");
  if (path == nullptr) {
    state.SkipWithError("WEFT_BENCH_TRIPLES names no file");
    return;
  }
  Load(state, ReadFile(path).value());
}
BENCHMARK(LoadFile)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace weft::graphstore

BENCHMARK_MAIN();
