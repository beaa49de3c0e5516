// The options of one command, as a command declares them. The only place that
// knows the library behind it.
//
// Each call binds a variable, which keeps its value when the option is not
// given. Values are checked while the command line is read, so that a wrong
// one is wrong usage. Option names have their dashes: "--relation".
#ifndef WEFT_SERVICE_CLI_COMMAND_OPTION_SET_H_
#define WEFT_SERVICE_CLI_COMMAND_OPTION_SET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace weft::service {

// One option or argument as it was declared.
struct OptionSpec {
  std::string name;  // "--relation"; of an argument "ENTITY"
  std::string form;  // "TEXT"; "" for a flag and for an argument
  std::string help;
  std::vector<std::string> choices;  // of an option that has no other values
  bool repeated = false;             // may be given more than once

  bool is_argument() const { return name[0] != '-'; }
  bool is_flag() const { return !is_argument() && form.empty(); }
};

class OptionSet {
 public:
  // `app` outlives the set, and so do all variables. What is declared is
  // appended to `specs`, unless that is null.
  explicit OptionSet(CLI::App& app, std::vector<OptionSpec>* specs = nullptr)
      : app_(app), specs_(specs) {}

  // An argument without a name that must be there.
  void AddArgument(const std::string& name, std::string& value,
                   const std::string& help);
  void AddArguments(const std::string& name, std::vector<std::string>& values,
                    const std::string& help, bool required);

  void AddFlag(const std::string& name, bool& value, const std::string& help);
  void AddText(const std::string& name, std::string& value,
               const std::string& help);
  // May be given more than once.
  void AddTexts(const std::string& name, std::vector<std::string>& values,
                const std::string& form, const std::string& help);
  // One of `choices`; the first is the default.
  void AddChoice(const std::string& name, std::string& value,
                 const std::vector<std::string>& choices,
                 const std::string& help);
  void AddInteger(const std::string& name, int& value, int least, int most,
                  const std::string& help);
  // Without the option the value stays empty. `standard`: what that means.
  void AddInteger(const std::string& name, std::optional<int>& value, int least,
                  int most, const std::string& standard,
                  const std::string& help);
  void AddCount(const std::string& name, std::optional<uint64_t>& value,
                const std::string& help);
  // 0 to 1.
  void AddShare(const std::string& name, double& value,
                const std::string& help);
  // "2025-01-20", and a real day.
  void AddDay(const std::string& name, std::string& value,
              const std::string& help);
  // The same, or a month "2025-01", or a year "2025".
  void AddDate(const std::string& name, std::string& value,
               const std::string& help);

 private:
  void Record(OptionSpec spec);

  CLI::App& app_;
  std::vector<OptionSpec>* const specs_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_OPTION_SET_H_
