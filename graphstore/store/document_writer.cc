#include "graphstore/store/document_writer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/id_list.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Well below the 1 MiB that a value may have.
constexpr size_t kChunkBytes = 256 << 10;

std::string EncodeDocumentId(DocumentId id) {
  std::string bytes;
  PutFixed64(id.value(), &bytes);
  return bytes;
}

bool DecodeDocumentId(absl::string_view bytes, DocumentId* id) {
  uint64_t value;
  if (!GetFixed64(&bytes, &value) || !bytes.empty()) return false;
  *id = DocumentId(value);
  return true;
}

Mention MakeMention(const LocalFact& fact, DocumentId document,
                    uint32_t ordinal, const std::vector<NodeId>& entities) {
  Mention mention;
  mention.document = document;
  mention.ordinal = ordinal;
  mention.sentence = fact.sentence;
  mention.subject = fact.subject_mention;
  mention.relation = fact.relation_mention;
  mention.object = fact.object_mention;
  mention.confidence = fact.confidence;
  mention.modality = fact.modality;
  mention.attribution.text = fact.attribution.text;
  if (fact.attribution.entity) {
    mention.attribution.entity = entities[fact.attribution.entity->value];
  }
  mention.qualifiers = fact.qualifiers;
  mention.valid_from = fact.valid_from;
  mention.valid_until = fact.valid_until;
  mention.rule = fact.rule;
  return mention;
}

// For each entity the index of the first one of the document with the same
// name and an agreeing type.
std::vector<size_t> FirstOfName(const std::vector<LocalEntity>& entities,
                                LinkBy by) {
  absl::flat_hash_map<std::string, std::vector<size_t>> by_form;
  std::vector<size_t> first;
  for (size_t i = 0; i < entities.size(); ++i) {
    const LocalEntity& entity = entities[i];
    std::vector<size_t>& same =
        by_form[by == LinkBy::kExactName ? entity.name
                                         : AliasForm(entity.name)];
    const auto it = std::find_if(same.begin(), same.end(), [&](size_t other) {
      const std::string& type = entities[other].type;
      return by == LinkBy::kExactName || type.empty() || entity.type.empty() ||
             type == entity.type;
    });
    first.push_back(it == same.end() ? i : *it);
    if (it == same.end()) same.push_back(i);
  }
  return first;
}

}  // namespace

uint64_t ContentHash(const DocumentFacts& document) {
  if (document.content_hash != 0) return document.content_hash;
  std::string content;
  for (const std::string* part :
       {&document.id, &document.title, &document.published, &document.url,
        &document.text}) {
    PutLengthPrefixed(*part, &content);
  }
  return StableHash(content);
}

DocumentWriter::DocumentWriter(const kv::Database& database,
                               std::shared_ptr<const kv::Snapshot> snapshot,
                               Meta meta, absl::Time now)
    : meta_(meta),
      base_version_(meta.version),
      draft_(database, std::move(snapshot)),
      entities_(&draft_, &meta_),
      dictionary_(&draft_, &meta_),
      adjacency_(&draft_),
      statements_(&draft_, &entities_, &dictionary_, &adjacency_, &meta_) {
  change_.version = base_version_ + 1;
  change_.recorded = now;
}

absl::Status DocumentWriter::Prefetch(
    absl::Span<const DocumentFacts> documents) {
  std::vector<std::string> keys;
  std::vector<LocalEntity> entities;
  for (const DocumentFacts& document : documents) {
    keys.push_back(DocumentIdKey(document.id));
    for (const LocalEntity& entity : document.entities) {
      entities.push_back({entity.name, "", {}});
    }
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(std::move(keys)));
  return entities_.Prefetch(entities);
}

absl::StatusOr<DocumentWriter::Existing> DocumentWriter::Find(
    absl::string_view id) {
  Existing existing;
  const std::string id_key = DocumentIdKey(id);
  WEFT_ASSIGN_OR_RETURN(const std::string* number, draft_.Get(id_key));
  if (number == nullptr) return existing;
  if (!DecodeDocumentId(*number, &existing.document.number)) {
    return BadRecord(id_key);
  }
  const std::string key = DocumentKey(existing.document.number);
  WEFT_ASSIGN_OR_RETURN(const std::string* bytes, draft_.Get(key));
  if (bytes == nullptr || !DecodeDocument(*bytes, &existing.document)) {
    return BadRecord(key);
  }
  existing.found = true;
  return existing;
}

absl::StatusOr<std::vector<EntityContribution>> DocumentWriter::Contributions(
    DocumentId document) {
  std::string bytes;
  const std::string prefix = BlobPrefix(document, BlobKind::kEntities);
  WEFT_RETURN_IF_ERROR(
      draft_.Visit(prefix, [&](absl::string_view, absl::string_view chunk) {
        absl::StrAppend(&bytes, chunk);
        return true;
      }));
  std::vector<EntityContribution> contributions;
  if (!DecodeContributions(bytes, &contributions)) return BadRecord(prefix);
  return contributions;
}

absl::Status DocumentWriter::RetractMentions(DocumentId document,
                                             DocumentChange* change) {
  std::vector<uint64_t> statements;
  std::vector<std::string> chunks;
  bool bad = false;
  const std::string prefix = DocumentStatementsPrefix(document);
  WEFT_RETURN_IF_ERROR(
      draft_.Visit(prefix, [&](absl::string_view key, absl::string_view value) {
        bad = !DecodeIdSequence(value, &statements);
        chunks.emplace_back(key);
        return !bad;
      }));
  if (bad) return BadRecord(prefix);
  std::vector<StatementId> ids(statements.begin(), statements.end());
  WEFT_RETURN_IF_ERROR(statements_.PrefetchStatements(ids));
  std::vector<std::string> keys;
  for (size_t i = 0; i < ids.size(); ++i) {
    keys.push_back(MentionKey(ids[i], document, static_cast<uint32_t>(i)));
  }
  WEFT_RETURN_IF_ERROR(draft_.Prefetch(std::move(keys)));
  for (size_t i = 0; i < ids.size(); ++i) {
    WEFT_RETURN_IF_ERROR(
        statements_.RemoveMention(ids[i], document, static_cast<uint32_t>(i)));
  }
  for (std::string& key : chunks) draft_.Delete(std::move(key));
  change->mentions_removed = ids.size();
  return absl::OkStatus();
}

absl::Status DocumentWriter::Retract(const Document& document,
                                     DocumentChange* change) {
  // Mentions first: what is said of a statement that goes needs its names.
  WEFT_RETURN_IF_ERROR(RetractMentions(document.number, change));
  WEFT_ASSIGN_OR_RETURN(const auto contributions,
                        Contributions(document.number));
  for (const EntityContribution& contribution : contributions) {
    WEFT_RETURN_IF_ERROR(entities_.SubtractContribution(contribution));
  }
  std::vector<std::string> blobs;
  for (const BlobKind kind :
       {BlobKind::kText, BlobKind::kSentences, BlobKind::kEntities}) {
    WEFT_RETURN_IF_ERROR(
        draft_.Visit(BlobPrefix(document.number, kind),
                     [&](absl::string_view key, absl::string_view) {
                       blobs.emplace_back(key);
                       return true;
                     }));
  }
  for (std::string& key : blobs) draft_.Delete(std::move(key));
  draft_.Delete(DocumentKey(document.number));
  draft_.Delete(DocumentIdKey(document.id));
  --meta_.totals.documents;
  meta_.totals.sentences -= document.sentence_count;
  meta_.totals.text_bytes -= document.byte_length;
  return absl::OkStatus();
}

absl::StatusOr<DocumentWriter::Linked> DocumentWriter::LinkEntities(
    const std::vector<LocalEntity>& entities, LinkBy by) {
  const std::vector<size_t> first = FirstOfName(entities, by);
  std::vector<std::optional<NodeId>> ids(entities.size());
  absl::flat_hash_set<NodeId> taken;
  for (size_t i = 0; i < entities.size(); ++i) {
    if (first[i] != i) continue;
    WEFT_ASSIGN_OR_RETURN(ids[i], entities_.FindByName(entities[i], by));
    if (ids[i]) taken.insert(*ids[i]);
  }
  Linked linked;
  linked.by_alias.resize(entities.size());
  for (size_t i = 0; i < entities.size(); ++i) {
    if (first[i] == i && !ids[i]) {
      // What the document keeps apart from an entity is not that entity.
      if (by == LinkBy::kAlias) {
        WEFT_ASSIGN_OR_RETURN(ids[i],
                              entities_.FindByAlias(entities[i], taken));
      }
      linked.by_alias[i] = ids[i].has_value();
      if (!ids[i]) ids[i] = entities_.Create();
      taken.insert(*ids[i]);
    }
    linked.entities.push_back(*ids[first[i]]);
    linked.by_alias[i] = linked.by_alias[first[i]];
  }
  return linked;
}

absl::StatusOr<DocumentWriter::Linked> DocumentWriter::Link(
    const DocumentFacts& document, LinkBy by) {
  WEFT_ASSIGN_OR_RETURN(Linked linked, LinkEntities(document.entities, by));
  std::vector<std::string> relations;
  std::vector<Value> values;
  for (const LocalFact& fact : document.facts) {
    relations.push_back(fact.relation);
    if (const auto* value = std::get_if<Value>(&fact.object)) {
      values.push_back(*value);
    }
  }
  WEFT_RETURN_IF_ERROR(dictionary_.Prefetch(relations, values));
  for (const LocalFact& fact : document.facts) {
    EdgeKey key;
    key.subject = linked.entities[fact.subject.value];
    key.negated = fact.negated;
    WEFT_ASSIGN_OR_RETURN(key.relation, dictionary_.RelationOf(fact.relation));
    if (const auto* index = std::get_if<LocalEntityIndex>(&fact.object)) {
      key.object = linked.entities[index->value];
    } else if (const auto* value = std::get_if<Value>(&fact.object)) {
      WEFT_ASSIGN_OR_RETURN(key.object, dictionary_.NodeOf(*value));
    }
    linked.keys.push_back(key);
  }
  return linked;
}

absl::Status DocumentWriter::AddEntities(DocumentId number,
                                         const DocumentFacts& document,
                                         const Linked& linked) {
  std::map<NodeId, EntityNames> sums;
  for (size_t i = 0; i < linked.entities.size(); ++i) {
    sums[linked.entities[i]].Add(document.entities[i], !linked.by_alias[i]);
  }
  std::vector<EntityContribution> contributions;
  for (auto& [entity, names] : sums) {
    contributions.push_back({entity, std::move(names)});
    WEFT_RETURN_IF_ERROR(entities_.AddContribution(contributions.back()));
  }
  PutBlob(number, BlobKind::kEntities, EncodeContributions(contributions),
          kChunkBytes);
  return absl::OkStatus();
}

absl::Status DocumentWriter::AddFacts(DocumentId number,
                                      const DocumentFacts& document,
                                      const Linked& linked) {
  WEFT_RETURN_IF_ERROR(statements_.Prefetch(linked.keys));
  std::vector<uint64_t> ids;
  for (size_t i = 0; i < document.facts.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(
        const StatementId id,
        statements_.AddMention(
            linked.keys[i],
            MakeMention(document.facts[i], number, static_cast<uint32_t>(i),
                        linked.entities),
            document.text));
    ids.push_back(id.value());
  }
  const absl::Span<const uint64_t> all = ids;
  for (size_t i = 0; i < ids.size(); i += kFactsPerChunk) {
    draft_.Put(DocumentStatementsKey(number,
                                     static_cast<uint32_t>(i / kFactsPerChunk)),
               EncodeIdSequence(all.subspan(i, kFactsPerChunk)));
  }
  return absl::OkStatus();
}

void DocumentWriter::PutBlob(DocumentId document, BlobKind kind,
                             absl::string_view bytes, size_t chunk_bytes) {
  for (uint32_t chunk = 0; !bytes.empty(); ++chunk) {
    draft_.Put(BlobKey(document, kind, chunk),
               std::string(bytes.substr(0, chunk_bytes)));
    bytes.remove_prefix(std::min(bytes.size(), chunk_bytes));
  }
}

void DocumentWriter::PutDocument(DocumentId number,
                                 const DocumentFacts& document, uint64_t hash) {
  Document record;
  record.id = document.id;
  record.title = document.title;
  record.published = document.published;
  record.url = document.url;
  record.content_hash = hash;
  record.byte_length = document.text.size();
  record.sentence_count = static_cast<uint32_t>(document.sentences.size());
  record.fact_count = static_cast<uint32_t>(document.facts.size());
  record.extractor_version = document.extractor_version;
  record.recorded = change_.recorded;
  draft_.Put(DocumentIdKey(document.id), EncodeDocumentId(number));
  draft_.Put(DocumentKey(number), EncodeDocument(record));
  PutBlob(number, BlobKind::kText, document.text, kTextChunkBytes);
  const absl::Span<const Sentence> sentences = document.sentences;
  uint32_t chunk = 0;
  for (size_t i = 0; i < sentences.size(); i += kSentencesPerChunk) {
    draft_.Put(BlobKey(number, BlobKind::kSentences, chunk++),
               EncodeSentences(sentences.subspan(i, kSentencesPerChunk),
                               document.text));
  }
  ++meta_.totals.documents;
  meta_.totals.sentences += record.sentence_count;
  meta_.totals.text_bytes += record.byte_length;
}

absl::Status DocumentWriter::Settle(DocumentChange change,
                                    size_t* entities_gone) {
  WEFT_RETURN_IF_ERROR(statements_.Settle(&change.added, &change.removed));
  dictionary_.Settle();
  WEFT_ASSIGN_OR_RETURN(*entities_gone, entities_.Settle());
  change_.documents.push_back(std::move(change));
  return absl::OkStatus();
}

absl::StatusOr<WriteResult> DocumentWriter::Write(const DocumentFacts& document,
                                                  const WriteOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const Existing existing, Find(document.id));
  const uint64_t hash = ContentHash(document);
  WriteResult result;
  result.version = changed() ? change_.version : base_version_;
  if (existing.found && existing.document.content_hash == hash &&
      !options.rewrite) {
    result.outcome = WriteOutcome::kUnchanged;
    return result;
  }
  if (existing.found && options.if_exists == IfExists::kReject) {
    return absl::AlreadyExistsError(
        absl::StrCat("document \"", document.id,
                     "\" is already there with another content; delete it "
                     "first, or allow it to be replaced"));
  }
  DocumentChange change;
  change.document = document.id;
  DocumentId number = existing.document.number;
  if (existing.found) {
    change.kind = DocumentChange::Kind::kReplaced;
    result.outcome = WriteOutcome::kReplaced;
    WEFT_RETURN_IF_ERROR(Retract(existing.document, &change));
  } else {
    number = DocumentId(meta_.next.document++);
  }
  const uint64_t first_entity = meta_.next.entity;
  WEFT_ASSIGN_OR_RETURN(const Linked linked, Link(document, options.link_by));
  WEFT_RETURN_IF_ERROR(AddEntities(number, document, linked));
  WEFT_RETURN_IF_ERROR(AddFacts(number, document, linked));
  PutDocument(number, document, hash);
  change.mentions_added = document.facts.size();
  size_t entities_gone;
  WEFT_RETURN_IF_ERROR(Settle(std::move(change), &entities_gone));
  result.version = change_.version;
  result.new_statements = change_.documents.back().added.size();
  result.new_entities = meta_.next.entity - first_entity;
  result.facts = document.facts.size();
  return result;
}

absl::StatusOr<DeleteResult> DocumentWriter::Delete(absl::string_view id) {
  WEFT_ASSIGN_OR_RETURN(const Existing existing, Find(id));
  if (!existing.found) {
    return absl::NotFoundError(
        absl::StrCat("there is no document \"", id, "\""));
  }
  DocumentChange change;
  change.kind = DocumentChange::Kind::kDeleted;
  change.document = std::string(id);
  WEFT_RETURN_IF_ERROR(Retract(existing.document, &change));
  DeleteResult result;
  result.version = change_.version;
  result.mentions = change.mentions_removed;
  WEFT_RETURN_IF_ERROR(Settle(std::move(change), &result.entities));
  result.statements = change_.documents.back().removed.size();
  return result;
}

absl::StatusOr<kv::WriteBatch> DocumentWriter::Finish() {
  WEFT_RETURN_IF_ERROR(entities_.Flush());
  WEFT_RETURN_IF_ERROR(statements_.Flush());
  WEFT_RETURN_IF_ERROR(adjacency_.Flush());
  const std::string change = EncodeChange(change_);
  absl::string_view rest = change;
  for (uint32_t chunk = 0; !rest.empty(); ++chunk) {
    draft_.Put(ChangeKey(change_.version, chunk),
               std::string(rest.substr(0, kChunkBytes)));
    rest.remove_prefix(std::min(rest.size(), kChunkBytes));
  }
  meta_.version = change_.version;
  draft_.Put(MetaKey("version"), EncodeVersion(meta_.version));
  draft_.Put(MetaKey("next"), EncodeNextIds(meta_.next));
  draft_.Put(MetaKey("totals"), EncodeTotals(meta_.totals));
  draft_.Put(VersionKey(meta_.version),
             EncodeVersionRecord(
                 {StatementId(meta_.next.statement), change_.recorded}));
  kv::WriteBatch batch = draft_.TakeBatch();
  batch.Expect(MetaKey("version"), EncodeVersion(base_version_));
  return batch;
}

}  // namespace weft::graphstore
