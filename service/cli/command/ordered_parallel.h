// Work on a stream of items in parallel, with results in the order of the
// items and a bounded number of items in memory.
#ifndef WEFT_SERVICE_CLI_COMMAND_ORDERED_PARALLEL_H_
#define WEFT_SERVICE_CLI_COMMAND_ORDERED_PARALLEL_H_

#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

namespace weft::service {

// Calls `work` on a thread of its own for each item that `next` gives (until it
// gives nothing), with at most `window` of them at a time, and `done` with each
// item and its result, in order. `next` and `done` are called on the calling
// thread.
template <typename Item, typename Result>
void OrderedParallel(int window,
                     const std::function<std::optional<Item>()>& next,
                     const std::function<Result(const Item&)>& work,
                     const std::function<void(Item&, Result)>& done) {
  struct Pending {
    std::unique_ptr<Item> item;
    std::future<Result> result;
  };
  std::deque<Pending> pending;
  const auto finish_first = [&] {
    Pending first = std::move(pending.front());
    pending.pop_front();
    done(*first.item, first.result.get());
  };
  while (std::optional<Item> item = next()) {
    if (static_cast<int>(pending.size()) >= window) finish_first();
    auto owned = std::make_unique<Item>(std::move(*item));
    const Item& reference = *owned;
    pending.push_back(
        {std::move(owned), std::async(std::launch::async, [&work, &reference] {
           return work(reference);
         })});
  }
  while (!pending.empty()) finish_first();
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_ORDERED_PARALLEL_H_
