#include "service/server/running_work.h"

#include <utility>

#include "absl/time/clock.h"

namespace weft::service {
namespace {

// Those that the page of figures tells of.
constexpr absl::string_view kLongRpcs[] = {
    "weft.v1.AdminService.CreateBackup",
    "weft.v1.AdminService.CheckIntegrity",
    "weft.v1.AdminService.CompactStorage",
};

}  // namespace

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
  const std::vector<Item> items = List("");
  for (const absl::string_view rpc : kLongRpcs) {
    WorkProgress::State sum;
    for (const Item& item : items) {
      if (item.rpc != rpc) continue;
      sum.done += item.state.done;
      sum.total += item.state.total;
    }
    const MetricLabels labels = {{"rpc", std::string(rpc)}};
    page.Gauge("weft_work_done", "How much is done of long calls that run.",
               labels, static_cast<double>(sum.done));
    page.Gauge("weft_work_total", "How much these have to do, about.", labels,
               static_cast<double>(sum.total));
  }
}

}  // namespace weft::service
