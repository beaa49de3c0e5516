// What can stand where the cursor is: commands, options, their values, and
// names of the graph. The same for the shell and for the completion scripts of
// other shells.
#ifndef WEFT_SERVICE_CLI_SHELL_COMPLETER_H_
#define WEFT_SERVICE_CLI_SHELL_COMPLETER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/cli/command/command_spec.h"

namespace weft::service {

// Where names come from. Each call gives some that begin with `prefix`
// whatever the case of letters, the most useful first; none on any trouble,
// because nobody is there to read a message while he types.
class NameSource {
 public:
  virtual ~NameSource() = default;
  virtual std::vector<std::string> Entities(const std::string& prefix) = 0;
  virtual std::vector<std::string> Relations(const std::string& prefix) = 0;
  virtual std::vector<std::string> Documents(const std::string& prefix) = 0;
};

// Paths below what `prefix` says, folders with '/' at their end.
std::vector<std::string> PathsWithPrefix(const std::string& prefix);

struct LineCompletion {
  size_t begin = 0;  // what stands from here to the cursor is replaced
  // By one of these, in quotes where they are needed.
  std::vector<std::string> candidates;
};

// Not thread-safe.
class Completer {
 public:
  // `shared` are options of every command. `names` outlives the completer.
  Completer(std::vector<CommandSpec> commands, std::vector<OptionSpec> shared,
            NameSource& names);

  // What `current`, the word at the cursor, can become behind `words`. Words
  // as a program gets them: no quotes. Paths are left to the caller.
  std::vector<std::string> Candidates(const std::vector<std::string>& words,
                                      const std::string& current);

  // The same for what stands before the cursor in the shell; paths as well. In
  // a query: names of relations behind a ':', of entities in quotes.
  LineCompletion Line(const std::string& line);

 private:
  struct Found;  // the command that words call

  Found FindCommand(const std::vector<std::string>& words) const;
  const OptionSpec* FindOption(const CommandSpec* command,
                               absl::string_view name) const;
  // The option or argument that a word behind `words` belongs to.
  const OptionSpec* Target(const std::vector<std::string>& words,
                           const Found& found) const;
  std::vector<std::string> OptionNames(const CommandSpec* command) const;
  std::vector<std::string> Values(const OptionSpec& spec,
                                  const std::string& current);
  LineCompletion QueryNames(const std::string& line);

  const std::vector<CommandSpec> commands_;
  const std::vector<OptionSpec> shared_;
  NameSource& names_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_COMPLETER_H_
