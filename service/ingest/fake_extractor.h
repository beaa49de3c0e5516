// An extractor for tests: it reads facts that are written out.
//
//   DeepSeek; release; released; r1
//   Nvidia; stock fall; stock-fell; 17%
//   !Quill; sell; sold; the yard
//   Norvane; collapse; collapsed
//
// A line is a sentence with one fact: subject, relation, display form of the
// relation, object. "!" denies the fact, a number with "%" is a value, all
// other objects are entities; without an object the clause is intransitive. All
// spans are those of the line. A text that holds "BAD" is InvalidArgument.
#ifndef WEFT_SERVICE_INGEST_FAKE_EXTRACTOR_H_
#define WEFT_SERVICE_INGEST_FAKE_EXTRACTOR_H_

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"

namespace weft::service {

// What a test sees of the extraction, and does in between. Outlives the
// extractor.
struct FakeExtractorProbe {
  std::atomic<int> extractions{0};
  // Called before each extraction, from its thread.
  std::function<void(const extractor::DocumentInput&)> before;
};

// Thread-safe.
class FakeExtractor final : public extractor::Extractor {
 public:
  explicit FakeExtractor(FakeExtractorProbe* probe = nullptr) : probe_(probe) {}

  absl::StatusOr<extractor::ExtractedDocument> Extract(
      const extractor::DocumentInput& input,
      const extractor::ExtractOptions& options) const override;
  absl::string_view version() const override { return "fake-1"; }

 private:
  FakeExtractorProbe* const probe_;
};

// For a LazyExtractor.
inline std::function<
    absl::StatusOr<std::unique_ptr<const extractor::Extractor>>()>
MakeFakeExtractor(FakeExtractorProbe* probe = nullptr) {
  return [probe] { return std::make_unique<const FakeExtractor>(probe); };
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_FAKE_EXTRACTOR_H_
