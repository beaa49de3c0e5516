#include "service/cli/command/option_types.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace weft::service {
namespace {

// What fits on a screen or two.
constexpr uint64_t kTerminalLimit = 20;
constexpr int kMostSources = 1'000'000;

std::string CutOffNote(const std::string& why) {
  return absl::StrCat("the answer is not whole: ", why);
}

}  // namespace

void AddFormatOption(OptionSet& options, std::string& format,
                     const std::vector<std::string>& formats) {
  options.AddChoice("--format", format, formats, "How to print");
}

RowLayout RowLayoutOf(const std::string& format, const Style& style) {
  if (format == "csv") return RowLayout::kCsv;
  if (format == "tsv") return RowLayout::kTsv;
  return style.terminal ? RowLayout::kAligned : RowLayout::kPlain;
}

void LimitOption::Add(OptionSet& options, const std::string& what) {
  options.AddCount("--limit", limit_,
                   absl::StrCat("At most so many ", what, "; 0: all [all; ",
                                kTerminalLimit, " on a terminal]"));
}

uint64_t LimitOption::Get(const Context& context,
                          const std::string& format) const {
  if (limit_.has_value()) return *limit_;
  return format == "text" && context.out_style.terminal ? kTerminalLimit : 0;
}

void AddMinConfidenceOption(OptionSet& options, double& value) {
  options.AddShare("--min-confidence", value,
                   "Leave out what is less certain, 0 to 1");
}

void TimeOptions::Add(OptionSet& options) {
  options.AddDay("--valid-at", valid_at_,
                 "What holds on this day, or at no known time");
  options.AddText("--as-of", as_of_,
                  "What was recorded by then: 2026-11-22T09:30:00Z, or the end "
                  "of a day, month, year");
}

void SupportOptions::Add(OptionSet& options, const std::string& what) {
  options.AddTexts("--type", types_, "TYPE",
                   absl::StrCat("Only where ", what,
                                " is of this type: person, organization, "
                                "place ...; several: any of them"));
  options.AddInteger("--min-sources", min_sources_, 0, kMostSources,
                     "Only what so many documents say");
}

absl::StatusOr<v1::EntityType> SupportOptions::TypeOf(const std::string& name) {
  v1::EntityType type = v1::ENTITY_TYPE_UNSPECIFIED;
  const bool known = v1::EntityType_Parse(
      absl::StrCat("ENTITY_TYPE_", absl::AsciiStrToUpper(name)), &type);
  if (known && type != v1::ENTITY_TYPE_UNSPECIFIED) return type;
  return absl::InvalidArgumentError(
      absl::StrCat("--type: \"", name.substr(0, 100),
                   "\" is no type of entities; there are person, "
                   "organization, place, product, event, law, group, misc"));
}

void AddRelationOption(OptionSet& options, std::string& value) {
  options.AddText("--relation", value,
                  "Only these relations: \"stock fall\", \"release|launch\"; "
                  "\"stock%\": names that begin so");
}

void AddWayOption(OptionSet& options, std::string& value) {
  options.AddText(
      "--relation", value,
      "Relations to follow: \"release|launch\" either, \"<own\" against its "
      "direction and \">own\" along it whatever --direction says, \"own%\" "
      "names that begin so, \"%\" any. Without / and * that is each step. "
      "Whole ways: \"part_of*1..3\" so many steps (*2, *..3, *2.., * one or "
      "more), \"own/<work_for\" one step, then another, \"(own|buy)*2/lead\"; "
      "names with such signs in backquotes");
}

void BudgetOptions::Add(OptionSet& options) {
  options.AddInteger("--timeout", timeout_s_, 1, 600, "30",
                     "Seconds until the search stops with what it has");
  options.AddCount("--max-edges", max_edges_,
                   "Links to read until it stops; 10000000 without");
  options.AddInteger("--max-memory", max_memory_mib_, 1, 512, "512",
                     "MiB of memory until it stops");
}

void BudgetOptions::Set(v1::Budget* budget) const {
  if (timeout_s_) budget->set_time_ms(*timeout_s_ * 1000);
  if (max_edges_) budget->set_edges_read(*max_edges_);
  if (max_memory_mib_) {
    budget->set_memory_bytes(static_cast<uint64_t>(*max_memory_mib_) << 20);
  }
}

void AddDirectionOption(OptionSet& options, std::string& value) {
  options.AddChoice("--direction", value, {"both", "out", "in"},
                    "Edges to follow, seen from the start");
}

v1::Direction DirectionOf(const std::string& value) {
  if (value == "out") return v1::DIRECTION_OUT;
  if (value == "in") return v1::DIRECTION_IN;
  return v1::DIRECTION_BOTH;
}

void AddResumeOption(OptionSet& options, std::string& token) {
  options.AddText(
      "--resume", token,
      "Go on behind an answer that was cut off: what it said there");
}

void NoteCutOff(Context& context, const v1::StreamSummary& summary) {
  if (summary.cut_off_message().empty()) return;
  std::string note = CutOffNote(summary.cut_off_message());
  if (!summary.resume_token().empty()) {
    absl::StrAppend(&note, "; the same with --resume=", summary.resume_token(),
                    " goes on from here");
  }
  context.Note(note);
}

void NoteCutOff(Context& context, const v1::AskResponse& response) {
  if (response.cut_off_message().empty()) return;
  context.Note(CutOffNote(response.cut_off_message()));
}

v1::EntitySelector SelectorOf(const std::string& entity) {
  v1::EntitySelector selector;
  absl::string_view rest = entity;
  uint64_t id = 0;
  if (absl::ConsumePrefix(&rest, "id:") && absl::SimpleAtoi(rest, &id)) {
    selector.set_id(id);
  } else {
    selector.set_name(entity);
  }
  return selector;
}

}  // namespace weft::service
