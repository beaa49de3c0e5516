#include "service/ingest/lazy_extractor.h"

#include "base/status.h"

namespace weft::service {

absl::StatusOr<const extractor::Extractor*> LazyExtractor::Get() {
  absl::MutexLock lock(&mutex_);
  if (extractor_ == nullptr) {
    WEFT_ASSIGN_OR_RETURN(extractor_, factory_());
  }
  return extractor_.get();
}

}  // namespace weft::service
