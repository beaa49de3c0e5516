#include "service/cli/token_commands.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "service/auth/role.h"
#include "service/auth/token_file.h"
#include "service/cli/command/option_set.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/json.h"

namespace weft::service {
namespace {

using Records = std::vector<TokenRecord>;

// --tokens FILE, or $WEFT_TOKENS.
class TokensOption {
 public:
  void Add(OptionSet& options) {
    options.AddText("--tokens", path_,
                    "File of tokens, the one of weft serve [$WEFT_TOKENS]");
  }

  absl::StatusOr<std::string> Get() const {
    if (!path_.empty()) return path_;
    const char* value = std::getenv("WEFT_TOKENS");
    if (value != nullptr && *value != '\0') return std::string(value);
    return absl::InvalidArgumentError(
        "which file of tokens? Give --tokens FILE or set $WEFT_TOKENS");
  }

 private:
  std::string path_;
};

std::string DayText(absl::Time time, absl::string_view never) {
  return time == absl::InfiniteFuture()
             ? std::string(never)
             : absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
}

class TokenCreateCommand : public Command {
 public:
  std::string name() const override { return "token create"; }
  std::string summary() const override {
    return "Makes a token for a client of a server";
  }
  std::string examples() const override {
    return R"(  weft token create dashboard --tokens /etc/weft/tokens > dashboard.token
  weft token create loader --role writer --days 90 --tokens /etc/weft/tokens
  weft facts --subject DeepSeek --server db:50051 --tls-ca ca.pem --token-file dashboard.token

The token is printed once; the file keeps only a hash of it. A server that runs
takes it within a second. reader: asks. writer: also ingests, imports, deletes.
admin: also merges, splits, checks, compacts, backs up.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("NAME", name_, "Of the client: a-z, 0-9 and \"-\"");
    options.AddChoice("--role", role_, {"reader", "writer", "admin"},
                      "What it may do");
    options.AddInteger("--days", days_, 0, 36500,
                       "Until it expires; 0: it does not");
    tokens_.Add(options);
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const std::string path, tokens_.Get());
    auto records = ReadTokenFile(path);
    if (absl::IsNotFound(records.status())) records = Records();
    WEFT_RETURN_IF_ERROR(records.status());
    for (const TokenRecord& record : *records) {
      if (record.name == name_) {
        return absl::AlreadyExistsError(absl::StrCat(
            "\"", name_, "\" has a token already; \"weft token revoke ", name_,
            "\" takes it away"));
      }
    }
    const absl::Time now = absl::Now();
    WEFT_ASSIGN_OR_RETURN(
        NewToken made, MakeToken(name_, *ParseRole(role_), now,
                                 days_ == 0 ? absl::InfiniteFuture()
                                            : now + days_ * absl::Hours(24)));
    records->push_back(std::move(made.record));
    WEFT_RETURN_IF_ERROR(WriteTokenFile(path, *records));
    context.out << made.token << "\n";
    context.Note("keep this token; it cannot be shown again");
    return absl::OkStatus();
  }

 private:
  std::string name_;
  std::string role_;
  int days_ = 0;
  TokensOption tokens_;
};

class TokenListCommand : public Command {
 public:
  std::string name() const override { return "token list"; }
  std::string summary() const override {
    return "The clients that have tokens";
  }
  std::string examples() const override {
    return R"(  weft token list --tokens /etc/weft/tokens
  weft token list --format jsonl | jq -r .name)";
  }

  void AddOptions(OptionSet& options) override {
    tokens_.Add(options);
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const std::string path, tokens_.Get());
    WEFT_ASSIGN_OR_RETURN(const Records records, ReadTokenFile(path));
    if (format_ == "jsonl") {
      for (const TokenRecord& record : records) {
        Json json;
        json["name"] = record.name;
        json["role"] = std::string(RoleName(record.role));
        json["created"] = DayText(record.created, "");
        json["expires"] = DayText(record.expires, "");
        context.out << ToLine(json) << "\n";
      }
      return absl::OkStatus();
    }
    RowWriter rows(context.out, RowLayoutOf(format_, context.out_style),
                   {"name", "role", "created", "expires"}, context.out_style);
    for (const TokenRecord& record : records) {
      rows.Add({record.name, std::string(RoleName(record.role)),
                DayText(record.created, ""), DayText(record.expires, "never")});
    }
    rows.Finish();
    return absl::OkStatus();
  }

 private:
  std::string format_;
  TokensOption tokens_;
};

class TokenRevokeCommand : public Command {
 public:
  std::string name() const override { return "token revoke"; }
  std::string summary() const override { return "Takes a token away"; }
  std::string examples() const override {
    return R"(  weft token revoke dashboard --tokens /etc/weft/tokens

A server that runs refuses it within a second.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("NAME", name_, "Of the client");
    tokens_.Add(options);
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const std::string path, tokens_.Get());
    WEFT_ASSIGN_OR_RETURN(Records records, ReadTokenFile(path));
    const auto found =
        std::find_if(records.begin(), records.end(),
                     [&](const TokenRecord& r) { return r.name == name_; });
    if (found == records.end()) {
      return absl::NotFoundError(absl::StrCat(
          "nobody called \"", name_,
          "\" has a token; \"weft token list\" shows who has one"));
    }
    records.erase(found);
    return WriteTokenFile(path, records);
  }

 private:
  std::string name_;
  TokensOption tokens_;
};

}  // namespace

std::unique_ptr<Command> NewTokenCreateCommand() {
  return std::make_unique<TokenCreateCommand>();
}
std::unique_ptr<Command> NewTokenListCommand() {
  return std::make_unique<TokenListCommand>();
}
std::unique_ptr<Command> NewTokenRevokeCommand() {
  return std::make_unique<TokenRevokeCommand>();
}

}  // namespace weft::service
