// What a command of the CLI is, and what it may use.
//
// A command declares its options, runs once and returns a status. It writes
// what was asked for to `out` and nothing else; everything about how it went
// goes to `err`.
#ifndef WEFT_SERVICE_CLI_COMMAND_COMMAND_H_
#define WEFT_SERVICE_CLI_COMMAND_COMMAND_H_

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/cli/render/style.h"
#include "service/client/client.h"

namespace weft::service {

class OptionSet;

// Options that every command has.
struct GlobalOptions {
  std::string database;
  bool database_given = false;  // on the command line
  std::string server;           // "" for the embedded database
  bool server_given = false;    // on the command line
  std::string model;            // "" for the model of the program
  // How to speak to `server`: files in PEM, and one that holds a token.
  std::string tls_ca;
  std::string tls_cert;
  std::string tls_key;
  std::string token_file;

  bool operator==(const GlobalOptions&) const = default;
};

// What a command needs of the database that it runs on.
enum class Need {
  kExtraction,  // no database: text in, facts out
  kRead,        // a database that is there; also to delete from it
  kWrite,       // a database, made when it is not there, and the extractor
  kLoad,        // a database, made when it is not there
};

// A server, near or far, for the time of one command.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual const Client& client() const = 0;
};

using OpenBackend = std::function<absl::StatusOr<std::unique_ptr<Backend>>(
    const GlobalOptions& options, Need need)>;

// Not thread-safe.
class Context {
 public:
  Context(std::istream& in, std::ostream& out, std::ostream& err,
          OpenBackend open)
      : in(in), out(out), err(err), open_(std::move(open)) {}

  // The server that the options name, or the embedded database. Opened at the
  // first call.
  absl::StatusOr<const Client*> Connect(Need need);
  // Closes what Connect() opened.
  void Disconnect() { backend_.reset(); }
  // What Connect() opens with.
  const OpenBackend& opener() const { return open_; }

  // Says what failed and goes on; the exit status will be 1.
  void Fail(const absl::Status& status);
  // The exit status will be 1; what failed has been said.
  void MarkFailed() { failed_ = true; }
  // Says something that is no error.
  void Note(const std::string& message);
  bool failed() const { return failed_; }

  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Style out_style;
  Style err_style;
  GlobalOptions global;
  // A person sits at both standard input and output.
  bool interactive = false;
  // That `out` takes no more is the end of the command, not a failure.
  bool reader_may_leave = false;

 private:
  const OpenBackend open_;
  std::unique_ptr<Backend> backend_;
  bool failed_ = false;
};

// An error of Command::Run() that is one of the command line: exit status 2.
absl::Status UsageError(absl::string_view message);
bool IsUsageError(const absl::Status& status);

class Command {
 public:
  virtual ~Command() = default;

  // "facts", "document list": the words that call it.
  virtual std::string name() const = 0;
  // One line for lists of commands.
  virtual std::string summary() const = 0;
  // Command lines with what they do, for --help.
  virtual std::string examples() const = 0;
  // Called by programs, not by people: not in lists of commands.
  virtual bool hidden() const { return false; }
  // Binds options to members.
  virtual void AddOptions(OptionSet& options) = 0;
  // Called after AddOptions() and parsing. An error ends the program with
  // exit status 1, or 2 for a UsageError(), and the message on standard error.
  virtual absl::Status Run(Context& context) = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_COMMAND_H_
