// Offers a server calls at a fixed rate, whether it keeps up or not, and says
// what became of them. Part of overload.py, which says how it is run.
//
//   overload HOST:PORT CLOSED SECONDS          as fast as CLOSED callers can
//   overload HOST:PORT RATE SECONDS --open     RATE calls a second
//
// Requests are queries, one a line on standard input, taken in turn; a line
// "neighbors NAME" looks up the neighbours of an entity. Prints one JSON
// object: calls that were served and their latencies, from the moment at which
// each was due.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "weft/v1/graph.grpc.pb.h"

namespace weft {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(20);

// What came of the calls.
struct Tally {
  absl::Mutex mutex;
  std::vector<double> served_ms;
  std::map<int, int> refused;  // by code
  int waiting_hints = 0;       // of those, with details
};

// Counts calls that are under way. Thread-safe.
class OpenCalls {
 public:
  void Begin() {
    absl::MutexLock lock(&mutex_);
    ++count_;
  }
  void End() {
    absl::MutexLock lock(&mutex_);
    --count_;
  }
  // Takes no processor: what the load takes the server does not have.
  void WaitUntilNone() {
    mutex_.LockWhen(absl::Condition(
        +[](int* count) { return *count == 0; }, &count_));
    mutex_.Unlock();
  }

 private:
  absl::Mutex mutex_;
  int count_ ABSL_GUARDED_BY(mutex_) = 0;
};

// What came of a call that was due then.
void Note(const grpc::Status& status, absl::Time due, Tally& tally) {
  absl::MutexLock lock(&tally.mutex);
  if (status.ok()) {
    tally.served_ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - due));
  } else {
    ++tally.refused[status.error_code()];
    if (!status.error_details().empty()) ++tally.waiting_hints;
  }
}

// One call of Query; deletes itself.
class Call final : public grpc::ClientReadReactor<v1::QueryResponse> {
 public:
  Call(v1::GraphService::Stub& stub, const std::string& query, absl::Time due,
       Tally& tally, OpenCalls& open)
      : due_(due), tally_(tally), open_(open) {
    context_.set_deadline(absl::ToChronoTime(due + kDeadline));
    request_.set_query(query);
    open_.Begin();
    stub.async()->Query(&context_, &request_, this);
    StartRead(&response_);
    StartCall();
  }

  void OnReadDone(bool ok) override {
    if (ok) StartRead(&response_);
  }

  void OnDone(const grpc::Status& status) override {
    Note(status, due_, tally_);
    open_.End();
    delete this;
  }

 private:
  const absl::Time due_;
  Tally& tally_;
  OpenCalls& open_;
  grpc::ClientContext context_;
  v1::QueryRequest request_;
  v1::QueryResponse response_;
};

// One call of ListNeighbors.
struct Lookup {
  grpc::ClientContext context;
  v1::ListNeighborsRequest request;
  v1::ListNeighborsResponse response;
};

// Begins a call of the line; `open` counts it until it is over.
void Begin(v1::GraphService::Stub& stub, absl::string_view line, absl::Time due,
           Tally& tally, OpenCalls& open) {
  if (!absl::ConsumePrefix(&line, "neighbors ")) {
    new Call(stub, std::string(line), due, tally, open);
    return;
  }
  auto lookup = std::make_shared<Lookup>();
  lookup->context.set_deadline(absl::ToChronoTime(due + kDeadline));
  lookup->request.mutable_entity()->set_name(std::string(line));
  open.Begin();
  stub.async()->ListNeighbors(
      &lookup->context, &lookup->request, &lookup->response,
      [lookup, due, &tally, &open](grpc::Status status) {
        Note(status, due, tally);
        open.End();
      });
}

// Calls at random moments, so many a second on average.
void OfferOpen(v1::GraphService::Stub& stub,
               const std::vector<std::string>& queries, double rate,
               double seconds, Tally& tally) {
  OpenCalls open;
  std::mt19937 random(20260101);
  std::exponential_distribution<double> gap(rate);
  const absl::Time begin = absl::Now();
  size_t number = 0;
  for (double at = 0; at < seconds; at += gap(random)) {
    const absl::Time due = begin + absl::Seconds(at);
    absl::SleepFor(due - absl::Now());
    Begin(stub, queries[number++ % queries.size()], due, tally, open);
  }
  open.WaitUntilNone();
}

// Each caller begins its next call when the last one is answered.
void OfferClosed(v1::GraphService::Stub& stub,
                 const std::vector<std::string>& queries, int callers,
                 double seconds, Tally& tally) {
  const absl::Time end = absl::Now() + absl::Seconds(seconds);
  std::atomic<size_t> number = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&] {
      while (absl::Now() < end) {
        OpenCalls open;
        Begin(stub, queries[number++ % queries.size()], absl::Now(), tally,
              open);
        open.WaitUntilNone();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

double Percentile(const std::vector<double>& sorted, double part) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1,
                         static_cast<size_t>(part * sorted.size()))];
}

void Print(Tally& tally, double seconds) {
  std::sort(tally.served_ms.begin(), tally.served_ms.end());
  std::cout << "{\"served_per_s\": " << tally.served_ms.size() / seconds
            << ", \"p50_ms\": " << Percentile(tally.served_ms, 0.5)
            << ", \"p99_ms\": " << Percentile(tally.served_ms, 0.99)
            << ", \"with_details\": " << tally.waiting_hints
            << ", \"refused\": {";
  const char* separator = "";
  for (const auto& [code, count] : tally.refused) {
    std::cout << separator << "\"" << code << "\": " << count;
    separator = ", ";
  }
  std::cout << "}}\n";
}

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: overload HOST:PORT CALLERS SECONDS\n"
                 "       overload HOST:PORT RATE SECONDS --open\n";
    return 2;
  }
  std::vector<std::string> queries;
  for (std::string line; std::getline(std::cin, line);) queries.push_back(line);
  const auto stub = v1::GraphService::NewStub(
      grpc::CreateChannel(argv[1], grpc::InsecureChannelCredentials()));
  const double seconds = std::atof(argv[3]);
  Tally tally;
  const absl::Time begin = absl::Now();
  if (argc > 4) {
    OfferOpen(*stub, queries, std::atof(argv[2]), seconds, tally);
  } else {
    OfferClosed(*stub, queries, std::atoi(argv[2]), seconds, tally);
  }
  Print(tally, std::max(seconds, absl::ToDoubleSeconds(absl::Now() - begin)));
  return 0;
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  // As in the executable `weft`.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return weft::Main(argc, argv);
}
