// The same text gives the same bytes, however many threads share the
// extractor and in whatever company it comes.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "extractor/eval/json_lines.h"
#include "extractor/pipeline/extractor.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr const char* kArticles[] = {
    "samples/brightwave-selkie.txt", "samples/chip-stocks.txt",
    "samples/deepseek-r1.txt", "samples/harbour-data-centre.txt",
    "samples/seagrass.txt"};

// Everything that is printed of an article; the error's text where there is
// one.
std::string Printed(const Extractor& extractor, const std::string& path) {
  const auto bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.status().ToString();
  DocumentInput input;
  input.id = path;
  input.bytes = *bytes;
  const auto document = extractor.Extract(input, {});
  if (!document.ok()) return document.status().ToString();
  std::string text = EntitiesToJson(*document, input.bytes);
  for (const Fact& fact : document->facts) {
    absl::StrAppend(&text, "\n", FactToJson(*document, fact));
  }
  return text;
}

TEST(Extractor, GivesTheSameBytesFromOneThreadAndFromMany) {
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<const Extractor> extractor,
                       Extractor::Create({}));
  std::vector<std::string> alone;
  for (const char* path : kArticles) {
    alone.push_back(Printed(*extractor, path));
    EXPECT_NE(alone.back().find("\"relation\""), std::string::npos) << path;
  }
  constexpr size_t kRounds = 3, kThreads = 4;
  std::vector<std::string> together(kRounds * std::size(kArticles));
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < together.size(); i = next++) {
      together[i] = Printed(*extractor, kArticles[i % std::size(kArticles)]);
    }
  };
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < together.size(); ++i) {
    EXPECT_EQ(together[i], alone[i % std::size(kArticles)]);
  }
}

}  // namespace
}  // namespace weft::extractor
