// The long calls that run now, so that others can see how far they are.
#ifndef WEFT_SERVICE_SERVER_RUNNING_WORK_H_
#define WEFT_SERVICE_SERVER_RUNNING_WORK_H_

#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "base/long_work.h"
#include "service/metrics/metric_page.h"

namespace weft::service {

// Thread-safe.
class RunningWork {
 public:
  struct Item {
    std::string rpc;
    std::string request_id;
    absl::Time begun;
    const char* unit;  // what is counted: "records", "bytes"
    WorkProgress::State state;
  };

  // Listed for as long as it lives.
  class Entry {
   public:
    Entry(RunningWork& all, absl::string_view rpc, absl::string_view request_id,
          const char* unit);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    WorkProgress* progress() const;

   private:
    friend class RunningWork;
    struct Work;

    RunningWork& all_;
    std::list<std::shared_ptr<Work>>::iterator work_;
  };

  // Oldest first. `request_id`: "" for all.
  std::vector<Item> List(absl::string_view request_id) const;

  void AddTo(MetricPage& page) const;

 private:
  mutable absl::Mutex mutex_;
  std::list<std::shared_ptr<Entry::Work>> works_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RUNNING_WORK_H_
