#include "graphstore/store/test_documents.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graphstore/dict/iso_date.h"

namespace weft::graphstore {
namespace {

Value ParseValue(absl::string_view text) {
  double number;
  if (absl::EndsWith(text, "%") &&
      absl::SimpleAtod(text.substr(0, text.size() - 1), &number)) {
    return Value::Percent(number);
  }
  if (text.size() > 4 && ParseDays(text)) return Value::Date(std::string(text));
  if (absl::SimpleAtod(text, &number)) return Value::Number(number);
  return Value::String(std::string(text));
}

class Maker {
 public:
  explicit Maker(const std::string& id) { document_.id = id; }

  void AddLine(const std::string& line) {
    std::vector<std::string> parts = absl::StrSplit(line, '|');
    for (std::string& part : parts) absl::StripAsciiWhitespace(&part);
    parts.resize(4);
    LocalFact fact;
    const auto begin = static_cast<uint32_t>(document_.text.size());
    fact.sentence = static_cast<uint32_t>(document_.sentences.size());
    fact.subject = EntityIndex(parts[0]);
    fact.subject_mention = Append(parts[0]);
    absl::string_view relation = parts[1];
    fact.negated = absl::ConsumePrefix(&relation, "not ");
    fact.relation = std::string(relation);
    fact.relation_mention = Append(parts[1]);
    SetObject(parts[2], &fact);
    if (!parts[3].empty()) (void)absl::SimpleAtof(parts[3], &fact.confidence);
    document_.text.back() = '.';
    const auto end = static_cast<uint32_t>(document_.text.size());
    document_.sentences.push_back({{begin, end}, document_.text.substr(begin)});
    document_.text.push_back('\n');
    document_.facts.push_back(std::move(fact));
  }

  DocumentFacts Done() { return std::move(document_); }

 private:
  LocalEntityIndex EntityIndex(const std::string& name) {
    const auto [it, is_new] = entities_.emplace(
        name, static_cast<uint32_t>(document_.entities.size()));
    if (is_new) document_.entities.push_back({name, "", {{name, 0}}});
    ++document_.entities[it->second].aliases[0].count;
    return {it->second};
  }

  MentionSlot Append(absl::string_view text) {
    const auto begin = static_cast<uint32_t>(document_.text.size());
    absl::StrAppend(&document_.text, text, " ");
    return {{begin, begin + static_cast<uint32_t>(text.size())},
            std::string(text)};
  }

  void SetObject(absl::string_view text, LocalFact* fact) {
    if (text.empty()) return;
    if (absl::ConsumePrefix(&text, "=")) {
      fact->object = ParseValue(text);
    } else {
      fact->object = EntityIndex(std::string(text));
    }
    fact->object_mention = Append(text);
  }

  DocumentFacts document_;
  std::map<std::string, uint32_t> entities_;
};

}  // namespace

DocumentFacts MakeDocument(const std::string& id,
                           const std::vector<std::string>& lines) {
  Maker maker(id);
  for (const std::string& line : lines) maker.AddLine(line);
  return maker.Done();
}

std::string Line(const Statement& statement) {
  return absl::StrCat(statement.subject.text, " | ",
                      statement.negated ? "not " : "", statement.relation,
                      " | ", statement.object.text);
}

std::vector<std::string> Lines(const std::vector<Fact>& facts) {
  std::vector<std::string> lines;
  for (const Fact& fact : facts) lines.push_back(Line(fact.statement));
  return lines;
}

std::vector<Fact> AllFacts(const Reader& reader, const FactFilter& filter,
                           size_t page_size) {
  std::vector<Fact> facts;
  PageRequest request{page_size, ""};
  do {
    FactPage page = reader.ListFacts(filter, request).value();
    facts.insert(facts.end(), page.facts.begin(), page.facts.end());
    request.token = page.next_token;
  } while (!request.token.empty());
  return facts;
}

std::unique_ptr<Store> EmptyStore() {
  StoreOptions options;
  options.clock = [] { return absl::UnixEpoch(); };
  return Store::InMemory(options).value();
}

std::vector<std::string> DumpWithoutHistory(Store* store) {
  std::vector<std::string> rows;
  const absl::Status status =
      store->Dump([&](absl::string_view key, absl::string_view value) {
        if (key.front() == 'C' || key.front() == 'V' || key == "!version" ||
            key == "!next")
          return;
        rows.push_back(absl::StrCat(absl::CHexEscape(key), " = ",
                                    absl::CHexEscape(value)));
      });
  if (!status.ok()) rows.push_back(status.ToString());
  return rows;
}

}  // namespace weft::graphstore
