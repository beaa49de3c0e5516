#include "graphstore/store/name_search.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/trigrams.h"

namespace weft::graphstore {
namespace {

// Rows that a search reads of one prefix or one trigram.
constexpr size_t kMaxPrefixRows = 2000;
constexpr size_t kMaxTrigramRows = 50'000;
// Trigrams of more entities than this are frequent.
constexpr size_t kRareTrigramRows = 2000;
// Candidates that are compared in full.
constexpr size_t kMaxCandidates = 1000;

// The values that a text can write without a look at the dictionary.
std::vector<Value> InlineReadings(absl::string_view text) {
  std::vector<Value> values;
  text = absl::StripAsciiWhitespace(text);
  double number;
  if (absl::SimpleAtod(text, &number)) values.push_back(Value::Number(number));
  if (absl::EndsWith(text, "%") &&
      absl::SimpleAtod(text.substr(0, text.size() - 1), &number)) {
    values.push_back(Value::Percent(number));
  }
  values.push_back(Value::Date(std::string(text)));
  values.push_back(Value::String(AliasForm(text)));
  std::erase_if(values,
                [](const Value& value) { return !ValidateValue(value).ok(); });
  return values;
}

// Those for which the dictionary has to be asked: "5600000 USD", odd dates.
std::vector<Value> DictionaryReadings(absl::string_view text) {
  std::vector<Value> values = {Value::Date(std::string(text))};
  const size_t blank = text.find(' ');
  double number;
  if (blank != absl::string_view::npos &&
      absl::SimpleAtod(text.substr(0, blank), &number)) {
    const std::string unit(text.substr(blank + 1));
    values.push_back(Value::Money(number, unit));
    values.push_back(Value::Quantity(number, unit));
  }
  return values;
}

absl::Status AddLiterals(const View& view, absl::string_view text,
                         std::vector<NodeId>* nodes) {
  absl::Status bad;
  const auto add = [&](absl::string_view key, absl::string_view value) {
    NodeId literal;
    if (DecodeNodeId(value, &literal)) {
      nodes->push_back(literal);
    } else {
      bad = BadRecord(key);
    }
    return bad.ok();
  };
  WEFT_RETURN_IF_ERROR(
      view.VisitPrefix(LiteralContentKey(LiteralTextPrefix(text)), add));
  for (const Value& value : DictionaryReadings(text)) {
    if (InlineId(value) || !ValidateValue(value).ok()) continue;
    const std::string key = LiteralContentKey(LiteralContent(value));
    WEFT_ASSIGN_OR_RETURN(const auto bytes, view.Get(key));
    if (bytes) add(key, *bytes);
  }
  return bad;
}

// Entities whose name begins with `prefix`, for an alias key prefix.
absl::Status AddByAlias(const View& view, const std::string& key_prefix,
                        size_t limit, std::vector<NodeId>* entities) {
  absl::Status bad;
  size_t rows = 0;
  WEFT_RETURN_IF_ERROR(view.VisitPrefix(
      key_prefix, [&](absl::string_view key, absl::string_view) {
        absl::string_view name;
        NodeId entity;
        if (!ParseAliasKey(key, &name, &entity)) {
          bad = BadRecord(key);
          return false;
        }
        entities->push_back(entity);
        return ++rows < limit;
      }));
  return bad;
}

using Postings = std::vector<std::vector<NodeId>>;

// The entities of each trigram, at most `limit` + 1 of each.
absl::StatusOr<Postings> ReadPostings(const View& view,
                                      const std::vector<std::string>& trigrams,
                                      size_t limit) {
  std::vector<std::string> prefixes;
  for (const std::string& trigram : trigrams) {
    prefixes.push_back(TrigramPrefix(trigram));
  }
  Postings postings(trigrams.size());
  std::vector<uint64_t> numbers;
  absl::Status bad;
  WEFT_RETURN_IF_ERROR(view.database().MultiScan(
      view.options(), prefixes, std::numeric_limits<size_t>::max(),
      [&](size_t i, absl::string_view key, absl::string_view value) {
        numbers.clear();
        if (!DecodeIdBlock(value, &numbers)) bad = BadRecord(key);
        for (const uint64_t number : numbers) {
          if (postings[i].size() > limit) break;
          postings[i].push_back(NodeId::Entity(number));
        }
        return bad.ok() && postings[i].size() <= limit;
      },
      nullptr));
  WEFT_RETURN_IF_ERROR(bad);
  return postings;
}

// Entities that share enough trigrams with `sought` to be a match: all of them
// but `missing`. Any `missing` + 1 trigrams suffice to find them, so the
// frequent ones are left out when there are enough others.
absl::Status AddByTrigram(const View& view, absl::string_view sought,
                          bool fuzzy, std::vector<NodeId>* entities) {
  // The trigram at the end of a word is absent when the word goes on.
  const size_t missing =
      fuzzy ? std::max(1, 3 * ForgivenEdits(sought)) : size_t{1};
  const std::vector<std::string> trigrams = Trigrams(sought);
  WEFT_ASSIGN_OR_RETURN(Postings postings,
                        ReadPostings(view, trigrams, kRareTrigramRows));
  const auto frequent = [](const std::vector<NodeId>& rows) {
    return rows.size() > kRareTrigramRows;
  };
  const size_t rare = postings.size() -
                      std::count_if(postings.begin(), postings.end(), frequent);
  if (rare > missing) {
    std::erase_if(postings, frequent);
  } else if (rare < postings.size()) {
    WEFT_ASSIGN_OR_RETURN(postings,
                          ReadPostings(view, trigrams, kMaxTrigramRows));
  }
  absl::flat_hash_map<NodeId, size_t> shared;
  for (const std::vector<NodeId>& rows : postings) {
    for (const NodeId entity : rows) ++shared[entity];
  }
  const size_t needed =
      postings.size() > missing ? postings.size() - missing : 1;
  std::vector<std::pair<size_t, NodeId>> best;  // most in common first
  for (const auto& [entity, count] : shared) {
    if (count >= needed) best.emplace_back(postings.size() - count, entity);
  }
  std::sort(best.begin(), best.end());
  if (best.size() > kMaxCandidates) best.resize(kMaxCandidates);
  for (const auto& [lacking, entity] : best) entities->push_back(entity);
  return absl::OkStatus();
}

// The best match among the names of an entity.
std::optional<EntityMatch> BestMatch(absl::string_view sought, NodeId id,
                                     const EntityRecord& record, bool fuzzy) {
  std::optional<EntityMatch> best;
  for (const auto& [text, count] : record.names.names) {
    const std::string form = AliasForm(text);
    MatchKind kind;
    int distance = 0;
    if (!MatchName(sought, form, fuzzy, &kind, &distance)) continue;
    if (best &&
        std::tie(best->kind, best->distance) <= std::tie(kind, distance)) {
      continue;
    }
    best.emplace();
    best->alias = form;
    best->kind = kind;
    best->distance = distance;
  }
  if (best) best->entity = record.ToEntity(id);
  return best;
}

// Splits at "|" and takes backslashes away; `wild` where a name ended in "*".
struct NamePattern {
  std::string name;
  bool wild = false;
};
std::vector<NamePattern> SplitPattern(absl::string_view pattern) {
  std::vector<NamePattern> parts(1);
  for (size_t i = 0; i < pattern.size(); ++i) {
    NamePattern& part = parts.back();
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      part.name.push_back(pattern[++i]);
    } else if (pattern[i] == '|') {
      parts.emplace_back();
    } else if (pattern[i] == '*' &&
               (i + 1 == pattern.size() || pattern[i + 1] == '|')) {
      part.wild = true;
    } else {
      part.name.push_back(pattern[i]);
    }
  }
  return parts;
}

// Adds the relations of one name, or whose names begin with it.
absl::Status AddRelations(const View& view, const std::string& name, bool wild,
                          std::vector<RelationId>* ids) {
  if (name.size() > kMaxRelationBytes) return absl::OkStatus();
  const std::string key = RelationNameKey(name);
  RelationId id;
  if (!wild) {
    WEFT_ASSIGN_OR_RETURN(const auto bytes, view.Get(key));
    if (!bytes) return absl::OkStatus();
    if (!DecodeRelationId(*bytes, &id)) return BadRecord(key);
    ids->push_back(id);
    return absl::OkStatus();
  }
  return view.VisitPrefix(key, [&](absl::string_view, absl::string_view value) {
    if (DecodeRelationId(value, &id)) {
      ids->push_back(id);
    }
    return true;
  });
}

}  // namespace

absl::StatusOr<std::vector<NodeId>> FindEntities(const View& view,
                                                 absl::string_view name) {
  std::vector<NodeId> ids;
  if (name.empty()) return ids;
  const std::string prefix = AliasPrefix(AliasForm(name));
  if (const auto known = view.Known<std::vector<NodeId>>(prefix)) {
    ids = *known;
  } else {
    WEFT_RETURN_IF_ERROR(AddByAlias(view, prefix, kMaxCandidates, &ids));
    if (!ids.empty()) view.Keep(prefix, ids);
  }
  view.merges().Resolve(&ids);
  if (ids.size() == 1) return ids;
  WEFT_ASSIGN_OR_RETURN(const auto records, view.Entities(ids));
  std::vector<std::tuple<uint64_t, uint64_t, NodeId>> ranked;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!records[i]) return BadRecord(EntityKey(ids[i]));
    ranked.emplace_back(~records[i]->mention_count, ~records[i]->document_count,
                        ids[i]);
  }
  std::sort(ranked.begin(), ranked.end());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = std::get<NodeId>(ranked[i]);
  return ids;
}

absl::StatusOr<std::vector<NodeId>> FindNodes(const View& view,
                                              absl::string_view text) {
  WEFT_ASSIGN_OR_RETURN(std::vector<NodeId> nodes, FindEntities(view, text));
  if (text.empty()) return nodes;
  for (const Value& value : InlineReadings(text)) {
    if (const auto id = InlineId(value)) nodes.push_back(*id);
  }
  WEFT_RETURN_IF_ERROR(AddLiterals(view, text, &nodes));
  return nodes;
}

bool MatchName(absl::string_view sought, absl::string_view name, bool fuzzy,
               MatchKind* kind, int* distance) {
  *distance = 0;
  if (name == sought) {
    *kind = MatchKind::kExact;
    return true;
  }
  if (absl::StartsWith(name, sought)) {
    *kind = MatchKind::kPrefix;
    return true;
  }
  if (absl::StrContains(name, absl::StrCat(" ", sought))) {
    *kind = MatchKind::kWord;
    return true;
  }
  const int forgiven = ForgivenEdits(sought);
  *kind = MatchKind::kFuzzy;
  *distance = EditDistance(sought, name, forgiven);
  return fuzzy && *distance <= forgiven;
}

absl::StatusOr<std::vector<EntityMatch>> SearchEntities(
    const View& view, absl::string_view text, const SearchOptions& options) {
  if (text.empty()) return std::vector<EntityMatch>();
  const std::string sought = AliasForm(text);
  std::vector<NodeId> ids;
  WEFT_RETURN_IF_ERROR(
      AddByAlias(view, AliasNamePrefix(sought), kMaxPrefixRows, &ids));
  WEFT_RETURN_IF_ERROR(AddByTrigram(view, sought, options.fuzzy, &ids));
  view.merges().Resolve(&ids);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  WEFT_ASSIGN_OR_RETURN(const auto records, view.Entities(ids));
  std::vector<EntityMatch> matches;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!records[i]) return BadRecord(EntityKey(ids[i]));
    auto match = BestMatch(sought, ids[i], *records[i], options.fuzzy);
    if (!match) continue;
    if (!options.type.empty() && match->entity.type != options.type) continue;
    matches.push_back(*std::move(match));
  }
  const auto rank = [](const EntityMatch& match) {
    return std::tuple(match.kind, match.distance, ~match.entity.mention_count,
                      ~match.entity.document_count, match.entity.id);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (matches.size() > options.limit) matches.resize(options.limit);
  return matches;
}

absl::StatusOr<RelationFilter> ResolveRelations(const View& view,
                                                absl::string_view pattern) {
  RelationFilter filter;
  if (pattern.empty() || pattern == "*") return filter;
  filter.any = false;
  for (const NamePattern& part : SplitPattern(pattern)) {
    const std::string name(absl::StripAsciiWhitespace(part.name));
    const size_t before = filter.ids.size();
    WEFT_RETURN_IF_ERROR(AddRelations(view, name, part.wild, &filter.ids));
    if (filter.ids.size() > before) continue;
    std::string spaced = name;
    std::replace(spaced.begin(), spaced.end(), '-', ' ');
    if (spaced == name) continue;
    WEFT_RETURN_IF_ERROR(AddRelations(view, spaced, part.wild, &filter.ids));
  }
  std::sort(filter.ids.begin(), filter.ids.end());
  filter.ids.erase(std::unique(filter.ids.begin(), filter.ids.end()),
                   filter.ids.end());
  return filter;
}

}  // namespace weft::graphstore
