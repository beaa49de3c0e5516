// Median time of Ask over gRPC beside that of a call that does nothing.
//
//   weft serve --db DIR --listen 127.0.0.1:50051 &
//   bazel run -c opt //tests/ask_eval:latency -- 127.0.0.1:50051 QUESTIONS
//
// QUESTIONS has one {"question": "..."} a line. Every question is asked twice
// and the second time counts, so that documents are read and the model is
// loaded. The empty call is GetDocument without an id, which the server
// refuses at once.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"
#include "service/client/client.h"

namespace {

double MedianMs(std::vector<absl::Duration> times) {
  std::sort(times.begin(), times.end());
  return absl::ToDoubleMilliseconds(times[times.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: latency HOST:PORT QUESTIONS\n";
    return 2;
  }
  auto client = weft::service::Client::Connect(argv[1]);
  if (!client.ok()) {
    std::cerr << client.status() << "\n";
    return 1;
  }
  std::ifstream in(argv[2]);
  std::string line;
  std::vector<absl::Duration> asked, empty;
  while (std::getline(in, line)) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("question")) continue;
    weft::v1::AskRequest request;
    request.set_question(json["question"].get<std::string>());
    for (const bool counts : {false, true}) {
      const absl::Time start = absl::Now();
      const auto response = (*client)->Ask(request);
      if (!response.ok()) {
        std::cerr << response.status() << "\n";
        return 1;
      }
      if (counts) asked.push_back(absl::Now() - start);
    }
    const absl::Time start = absl::Now();
    (void)(*client)->GetDocument("");
    empty.push_back(absl::Now() - start);
  }
  if (asked.empty()) {
    std::cerr << argv[2] << ": no questions\n";
    return 1;
  }
  std::cout << "Ask " << MedianMs(asked) << " ms, empty call "
            << MedianMs(empty) << " ms, " << MedianMs(asked) / MedianMs(empty)
            << " times, " << asked.size() << " questions\n";
  return 0;
}
