// What the reader is asked, and the pages it answers with.
#ifndef WEFT_GRAPHSTORE_STORE_QUERY_H_
#define WEFT_GRAPHSTORE_STORE_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "graphstore/fact/document.h"
#include "graphstore/fact/entity.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

enum class Direction : uint8_t { kOut, kIn, kBoth };

// A page: at most `size` items, from where `token` says ("" = the start).
struct PageRequest {
  size_t size = 100;  // 0 becomes 100, more than 10,000 becomes 10,000
  std::string token;
  // Asked now and then by listings with a filter, which may look at much more
  // than they find; null or outlives the call. Its error is that of the page.
  const Cancellation* cancellation = nullptr;

  absl::Status CheckCancelled() const {
    return cancellation == nullptr ? absl::OkStatus() : cancellation->Check();
  }
};

// What counts of the graph; everything unless said.
struct KnownBy {
  std::optional<StatementId> statements_before;  // Reader::FirstUnknownAt()
  std::optional<absl::Time> documents_until;

  bool everything() const { return !statements_before && !documents_until; }
};

// Which facts. An empty field asks for nothing in particular; all that are
// given must hold.
struct FactFilter {
  // A name in any form the graph knows (Reader::FindNodes); several things of
  // one name all count.
  std::string subject;
  std::vector<NodeId> subject_ids;  // instead of a name: any of these
  std::string relation;             // a pattern, see RelationFilter
  std::string object;               // a name, or the text of a value
  std::vector<NodeId> object_ids;   // instead of a name: any of these
  std::string document;             // id
  double min_confidence = 0;
  // ISO 8601 days, months or years. A fact is of the time from valid_from to
  // valid_until where it has one, else of the day when its document was
  // published; it must touch [since, until], both included. Facts of no known
  // time are left out as soon as one of the two is given.
  std::string since;
  std::string until;
  bool include_negated = true;
  // A day since 1970-01-01 on which the mention says that the fact holds, or
  // does not say when.
  std::optional<int64_t> valid_on;
  // Only what documents say that were written by then.
  std::optional<absl::Time> recorded_until;
  // An end that is not asked for above is an entity of one of these types;
  // empty: anything.
  std::vector<std::string> types;
  // Documents that say the same, of those that count; 0 and 1 ask for nothing.
  uint32_t min_sources = 0;
};

struct FactPage {
  std::vector<Fact> facts;  // one for each mention
  std::string next_token;   // "" = that was all
};

// Relations by pattern: names separated by "|"; a name may end in "*" (any
// name that begins so), and "-" finds " " where there is no such name, so that
// "stock-fell|stock-rise*" does what people mean. A backslash takes the meaning
// from the next character. "" and "*" mean any relation.
struct RelationFilter {
  bool any = true;
  std::vector<RelationId> ids;  // ascending; empty and !any: none matches

  bool Matches(RelationId id) const;
};

// Which edges a traversal follows.
struct EdgeFilter {
  Direction direction = Direction::kBoth;
  RelationFilter relations;
  double min_confidence = 0;
  bool include_negated = false;
  // A day since 1970-01-01 on which the edge has to hold, as far as documents
  // say when it does: one of no known time always holds.
  std::optional<int64_t> valid_on;
  // Only what was known at a time. `recorded_until` is that time: an edge needs
  // a mention in a document that was written by then. `recorded_before` is what
  // the edge itself can tell, a bound that spares reading mentions; the two go
  // together (Reader::KnownAt). Alone it lets statements pass that have lost
  // their first mention.
  std::optional<StatementId> recorded_before;
  std::optional<absl::Time> recorded_until;
  // The other end is an entity of one of these types; empty: anything. The
  // nodes `of_any_type` pass nevertheless.
  std::vector<std::string> types;
  std::vector<NodeId> of_any_type;
  // Documents that say it, of those that count; 0 and 1 ask for nothing.
  uint32_t min_sources = 0;

  // Where all of it is set an edge passes if one of its mentions does:
  // confidence, day and time are conditions on the same one.

  // Whether an edge alone does not say that it passes (edge_gate.h).
  bool looks_beyond_edges() const {
    return valid_on || recorded_until || !types.empty() || min_sources > 1;
  }
  KnownBy known_by() const { return {recorded_before, recorded_until}; }
  void set_known_by(const KnownBy& known) {
    recorded_before = known.statements_before;
    recorded_until = known.documents_until;
  }
};

struct Neighbor {
  Node node;
  Statement statement;
  bool outgoing = true;  // from the asked node to `node`
};

struct NeighborPage {
  std::vector<Neighbor> neighbors;  // outgoing first, then by relation
  std::string next_token;
};

enum class MatchKind : uint8_t {
  kExact,   // an alias equals the text after NormalizeName()
  kPrefix,  // an alias begins with it
  kWord,    // a word inside an alias begins with it
  kFuzzy,   // an alias is at most two edits away
};

struct EntityMatch {
  Entity entity;
  std::string alias;  // the form that matched, normalised
  MatchKind kind = MatchKind::kExact;
  int distance = 0;  // edits, for kFuzzy
};

struct SearchOptions {
  size_t limit = 10;
  std::string type;  // "" = any
  bool fuzzy = true;
};

struct DocumentPage {
  std::vector<Document> documents;  // by id in byte order
  std::string next_token;
};

struct EntityPage {
  std::vector<Entity> entities;  // by number, oldest first
  std::string next_token;
};

struct RelationInfo {
  RelationId id;
  std::string name;
  uint64_t statement_count = 0;
};

// Entities by type, counted in a sample.
struct TypeSample {
  uint64_t entities = 0;
  std::map<std::string, uint64_t> types;  // "": of none
};

struct GraphStatistics {
  uint64_t version = 0;  // of the graph: the number of its commits
  uint64_t documents = 0;
  uint64_t sentences = 0;
  uint64_t text_bytes = 0;
  uint64_t entities = 0;
  uint64_t statements = 0;
  uint64_t mentions = 0;
  uint64_t relations = 0;
  uint64_t literals = 0;        // values kept by dictionary
  uint64_t stored_bytes = 0;    // on disk, about; 0 in memory
  uint64_t format_version = 0;  // of keys and values, doc/key_format.md

  // Of this process: blocks of the database in memory, and writes that are in
  // no file of it yet; the edges that it keeps decoded, how often they were
  // there when a node was visited, how often they had to be read.
  uint64_t block_cache_bytes = 0;
  uint64_t unwritten_bytes = 0;
  uint64_t edge_cache_bytes = 0;
  uint64_t edge_cache_hits = 0;
  uint64_t edge_cache_misses = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_QUERY_H_
