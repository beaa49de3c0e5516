#include "graphstore/store/checker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/mention_record.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/statement_chunk.h"
#include "graphstore/store/trigrams.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {
namespace {

constexpr size_t kMaxProblems = 100;
// Records between two looks at who wants to stop.
constexpr uint64_t kTellEach = 1024;
// Reading, working out what must be there, comparing.
constexpr uint64_t kPasses = 3;

// A statement as its mentions make it, and as it is kept.
struct Found {
  StatementRecord record;
  Validity validity;
  StatementRecord kept;
};

class Checker {
 public:
  Checker(const View& view, const LongWork& work) : view_(view), work_(work) {}

  absl::StatusOr<CheckReport> Check() {
    const Totals& kept = view_.meta().totals;
    records_ = kept.statements + kept.mentions + kept.entities;
    work_.Begin(kPasses * records_);
    WEFT_RETURN_IF_ERROR(ReadStatements());
    WEFT_RETURN_IF_ERROR(ReadDictionaries());
    WEFT_RETURN_IF_ERROR(ReadDocuments());
    WEFT_RETURN_IF_ERROR(ReadMentions());
    WEFT_RETURN_IF_ERROR(ExpectStatements());
    WEFT_RETURN_IF_ERROR(ExpectEntities());
    ExpectDictionaries();
    WEFT_RETURN_IF_ERROR(ExpectLists());
    ExpectMeta();
    WEFT_RETURN_IF_ERROR(Compare());
    return report_;
  }

 private:
  void Problem(absl::string_view what, absl::string_view key) {
    ++report_.problem_count;
    if (report_.problems.size() < kMaxProblems) {
      report_.problems.push_back(
          absl::StrCat(what, " ", absl::CHexEscape(key)));
    }
  }
  // So many records were dealt with. An error: stop.
  absl::Status Did(double records) {
    not_told_ += records;
    if (not_told_ < kTellEach) return absl::OkStatus();
    return work_.Did(static_cast<uint64_t>(std::exchange(not_told_, 0)));
  }
  // The rows of a prefix, which stand for records each.
  template <typename Visit>
  absl::Status VisitRows(absl::string_view prefix, double records,
                         Visit visit) {
    absl::Status status;
    WEFT_RETURN_IF_ERROR(view_.VisitPrefix(
        prefix, [&](absl::string_view key, absl::string_view value) {
          status = Did(records);
          return status.ok() && visit(key, value);
        }));
    return status;
  }
  void Expect(std::string key, std::string value) {
    expected_[std::move(key)] = std::move(value);
  }

  absl::Status ReadStatements();
  absl::Status ReadDictionaries();
  absl::Status ReadDocuments();
  absl::Status ReadDocument(DocumentId number, Document document);
  absl::Status ReadMentions();
  void CountMention(absl::string_view key, const Mention& mention,
                    Found* found);
  absl::Status ExpectStatements();
  absl::Status ExpectEntities();
  void ExpectDictionaries();
  absl::Status ExpectLists();
  void ExpectFacts(DocumentId number, const Document& document);
  void ExpectMeta();
  absl::Status Compare();

  const View& view_;
  const LongWork work_;
  uint64_t records_ = 0;  // of the graph
  double not_told_ = 0;   // records
  CheckReport report_;
  // Every row that must be there, but the texts, sentences and changes.
  std::map<std::string, std::string> expected_;
  std::map<StatementId, Found> statements_;
  std::map<StatementId, std::vector<std::pair<std::string, std::string>>> rows_;
  std::map<NodeId, EntityRecord> entities_;
  std::map<RelationId, RelationRecord> relations_;
  std::map<NodeId, LiteralRecord> literals_;
  // By node and whether it is the object.
  std::map<std::pair<NodeId, bool>, std::vector<AdjacentEdge>> lists_;
  std::map<RelationId, std::set<uint64_t>> subjects_;
  std::map<std::string, std::set<uint64_t>> trigrams_;
  std::map<DocumentId, Document> known_documents_;
  std::map<DocumentId, std::vector<uint64_t>> facts_;  // statements, by fact
  Totals totals_;
};

absl::Status Checker::ReadStatements() {
  return VisitRows(
      IndexPrefix(Index::kStatement), kStatementsPerChunk,
      [&](absl::string_view key, absl::string_view value) {
        uint64_t number;
        StatementChunk chunk;
        if (!ParseStatementChunkKey(key, &number) ||
            !DecodeStatementChunk(value, &chunk)) {
          Problem("damaged", key);
          return true;
        }
        for (auto& [place, record] : chunk) {
          Found& found =
              statements_[StatementId(number * kStatementsPerChunk + place)];
          found.record.key = record.key;
          found.kept = record;
        }
        return true;
      });
}

absl::Status Checker::ReadDictionaries() {
  WEFT_RETURN_IF_ERROR(
      view_.VisitPrefix(IndexPrefix(Index::kRelation),
                        [&](absl::string_view key, absl::string_view value) {
                          RelationId id;
                          RelationRecord record;
                          if (!ParseRelationKey(key, &id) ||
                              !DecodeRelationRecord(value, &record)) {
                            Problem("damaged", key);
                            return true;
                          }
                          relations_[id].name = record.name;
                          return true;
                        }));
  return view_.VisitPrefix(
      IndexPrefix(Index::kLiteral),
      [&](absl::string_view key, absl::string_view value) {
        NodeId id;
        LiteralRecord record;
        if (!ParseNodeKey(key, &id) || !DecodeLiteralRecord(value, &record)) {
          Problem("damaged", key);
          return true;
        }
        literals_[id].value = record.value;
        return true;
      });
}

absl::Status Checker::ReadDocument(DocumentId number, Document document) {
  WEFT_RETURN_IF_ERROR(Did(document.fact_count));
  std::string contributions;
  WEFT_RETURN_IF_ERROR(
      view_.VisitPrefix(BlobPrefix(number, BlobKind::kEntities),
                        [&](absl::string_view key, absl::string_view value) {
                          Expect(std::string(key), std::string(value));
                          absl::StrAppend(&contributions, value);
                          return true;
                        }));
  std::vector<EntityContribution> entities;
  if (!DecodeContributions(contributions, &entities)) {
    Problem("damaged", BlobPrefix(number, BlobKind::kEntities));
  }
  for (const EntityContribution& contribution : entities) {
    EntityRecord& record = entities_[contribution.entity];
    record.names.Add(contribution.names);
    ++record.document_count;
  }
  // Reading them finds chunks that are missing or do not fit together.
  DocumentReader reader(&view_);
  if (!reader.Text(number).ok()) {
    Problem("damaged text", BlobPrefix(number, BlobKind::kText));
  }
  if (!reader.Sentences(number).ok()) {
    Problem("damaged sentences", BlobPrefix(number, BlobKind::kSentences));
  }
  std::string id_value;
  PutFixed64(number.value(), &id_value);
  Expect(DocumentIdKey(document.id), std::move(id_value));
  Expect(DocumentKey(number), EncodeDocument(document));
  ++totals_.documents;
  totals_.sentences += document.sentence_count;
  totals_.text_bytes += document.byte_length;
  known_documents_[number] = std::move(document);
  return absl::OkStatus();
}

absl::Status Checker::ReadDocuments() {
  absl::Status status;
  WEFT_RETURN_IF_ERROR(
      view_.VisitPrefix(IndexPrefix(Index::kDocument),
                        [&](absl::string_view key, absl::string_view value) {
                          DocumentId number;
                          Document document;
                          if (!ParseDocumentKey(key, &number) ||
                              !DecodeDocument(value, &document)) {
                            Problem("damaged", key);
                            return true;
                          }
                          status = ReadDocument(number, std::move(document));
                          return status.ok();
                        }));
  return status;
}

void Checker::CountMention(absl::string_view key, const Mention& mention,
                           Found* found) {
  if (!known_documents_.contains(mention.document)) {
    Problem("mention of nothing", key);
    return;
  }
  StatementRecord& record = found->record;
  const Validity validity = ValidityOf(mention);
  const bool first = ++record.mention_count == 1;
  found->validity = first ? validity : Hull(found->validity, validity);
  record.confidence =
      std::max(record.confidence, QuantizeConfidence(mention.confidence));
  record.plain = first ? ToPlain(mention) : std::nullopt;
  std::vector<uint64_t>& facts = facts_[mention.document];
  if (facts.size() <= mention.ordinal) facts.resize(mention.ordinal + 1);
  if (facts[mention.ordinal] != 0) Problem("fact that comes twice", key);
  facts[mention.ordinal] = mention.statement.value();
  ++totals_.mentions;
  ++entities_[record.key.subject].mention_count;
  if (record.key.object.is_entity()) {
    ++entities_[record.key.object].mention_count;
  }
}

// Plain mentions first; then the rows, whose statements must not have one.
absl::Status Checker::ReadMentions() {
  for (auto& [id, found] : statements_) {
    if (!found.kept.plain) continue;
    CountMention(StatementChunkKey(ChunkOf(id)),
                 FromPlain(*found.kept.plain, id, found.kept.confidence),
                 &found);
  }
  WEFT_RETURN_IF_ERROR(
      VisitRows(IndexPrefix(Index::kMention), 1,
                [&](absl::string_view key, absl::string_view value) {
                  DecodedMention decoded;
                  Mention& mention = decoded.mention;
                  if (!DecodeMention(value, &decoded) ||
                      !ParseMentionKey(key, &mention.statement,
                                       &mention.document, &mention.ordinal)) {
                    Problem("damaged", key);
                    return true;
                  }
                  const auto it = statements_.find(mention.statement);
                  if (it == statements_.end()) {
                    Problem("mention of nothing", key);
                    return true;
                  }
                  CountMention(key, mention, &it->second);
                  rows_[mention.statement].emplace_back(key, value);
                  return true;
                }));
  for (auto& [id, rows] : rows_) {
    // A single plain mention belongs to its statement: no row is expected.
    if (statements_.at(id).record.plain) continue;
    for (auto& [key, value] : rows) Expect(key, value);
  }
  for (const auto& [number, document] : known_documents_) {
    ExpectFacts(number, document);
  }
  return absl::OkStatus();
}

void Checker::ExpectFacts(DocumentId number, const Document& document) {
  const std::vector<uint64_t>& facts = facts_[number];
  if (facts.size() != document.fact_count ||
      std::count(facts.begin(), facts.end(), 0) > 0) {
    Problem("wrong number of facts in", DocumentKey(number));
  }
  const absl::Span<const uint64_t> all = facts;
  for (size_t i = 0; i < facts.size(); i += kFactsPerChunk) {
    Expect(DocumentStatementsKey(number,
                                 static_cast<uint32_t>(i / kFactsPerChunk)),
           EncodeIdSequence(all.subspan(i, kFactsPerChunk)));
  }
}

absl::Status Checker::ExpectStatements() {
  std::map<uint64_t, StatementChunk> chunks;
  for (const auto& [id, found] : statements_) {
    WEFT_RETURN_IF_ERROR(Did(1));
    const StatementRecord& record = found.record;
    if (record.mention_count == 0) {
      Problem("statement without a mention", StatementChunkKey(ChunkOf(id)));
      continue;
    }
    const EdgeKey& key = record.key;
    ++totals_.statements;
    ++entities_[key.subject].out_degree;
    ++relations_[key.relation].statement_count;
    if (key.object.is_entity()) ++entities_[key.object].in_degree;
    if (key.object.kind() == NodeKind::kLiteral) {
      ++literals_[key.object].statement_count;
    }
    chunks[ChunkOf(id)]
          [static_cast<uint32_t>(id.value() % kStatementsPerChunk)] = record;
    AdjacentEdge edge = {key.relation,      key.object, key.negated,
                         record.confidence, id,         found.validity};
    lists_[{key.subject, false}].push_back(edge);
    subjects_[key.relation].insert(key.subject.payload());
    if (key.object.is_none()) continue;
    edge.other = key.subject;
    lists_[{key.object, true}].push_back(edge);
  }
  for (const auto& [number, chunk] : chunks) {
    Expect(StatementChunkKey(number), EncodeStatementChunk(chunk));
  }
  return absl::OkStatus();
}

absl::Status Checker::ExpectLists() {
  const auto expect = [&](std::string key, std::string value) {
    Expect(std::move(key), std::move(value));
  };
  for (auto& [list, edges] : lists_) {
    const auto& [node, incoming] = list;
    WEFT_RETURN_IF_ERROR(Did(0.5 * edges.size()));  // each is in two lists
    std::sort(edges.begin(), edges.end(),
              [](const AdjacentEdge& a, const AdjacentEdge& b) {
                return PositionOf(a) < PositionOf(b);
              });
    const size_t blocks = EmitBlocks<AdjacencyList>(
        AdjacencyPrefix(node, incoming), edges, expect);
    if (blocks < 2) continue;
    std::vector<RelationDegree> degrees;
    for (const AdjacentEdge& edge : edges) {
      if (degrees.empty() || degrees.back().relation != edge.relation) {
        degrees.push_back({edge.relation, 0});
      }
      ++degrees.back().edges;
    }
    Expect(DegreesKey(node, incoming), EncodeDegrees(degrees));
  }
  for (const auto& [relation, subjects] : subjects_) {
    const std::vector<uint64_t> numbers(subjects.begin(), subjects.end());
    EmitBlocks<PostingList>(SubjectsPrefix(relation), numbers, expect);
  }
  for (const auto& [trigram, entities] : trigrams_) {
    const std::vector<uint64_t> numbers(entities.begin(), entities.end());
    EmitBlocks<PostingList>(TrigramPrefix(trigram), numbers, expect);
  }
  return absl::OkStatus();
}

absl::Status Checker::ExpectEntities() {
  for (auto& [id, record] : entities_) {
    WEFT_RETURN_IF_ERROR(Did(1));
    if (record.document_count == 0) {
      Problem("entity that no document names", EntityKey(id));
      continue;
    }
    ++totals_.entities;
    Expect(EntityKey(id), EncodeEntityRecord(record));
    for (const auto& [text, count] : record.names.names) {
      const std::string form = AliasForm(text);
      Expect(AliasKey(form, id), "");
      for (const std::string& trigram : Trigrams(form)) {
        trigrams_[trigram].insert(id.payload());
      }
    }
  }
  return absl::OkStatus();
}

void Checker::ExpectDictionaries() {
  for (const auto& [id, record] : relations_) {
    if (record.statement_count == 0 || record.name.empty()) {
      Problem("relation without a statement or a name", RelationKey(id));
      continue;
    }
    ++totals_.relations;
    Expect(RelationKey(id), EncodeRelationRecord(record));
    Expect(RelationNameKey(record.name), EncodeRelationId(id));
  }
  for (const auto& [id, record] : literals_) {
    if (record.statement_count == 0 || !ValidateValue(record.value).ok()) {
      Problem("value without a statement or a content", LiteralKey(id));
      continue;
    }
    ++totals_.literals;
    Expect(LiteralKey(id), EncodeLiteralRecord(record));
    Expect(LiteralContentKey(LiteralContent(record.value)), EncodeNodeId(id));
  }
}

void Checker::ExpectMeta() {
  const NextIds& next = view_.meta().next;
  const auto below = [&](absl::string_view what, uint64_t last,
                         uint64_t first) {
    if (last >= first) Problem("id counter too low for", what);
  };
  if (!entities_.empty()) {
    below("entities", entities_.rbegin()->first.payload(), next.entity);
  }
  if (!literals_.empty()) {
    below("literals", literals_.rbegin()->first.payload(), next.literal);
  }
  if (!relations_.empty()) {
    below("relations", relations_.rbegin()->first.value(), next.relation);
  }
  if (!statements_.empty()) {
    below("statements", statements_.rbegin()->first.value(), next.statement);
  }
  if (!known_documents_.empty()) {
    below("documents", known_documents_.rbegin()->first.value(), next.document);
  }
  Expect(MetaKey("format"), absl::StrCat(kFormatVersion));
  Expect(MetaKey("version"), EncodeVersion(view_.meta().version));
  Expect(MetaKey("next"), EncodeNextIds(next));
  Expect(MetaKey("totals"), EncodeTotals(totals_));
}

// Texts, sentences, changes, versions, merges and answers have no second
// source: only whose they are is checked here.
bool IsUnderived(absl::string_view key) {
  return key.front() == static_cast<char>(Index::kChange) ||
         key.front() == static_cast<char>(Index::kVersion) ||
         key.front() == static_cast<char>(Index::kMerge) ||
         key.front() == static_cast<char>(Index::kRequest) ||
         key.front() == static_cast<char>(Index::kBlob);
}

absl::Status Checker::Compare() {
  auto next = expected_.begin();
  // As many rows stand for all records.
  const double share = static_cast<double>(records_) / (expected_.size() + 1);
  WEFT_RETURN_IF_ERROR(
      VisitRows("", share, [&](absl::string_view key, absl::string_view value) {
        ++report_.keys_checked;
        for (; next != expected_.end() && next->first < key; ++next) {
          Problem("missing key", next->first);
        }
        if (next != expected_.end() && next->first == key) {
          if (next->second != value) Problem("wrong value of key", key);
          ++next;
        } else if (key.front() == static_cast<char>(Index::kBlob)) {
          absl::string_view rest = key.substr(1);
          uint64_t number = 0;
          if (!GetFixed64(&rest, &number) ||
              !known_documents_.contains(DocumentId(number))) {
            Problem("text of no document", key);
          }
        } else if (!IsUnderived(key)) {
          Problem("key that should not be there", key);
        }
        return true;
      }));
  for (; next != expected_.end(); ++next) Problem("missing key", next->first);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CheckReport> CheckIntegrity(const View& view,
                                           const LongWork& work) {
  WEFT_ASSIGN_OR_RETURN(CheckReport report, Checker(view, work).Check());
  report.version = view.meta().version;
  return report;
}

}  // namespace weft::graphstore
