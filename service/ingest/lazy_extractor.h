// The extractor, loaded when somebody first needs it: a command that only reads
// the graph starts without the model.
#ifndef WEFT_SERVICE_INGEST_LAZY_EXTRACTOR_H_
#define WEFT_SERVICE_INGEST_LAZY_EXTRACTOR_H_

#include <functional>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "extractor/pipeline/extractor.h"

namespace weft::service {

// Thread-safe.
class LazyExtractor {
 public:
  using Factory = std::function<
      absl::StatusOr<std::unique_ptr<const extractor::Extractor>>()>;

  explicit LazyExtractor(Factory factory) : factory_(std::move(factory)) {}

  // Loads on the first call, which others wait for. An error is that of the
  // factory, and is tried again by the next call. The extractor lives as long
  // as this object.
  absl::StatusOr<const extractor::Extractor*> Get();

 private:
  const Factory factory_;
  absl::Mutex mutex_;
  std::unique_ptr<const extractor::Extractor> extractor_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_INGEST_LAZY_EXTRACTOR_H_
