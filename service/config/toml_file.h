// A TOML file as a flat list of what it sets. The only place that knows the
// library behind it.
#ifndef WEFT_SERVICE_CONFIG_TOML_FILE_H_
#define WEFT_SERVICE_CONFIG_TOML_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::service {

struct TomlEntry {
  std::string key;     // "tls.cert": tables and key joined by dots
  std::string value;   // of a string its text, else as TOML writes it
  int line = 0;        // from 1
  bool scalar = true;  // text, whole number, yes or no; false for all others
};

// In the order of lines. InvalidArgument "NAME:LINE: ..." when the text is not
// TOML.
absl::StatusOr<std::vector<TomlEntry>> ParseToml(absl::string_view text,
                                                 const std::string& name);

// `text` as a string of TOML, quotes included.
std::string TomlString(absl::string_view text);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CONFIG_TOML_FILE_H_
