// Where the shell gets its lines from.
#ifndef WEFT_SERVICE_CLI_SHELL_LINE_SOURCE_H_
#define WEFT_SERVICE_CLI_SHELL_LINE_SOURCE_H_

#include <istream>
#include <string>

namespace weft::service {

class LineSource {
 public:
  enum Result {
    kLine,         // without its line feed
    kInterrupted,  // Ctrl-C: what was typed so far is given up
    kEnd,
  };

  virtual ~LineSource() = default;
  virtual Result Read(const std::string& prompt, std::string* line) = 0;
  // A whole statement, for those who look back.
  virtual void Remember(const std::string& statement) {}
};

// A pipe or a file: shows no prompt.
class StreamLines : public LineSource {
 public:
  explicit StreamLines(std::istream& in) : in_(in) {}

  Result Read(const std::string&, std::string* line) override {
    return std::getline(in_, *line) ? kLine : kEnd;
  }

 private:
  std::istream& in_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_LINE_SOURCE_H_
