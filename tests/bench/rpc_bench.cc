// What a read costs over gRPC beside a call that does nothing: a server in this
// process, on loopback, with a generated graph in memory.
//
//   rpc_bench [SECONDS each, 3]
//
// Prints for each kind of call, one client and then four in a closed loop each:
// calls a second, median and 95th percentile in microseconds; then the ratios
// to the empty call. Kinds: "empty" (grpc.health.v1.Health/Check), "neighbors"
// (ListNeighbors, brief), "neighbors with evidence", "entity" (GetEntity). The
// graph has 20,000 nodes with ten edges each on average, drawn evenly with a
// fixed seed.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "graphstore/load/triple_loader.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "service/server/test_server.h"

namespace weft::service {
namespace {

constexpr int kNodes = 20'000;
constexpr int kEdges = 100'000;

void Must(bool ok, const std::string& what) {
  if (ok) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

std::string NodeName(uint64_t number) { return absl::StrCat("node ", number); }

void Load(graphstore::Store& store) {
  std::mt19937_64 random(20260101);
  std::string text;
  for (int i = 0; i < kEdges; ++i) {
    absl::StrAppend(&text, NodeName(random() % kNodes), "\trelation", i % 8,
                    "\t", NodeName(random() % kNodes), "\n");
  }
  graphstore::LoadOptions options;
  options.source = "graph";
  auto loader = graphstore::TripleLoader::Create(&store, options);
  Must(loader.ok(), loader.status().ToString());
  const absl::Status added =
      (*loader)->AddText(graphstore::TripleFormat::kTsv, text);
  Must(added.ok(), added.ToString());
  const auto finished = (*loader)->Finish();
  Must(finished.ok(), "the graph could not be loaded");
}

// One call for a node; aborts on an error.
using Call = std::function<void(uint64_t node)>;
// A new client with its own connection.
using MakeCall = std::function<Call(std::shared_ptr<grpc::Channel>)>;

struct Result {
  double per_second = 0;
  double p50_us = 0;
  double p95_us = 0;
};

Result Measure(const std::string& address, const MakeCall& make, int clients,
               absl::Duration time) {
  std::vector<std::vector<double>> used(clients);
  std::vector<std::thread> threads;
  const absl::Time begin = absl::Now();
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client] {
      grpc::ChannelArguments arguments;
      arguments.SetInt("client", client);  // a connection of its own
      const Call call = make(grpc::CreateCustomChannel(
          address, grpc::InsecureChannelCredentials(), arguments));
      std::mt19937_64 random(client);
      for (int i = 0; i < 100; ++i) call(random() % kNodes);
      while (absl::Now() < begin + time) {
        const absl::Time start = absl::Now();
        call(random() % kNodes);
        used[client].push_back(absl::ToDoubleMicroseconds(absl::Now() - start));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  std::vector<double> all;
  for (const auto& part : used) all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end());
  Must(!all.empty(), "no call came back in time");
  return {static_cast<double>(all.size()) / seconds, all[all.size() / 2],
          all[all.size() * 95 / 100]};
}

// The health check by hand, so that its stub need not be generated: an empty
// request, and a reply of which only the status matters.
Call EmptyCall(std::shared_ptr<grpc::Channel> channel) {
  const auto method = std::make_shared<grpc::internal::RpcMethod>(
      "/grpc.health.v1.Health/Check", grpc::internal::RpcMethod::NORMAL_RPC,
      channel);
  return [channel, method](uint64_t) {
    grpc::ClientContext context;
    grpc::ByteBuffer request, reply;
    const grpc::Slice nothing("");
    request = grpc::ByteBuffer(&nothing, 1);
    const grpc::Status status =
        grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
            channel.get(), *method, &context, request, &reply);
    Must(status.ok(), status.error_message());
  };
}

MakeCall Neighbors(bool brief) {
  return [brief](std::shared_ptr<grpc::Channel> channel) -> Call {
    const std::shared_ptr<v1::GraphService::Stub> stub =
        v1::GraphService::NewStub(channel);
    return [stub, brief](uint64_t node) {
      grpc::ClientContext context;
      v1::ListNeighborsRequest request;
      request.mutable_entity()->set_name(NodeName(node));
      request.set_brief(brief);
      v1::ListNeighborsResponse reply;
      const grpc::Status status =
          stub->ListNeighbors(&context, request, &reply);
      Must(status.ok() || status.error_code() == grpc::StatusCode::NOT_FOUND,
           status.error_message());
    };
  };
}

Call Entity(std::shared_ptr<grpc::Channel> channel) {
  const std::shared_ptr<v1::GraphService::Stub> stub =
      v1::GraphService::NewStub(channel);
  return [stub](uint64_t node) {
    grpc::ClientContext context;
    v1::GetEntityRequest request;
    request.mutable_entity()->set_name(NodeName(node));
    v1::Entity reply;
    const grpc::Status status = stub->GetEntity(&context, request, &reply);
    Must(status.ok() || status.error_code() == grpc::StatusCode::NOT_FOUND,
         status.error_message());
  };
}

int Main(int argc, char** argv) {
  int seconds = 3;
  if (argc > 1) (void)absl::SimpleAtoi(argv[1], &seconds);
  TestServerOptions options;
  options.listen = "127.0.0.1:0";
  TestServer server(options);
  Load(server.store());
  const std::string address =
      absl::StrCat("127.0.0.1:", server.server().port());
  const std::vector<std::pair<std::string, MakeCall>> kinds = {
      {"empty", EmptyCall},
      {"neighbors", Neighbors(true)},
      {"neighbors with evidence", Neighbors(false)},
      {"entity", Entity}};
  std::printf("%-26s%9s%12s%10s%10s%16s%14s\n", "", "clients", "calls/s",
              "p50 us", "p95 us", "calls/s : empty", "p50 : empty");
  for (const int clients : {1, 4}) {
    Result empty;
    for (const auto& [name, make] : kinds) {
      const Result result =
          Measure(address, make, clients, absl::Seconds(seconds));
      if (name == "empty") empty = result;
      std::printf("%-26s%9d%12.0f%10.0f%10.0f%16.2f%14.2f\n", name.c_str(),
                  clients, result.per_second, result.p50_us, result.p95_us,
                  result.per_second / empty.per_second,
                  result.p50_us / empty.p50_us);
    }
  }
  server.server().Drain();
  return 0;
}

}  // namespace
}  // namespace weft::service

int main(int argc, char** argv) { return weft::service::Main(argc, argv); }
