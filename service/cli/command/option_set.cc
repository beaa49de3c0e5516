#include "service/cli/command/option_set.h"

#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

std::string CheckDay(const std::string& text) {
  absl::CivilDay day;
  if (text.size() == 10 && absl::ParseCivilTime(text, &day)) return "";
  return absl::StrCat("\"", text, "\" is no day; write 2025-01-20");
}

// What goes into a message; a server refuses the whole of any other.
std::string CheckText(const std::string& text) {
  return IsUtf8(text) ? "" : absl::StrCat("\"", ToUtf8(text), "\" is no UTF-8");
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
  Record({.name = name, .form = "", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->required()
      ->check(CLI::Validator(CheckText, ""))
      ->option_text(" ");
}

void OptionSet::AddArguments(const std::string& name,
                             std::vector<std::string>& values,
                             const std::string& help, bool required) {
  Record({.name = name,
          .form = "",
          .help = help,
          .choices = {},
          .repeated = true});
  app_.add_option(name, values, help)->required(required)->option_text("...");
}

void OptionSet::AddFlag(const std::string& name, bool& value,
                        const std::string& help) {
  Record({.name = name, .form = "", .help = help, .choices = {}});
  app_.add_flag(name, value, help);
}

void OptionSet::AddText(const std::string& name, std::string& value,
                        const std::string& help) {
  Record({.name = name, .form = "TEXT", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->check(CLI::Validator(CheckText, ""))
      ->option_text("TEXT");
}

void OptionSet::AddTexts(const std::string& name,
                         std::vector<std::string>& values,
                         const std::string& form, const std::string& help) {
  Record({.name = name,
          .form = form,
          .help = help,
          .choices = {},
          .repeated = true});
  // One value a time: what follows it is not another one.
  app_.add_option(name, values, help)
      ->allow_extra_args(false)
      ->option_text(form);
}

void OptionSet::AddChoice(const std::string& name, std::string& value,
                          const std::vector<std::string>& choices,
                          const std::string& help) {
  Record({.name = name,
          .form = absl::StrJoin(choices, "|"),
          .help = help,
          .choices = choices});
  value = choices.front();
  app_.add_option(name, value, help)
      ->check(CLI::IsMember(choices))
      ->option_text(
          absl::StrCat(absl::StrJoin(choices, "|"), " [", value, "]"));
}

void OptionSet::AddInteger(const std::string& name, int& value, int least,
                           int most, const std::string& help) {
  Record({.name = name, .form = "N", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->check(CLI::Range(least, most))
      ->option_text(absl::StrCat("N [", value, "]"));
}

void OptionSet::AddInteger(const std::string& name, std::optional<int>& value,
                           int least, int most, const std::string& standard,
                           const std::string& help) {
  Record({.name = name, .form = "N", .help = help, .choices = {}});
  app_.add_option_function<int>(
          name, [&value](const int& given) { value = given; }, help)
      ->check(CLI::Range(least, most))
      ->option_text(absl::StrCat("N [", standard, "]"));
}

void OptionSet::AddCount(const std::string& name,
                         std::optional<uint64_t>& value,
                         const std::string& help) {
  Record({.name = name, .form = "N", .help = help, .choices = {}});
  app_.add_option_function<uint64_t>(
          name, [&value](const uint64_t& given) { value = given; }, help)
      // Before it is read: "-1" would be the greatest number.
      ->check([](const std::string& text) {
        return text[0] == '-' ? absl::StrCat(text, " is less than 0")
                              : std::string();
      })
      ->option_text("N");
}

void OptionSet::AddShare(const std::string& name, double& value,
                         const std::string& help) {
  Record({.name = name, .form = "X", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("X");
}

void OptionSet::AddDay(const std::string& name, std::string& value,
                       const std::string& help) {
  Record({.name = name, .form = "DATE", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->check(CLI::Validator(CheckDay, ""))
      ->option_text("DATE");
}

void OptionSet::AddDate(const std::string& name, std::string& value,
                        const std::string& help) {
  Record({.name = name, .form = "DATE", .help = help, .choices = {}});
  app_.add_option(name, value, help)
      ->check(CLI::Validator(CheckDate, ""))
      ->option_text("DATE");
}

void OptionSet::Record(OptionSpec spec) {
  if (specs_ != nullptr) specs_->push_back(std::move(spec));
}

}  // namespace weft::service
