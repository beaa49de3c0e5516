// What is typed into the shell, line by line, until it is whole.
//
//   stats                           a command, whole at the end of its line
//   path "Kessel                    goes on: a quote is open
//   Bank" DeepSeek
//   export > graph.tsv              its output to a file; >> appends
//   facts | less                    its output to a program
//   MATCH (a)-[r]->(b)              a query: goes on until a ';' ends a line
//   RETURN a, b LIMIT 5;
//   EXPLAIN MATCH (a) RETURN a;     its plan; PROFILE: what each step did
//   Who founded DeepSeek?           a question: begins with no command
//   # a remark
#ifndef WEFT_SERVICE_CLI_SHELL_STATEMENT_H_
#define WEFT_SERVICE_CLI_SHELL_STATEMENT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::service {

struct ShellStatement {
  enum Kind {
    kNothing,     // blanks or a remark
    kIncomplete,  // read another line
    kCommand,     // queries and questions as well
    kWrong,       // `message` says why
  };
  Kind kind = kNothing;
  std::vector<std::string> arguments;  // as on the command line of the program
  std::string file;                    // that the output goes to, "" for none
  bool append = false;                 // to the end of the file
  std::string program;                 // that reads the output, "" for none
  std::string message;
};

// `command_words` are the first words of all commands. `ended`: no line
// follows, so that an open quote is wrong and a query needs no ';'.
ShellStatement ParseStatement(absl::string_view text,
                              const std::vector<std::string>& command_words,
                              bool ended);

// Whether the text is a query, which begins with a word of the language.
bool IsQuery(absl::string_view text);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_STATEMENT_H_
