#include "graphstore/store/fact_list.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/edge_scan.h"
#include "graphstore/store/fact_builder.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/known_mentions.h"
#include "graphstore/store/mention_scan.h"
#include "graphstore/store/name_search.h"
#include "graphstore/store/node_types.h"
#include "graphstore/store/page_token.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/statement_chunk.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {
namespace {

// Statements whose mentions are read in one batch.
constexpr size_t kBatch = 64;

// Edges that the filter leaves out between two looks whether to go on.
constexpr uint64_t kEdgesPerLook = 4096;

void PutNodes(const std::vector<NodeId>& nodes, std::string* out) {
  PutVarint(nodes.size(), out);
  for (const NodeId node : nodes) PutFixed64(node.bits(), out);
}

uint64_t HashOf(const FactFilter& filter) {
  std::string bytes = "facts";
  for (const std::string* text :
       {&filter.subject, &filter.relation, &filter.object, &filter.document,
        &filter.since, &filter.until}) {
    PutLengthPrefixed(*text, &bytes);
  }
  PutNodes(filter.subject_ids, &bytes);
  PutNodes(filter.object_ids, &bytes);
  PutDouble(filter.min_confidence, &bytes);
  bytes.push_back(filter.include_negated);
  PutConditions(filter.valid_on, filter.recorded_until, filter.types,
                filter.min_sources, &bytes);
  return StableHash(bytes);
}

absl::StatusOr<std::optional<DayInterval>> PeriodOf(const FactFilter& filter) {
  if (filter.since.empty() && filter.until.empty()) return std::nullopt;
  DayInterval period{std::numeric_limits<int64_t>::min(),
                     std::numeric_limits<int64_t>::max()};
  for (const std::string* text : {&filter.since, &filter.until}) {
    if (text->empty()) continue;
    const auto days = ParseDays(*text);
    if (!days) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", text->substr(0, 100),
                       "\" is not a date; write 2025, 2025-01 or 2025-01-20"));
    }
    if (text == &filter.since) {
      period.first = days->first;
    } else {
      period.last = days->last;
    }
  }
  return period;
}

// A listing in progress: the mentions of the page so far.
class FactLister {
 public:
  FactLister(const View& view, const FactFilter& filter,
             const PageRequest& request)
      : view_(view),
        filter_(filter),
        builder_(&view, {std::nullopt, filter.recorded_until}),
        sources_(&view, filter.recorded_until),
        types_(&view, filter.types),
        request_(request),
        page_size_(PageSize(request.size)) {}

  absl::StatusOr<FactPage> List();

 private:
  using Decoded = std::unique_ptr<DecodedMention>;
  // An edge to be looked at, with its place in the order of reading.
  struct Candidate {
    Edge edge;
    std::string place;
  };

  absl::Status ResolveNames();
  absl::Status ListByEdge(absl::string_view position);
  absl::Status ListByDocument(absl::string_view position);
  absl::Status AddMentions(std::vector<Candidate> batch,
                           absl::string_view after_mention);
  absl::Status AddDocumentBatch(DocumentId document, uint32_t first,
                                absl::Span<const StatementId> batch);
  absl::Status AddDocumentChunk(DocumentId document, uint32_t first,
                                absl::string_view key, absl::string_view value);
  // Adds the mention of a statement to the page unless the filter or the size
  // forbids.
  absl::Status Offer(const EdgeKey& key, Decoded decoded, std::string position);
  // Whether it holds on the day that is asked for.
  absl::StatusOr<bool> Holds(const EdgeKey& key, const Mention& mention);
  bool EdgePasses(const Edge& edge) const;
  // What is to be known of statements for Suits().
  absl::Status LoadFor(absl::Span<const StatementId> ids,
                       absl::Span<const EdgeKey> keys);
  // Whether the statement has sources enough and ends of the right types.
  bool Suits(StatementId id, const EdgeKey& key) const;
  bool full() const { return page_.size() > page_size_; }

  const View& view_;
  const FactFilter& filter_;
  FactBuilder builder_;
  KnownMentions sources_;
  NodeTypes types_;
  const PageRequest& request_;
  const size_t page_size_;
  uint64_t edges_ = 0;  // that were looked at
  EdgeSets sets_;
  std::optional<DayInterval> period_;
  // One more than the page holds: then there is a next page.
  std::vector<Decoded> page_;
  std::vector<std::string> positions_;
};

absl::Status FactLister::ResolveNames() {
  if (!filter_.subject_ids.empty()) {
    sets_.subjects = filter_.subject_ids;
  } else if (!filter_.subject.empty()) {
    WEFT_ASSIGN_OR_RETURN(sets_.subjects, FindEntities(view_, filter_.subject));
  }
  if (!filter_.object_ids.empty()) {
    sets_.objects = filter_.object_ids;
  } else if (!filter_.object.empty()) {
    WEFT_ASSIGN_OR_RETURN(sets_.objects, FindNodes(view_, filter_.object));
  }
  if (sets_.subjects) view_.merges().Expand(&*sets_.subjects);
  if (sets_.objects) view_.merges().Expand(&*sets_.objects);
  WEFT_ASSIGN_OR_RETURN(const RelationFilter relations,
                        ResolveRelations(view_, filter_.relation));
  if (!relations.any) sets_.relations = relations.ids;
  WEFT_ASSIGN_OR_RETURN(period_, PeriodOf(filter_));
  return absl::OkStatus();
}

bool FactLister::EdgePasses(const Edge& edge) const {
  return (filter_.include_negated || !edge.negated) &&
         QuantizeConfidence(edge.confidence) >=
             QuantizeConfidence(filter_.min_confidence);
}

absl::Status FactLister::LoadFor(absl::Span<const StatementId> ids,
                                 absl::Span<const EdgeKey> keys) {
  if (filter_.min_sources > 1) WEFT_RETURN_IF_ERROR(sources_.Load(ids));
  if (filter_.types.empty()) return absl::OkStatus();
  std::vector<NodeId> ends;
  for (const EdgeKey& key : keys) {
    if (!sets_.subjects) ends.push_back(key.subject);
    if (!sets_.objects) ends.push_back(key.object);
  }
  return types_.Load(ends);
}

bool FactLister::Suits(StatementId id, const EdgeKey& key) const {
  if (filter_.min_sources > 1 &&
      CountDocuments(*sources_.Find(id)) < filter_.min_sources) {
    return false;
  }
  return filter_.types.empty() || (sets_.subjects && sets_.objects) ||
         (!sets_.subjects && types_.Matches(key.subject)) ||
         (!sets_.objects && types_.Matches(key.object));
}

absl::StatusOr<bool> FactLister::Holds(const EdgeKey& key,
                                       const Mention& mention) {
  const int64_t day = *filter_.valid_on;
  if (!ValidityOf(mention).Holds(day)) return false;
  WEFT_RETURN_IF_ERROR(builder_.successions().Load({key}));
  const auto end = builder_.successions().EndOf(
      key, mention.statement, mention.document, mention.ordinal);
  return !end || day <= end->until;
}

absl::Status FactLister::Offer(const EdgeKey& key, Decoded decoded,
                               std::string position) {
  if (full() || QuantizeConfidence(decoded->mention.confidence) <
                    QuantizeConfidence(filter_.min_confidence)) {
    return absl::OkStatus();
  }
  if (period_) {
    WEFT_ASSIGN_OR_RETURN(const auto days, builder_.Days(decoded->mention));
    if (!days || !days->Touches(*period_)) return absl::OkStatus();
  }
  if (filter_.valid_on) {
    WEFT_ASSIGN_OR_RETURN(const bool holds, Holds(key, decoded->mention));
    if (!holds) return absl::OkStatus();
  }
  if (filter_.recorded_until) {
    WEFT_ASSIGN_OR_RETURN(const bool known, builder_.documents().IsRecordedBy(
                                                decoded->mention.document,
                                                filter_.recorded_until));
    if (!known) return absl::OkStatus();
  }
  page_.push_back(std::move(decoded));
  positions_.push_back(std::move(position));
  return absl::OkStatus();
}

// Mentions of the first statement up to and including key `after_mention` were
// on an earlier page.
absl::Status FactLister::AddMentions(std::vector<Candidate> batch,
                                     absl::string_view after_mention) {
  WEFT_RETURN_IF_ERROR(request_.CheckCancelled());
  std::vector<StatementId> ids;
  for (const Candidate& candidate : batch) {
    ids.push_back(candidate.edge.statement);
  }
  WEFT_ASSIGN_OR_RETURN(const auto records, view_.Statements(ids));
  std::vector<EdgeKey> keys;
  for (const StatementRecord& record : records) keys.push_back(record.key);
  WEFT_RETURN_IF_ERROR(LoadFor(ids, keys));
  std::vector<std::string> prefixes;
  std::vector<size_t> owners;  // by prefix, index into `batch`
  for (size_t i = 0; i < batch.size(); ++i) {
    if (records[i].plain || !Suits(ids[i], keys[i])) continue;
    prefixes.push_back(MentionPrefix(ids[i]));
    owners.push_back(i);
  }
  const auto position = [&](size_t i, absl::string_view key) {
    std::string bytes;
    PutLengthPrefixed(batch[i].place, &bytes);
    return absl::StrCat(bytes, key);
  };
  // Plain mentions take their turn between the rows of the others.
  size_t next = 0;
  const auto add_plain_before = [&](size_t end) -> absl::Status {
    for (; next < end && !full(); ++next) {
      if (!records[next].plain || !Suits(ids[next], keys[next])) continue;
      const PlainMention& plain = *records[next].plain;
      const std::string key =
          MentionKey(ids[next], plain.document, plain.ordinal);
      if (next == 0 && key <= after_mention) continue;
      WEFT_RETURN_IF_ERROR(Offer(records[next].key,
                                 DecodePlainMention(ids[next], records[next]),
                                 position(next, key)));
    }
    return absl::OkStatus();
  };
  absl::Status status;
  WEFT_RETURN_IF_ERROR(view_.database().MultiScan(
      view_.options(), prefixes, std::numeric_limits<size_t>::max(),
      [&](size_t p, absl::string_view key, absl::string_view value) {
        const size_t i = owners[p];
        if (status.ok()) status = add_plain_before(i);
        if (full() || !status.ok()) return false;
        if (i == 0 && key <= after_mention) return true;
        absl::StatusOr<Decoded> decoded = DecodeMentionRow(key, value);
        status = decoded.status();
        if (!decoded.ok()) return false;
        status = Offer(records[i].key, *std::move(decoded), position(i, key));
        return status.ok();
      },
      nullptr));
  WEFT_RETURN_IF_ERROR(status);
  return add_plain_before(batch.size());
}

absl::Status FactLister::ListByEdge(absl::string_view position) {
  absl::string_view place, mention_key = position;
  if (!position.empty() && !GetLengthPrefixed(&mention_key, &place)) {
    return absl::InvalidArgumentError("the page token is damaged");
  }
  const EdgePlan plan = PlanEdges(sets_);
  std::vector<Candidate> batch;
  // The statement at which the last page ended may have more mentions.
  if (!place.empty()) {
    WEFT_ASSIGN_OR_RETURN(const Edge edge, EdgeAt(view_, plan, place));
    std::vector<Candidate> resumed = {{edge, std::string(place)}};
    WEFT_RETURN_IF_ERROR(AddMentions(std::move(resumed), mention_key));
  }
  absl::Status status;
  WEFT_RETURN_IF_ERROR(
      VisitPlan(view_, plan, sets_, place,
                [&](const Edge& edge, const std::string& edge_place) {
                  if (++edges_ % kEdgesPerLook == 0) {
                    status = request_.CheckCancelled();
                    if (!status.ok()) return false;
                  }
                  if (!EdgePasses(edge)) return true;
                  batch.push_back({edge, edge_place});
                  if (batch.size() < kBatch) return true;
                  status = AddMentions(std::exchange(batch, {}), "");
                  return status.ok() && !full();
                }));
  WEFT_RETURN_IF_ERROR(status);
  return AddMentions(std::move(batch), "");
}

// `batch`: the statements of the document's facts from number `first` on.
absl::Status FactLister::AddDocumentBatch(DocumentId document, uint32_t first,
                                          absl::Span<const StatementId> batch) {
  WEFT_RETURN_IF_ERROR(request_.CheckCancelled());
  WEFT_ASSIGN_OR_RETURN(const auto records, view_.Statements(batch));
  std::vector<EdgeKey> edge_keys;
  for (const StatementRecord& record : records) edge_keys.push_back(record.key);
  WEFT_RETURN_IF_ERROR(LoadFor(batch, edge_keys));
  std::vector<std::string> keys;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (records[i].plain) continue;
    keys.push_back(
        MentionKey(batch[i], document, first + static_cast<uint32_t>(i)));
  }
  WEFT_ASSIGN_OR_RETURN(const auto mentions, view_.MultiGet(keys));
  size_t next = 0;
  for (size_t i = 0; i < batch.size(); ++i) {
    const StatementRecord& record = records[i];
    const size_t row = record.plain ? 0 : next++;
    if (!Matches(sets_, record.key) ||
        (record.key.negated && !filter_.include_negated) ||
        !Suits(batch[i], record.key)) {
      continue;
    }
    Decoded decoded;
    if (record.plain) {
      decoded = DecodePlainMention(batch[i], record);
    } else {
      if (!mentions[row]) return BadRecord(keys[row]);
      WEFT_ASSIGN_OR_RETURN(decoded,
                            DecodeMentionRow(keys[row], *mentions[row]));
    }
    std::string position;
    PutFixed32(first + static_cast<uint32_t>(i), &position);
    WEFT_RETURN_IF_ERROR(
        Offer(record.key, std::move(decoded), std::move(position)));
  }
  return absl::OkStatus();
}

// The position is the number of the last fact on the page.
absl::Status FactLister::ListByDocument(absl::string_view position) {
  const absl::StatusOr<DocumentId> document =
      builder_.documents().NumberOf(filter_.document);
  // A document that is not there has no facts.
  if (absl::IsNotFound(document.status())) return absl::OkStatus();
  WEFT_RETURN_IF_ERROR(document.status());
  uint32_t first = 0;
  if (!position.empty()) {
    if (!GetFixed32(&position, &first)) {
      return absl::InvalidArgumentError("the page token is damaged");
    }
    ++first;
  }
  absl::Status status;
  WEFT_RETURN_IF_ERROR(
      view_.VisitFrom(DocumentStatementsPrefix(*document),
                      DocumentStatementsKey(*document, first / kFactsPerChunk),
                      [&](absl::string_view key, absl::string_view value) {
                        status = AddDocumentChunk(*document, first, key, value);
                        return status.ok() && !full();
                      }));
  return status;
}

absl::Status FactLister::AddDocumentChunk(DocumentId document, uint32_t first,
                                          absl::string_view key,
                                          absl::string_view value) {
  DocumentId number;
  uint32_t chunk;
  std::vector<uint64_t> ids;
  if (!ParseDocumentStatementsKey(key, &number, &chunk) ||
      !DecodeIdSequence(value, &ids)) {
    return BadRecord(key);
  }
  const std::vector<StatementId> statements(ids.begin(), ids.end());
  const uint32_t base = chunk * kFactsPerChunk;
  for (size_t i = first > base ? first - base : 0;
       i < statements.size() && !full(); i += kBatch) {
    WEFT_RETURN_IF_ERROR(
        AddDocumentBatch(document, base + static_cast<uint32_t>(i),
                         absl::MakeConstSpan(statements).subspan(i, kBatch)));
  }
  return absl::OkStatus();
}

absl::StatusOr<FactPage> FactLister::List() {
  const uint64_t hash = HashOf(filter_);
  const uint64_t version = view_.meta().version;
  WEFT_ASSIGN_OR_RETURN(const std::string position,
                        ResumePosition(request_.token, version, hash));
  WEFT_RETURN_IF_ERROR(ResolveNames());
  WEFT_RETURN_IF_ERROR(filter_.document.empty() ? ListByEdge(position)
                                                : ListByDocument(position));
  FactPage page;
  if (full()) {
    page_.resize(page_size_);
    page.next_token =
        EncodePageToken({version, hash, positions_[page_size_ - 1]});
  }
  WEFT_ASSIGN_OR_RETURN(page.facts, builder_.Build(page_));
  return page;
}

}  // namespace

absl::StatusOr<FactPage> ListFacts(const View& view, const FactFilter& filter,
                                   const PageRequest& page) {
  return FactLister(view, filter, page).List();
}

absl::StatusOr<std::vector<std::vector<Fact>>> Evidence(
    const View& view, absl::Span<const StatementId> ids, size_t limit,
    const KnownBy& known) {
  FactBuilder builder(&view, known);
  std::vector<std::unique_ptr<DecodedMention>> mentions;
  std::vector<size_t> owners;  // by mention, index into `ids`
  std::vector<size_t> counts(ids.size());
  const size_t scanned =
      known.documents_until ? std::numeric_limits<size_t>::max() : limit;
  WEFT_RETURN_IF_ERROR(VisitMentions(
      view, ids, scanned,
      [&](size_t i, std::unique_ptr<DecodedMention> mention) -> absl::Status {
        if (counts[i] == limit) return absl::OkStatus();
        WEFT_ASSIGN_OR_RETURN(
            const bool counted,
            builder.documents().IsRecordedBy(mention->mention.document,
                                             known.documents_until));
        if (!counted) return absl::OkStatus();
        ++counts[i];
        owners.push_back(i);
        mentions.push_back(std::move(mention));
        return absl::OkStatus();
      }));
  WEFT_ASSIGN_OR_RETURN(std::vector<Fact> facts, builder.Build(mentions));
  std::vector<std::vector<Fact>> evidence(ids.size());
  for (size_t i = 0; i < facts.size(); ++i) {
    evidence[owners[i]].push_back(std::move(facts[i]));
  }
  return evidence;
}

}  // namespace weft::graphstore
