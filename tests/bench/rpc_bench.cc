// What a read costs over gRPC beside a call that does nothing: a server in this
// process, on loopback, with a generated graph in a database on disk.
//
//   rpc_bench [ROUNDS, 5] [SECONDS of each kind in a round, 1]
//
// Kinds: "empty" (grpc.health.v1.Health/Check), "neighbors" (ListNeighbors in
// brief, by name, first page of 100, both directions, all relations),
// "neighbors, parsed" (the same, and the client parses the replies; else
// clients take replies as bytes, as load generators do), "neighbors with
// evidence", "entity" (GetEntity). The graph has 20,000 nodes with ten edges
// each on average, drawn evenly with a fixed seed; before the rounds every node
// is asked for once, so that what is measured is a server that has been running
// for a while.
//
// Kinds take turns, for one client and then for four in a closed loop each.
// Prints for each kind the median of the rounds: calls a second, median and
// 95th percentile in microseconds, and both beside the empty call of the same
// round.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "graphstore/load/triple_loader.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/security/credentials.h"
#include "service/ingest/fake_extractor.h"
#include "service/server/server_parts.h"
#include "weft/v1/graph.grpc.pb.h"

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

struct Kind {
  const char* name;
  MakeCall make;
};

struct Result {
  double per_second = 0;
  double p50_us = 0;
  double p95_us = 0;
};

std::shared_ptr<grpc::Channel> Connect(const std::string& address, int client) {
  grpc::ChannelArguments arguments;
  arguments.SetInt("client", client);  // a connection of its own
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

Result Measure(const std::string& address, const MakeCall& make, int clients,
               absl::Duration time) {
  std::vector<std::vector<double>> used(clients);
  std::vector<std::thread> threads;
  const absl::Time begin = absl::Now();
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client] {
      const Call call = make(Connect(address, client));
      std::mt19937_64 random(client);
      call(random() % kNodes);
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

// A call by hand, so that requests and replies are bytes.
Call RawCall(std::shared_ptr<grpc::Channel> channel, const char* path,
             std::function<grpc::ByteBuffer(uint64_t node)> request_for) {
  const auto method = std::make_shared<grpc::internal::RpcMethod>(
      path, grpc::internal::RpcMethod::NORMAL_RPC, channel);
  return [channel, method, request_for](uint64_t node) {
    grpc::ClientContext context;
    const grpc::ByteBuffer request = request_for(node);
    grpc::ByteBuffer reply;
    const grpc::Status status =
        grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
            channel.get(), *method, &context, request, &reply);
    Must(status.ok() || status.error_code() == grpc::StatusCode::NOT_FOUND,
         status.error_message());
  };
}

grpc::ByteBuffer Bytes(const google::protobuf::MessageLite& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

Call EmptyCall(std::shared_ptr<grpc::Channel> channel) {
  return RawCall(channel, "/grpc.health.v1.Health/Check", [](uint64_t) {
    const grpc::Slice nothing("");
    return grpc::ByteBuffer(&nothing, 1);
  });
}

v1::ListNeighborsRequest NeighborsOf(uint64_t node, bool brief) {
  v1::ListNeighborsRequest request;
  request.mutable_entity()->set_name(NodeName(node));
  request.set_brief(brief);
  return request;
}

MakeCall Neighbors(bool brief) {
  return [brief](std::shared_ptr<grpc::Channel> channel) -> Call {
    return RawCall(
        channel, "/weft.v1.GraphService/ListNeighbors",
        [brief](uint64_t node) { return Bytes(NeighborsOf(node, brief)); });
  };
}

Call ParsedNeighbors(std::shared_ptr<grpc::Channel> channel) {
  const std::shared_ptr<v1::GraphService::Stub> stub =
      v1::GraphService::NewStub(channel);
  return [stub](uint64_t node) {
    grpc::ClientContext context;
    v1::ListNeighborsResponse reply;
    const grpc::Status status = stub->ListNeighbors(
        &context, NeighborsOf(node, /*brief=*/true), &reply);
    Must(status.ok() || status.error_code() == grpc::StatusCode::NOT_FOUND,
         status.error_message());
  };
}

Call Entity(std::shared_ptr<grpc::Channel> channel) {
  return RawCall(channel, "/weft.v1.GraphService/GetEntity", [](uint64_t node) {
    v1::GetEntityRequest request;
    request.mutable_entity()->set_name(NodeName(node));
    return Bytes(request);
  });
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The median over the rounds of what `get` takes from a result and the empty
// call's of its round.
double Median(const std::vector<Result>& results,
              const std::vector<Result>& empty,
              const std::function<double(const Result&, const Result&)>& get) {
  std::vector<double> values;
  for (size_t i = 0; i < results.size(); ++i) {
    values.push_back(get(results[i], empty[i]));
  }
  return Median(values);
}

void Compare(const std::string& address, const std::vector<Kind>& kinds,
             int clients, int rounds, absl::Duration time) {
  std::vector<std::vector<Result>> results(kinds.size());
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < kinds.size(); ++i) {
      results[i].push_back(Measure(address, kinds[i].make, clients, time));
    }
  }
  for (size_t i = 0; i < kinds.size(); ++i) {
    const auto median = [&](auto get) {
      return Median(results[i], results[0], get);
    };
    std::printf("%-26s%9d%12.0f%10.0f%10.0f%16.2f%14.2f\n", kinds[i].name,
                clients,
                median([](auto& own, auto&) { return own.per_second; }),
                median([](auto& own, auto&) { return own.p50_us; }),
                median([](auto& own, auto&) { return own.p95_us; }),
                median([](auto& own, auto& empty) {
                  return own.per_second / empty.per_second;
                }),
                median([](auto& own, auto& empty) {
                  return own.p50_us / empty.p50_us;
                }));
  }
}

// The server with a database in a folder of its own.
std::unique_ptr<Server> Start(const std::string& folder,
                              FakeExtractorProbe& probe) {
  auto store = graphstore::Store::Open(folder, {});
  Must(store.ok(), store.status().ToString());
  Load(**store);
  ServerOptions options;
  options.listen = "127.0.0.1:0";
  ServerParts parts;
  parts.store = *std::move(store);
  parts.extractor = MakeFakeExtractor(&probe);
  auto server = StartServer(options, std::move(parts));
  Must(server.ok(), server.status().ToString());
  return *std::move(server);
}

int Main(int argc, char** argv) {
  int rounds = 5;
  double seconds = 1;
  if (argc > 1) (void)absl::SimpleAtoi(argv[1], &rounds);
  if (argc > 2) (void)absl::SimpleAtod(argv[2], &seconds);
  std::string folder =
      (std::filesystem::temp_directory_path() / "rpc_bench.XXXXXX").string();
  Must(mkdtemp(folder.data()) != nullptr, "no folder for the database");
  FakeExtractorProbe probe;
  const std::unique_ptr<Server> server = Start(folder, probe);
  const std::string address = absl::StrCat("127.0.0.1:", server->port());
  const std::vector<Kind> kinds = {
      {"empty", EmptyCall},
      {"neighbors", Neighbors(true)},
      {"neighbors, parsed", ParsedNeighbors},
      {"neighbors with evidence", Neighbors(false)},
      {"entity", Entity}};
  const Call visit = Neighbors(true)(Connect(address, 0));
  for (uint64_t node = 0; node < kNodes; ++node) visit(node);
  std::printf("%-26s%9s%12s%10s%10s%16s%14s\n", "", "clients", "calls/s",
              "p50 us", "p95 us", "calls/s : empty", "p50 : empty");
  for (const int clients : {1, 4}) {
    Compare(address, kinds, clients, rounds, absl::Seconds(seconds));
  }
  server->Drain();
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace weft::service

int main(int argc, char** argv) {
  // As in the executable `weft`.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return weft::service::Main(argc, argv);
}
