#include "service/auth/token_file.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status.h"

namespace weft::service {
namespace {

constexpr uint64_t kLargestFile = 16 << 20;
constexpr char kNever[] = "-";
constexpr char kHeader[] =
    "# Tokens of clients: NAME ROLE sha256:SALT:HASH CREATED EXPIRES\n"
    "# \"weft token create\" adds one, \"weft token revoke\" takes one out.\n";

// `bytes` bytes from hexadecimal; nothing for anything else.
std::optional<std::string> FromHex(absl::string_view text, size_t bytes) {
  if (text.size() != 2 * bytes) return std::nullopt;
  for (const unsigned char c : text) {
    if (!absl::ascii_isxdigit(c)) return std::nullopt;
  }
  return absl::HexStringToBytes(text);
}

bool ParseSecret(absl::string_view text, TokenRecord* record) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  if (parts.size() != 3 || parts[0] != "sha256") return false;
  std::optional<std::string> salt = FromHex(parts[1], 16);
  std::optional<std::string> hash = FromHex(parts[2], 32);
  if (!salt.has_value() || !hash.has_value()) return false;
  record->salt = *std::move(salt);
  record->hash = *std::move(hash);
  return true;
}

bool ParseRfc3339(absl::string_view text, absl::Time* time) {
  return absl::ParseTime(absl::RFC3339_full, text, time, nullptr);
}

// The record, or what is wrong with the line.
absl::StatusOr<TokenRecord> ParseLine(absl::string_view line) {
  const std::vector<absl::string_view> fields =
      absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
  if (fields.size() != 5) {
    return absl::InvalidArgumentError(absl::StrCat(
        "has ", fields.size(),
        " fields; write NAME ROLE sha256:SALT:HASH CREATED EXPIRES"));
  }
  TokenRecord record;
  WEFT_RETURN_IF_ERROR(CheckTokenName(fields[0]));
  record.name = std::string(fields[0]);
  const std::optional<Role> role = ParseRole(fields[1]);
  if (!role.has_value()) {
    return absl::InvalidArgumentError(
        "the role is none of reader, writer, admin");
  }
  record.role = *role;
  if (!ParseSecret(fields[2], &record)) {
    return absl::InvalidArgumentError(
        "the third field is not sha256:SALT:HASH with 32 and 64 hexadecimal "
        "digits");
  }
  if (!ParseRfc3339(fields[3], &record.created) ||
      (fields[4] != kNever && !ParseRfc3339(fields[4], &record.expires))) {
    return absl::InvalidArgumentError(
        "a time is not like 2026-01-31T12:00:00Z");
  }
  return record;
}

}  // namespace

absl::StatusOr<std::vector<TokenRecord>> ParseTokens(absl::string_view text,
                                                     const std::string& name) {
  std::vector<TokenRecord> records;
  std::set<std::string> names;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    auto record = ParseLine(line);
    if (record.ok() && !names.insert(record->name).second) {
      record = absl::InvalidArgumentError(
          absl::StrCat("there is a second token \"", record->name, "\""));
    }
    if (!record.ok()) {
      return Annotate(record.status(), absl::StrCat(name, ":", number));
    }
    records.push_back(*std::move(record));
  }
  return records;
}

std::string FormatTokens(const std::vector<TokenRecord>& records) {
  const auto time = [](absl::Time t) {
    return t == absl::InfiniteFuture()
               ? std::string(kNever)
               : absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", t, absl::UTCTimeZone());
  };
  std::string out = kHeader;
  for (const TokenRecord& record : records) {
    absl::StrAppend(&out, record.name, " ", RoleName(record.role),
                    " sha256:", absl::BytesToHexString(record.salt), ":",
                    absl::BytesToHexString(record.hash), " ",
                    time(record.created), " ", time(record.expires), "\n");
  }
  return out;
}

absl::StatusOr<std::vector<TokenRecord>> ReadTokenFile(
    const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, kLargestFile));
  return ParseTokens(text, path);
}

absl::Status WriteTokenFile(const std::string& path,
                            const std::vector<TokenRecord>& records) {
  return WriteFileAtomically(path, FormatTokens(records));
}

}  // namespace weft::service
