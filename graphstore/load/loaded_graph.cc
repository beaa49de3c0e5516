#include "graphstore/load/loaded_graph.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/load/edge_rows.h"
#include "graphstore/load/statement_rows.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/change_record.h"
#include "graphstore/store/document_record.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/relation_record.h"

namespace weft::graphstore {
namespace {

// Chunks of what is too long for one value, as the store makes them.
constexpr size_t kChunkBytes = 256 << 10;

}  // namespace

LoadedGraph::LoadedGraph(Options options, const CodedTriples& triples)
    : options_(std::move(options)),
      triples_(triples),
      times_(ReadTimes(triples.times())),
      outgoing_({options_.memory_bytes / 5 * 2, options_.folder}),
      incoming_({options_.memory_bytes / 5 * 2, options_.folder}),
      mentions_({options_.memory_bytes / 5, options_.folder}),
      counts_(triples.entities().size()),
      relation_counts_(triples.relations().size()),
      subjects_(triples.relations().size()),
      more_subjects_(triples.relations().size()) {}

NodeId LoadedGraph::Object(uint32_t coded) const {
  return coded & CodedTriple::kValue ? ids_.values[coded & ~CodedTriple::kValue]
                                     : ids_.entities[coded];
}

uint32_t LoadedGraph::LocalOf(NodeId entity) const {
  return entity.payload() >= meta_.next.entity
             ? ids_.new_entities[entity.payload() - meta_.next.entity]
             : old_entities_.at(entity);
}

absl::Status LoadedGraph::FillSorters() {
  outgoing_.Reserve(triples_.size());
  incoming_.Reserve(triples_.size());
  TripleLog::Reader reader(triples_.log());
  CodedTriple triple;
  for (uint32_t ordinal = 0; reader.Next(&triple); ++ordinal) {
    LoadedEdge edge;
    edge.node = ids_.entities[triple.subject].bits();
    edge.other = Object(triple.object).bits();
    edge.relation = ids_.relations[triple.relation].value();
    edge.local_relation = triple.relation;
    edge.ordinal = ordinal;
    edge.time = triple.time;
    outgoing_.Add(edge);
    std::swap(edge.node, edge.other);
    incoming_.Add(edge);
  }
  return reader.status();
}

void LoadedGraph::KeepMentions(const std::vector<LoadedEdge>& edges) {
  const uint32_t first = edges.front().ordinal;
  for (size_t i = 1; i < edges.size(); ++i) {
    numbers_->AddRepetition(edges[i].ordinal, first);
  }
  if (edges.size() > 1) {
    repeated_.emplace_back(first, static_cast<uint32_t>(edges.size()));
  }
  if (edges.size() == 1 && times_[edges.front().time].plain) return;
  for (const LoadedEdge& edge : edges) {
    mentions_.Add({first, edge.ordinal, edge.time});
  }
}

void LoadedGraph::KeepOldMentions(const std::vector<LoadedEdge>& edges,
                                  StatementId statement) {
  for (const LoadedEdge& edge : edges) {
    numbers_->AddOld(edge.ordinal, statement);
    old_mentions_.push_back({statement, edge.ordinal, edge.time});
  }
}

// What one statement adds to its subject and its relation.
void LoadedGraph::CountOutgoing(const std::vector<LoadedEdge>& edges,
                                bool is_new) {
  const NodeId subject(edges.front().node);
  const uint32_t relation = edges.front().local_relation;
  EntityCounts& counts = counts_[LocalOf(subject)];
  counts.as_subject += edges.size();
  if (!is_new) return;
  ++counts.out;
  ++relation_counts_[relation];
  if (edges.front().relation >= meta_.next.relation) {
    subjects_[relation].Add(subject.payload());
  } else if (std::vector<uint64_t>& more = more_subjects_[relation];
             more.empty() || more.back() != subject.payload()) {
    more.push_back(subject.payload());
  }
}

// And to its object.
void LoadedGraph::CountIncoming(const std::vector<LoadedEdge>& edges,
                                bool is_new) {
  const NodeId object(edges.front().node);
  if (object.is_entity()) {
    EntityCounts& counts = counts_[LocalOf(object)];
    counts.in += is_new;
    counts.as_object += edges.size();
  } else if (object.kind() == NodeKind::kLiteral) {
    literal_counts_[object] += is_new;
  }
}

absl::Status LoadedGraph::ReadSide(
    bool incoming, EdgeSorter* sorter, ListedRows* degree_rows,
    absl::FunctionRef<void(const std::vector<LoadedEdge>& edges,
                           const AdjacentEdge* old)>
        visit) const {
  WEFT_RETURN_IF_ERROR(sorter->Finish());
  DegreeCounter degrees(incoming, degree_rows);
  BaseList list(*base_, incoming);
  StatementReader reader(sorter);
  std::vector<LoadedEdge> edges;
  NodeId node;
  const auto count = [&](const AdjacentEdge& edge) {
    degrees.Add(node, PositionOf(edge));
  };
  while (reader.Next(&edges)) {
    if (const NodeId next(edges.front().node); next != node) {
      list.VisitRest(count);
      node = next;
      WEFT_RETURN_IF_ERROR(list.Start(node));
    }
    const AdjacencyPosition position = edges.front().position();
    const AdjacentEdge* old = list.AdvanceTo(position, count);
    degrees.Add(node, position);
    visit(edges, old);
  }
  list.VisitRest(count);
  degrees.Finish();
  return sorter->status();
}

absl::Status LoadedGraph::ReadOutgoing() {
  out_degrees_ = std::make_unique<ListedRows>();
  WEFT_RETURN_IF_ERROR(
      ReadSide(/*incoming=*/false, &outgoing_, out_degrees_.get(),
               [this](const auto& edges, const AdjacentEdge* old) {
                 CountOutgoing(edges, old == nullptr);
                 if (old == nullptr) {
                   KeepMentions(edges);
                 } else {
                   KeepOldMentions(edges, old->statement);
                 }
               }));
  numbers_->Finish();
  std::sort(repeated_.begin(), repeated_.end());
  std::sort(old_mentions_.begin(), old_mentions_.end());
  return mentions_.Finish();
}

absl::Status LoadedGraph::ReadIncoming() {
  in_degrees_ = std::make_unique<ListedRows>();
  return ReadSide(/*incoming=*/true, &incoming_, in_degrees_.get(),
                  [this](const auto& edges, const AdjacentEdge* old) {
                    CountIncoming(edges, old == nullptr);
                  });
}

// Old entities have their names already.
absl::Status LoadedGraph::ReadNames() {
  names_.emplace(*base_);
  for (size_t i = 0; i < ids_.new_entities.size(); ++i) {
    if (i % 4096 == 0) {
      WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
    }
    const uint32_t local = ids_.new_entities[i];
    WEFT_RETURN_IF_ERROR(
        names_->Add(triples_.entities().name(local), ids_.entities[local]));
  }
  return absl::OkStatus();
}

Meta LoadedGraph::NextMeta() const {
  Meta next = meta_;
  const uint64_t statements = numbers_->new_statements();
  ++next.version;
  ++next.next.document;
  next.next.entity += ids_.new_entities.size();
  next.next.literal += ids_.new_literals.size();
  next.next.relation += ids_.new_relations.size();
  next.next.statement += statements;
  ++next.totals.documents;
  next.totals.entities += ids_.new_entities.size();
  next.totals.literals += ids_.new_literals.size();
  next.totals.relations += ids_.new_relations.size();
  next.totals.statements += statements;
  next.totals.mentions += triples_.size();
  return next;
}

RowStream LoadedGraph::MetaRows() const {
  const Meta next = NextMeta();
  auto rows = std::make_unique<ListedRows>();
  rows->Add(MetaKey("next"), EncodeNextIds(next.next));
  rows->Add(MetaKey("totals"), EncodeTotals(next.totals));
  rows->Add(MetaKey("version"), EncodeVersion(next.version));
  return rows;
}

RowStream LoadedGraph::ChangeRows() const {
  DocumentChange document;
  document.document = options_.source;
  document.mentions_added = triples_.size();
  for (uint64_t i = 0; i < numbers_->new_statements(); ++i) {
    document.added.push_back(StatementId(meta_.next.statement + i));
  }
  Change change;
  change.version = meta_.version + 1;
  change.recorded = now_;
  change.documents.push_back(std::move(document));
  auto rows = std::make_unique<ListedRows>();
  rows->AddChunks(ChangePrefix(change.version), EncodeChange(change),
                  kChunkBytes);
  return rows;
}

RowStream LoadedGraph::DocumentRows() const {
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

absl::StatusOr<RowStream> LoadedGraph::LiteralRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < ids_.values.size(); ++i) {
    const NodeId id = ids_.values[i];
    if (id.kind() != NodeKind::kLiteral) continue;
    const std::string key = LiteralKey(id);
    LiteralRecord record{triples_.values()[i].value, 0};
    if (base_->Existed(id)) {
      WEFT_ASSIGN_OR_RETURN(const auto bytes, base_->Get(key));
      if (!bytes || !DecodeLiteralRecord(*bytes, &record)) {
        return BadRecord(key);
      }
    }
    record.statement_count += literal_counts_.at(id);
    rows->Add(key, EncodeLiteralRecord(record));
  }
  rows->Sort();
  return rows;
}

RowStream LoadedGraph::LiteralContentRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (const uint32_t i : ids_.new_literals) {
    rows->Add(LiteralContentKey(LiteralContent(triples_.values()[i].value)),
              EncodeNodeId(ids_.values[i]));
  }
  rows->Sort();
  return rows;
}

// More subjects for a relation that the graph has already.
absl::Status LoadedGraph::MergeSubjects(uint32_t relation,
                                        ListedRows* rows) const {
  const std::vector<uint64_t>& more = more_subjects_[relation];
  if (more.empty()) return absl::OkStatus();
  const std::string prefix = SubjectsPrefix(ids_.relations[relation]);
  WEFT_ASSIGN_OR_RETURN(const std::vector<kv::Row> before, base_->Rows(prefix));
  std::vector<uint64_t> old, all;
  for (const kv::Row& row : before) {
    if (!DecodeIdBlock(row.value, &old)) return BadRecord(row.key);
  }
  std::set_union(old.begin(), old.end(), more.begin(), more.end(),
                 std::back_inserter(all));
  std::vector<kv::Row> after;
  EmitBlocks<PostingList>(prefix, all, [&](std::string key, std::string value) {
    after.push_back({std::move(key), std::move(value)});
  });
  rows->AddChanges(before, after);
  return absl::OkStatus();
}

absl::StatusOr<RowStream> LoadedGraph::SubjectRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < subjects_.size(); ++i) {
    subjects_[i].ForEachRow(SubjectsPrefix(ids_.relations[i]),
                            [&](std::string key, const std::string& value) {
                              rows->Add(std::move(key), value);
                            });
    WEFT_RETURN_IF_ERROR(MergeSubjects(i, rows.get()));
  }
  rows->Sort();
  return rows;
}

absl::StatusOr<RowStream> LoadedGraph::RelationRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (uint32_t i = 0; i < relation_counts_.size(); ++i) {
    const RelationId id = ids_.relations[i];
    const std::string key = RelationKey(id);
    RelationRecord record{std::string(triples_.relations().name(i)), 0};
    if (id.value() < meta_.next.relation) {
      WEFT_ASSIGN_OR_RETURN(const auto bytes, base_->Get(key));
      if (!bytes || !DecodeRelationRecord(*bytes, &record)) {
        return BadRecord(key);
      }
    }
    record.statement_count += relation_counts_[i];
    rows->Add(key, EncodeRelationRecord(record));
  }
  rows->Sort();
  return rows;
}

RowStream LoadedGraph::RelationNameRows() const {
  auto rows = std::make_unique<ListedRows>();
  for (const uint32_t i : ids_.new_relations) {
    rows->Add(RelationNameKey(triples_.relations().name(i)),
              EncodeRelationId(ids_.relations[i]));
  }
  rows->Sort();
  return rows;
}

RowStream LoadedGraph::DegreeRows() {
  out_degrees_->Append(in_degrees_.get());
  out_degrees_->Sort();
  return std::move(out_degrees_);
}

RowStream LoadedGraph::VersionRows() const {
  const Meta next = NextMeta();
  auto rows = std::make_unique<ListedRows>();
  rows->Add(VersionKey(next.version),
            EncodeVersionRecord({StatementId(next.next.statement), now_}));
  return rows;
}

StatementSource LoadedGraph::Source() const {
  return {triples_,
          times_,
          *numbers_,
          repeated_,
          old_mentions_,
          *base_,
          document_,
          [this](const CodedTriple& triple) {
            EdgeKey key;
            key.subject = ids_.entities[triple.subject];
            key.relation = ids_.relations[triple.relation];
            key.object = Object(triple.object);
            return key;
          }};
}

// In the order in which they are to be begun: the long ones first, so that
// threads end at about the same time. Indexes without another one between them
// share a stream.
absl::StatusOr<std::vector<RowStream>> LoadedGraph::AllRows() {
  WEFT_ASSIGN_OR_RETURN(RowStream subjects, SubjectRows());
  WEFT_ASSIGN_OR_RETURN(RowStream relations, RelationRows());
  WEFT_ASSIGN_OR_RETURN(RowStream literals, LiteralRows());
  const EntitySource entities{
      *base_, triples_.entities(), ids_.entities, counts_, by_id_, document_};
  std::vector<RowStream> all;
  all.push_back(Join(std::make_unique<AdjacencyRows>(
      *base_, /*incoming=*/false, &outgoing_, times_, *numbers_)));
  all.push_back(Join(std::make_unique<AdjacencyRows>(
      *base_, /*incoming=*/true, &incoming_, times_, *numbers_)));
  all.push_back(
      Join(std::move(subjects), std::move(relations),
           std::make_unique<StatementRows>(Source()),
           std::make_unique<DocumentStatementRows>(Source()), VersionRows(),
           std::make_unique<ContributionRows>(entities), RelationNameRows()));
  all.push_back(Join(std::make_unique<EntityRows>(entities)));
  all.push_back(Join(names_->AliasRows()));
  all.push_back(Join(DegreeRows(), names_->TrigramRows()));
  all.push_back(Join(std::move(literals),
                     std::make_unique<OldMentionRows>(Source()),
                     std::make_unique<MentionRows>(Source(), &mentions_),
                     LiteralContentRows()));
  all.push_back(DocumentRows());
  all.push_back(MetaRows());
  return all;
}

absl::Status LoadedGraph::ReadAll() {
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

absl::Status LoadedGraph::LinkNames() {
  WEFT_ASSIGN_OR_RETURN(ids_, base_->Link(triples_));
  for (uint32_t i = 0; i < ids_.entities.size(); ++i) {
    const NodeId id = ids_.entities[i];
    if (id.payload() < meta_.next.entity) old_entities_.emplace(id, i);
    by_id_.push_back(i);
  }
  // Without old ones they are in order already.
  if (!old_entities_.empty()) {
    std::sort(by_id_.begin(), by_id_.end(), [this](uint32_t a, uint32_t b) {
      return ids_.entities[a] < ids_.entities[b];
    });
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RowStream>> LoadedGraph::Prepare(
    const BulkBase& base) {
  bulk_.emplace(base);
  base_.emplace(*bulk_);
  meta_ = base.meta;
  now_ = base.now;
  document_ = DocumentId(meta_.next.document);
  WEFT_ASSIGN_OR_RETURN(const auto there,
                        base_->Get(DocumentIdKey(options_.source)));
  if (there) {
    return absl::AlreadyExistsError(
        absl::StrCat("document \"", options_.source, "\" is already there"));
  }
  numbers_.emplace(triples_.size(), StatementId(meta_.next.statement));
  WEFT_RETURN_IF_ERROR(LinkNames());
  WEFT_RETURN_IF_ERROR(ReadAll());
  result_.version = meta_.version + 1;
  result_.new_statements = numbers_->new_statements();
  result_.new_entities = ids_.new_entities.size();
  result_.facts = triples_.size();
  return AllRows();
}

}  // namespace weft::graphstore
