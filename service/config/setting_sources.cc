#include "service/config/setting_sources.h"

#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status.h"
#include "service/config/toml_file.h"

namespace weft::service {
namespace {

constexpr uint64_t kLargestFile = 1 << 20;

// What is loaded and what was wrong on the way.
class Loader {
 public:
  void Set(const SettingRow& row, absl::string_view text, std::string origin) {
    const absl::Status status = SetSetting(row, text, &loaded_.settings);
    if (status.ok()) {
      loaded_.origins[std::string(row.key)] = std::move(origin);
    } else {
      Complain(absl::StrCat(origin, ": ", row.key, ": ", status.message()));
    }
  }

  void Complain(std::string problem) {
    problems_.push_back(std::move(problem));
  }

  absl::StatusOr<LoadedSettings> Finish() && {
    if (problems_.empty()) return std::move(loaded_);
    return absl::InvalidArgumentError(absl::StrJoin(problems_, "\n"));
  }

 private:
  LoadedSettings loaded_;
  std::vector<std::string> problems_;
};

absl::Status LoadFile(const std::string& path, Loader& loader) {
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, kLargestFile));
  WEFT_ASSIGN_OR_RETURN(const std::vector<TomlEntry> entries,
                        ParseToml(text, path));
  for (const TomlEntry& entry : entries) {
    std::string place = absl::StrCat(path, ":", entry.line);
    const SettingRow* row = FindSetting(entry.key);
    if (row == nullptr) {
      loader.Complain(absl::StrCat(
          place, ": ", entry.key,
          ": there is no such setting; \"weft serve --print-config\" shows "
          "all"));
    } else if (!entry.scalar) {
      loader.Complain(absl::StrCat(place, ": ", entry.key,
                                   ": give a text, a number, true or false"));
    } else {
      loader.Set(*row, entry.value, std::move(place));
    }
  }
  return absl::OkStatus();
}

// "tls.cert" is the key `cert` of the table `tls`.
bool InTable(const SettingRow& row) {
  return row.key.find('.') != absl::string_view::npos;
}

void PrintRow(const LoadedSettings& loaded, const SettingRow& row,
              absl::string_view key, std::string* out) {
  const std::string text = SettingText(row, loaded.settings);
  const bool bare = std::holds_alternative<bool Settings::*>(row.member) ||
                    std::holds_alternative<int64_t Settings::*>(row.member);
  absl::StrAppend(out, key, " = ", bare ? text : TomlString(text));
  const auto origin = loaded.origins.find(std::string(row.key));
  if (origin != loaded.origins.end()) {
    absl::StrAppend(out, "  # ", origin->second);
  }
  out->push_back('\n');
}

}  // namespace

absl::Status LoadedSettings::Problem(absl::string_view key,
                                     absl::string_view what) const {
  const auto origin = origins.find(std::string(key));
  return absl::InvalidArgumentError(absl::StrCat(
      origin == origins.end() ? "" : origin->second + ": ", key, ": ", what));
}

absl::StatusOr<LoadedSettings> LoadSettings(const SettingSources& sources) {
  Loader loader;
  if (!sources.file.empty()) {
    WEFT_RETURN_IF_ERROR(LoadFile(sources.file, loader));
  }
  for (const SettingRow& row : SettingRows()) {
    const std::string variable = row.Environment();
    const char* value =
        sources.environment ? sources.environment(variable.c_str()) : nullptr;
    if (value != nullptr && *value != '\0') {
      loader.Set(row, value, absl::StrCat("$", variable));
    }
    const auto flag = sources.flags.find(std::string(row.key));
    if (flag != sources.flags.end()) {
      loader.Set(row, flag->second, row.Flag());
    }
  }
  return std::move(loader).Finish();
}

std::string PrintSettings(const LoadedSettings& loaded) {
  std::string out;
  for (const SettingRow& row : SettingRows()) {
    if (!InTable(row)) PrintRow(loaded, row, row.key, &out);
  }
  absl::string_view table;
  for (const SettingRow& row : SettingRows()) {
    if (!InTable(row)) continue;
    const size_t dot = row.key.find('.');
    if (row.key.substr(0, dot) != table) {
      table = row.key.substr(0, dot);
      absl::StrAppend(&out, "\n[", table, "]\n");
    }
    PrintRow(loaded, row, row.key.substr(dot + 1), &out);
  }
  return out;
}

}  // namespace weft::service
