#include "service/config/toml_file.h"

#include <algorithm>
#include <exception>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "toml.hpp"

namespace weft::service {
namespace {

TomlEntry Entry(const std::string& key, const toml::value& value) {
  TomlEntry entry;
  entry.key = key;
  entry.line = static_cast<int>(value.location().line());
  if (value.is_string()) {
    entry.value = value.as_string().str;
  } else if (value.is_integer()) {
    entry.value = absl::StrCat(value.as_integer());
  } else if (value.is_boolean()) {
    entry.value = value.as_boolean() ? "true" : "false";
  } else {
    entry.scalar = false;
  }
  return entry;
}

void Flatten(const toml::value& table, const std::string& prefix,
             std::vector<TomlEntry>& out) {
  for (const auto& [name, value] : table.as_table()) {
    const std::string key =
        prefix.empty() ? name : absl::StrCat(prefix, ".", name);
    if (value.is_table()) {
      Flatten(value, key, out);
    } else {
      out.push_back(Entry(key, value));
    }
  }
}

// "[error] toml::parse_table: what is wrong" -> "what is wrong".
std::string FirstLine(absl::string_view message) {
  const std::vector<std::string> lines = absl::StrSplit(message, '\n');
  const size_t colon = lines[0].find(": ");
  return colon == std::string::npos ? lines[0] : lines[0].substr(colon + 2);
}

}  // namespace

absl::StatusOr<std::vector<TomlEntry>> ParseToml(absl::string_view text,
                                                 const std::string& name) {
  std::istringstream in{std::string(text)};
  std::vector<TomlEntry> entries;
  try {
    Flatten(toml::parse(in, name), "", entries);
  } catch (const toml::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ":", error.location().line(), ": ", FirstLine(error.what())));
  } catch (const std::exception& error) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", FirstLine(error.what())));
  }
  std::stable_sort(
      entries.begin(), entries.end(),
      [](const TomlEntry& a, const TomlEntry& b) { return a.line < b.line; });
  return entries;
}

std::string TomlString(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      absl::StrAppend(&out, "\\", std::string(1, c));
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      absl::StrAppendFormat(&out, "\\u%04X", static_cast<unsigned char>(c));
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
  return out;
}

}  // namespace weft::service
