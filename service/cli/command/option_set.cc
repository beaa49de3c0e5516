#include "service/cli/command/option_set.h"

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"

namespace weft::service {
namespace {

std::string CheckDay(const std::string& text) {
  absl::CivilDay day;
  if (text.size() == 10 && absl::ParseCivilTime(text, &day)) return "";
  return absl::StrCat("\"", text, "\" is no day; write 2025-01-20");
}

std::string CheckDate(const std::string& text) {
  absl::CivilMonth month;
  absl::CivilYear year;
  const bool ok = CheckDay(text).empty() ||
                  (text.size() == 7 && absl::ParseCivilTime(text, &month)) ||
                  (text.size() == 4 && absl::ParseCivilTime(text, &year));
  if (ok) return "";
  return absl::StrCat("\"", text,
                      "\" is no date; write 2025, 2025-01 or 2025-01-20");
}

}  // namespace

void OptionSet::AddArgument(const std::string& name, std::string& value,
                            const std::string& help) {
  app_.add_option(name, value, help)->required();
}

void OptionSet::AddArguments(const std::string& name,
                             std::vector<std::string>& values,
                             const std::string& help, bool required) {
  app_.add_option(name, values, help)->required(required);
}

void OptionSet::AddFlag(const std::string& name, bool& value,
                        const std::string& help) {
  app_.add_flag(name, value, help);
}

void OptionSet::AddText(const std::string& name, std::string& value,
                        const std::string& help) {
  app_.add_option(name, value, help);
}

void OptionSet::AddChoice(const std::string& name, std::string& value,
                          const std::vector<std::string>& choices,
                          const std::string& help) {
  value = choices.front();
  app_.add_option(name, value, help)
      ->check(CLI::IsMember(choices))
      ->capture_default_str();
}

void OptionSet::AddInteger(const std::string& name, int& value, int least,
                           int most, const std::string& help) {
  app_.add_option(name, value, help)
      ->check(CLI::Range(least, most))
      ->capture_default_str();
}

void OptionSet::AddCount(const std::string& name,
                         std::optional<uint64_t>& value,
                         const std::string& help) {
  app_.add_option_function<uint64_t>(
      name, [&value](const uint64_t& given) { value = given; }, help);
}

void OptionSet::AddShare(const std::string& name, double& value,
                         const std::string& help) {
  app_.add_option(name, value, help)->check(CLI::Range(0.0, 1.0));
}

void OptionSet::AddDay(const std::string& name, std::string& value,
                       const std::string& help) {
  app_.add_option(name, value, help)->check(CLI::Validator(CheckDay, "DAY"));
}

void OptionSet::AddDate(const std::string& name, std::string& value,
                        const std::string& help) {
  app_.add_option(name, value, help)->check(CLI::Validator(CheckDate, "DATE"));
}

void OptionSet::AcceptAnything(const std::string& heading) {
  app_.allow_extras();
  app_.fallthrough(false);  // else what is extra would go to the parent
  app_.group(heading);
}

}  // namespace weft::service
