#include "tests/tck/gherkin.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::tck {
namespace {

struct Outline {
  std::string name;
  std::vector<GherkinStep> steps;
  Table examples;  // header first; empty: no outline
  bool is_outline = false;
};

std::vector<std::string> SplitCells(absl::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    const bool escaped = line[i] == '\\' && i + 1 < line.size() &&
                         (line[i + 1] == '|' || line[i + 1] == '\\');
    if (escaped) {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back(absl::StripAsciiWhitespace(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

std::string FillIn(const std::string& text,
                   const std::vector<std::string>& header,
                   const std::vector<std::string>& example) {
  std::vector<std::pair<std::string, std::string>> replacements;
  for (size_t i = 0; i < header.size() && i < example.size(); ++i) {
    replacements.emplace_back(absl::StrCat("<", header[i], ">"), example[i]);
  }
  return absl::StrReplaceAll(text, replacements);
}

GherkinStep FillIn(const GherkinStep& step,
                   const std::vector<std::string>& header,
                   const std::vector<std::string>& example) {
  GherkinStep filled;
  filled.text = FillIn(step.text, header, example);
  filled.doc = FillIn(step.doc, header, example);
  for (const std::vector<std::string>& row : step.table) {
    filled.table.emplace_back();
    for (const std::string& cell : row) {
      filled.table.back().push_back(FillIn(cell, header, example));
    }
  }
  return filled;
}

class FeatureParser {
 public:
  FeatureParser(absl::string_view feature, absl::string_view text)
      : feature_(feature), lines_(absl::StrSplit(text, '\n')) {}

  absl::StatusOr<std::vector<Scenario>> Run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const absl::string_view line = absl::StripAsciiWhitespace(lines_[at_]);
      if (line.empty() || line[0] == '#' || line[0] == '@' ||
          absl::StartsWith(line, "Feature:")) {
        continue;
      }
      if (!Take(line)) {
        return absl::InvalidArgumentError(absl::StrCat(
            feature_, ", line ", at_ + 1, ": cannot read \"", line, "\""));
      }
    }
    return Expand();
  }

 private:
  bool Take(absl::string_view line) {
    if (absl::StartsWith(line, "Background:")) {
      steps_ = &background_;
    } else if (absl::ConsumePrefix(&line, "Scenario Outline:")) {
      Begin(line, true);
    } else if (absl::ConsumePrefix(&line, "Scenario:")) {
      Begin(line, false);
    } else if (absl::StartsWith(line, "Examples:")) {
      if (outlines_.empty()) return false;
      table_ = &outlines_.back().examples;
    } else if (line[0] == '|') {
      if (table_ == nullptr) return false;
      table_->push_back(SplitCells(line));
    } else if (line == "\"\"\"") {
      if (steps_ == nullptr || steps_->empty()) return false;
      steps_->back().doc = ReadDoc();
    } else {
      return TakeStep(line);
    }
    return true;
  }

  void Begin(absl::string_view title, bool is_outline) {
    Outline outline;
    outline.name =
        absl::StrCat(feature_, " ", absl::StripAsciiWhitespace(title));
    outline.is_outline = is_outline;
    outlines_.push_back(std::move(outline));
    steps_ = &outlines_.back().steps;
    table_ = nullptr;
  }

  bool TakeStep(absl::string_view line) {
    for (const char* word : {"Given ", "When ", "Then ", "And ", "But "}) {
      if (!absl::ConsumePrefix(&line, word)) continue;
      if (steps_ == nullptr) return false;
      GherkinStep step;
      step.text = std::string(absl::StripAsciiWhitespace(line));
      steps_->push_back(std::move(step));
      table_ = &steps_->back().table;
      return true;
    }
    return false;
  }

  // Lines up to the closing """, without the indentation of the opening one.
  std::string ReadDoc() {
    const size_t indent = lines_[at_].find('"');
    std::string doc;
    for (++at_; at_ < lines_.size(); ++at_) {
      absl::string_view line = lines_[at_];
      if (absl::StripAsciiWhitespace(line) == "\"\"\"") break;
      size_t blanks = 0;
      while (blanks < indent && blanks < line.size() && line[blanks] == ' ') {
        ++blanks;
      }
      if (!doc.empty()) doc += '\n';
      absl::StrAppend(&doc, line.substr(blanks));
    }
    return doc;
  }

  std::vector<Scenario> Expand() const {
    std::vector<Scenario> scenarios;
    for (const Outline& outline : outlines_) {
      std::vector<GherkinStep> steps = background_;
      steps.insert(steps.end(), outline.steps.begin(), outline.steps.end());
      if (!outline.is_outline) {
        scenarios.push_back({outline.name, std::move(steps)});
        continue;
      }
      for (size_t i = 1; i < outline.examples.size(); ++i) {
        Scenario scenario;
        scenario.name = absl::StrCat(outline.name, " (", i, ")");
        for (const GherkinStep& step : steps) {
          scenario.steps.push_back(
              FillIn(step, outline.examples[0], outline.examples[i]));
        }
        scenarios.push_back(std::move(scenario));
      }
    }
    return scenarios;
  }

  const std::string feature_;
  const std::vector<std::string> lines_;
  size_t at_ = 0;
  std::vector<GherkinStep> background_;
  std::vector<Outline> outlines_;
  std::vector<GherkinStep>* steps_ = nullptr;
  Table* table_ = nullptr;
};

}  // namespace

absl::StatusOr<std::vector<Scenario>> ParseFeature(absl::string_view feature,
                                                   absl::string_view text) {
  return FeatureParser(feature, text).Run();
}

}  // namespace weft::tck
