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
#include "graphstore/key/keys.h"
#include "graphstore/store/edge_scan.h"
#include "graphstore/store/fact_builder.h"
#include "graphstore/store/name_search.h"
#include "graphstore/store/page_token.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Statements whose mentions are read in one batch.
constexpr size_t kBatch = 64;

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
  FactLister(const View& view, const FactFilter& filter, size_t page_size)
      : view_(view), filter_(filter), builder_(&view), page_size_(page_size) {}

  absl::StatusOr<FactPage> List(absl::string_view token);

 private:
  using Decoded = std::unique_ptr<DecodedMention>;
  // An edge to be looked at, with its key in the index that is read.
  struct Candidate {
    Edge edge;
    std::string key;
  };

  absl::Status ResolveNames();
  absl::Status ListByEdge(absl::string_view position);
  absl::Status ListByDocument(absl::string_view position);
  absl::Status AddMentions(std::vector<Candidate> batch,
                           absl::string_view after_mention);
  absl::Status AddDocumentBatch(
      DocumentId document,
      const std::vector<std::pair<StatementId, uint32_t>>& batch);
  // Adds the mention to the page unless the filter or the size forbids.
  absl::Status Offer(Decoded decoded, std::string position);
  bool EdgePasses(const Edge& edge) const;
  bool full() const { return page_.size() > page_size_; }

  const View& view_;
  const FactFilter& filter_;
  FactBuilder builder_;
  const size_t page_size_;
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

absl::Status FactLister::Offer(Decoded decoded, std::string position) {
  if (full() || QuantizeConfidence(decoded->mention.confidence) <
                    QuantizeConfidence(filter_.min_confidence)) {
    return absl::OkStatus();
  }
  if (period_) {
    WEFT_ASSIGN_OR_RETURN(const auto days, builder_.Days(decoded->mention));
    if (!days || !days->Touches(*period_)) return absl::OkStatus();
  }
  page_.push_back(std::move(decoded));
  positions_.push_back(std::move(position));
  return absl::OkStatus();
}

// Mentions of the first statement up to and including key `after_mention` were
// on an earlier page.
absl::Status FactLister::AddMentions(std::vector<Candidate> batch,
                                     absl::string_view after_mention) {
  std::vector<std::string> prefixes;
  for (const Candidate& candidate : batch) {
    prefixes.push_back(MentionPrefix(candidate.edge.statement));
  }
  absl::Status status;
  WEFT_RETURN_IF_ERROR(view_.database().MultiScan(
      view_.options(), prefixes, std::numeric_limits<size_t>::max(),
      [&](size_t i, absl::string_view key, absl::string_view value) {
        if (full() || !status.ok()) return false;
        if (i == 0 && key <= after_mention) return true;
        absl::StatusOr<Decoded> decoded = builder_.Decode(key, value);
        status = decoded.status();
        if (!decoded.ok()) return false;
        std::string position;
        PutLengthPrefixed(batch[i].key, &position);
        absl::StrAppend(&position, key);
        status = Offer(*std::move(decoded), std::move(position));
        return status.ok();
      },
      nullptr));
  return status;
}

absl::Status FactLister::ListByEdge(absl::string_view position) {
  absl::string_view edge_key, mention_key = position;
  if (!position.empty() && !GetLengthPrefixed(&mention_key, &edge_key)) {
    return absl::InvalidArgumentError("the page token is damaged");
  }
  const EdgePlan plan = PlanEdges(sets_);
  std::vector<Candidate> batch;
  // The statement at which the last page ended may have more mentions.
  if (!edge_key.empty()) {
    WEFT_ASSIGN_OR_RETURN(const auto value, view_.Get(std::string(edge_key)));
    Candidate first{{}, std::string(edge_key)};
    if (!value || !DecodeEdge(*plan.order, edge_key, *value, &first.edge)) {
      return absl::InvalidArgumentError("the page token is damaged");
    }
    std::vector<Candidate> resumed;
    resumed.push_back(std::move(first));
    WEFT_RETURN_IF_ERROR(AddMentions(std::move(resumed), mention_key));
  }
  absl::Status status;
  WEFT_RETURN_IF_ERROR(VisitPlan(view_, plan, sets_, edge_key,
                                 [&](const Edge& edge, absl::string_view key) {
                                   if (!EdgePasses(edge)) return true;
                                   batch.push_back({edge, std::string(key)});
                                   if (batch.size() < kBatch) return true;
                                   status = AddMentions(
                                       std::exchange(batch, {}), "");
                                   return status.ok() && !full();
                                 }));
  WEFT_RETURN_IF_ERROR(status);
  return AddMentions(std::move(batch), "");
}

absl::Status FactLister::AddDocumentBatch(
    DocumentId document,
    const std::vector<std::pair<StatementId, uint32_t>>& batch) {
  std::vector<StatementId> ids;
  std::vector<std::string> keys;
  for (const auto& [statement, ordinal] : batch) {
    ids.push_back(statement);
    keys.push_back(MentionKey(statement, document, ordinal));
  }
  WEFT_ASSIGN_OR_RETURN(const auto statements, view_.Statements(ids));
  WEFT_ASSIGN_OR_RETURN(const auto mentions, view_.MultiGet(keys));
  for (size_t i = 0; i < batch.size(); ++i) {
    const StatementRecord& record = statements[i];
    if (!mentions[i]) return BadRecord(keys[i]);
    if (!Matches(sets_, record.key) ||
        (record.key.negated && !filter_.include_negated)) {
      continue;
    }
    WEFT_ASSIGN_OR_RETURN(Decoded decoded,
                          builder_.Decode(keys[i], *mentions[i]));
    WEFT_RETURN_IF_ERROR(Offer(std::move(decoded),
                               DocumentMentionKey(document, batch[i].second)));
  }
  return absl::OkStatus();
}

absl::Status FactLister::ListByDocument(absl::string_view position) {
  const absl::StatusOr<DocumentId> document =
      builder_.documents().NumberOf(filter_.document);
  // A document that is not there has no facts.
  if (absl::IsNotFound(document.status())) return absl::OkStatus();
  WEFT_RETURN_IF_ERROR(document.status());
  absl::Status status;
  std::vector<std::pair<StatementId, uint32_t>> batch;
  WEFT_RETURN_IF_ERROR(view_.VisitFrom(
      DocumentMentionPrefix(*document), position,
      [&](absl::string_view key, absl::string_view value) {
        if (key == position) return true;
        DocumentId number;
        uint32_t ordinal;
        uint64_t statement;
        if (!ParseDocumentMentionKey(key, &number, &ordinal) ||
            !GetVarint(&value, &statement)) {
          status = BadRecord(key);
          return false;
        }
        batch.emplace_back(StatementId(statement), ordinal);
        if (batch.size() < kBatch) return true;
        status = AddDocumentBatch(*document, std::exchange(batch, {}));
        return status.ok() && !full();
      }));
  WEFT_RETURN_IF_ERROR(status);
  return AddDocumentBatch(*document, batch);
}

absl::StatusOr<FactPage> FactLister::List(absl::string_view token) {
  const uint64_t hash = HashOf(filter_);
  const uint64_t version = view_.meta().version;
  WEFT_ASSIGN_OR_RETURN(const std::string position,
                        ResumePosition(token, version, hash));
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
  return FactLister(view, filter, PageSize(page.size)).List(page.token);
}

absl::StatusOr<std::vector<Fact>> Evidence(const View& view, StatementId id,
                                           size_t limit) {
  FactBuilder builder(&view);
  std::vector<std::unique_ptr<DecodedMention>> mentions;
  absl::Status status;
  WEFT_RETURN_IF_ERROR(view.Statements({id}).status());
  WEFT_RETURN_IF_ERROR(view.VisitPrefix(
      MentionPrefix(id), [&](absl::string_view key, absl::string_view value) {
        if (mentions.size() >= limit) return false;
        auto decoded = builder.Decode(key, value);
        status = decoded.status();
        if (decoded.ok()) mentions.push_back(*std::move(decoded));
        return status.ok();
      }));
  WEFT_RETURN_IF_ERROR(status);
  return builder.Build(mentions);
}

}  // namespace weft::graphstore
