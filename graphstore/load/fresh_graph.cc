#include "graphstore/load/fresh_graph.h"

#include <algorithm>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/load/edge_rows.h"
#include "graphstore/load/statement_rows.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/entity_record.h"
#include "graphstore/store/relation_record.h"
#include "graphstore/store/trigrams.h"

namespace weft::graphstore {
namespace {

// Chunks of what is too long for one value, as the store makes them.
constexpr size_t kChunkBytes = 256 << 10;

// The document names it once, by its canonical name.
EntityNames NamesOf(absl::string_view name) {
  EntityNames names;
  names.names[std::string(name)].canonical = 1;
  return names;
}

}  // namespace

// 'E', by entity.
class FreshGraph::EntityRows : public MadeRows {
 public:
  explicit EntityRows(const FreshGraph& graph) : graph_(graph) {}

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override {
    if (next_ == graph_.counts_.size()) return false;
    const Counts& counts = graph_.counts_[next_];
    EntityRecord record;
    record.out_degree = counts.out;
    record.in_degree = counts.in;
    record.mention_count = counts.as_subject + counts.as_object;
    record.document_count = 1;
    record.names = NamesOf(graph_.triples_.entities().name(next_));
    *key = EntityKey(graph_.Entity(next_));
    *value = EncodeEntityRecord(record);
    ++next_;
    return true;
  }

 private:
  const FreshGraph& graph_;
  uint32_t next_ = 0;
};

// 'X' e: the names that the document gives, cut into chunks.
class FreshGraph::ContributionRows : public MadeRows {
 public:
  explicit ContributionRows(const FreshGraph& graph) : graph_(graph) {
    PutVarint(graph_.triples_.entities().size(), &bytes_);
  }

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override {
    const uint32_t size = graph_.triples_.entities().size();
    for (; next_ < size && bytes_.size() < kChunkBytes; ++next_) {
      const std::string one = EncodeContributions(
          {{graph_.Entity(next_),
            NamesOf(graph_.triples_.entities().name(next_))}});
      bytes_.append(one, 1);  // without its number, 1
    }
    if (bytes_.empty()) return false;
    *key = BlobKey(graph_.document_, BlobKind::kEntities, chunk_++);
    *value = bytes_.substr(0, kChunkBytes);
    bytes_.erase(0, value->size());
    return true;
  }

 private:
  const FreshGraph& graph_;
  uint32_t next_ = 0;
  uint32_t chunk_ = 0;
  std::string bytes_;  // not yet in a row
};

FreshGraph::FreshGraph(Options options, const CodedTriples& triples)
    : options_(std::move(options)),
      triples_(triples),
      times_(ReadTimes(triples.times())),
      outgoing_({options_.memory_bytes / 5 * 2, options_.folder}),
      incoming_({options_.memory_bytes / 5 * 2, options_.folder}),
      mentions_({options_.memory_bytes / 5, options_.folder}),
      numbers_(triples.size()),
      counts_(triples.entities().size()),
      relation_counts_(triples.relations().size()),
      literal_counts_(triples.literal_count()),
      subjects_(triples.relations().size()) {}

NodeId FreshGraph::Entity(uint32_t local) const {
  return NodeId::Entity(base_.next.entity + local);
}

NodeId FreshGraph::Object(uint32_t coded) const {
  if (!(coded & CodedTriple::kValue)) return Entity(coded);
  const CodedValue& value = triples_.values()[coded & ~CodedTriple::kValue];
  if (!value.inline_id.is_none()) return value.inline_id;
  return NodeId::Make(NodeKind::kLiteral, base_.next.literal + value.literal);
}

RelationId FreshGraph::Relation(uint32_t local) const {
  return RelationId(static_cast<uint32_t>(base_.next.relation + local));
}

absl::Status FreshGraph::FillSorters() {
  outgoing_.Reserve(triples_.size());
  incoming_.Reserve(triples_.size());
  TripleLog::Reader reader(triples_.log());
  CodedTriple triple;
  for (uint32_t ordinal = 0; reader.Next(&triple); ++ordinal) {
    LoadedEdge edge;
    edge.node = Entity(triple.subject).bits();
    edge.other = Object(triple.object).bits();
    edge.relation = Relation(triple.relation).value();
    edge.ordinal = ordinal;
    edge.time = triple.time;
    outgoing_.Add(edge);
    std::swap(edge.node, edge.other);
    incoming_.Add(edge);
  }
  return reader.status();
}

void FreshGraph::KeepMentions(const std::vector<LoadedEdge>& edges) {
  const uint32_t first = edges.front().ordinal;
  for (size_t i = 1; i < edges.size(); ++i) {
    numbers_.AddRepetition(edges[i].ordinal, first);
  }
  if (edges.size() > 1) {
    repeated_.emplace_back(first, static_cast<uint32_t>(edges.size()));
  }
  if (edges.size() == 1 && times_[edges.front().time].plain) return;
  for (const LoadedEdge& edge : edges) {
    mentions_.Add({first, edge.ordinal, edge.time});
  }
}

absl::Status FreshGraph::ReadOutgoing() {
  WEFT_RETURN_IF_ERROR(outgoing_.Finish());
  out_degrees_ = std::make_unique<ListedRows>();
  DegreeCounter degrees(/*incoming=*/false, out_degrees_.get());
  StatementReader reader(&outgoing_);
  std::vector<LoadedEdge> edges;
  while (reader.Next(&edges)) {
    const LoadedEdge& edge = edges.front();
    const uint64_t subject = NodeId(edge.node).payload();
    const size_t relation = edge.relation - base_.next.relation;
    Counts& counts = counts_[subject - base_.next.entity];
    ++counts.out;
    counts.as_subject += edges.size();
    ++relation_counts_[relation];
    subjects_[relation].Add(subject);
    degrees.Add(edge);
    KeepMentions(edges);
  }
  degrees.Finish();
  WEFT_RETURN_IF_ERROR(outgoing_.status());
  numbers_.Finish();
  std::sort(repeated_.begin(), repeated_.end());
  return mentions_.Finish();
}

absl::Status FreshGraph::ReadIncoming() {
  WEFT_RETURN_IF_ERROR(incoming_.Finish());
  in_degrees_ = std::make_unique<ListedRows>();
  DegreeCounter degrees(/*incoming=*/true, in_degrees_.get());
  StatementReader reader(&incoming_);
  std::vector<LoadedEdge> edges;
  while (reader.Next(&edges)) {
    const NodeId object(edges.front().node);
    if (object.is_entity()) {
      Counts& counts = counts_[object.payload() - base_.next.entity];
      ++counts.in;
      counts.as_object += edges.size();
    } else if (object.kind() == NodeKind::kLiteral) {
      ++literal_counts_[object.payload() - base_.next.literal];
    }
    degrees.Add(edges.front());
  }
  degrees.Finish();
  return incoming_.status();
}

absl::Status FreshGraph::ReadNames() {
  aliases_ = std::make_unique<ListedRows>();
  const NameTable& names = triples_.entities();
  for (uint32_t i = 0; i < names.size(); ++i) {
    if (i % 4096 == 0) {
      WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
    }
    const std::string form = AliasForm(names.name(i));
    const NodeId entity = Entity(i);
    aliases_->Add(AliasKey(form, entity), "");
    VisitTrigrams(form, [&](absl::string_view trigram) {
      const auto byte = [&](size_t at) {
        return uint32_t{static_cast<uint8_t>(trigram[at])};
      };
      trigrams_[byte(0) << 16 | byte(1) << 8 | byte(2)].Add(entity.payload());
    });
  }
  aliases_->Sort();
  return absl::OkStatus();
}

Meta FreshGraph::NextMeta() const {
  Meta next = base_;
  const uint64_t statements = numbers_.statements();
  ++next.version;
  ++next.next.document;
  next.next.entity += triples_.entities().size();
  next.next.literal += triples_.literal_count();
  next.next.relation += triples_.relations().size();
  next.next.statement += statements;
  ++next.totals.documents;
  next.totals.entities += triples_.entities().size();
  next.totals.literals += triples_.literal_count();
  next.totals.relations += triples_.relations().size();
  next.totals.statements += statements;
  next.totals.mentions += triples_.size();
  return next;
}

RowStream FreshGraph::MetaRows() const {
  const Meta next = NextMeta();
  auto rows = std::make_unique<ListedRows>();
  rows->Add(MetaKey("next"), EncodeNextIds(next.next));
  rows->Add(MetaKey("totals"), EncodeTotals(next.totals));
  rows->Add(MetaKey("version"), EncodeVersion(next.version));
  return rows;
}

RowStream FreshGraph::ChangeRows() const {
  DocumentChange document;
  document.document = options_.source;
  document.mentions_added = triples_.size();
  for (uint64_t i = 0; i < numbers_.statements(); ++i) {
    document.added.push_back(StatementId(base_.next.statement + i));
  }
  Change change;
  change.version = base_.version + 1;
  change.recorded = now_;
  change.documents.push_back(std::move(document));
  auto rows = std::make_unique<ListedRows>();
  rows->AddChunks(ChangePrefix(change.version), EncodeChange(change),
                  kChunkBytes);
  return rows;
}

RowStream FreshGraph::DocumentRows() const {
  Document document;
  document.id = options_.source;
  document.content_hash = triples_.content_hash();
  document.fact_count = static_cast<uint32_t>(triples_.size());
  document.recorded = now_;
  auto rows = std::make_unique<ListedRows>();
  std::string number;
  PutFixed64(document_.value(), &number);
  rows->Add(DocumentIdKey(options_.source), std::move(number));
  auto records = std::make_unique<ListedRows>();
  records->Add(DocumentKey(document_), EncodeDocument(document));
  return Join(std::move(rows), ChangeRows(), std::move(records));
}

RowStream FreshGraph::TrigramRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (const auto& [code, blocks] : trigrams_) {
    const char trigram[] = {static_cast<char>(code >> 16),
                            static_cast<char>(code >> 8),
                            static_cast<char>(code)};
    blocks.ForEachRow(TrigramPrefix(absl::string_view(trigram, 3)),
                      [&](std::string key, const std::string& value) {
                        rows->Add(std::move(key), value);
                      });
  }
  rows->Sort();
  return rows;
}

RowStream FreshGraph::LiteralRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < triples_.values().size(); ++i) {
    const CodedValue& value = triples_.values()[i];
    if (!value.inline_id.is_none()) continue;
    rows->Add(
        LiteralKey(Object(i | CodedTriple::kValue)),
        EncodeLiteralRecord({value.value, literal_counts_[value.literal]}));
  }
  return rows;
}

RowStream FreshGraph::LiteralContentRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < triples_.values().size(); ++i) {
    const CodedValue& value = triples_.values()[i];
    if (!value.inline_id.is_none()) continue;
    rows->Add(LiteralContentKey(LiteralContent(value.value)),
              EncodeNodeId(Object(i | CodedTriple::kValue)));
  }
  rows->Sort();
  return rows;
}

RowStream FreshGraph::SubjectRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < subjects_.size(); ++i) {
    subjects_[i].ForEachRow(SubjectsPrefix(Relation(i)),
                            [&](std::string key, const std::string& value) {
                              rows->Add(std::move(key), value);
                            });
  }
  return rows;
}

RowStream FreshGraph::RelationRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < relation_counts_.size(); ++i) {
    rows->Add(RelationKey(Relation(i)),
              EncodeRelationRecord({std::string(triples_.relations().name(i)),
                                    relation_counts_[i]}));
  }
  return rows;
}

RowStream FreshGraph::RelationNameRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < relation_counts_.size(); ++i) {
    rows->Add(RelationNameKey(triples_.relations().name(i)),
              EncodeRelationId(Relation(i)));
  }
  rows->Sort();
  return rows;
}

RowStream FreshGraph::DegreeRows() {
  out_degrees_->Append(in_degrees_.get());
  out_degrees_->Sort();
  return std::move(out_degrees_);
}

RowStream FreshGraph::VersionRows() const {
  const Meta next = NextMeta();
  auto rows = std::make_unique<ListedRows>();
  rows->Add(VersionKey(next.version),
            EncodeVersionRecord({StatementId(next.next.statement), now_}));
  return rows;
}

StatementSource FreshGraph::Source() const {
  return {triples_,
          times_,
          numbers_,
          repeated_,
          document_,
          base_.next.statement,
          [this](const CodedTriple& triple) {
            EdgeKey key;
            key.subject = Entity(triple.subject);
            key.relation = Relation(triple.relation);
            key.object = Object(triple.object);
            return key;
          }};
}

// In the order in which they are to be begun: the long ones first, so that
// threads end at about the same time. Indexes without another one between them
// share a stream.
std::vector<RowStream> FreshGraph::AllRows() {
  std::vector<RowStream> all;
  all.push_back(Join(std::make_unique<AdjacencyRows>(
      /*incoming=*/false, &outgoing_, times_, numbers_, base_.next.statement)));
  all.push_back(Join(std::make_unique<AdjacencyRows>(
      /*incoming=*/true, &incoming_, times_, numbers_, base_.next.statement)));
  all.push_back(Join(
      SubjectRows(), RelationRows(), std::make_unique<StatementRows>(Source()),
      std::make_unique<DocumentStatementRows>(Source()), VersionRows(),
      std::make_unique<ContributionRows>(*this), RelationNameRows()));
  all.push_back(Join(std::make_unique<EntityRows>(*this)));
  all.push_back(Join(std::move(aliases_)));
  all.push_back(Join(DegreeRows(), TrigramRows()));
  all.push_back(Join(LiteralRows(),
                     std::make_unique<MentionRows>(Source(), &mentions_),
                     LiteralContentRows()));
  all.push_back(DocumentRows());
  all.push_back(MetaRows());
  return all;
}

absl::Status FreshGraph::ReadAll() {
  WEFT_RETURN_IF_ERROR(FillSorters());
  WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
  auto outgoing =
      std::async(std::launch::async, [this] { return ReadOutgoing(); });
  auto incoming =
      std::async(std::launch::async, [this] { return ReadIncoming(); });
  absl::Status status = ReadNames();
  status.Update(outgoing.get());
  status.Update(incoming.get());
  return status;
}

absl::StatusOr<std::vector<RowStream>> FreshGraph::Prepare(
    const BulkBase& base) {
  if (base.meta.totals.documents != 0) {
    return absl::FailedPreconditionError("the graph is not empty");
  }
  if (base.meta.next.relation + triples_.relations().size() > 0xFF000000) {
    return absl::ResourceExhaustedError("there are too many relations");
  }
  base_ = base.meta;
  now_ = base.now;
  document_ = DocumentId(base_.next.document);
  WEFT_RETURN_IF_ERROR(ReadAll());
  result_.version = base_.version + 1;
  result_.new_statements = numbers_.statements();
  result_.new_entities = triples_.entities().size();
  result_.facts = triples_.size();
  return AllRows();
}

}  // namespace weft::graphstore
