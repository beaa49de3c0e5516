// The gRPC server of Weft: all services of weft.v1 over one store and one
// extractor, health, reflection, graceful drain.
//
// `weft serve` runs it on a port; the other commands of the CLI run it inside
// their own process on an embedded database (no port at all), so that a
// command prints the same in both cases.
#ifndef WEFT_SERVICE_SERVER_SERVER_H_
#define WEFT_SERVICE_SERVER_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/auth/client_limits.h"
#include "service/log/logger.h"
#include "service/metrics/metric_page.h"
#include "service/remote/remote_extractor.h"
#include "service/server/request_limits.h"
#include "service/tls/tls_files.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace weft::service {

struct ServerOptions {
  // Folder of the database; "" for a server without one, which answers
  // ExtractionService only (the others: FAILED_PRECONDITION).
  std::string database;
  // What the database may keep in memory to be fast: half for its blocks and
  // latest writes, half for edges. What calls need comes on top.
  size_t cache_bytes = size_t{512} << 20;
  // Take that memory at once, so that it stays level: blocks are reserved,
  // edges and names are read, beside the first calls.
  bool fill_cache = false;
  // How long Watch can go back.
  absl::Duration change_lifetime = absl::InfiniteDuration();
  // Folder of the archive (graphstore/archive/archived_database.h), "" for
  // none, and how far back it goes.
  std::string archive;
  absl::Duration archive_keep = absl::InfiniteDuration();
  // Create the folder when it does not exist.
  bool create_database = true;
  // Relations in which a later fact ends an earlier one, beside the built-in
  // ones (graphstore/store/one_at_a_time.h): "lead,<run".
  std::string one_at_a_time;
  // "HOST:PORT"; port 0 takes a free one; "" for in-process calls only.
  std::string listen;
  // Encryption of that port; required for an address that is not loopback,
  // unless `insecure`.
  TlsFiles tls;
  bool insecure = false;
  // File of tokens (service/auth/token_file.h); "" for none: everyone who can
  // connect may do everything. Counts for in-process calls too.
  std::string token_file;
  // "" for none.
  std::string audit_log;
  // Null: nothing is logged.
  std::shared_ptr<const Logger> log;
  RequestLimits limits;
  ClientLimits client_limits;
  // "" for the model that is built into the program.
  std::string model_path;
  // Documents are read elsewhere; without an address by the extractor of this
  // program. Questions are read here all the same.
  RemoteExtractorOptions extractor;
  // Load the extractor at once. When false it is loaded by the first rpc that
  // needs it, so that commands that only read start fast.
  bool load_extractor_eagerly = true;
  // Threads that extract; 0: one a core.
  int extraction_threads = 0;
  // How long Drain() lets running calls finish.
  absl::Duration drain_timeout = absl::Seconds(30);
};

// Thread-safe.
class Server {
 public:
  // Errors: those of opening the store (in use by another process:
  // FailedPrecondition; newer format: FailedPrecondition; damaged: DataLoss)
  // and the model; of reading tokens and certificates; InvalidArgument (bad
  // `listen`, or an address that is not loopback without encryption);
  // Unavailable (port in use; the message says how to choose another);
  // PermissionDenied (a port below 1024).
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options);
  virtual ~Server() = default;  // drains

  // The port that is listened on; 0 without one.
  virtual int port() const = 0;
  // A channel to this server that uses no network. Not to be used after Drain()
  // (gRPC does not survive that).
  virtual std::shared_ptr<grpc::Channel> InProcessChannel() = 0;
  // Whether calls are taken: until Drain() begins.
  virtual bool serving() const = 0;
  // Figures of the calls, the graph and this process (doc/metrics.md).
  virtual void AddMetrics(MetricPage& page) = 0;
  // Health turns NOT_SERVING, new calls are refused, running ones may finish
  // for `drain_timeout`, then they are cancelled. Blocks. May be called more
  // than once.
  virtual void Drain() = 0;
  // Blocks until Drain() has finished.
  virtual void Wait() = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_SERVER_H_
