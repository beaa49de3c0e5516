#include "graphstore/store/checker.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/trigrams.h"

namespace weft::graphstore {
namespace {

constexpr size_t kMaxProblems = 100;

class Checker {
 public:
  explicit Checker(const View& view) : view_(view) {}

  absl::StatusOr<CheckReport> Check() {
    WEFT_RETURN_IF_ERROR(ReadStatements());
    WEFT_RETURN_IF_ERROR(ReadDictionaries());
    WEFT_RETURN_IF_ERROR(ReadDocuments());
    WEFT_RETURN_IF_ERROR(ReadMentions());
    ExpectStatements();
    ExpectEntities();
    ExpectDictionaries();
    ExpectDegrees();
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
  void Expect(std::string key, std::string value) {
    expected_[std::move(key)] = std::move(value);
  }

  absl::Status ReadStatements();
  absl::Status ReadDictionaries();
  absl::Status ReadDocuments();
  absl::Status ReadDocument(DocumentId number, Document document);
  absl::Status ReadMentions();
  void CountMention(absl::string_view key, StatementId statement,
                    DocumentId document, uint32_t ordinal,
                    const DecodedMention& mention);
  void ExpectStatements();
  void ExpectEntities();
  void ExpectDictionaries();
  void ExpectDegrees();
  void ExpectMeta();
  absl::Status Compare();

  const View& view_;
  CheckReport report_;
  // Every row that must be there, but the texts, sentences and changes.
  std::map<std::string, std::string> expected_;
  std::map<StatementId, StatementRecord> statements_;  // counts recomputed
  std::map<NodeId, EntityRecord> entities_;
  std::map<RelationId, RelationRecord> relations_;
  std::map<NodeId, LiteralRecord> literals_;
  std::map<std::string, uint64_t> degrees_;  // by key
  std::map<DocumentId, Document> known_documents_;
  std::map<DocumentId, uint32_t> facts_;  // mentions found, by document
  Totals totals_;
};

absl::Status Checker::ReadStatements() {
  return view_.VisitPrefix(IndexPrefix(Index::kStatement),
                           [&](absl::string_view key, absl::string_view value) {
                             StatementId id;
                             StatementRecord record;
                             if (!ParseStatementKey(key, &id) ||
                                 !DecodeStatementRecord(value, &record)) {
                               Problem("damaged", key);
                               return true;
                             }
                             statements_[id].key = record.key;
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

void Checker::CountMention(absl::string_view key, StatementId statement,
                           DocumentId document, uint32_t ordinal,
                           const DecodedMention& mention) {
  const auto it = statements_.find(statement);
  if (it == statements_.end() || !known_documents_.contains(document)) {
    Problem("mention of nothing", key);
    return;
  }
  StatementRecord& record = it->second;
  ++record.mention_count;
  record.confidence = std::max(record.confidence,
                               QuantizeConfidence(mention.mention.confidence));
  ++facts_[document];
  ++totals_.mentions;
  ++entities_[record.key.subject].mention_count;
  if (record.key.object.is_entity()) {
    ++entities_[record.key.object].mention_count;
  }
  std::string id;
  PutVarint(statement.value(), &id);
  Expect(DocumentMentionKey(document, ordinal), std::move(id));
}

absl::Status Checker::ReadMentions() {
  WEFT_RETURN_IF_ERROR(view_.VisitPrefix(
      IndexPrefix(Index::kMention),
      [&](absl::string_view key, absl::string_view value) {
        StatementId statement;
        DocumentId document;
        uint32_t ordinal;
        DecodedMention mention;
        if (!ParseMentionKey(key, &statement, &document, &ordinal) ||
            !DecodeMention(value, &mention)) {
          Problem("damaged", key);
          return true;
        }
        Expect(std::string(key), std::string(value));
        CountMention(key, statement, document, ordinal, mention);
        return true;
      }));
  for (const auto& [number, document] : known_documents_) {
    if (facts_[number] != document.fact_count) {
      Problem("wrong number of facts in", DocumentKey(number));
    }
  }
  return absl::OkStatus();
}

void Checker::ExpectStatements() {
  for (const auto& [id, record] : statements_) {
    if (record.mention_count == 0) {
      Problem("statement without a mention", StatementKey(id));
      continue;
    }
    const EdgeKey& key = record.key;
    ++totals_.statements;
    ++entities_[key.subject].out_degree;
    ++relations_[key.relation].statement_count;
    ++degrees_[DegreeKey(key.subject, false, key.relation)];
    if (key.object.is_entity()) ++entities_[key.object].in_degree;
    if (key.object.kind() == NodeKind::kLiteral) {
      ++literals_[key.object].statement_count;
    }
    Expect(StatementKey(id), EncodeStatementRecord(record));
    const std::string edge = EncodeEdgeValue({id, record.confidence});
    Expect(kSpo.Encode(key), edge);
    Expect(kPos.Encode(key), edge);
    if (key.object.is_none()) continue;
    Expect(kOsp.Encode(key), edge);
    ++degrees_[DegreeKey(key.object, true, key.relation)];
  }
}

void Checker::ExpectEntities() {
  for (auto& [id, record] : entities_) {
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
        Expect(TrigramKey(trigram, id), "");
      }
    }
  }
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

void Checker::ExpectDegrees() {
  for (const auto& [key, degree] : degrees_) {
    std::string value;
    PutVarint(degree, &value);
    Expect(key, std::move(value));
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

// Texts, sentences and changes have no second source: only whose they are is
// checked here.
bool IsUnderived(absl::string_view key) {
  return key.front() == static_cast<char>(Index::kChange) ||
         key.front() == static_cast<char>(Index::kBlob);
}

absl::Status Checker::Compare() {
  auto next = expected_.begin();
  WEFT_RETURN_IF_ERROR(view_.VisitPrefix(
      "", [&](absl::string_view key, absl::string_view value) {
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

absl::StatusOr<CheckReport> CheckIntegrity(const View& view) {
  WEFT_ASSIGN_OR_RETURN(CheckReport report, Checker(view).Check());
  report.version = view.meta().version;
  return report;
}

}  // namespace weft::graphstore
