// Options that several commands share.
#ifndef WEFT_SERVICE_CLI_COMMAND_OPTION_TYPES_H_
#define WEFT_SERVICE_CLI_COMMAND_OPTION_TYPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/status.h"
#include "service/cli/command/command.h"
#include "service/cli/command/option_set.h"
#include "service/cli/render/row_writer.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// --format, one of `formats`, the first of which is the default.
void AddFormatOption(OptionSet& options, std::string& format,
                     const std::vector<std::string>& formats);

// How rows are written for --format text, tsv or csv.
RowLayout RowLayoutOf(const std::string& format, const Style& style);

// --limit N; 0 means all. Without it: all, or as many as a person reads on a
// terminal.
class LimitOption {
 public:
  void Add(OptionSet& options, const std::string& what);
  uint64_t Get(const Context& context, const std::string& format) const;

 private:
  std::optional<uint64_t> limit_;
};

// --min-confidence X, 0 to 1.
void AddMinConfidenceOption(OptionSet& options, double& value);
// --valid-at DAY and --as-of TIME.
class TimeOptions {
 public:
  void Add(OptionSet& options);
  // Sets `request.time` where an option is given.
  template <typename Request>
  void Set(Request* request) const {
    if (!valid_at_.empty()) request->mutable_time()->set_valid_at(valid_at_);
    if (!as_of_.empty()) request->mutable_time()->set_as_of(as_of_);
  }

 private:
  std::string valid_at_;
  std::string as_of_;
};

// --type TYPE, which may be given more than once, and --min-sources N.
class SupportOptions {
 public:
  // `what`: whose type it is.
  void Add(OptionSet& options, const std::string& what);
  bool given() const { return !types_.empty() || min_sources_ > 0; }
  // Sets `types` and `min_sources`. InvalidArgument: a type that is none.
  template <typename Request>
  absl::Status Set(Request* request) const {
    for (const std::string& name : types_) {
      WEFT_ASSIGN_OR_RETURN(const v1::EntityType type, TypeOf(name));
      request->add_types(type);
    }
    request->set_min_sources(static_cast<uint32_t>(min_sources_));
    return absl::OkStatus();
  }

 private:
  static absl::StatusOr<v1::EntityType> TypeOf(const std::string& name);

  std::vector<std::string> types_;
  int min_sources_ = 0;
};

// --relation NAME.
void AddRelationOption(OptionSet& options, std::string& value);
// --relation PATTERN, of the steps of a way.
void AddWayOption(OptionSet& options, std::string& value);

// What a search may cost: --timeout S, --max-edges N, --max-memory MIB.
class BudgetOptions {
 public:
  void Add(OptionSet& options);
  // Sets `budget` where an option is given.
  void Set(v1::Budget* budget) const;

 private:
  std::optional<int> timeout_s_;
  std::optional<uint64_t> max_edges_;
  std::optional<int> max_memory_mib_;
};

// --direction out|in|both.
void AddDirectionOption(OptionSet& options, std::string& value);
v1::Direction DirectionOf(const std::string& value);

// --resume TOKEN.
void AddResumeOption(OptionSet& options, std::string& token);
// Says that an answer was cut off, and how to go on; nothing about a whole one.
void NoteCutOff(Context& context, const v1::StreamSummary& summary);
void NoteCutOff(Context& context, const v1::AskResponse& response);

// By name, or by id for "id:17".
v1::EntitySelector SelectorOf(const std::string& entity);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_OPTION_TYPES_H_
