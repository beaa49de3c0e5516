#include "service/server/running_work.h"

#include <utility>

#include "absl/time/clock.h"

namespace weft::service {

struct RunningWork::Entry::Work {
  std::string rpc;
  std::string request_id;
  absl::Time begun;
  const char* unit;
  WorkProgress progress;
};

RunningWork::Entry::Entry(RunningWork& all, absl::string_view rpc,
                          absl::string_view request_id, const char* unit)
    : all_(all) {
  auto work = std::make_shared<Work>();
  work->rpc = std::string(rpc);
  work->request_id = std::string(request_id);
  work->begun = absl::Now();
  work->unit = unit;
  absl::MutexLock lock(&all_.mutex_);
  work_ = all_.works_.insert(all_.works_.end(), std::move(work));
}

RunningWork::Entry::~Entry() {
  absl::MutexLock lock(&all_.mutex_);
  all_.works_.erase(work_);
}

WorkProgress* RunningWork::Entry::progress() const {
  return &(*work_)->progress;
}

std::vector<RunningWork::Item> RunningWork::List(
    absl::string_view request_id) const {
  std::vector<std::shared_ptr<Entry::Work>> works;
  {
    absl::MutexLock lock(&mutex_);
    works.assign(works_.begin(), works_.end());
  }
  // Outside of the lock: to measure may take a look at files.
  std::vector<Item> items;
  for (const auto& work : works) {
    if (!request_id.empty() && work->request_id != request_id) continue;
    items.push_back({work->rpc, work->request_id, work->begun, work->unit,
                     work->progress.Get()});
  }
  return items;
}

void RunningWork::AddTo(MetricPage& page) const {
  for (const Item& item : List("")) {
    const MetricLabels labels = {{"rpc", item.rpc},
                                 {"unit", item.unit},
                                 {"request_id", item.request_id}};
    page.Gauge("weft_work_done", "How much of a long call is done.", labels,
               static_cast<double>(item.state.done));
    page.Gauge("weft_work_total", "How much a long call has to do, about.",
               labels, static_cast<double>(item.state.total));
  }
}

}  // namespace weft::service
