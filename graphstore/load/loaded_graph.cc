#include "graphstore/load/loaded_graph.h"

#include <algorithm>
#include <array>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "graphstore/dict/value_id.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/keys.h"
#include "graphstore/load/dictionary_rows.h"
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
// Triples, or statements, between two looks at the cancellation.
constexpr uint32_t kPerPoll = 1 << 16;

// By LoadedGraph::Index.
constexpr std::array<absl::string_view, kLoadedIndexes> kIndexNames = {
    "outgoing", "incoming", "statements", "entities",
    "aliases",  "trigrams", "mentions"};

}  // namespace

LoadedGraph::LoadedGraph(Options options, const CodedTriples& triples)
    : options_(std::move(options)),
      triples_(triples),
      times_(ReadTimes(triples.times())),
      outgoing_({options_.memory_bytes / 5 * 2, options_.folder}),
      incoming_({options_.memory_bytes / 5 * 2, options_.folder}) {}

NodeId LoadedGraph::Object(uint32_t coded) const {
  return coded & CodedTriple::kValue
             ? load_->ids.values[coded & ~CodedTriple::kValue]
             : load_->ids.entities[coded];
}

uint32_t LoadedGraph::LocalOf(NodeId entity) const {
  return entity.payload() >= meta_.next.entity
             ? load_->ids.new_entities[entity.payload() - meta_.next.entity]
             : old_entities_.at(entity);
}

absl::Status LoadedGraph::FillSorters() {
  const bool with_out = !IsWritten(kOutgoing);
  const bool with_in = !IsWritten(kIncoming);
  if (!with_out && !with_in) return absl::OkStatus();
  if (with_out) outgoing_.Reserve(triples_.size());
  if (with_in) incoming_.Reserve(triples_.size());
  TripleLog::Reader reader(triples_.log());
  CodedTriple triple;
  for (uint32_t ordinal = 0; reader.Next(&triple); ++ordinal) {
    if (ordinal % kPerPoll == 0) {
      WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
    }
    LoadedEdge edge;
    edge.node = load_->ids.entities[triple.subject].bits();
    edge.other = Object(triple.object).bits();
    edge.relation = load_->ids.relations[triple.relation].value();
    edge.local_relation = triple.relation;
    edge.ordinal = ordinal;
    edge.time = triple.time;
    if (with_out) outgoing_.Add(edge);
    std::swap(edge.node, edge.other);
    if (with_in) incoming_.Add(edge);
  }
  return reader.status();
}

void LoadedGraph::KeepMentions(const std::vector<LoadedEdge>& edges) {
  const uint32_t first = edges.front().ordinal;
  for (size_t i = 1; i < edges.size(); ++i) {
    load_->numbers.AddRepetition(edges[i].ordinal, first);
  }
  if (edges.size() > 1) {
    load_->repeated.emplace_back(first, static_cast<uint32_t>(edges.size()));
  }
  if (edges.size() == 1 && times_[edges.front().time].plain) return;
  for (const LoadedEdge& edge : edges) {
    load_->mentions.Add({first, edge.ordinal, edge.time});
  }
}

void LoadedGraph::KeepOldMentions(const std::vector<LoadedEdge>& edges,
                                  StatementId statement) {
  for (const LoadedEdge& edge : edges) {
    load_->numbers.AddOld(edge.ordinal, statement);
    load_->old_mentions.push_back({statement, edge.ordinal, edge.time});
  }
}

// What one statement adds to its subject and its relation.
void LoadedGraph::CountOutgoing(const std::vector<LoadedEdge>& edges,
                                bool is_new) {
  const NodeId subject(edges.front().node);
  const uint32_t relation = edges.front().local_relation;
  EntityCounts& counts = load_->counts[LocalOf(subject)];
  counts.as_subject += edges.size();
  if (!is_new) return;
  ++counts.out;
  ++load_->relation_counts[relation];
  if (edges.front().relation >= meta_.next.relation) {
    load_->subjects[relation].Add(subject.payload());
  } else if (std::vector<uint64_t>& more = load_->more_subjects[relation];
             more.empty() || more.back() != subject.payload()) {
    more.push_back(subject.payload());
  }
}

// And to its object.
void LoadedGraph::CountIncoming(const std::vector<LoadedEdge>& edges,
                                bool is_new) {
  const NodeId object(edges.front().node);
  if (object.is_entity()) {
    EntityCounts& counts = load_->counts[LocalOf(object)];
    counts.in += is_new;
    counts.as_object += edges.size();
  } else if (object.kind() == NodeKind::kLiteral) {
    load_->literal_counts[object] += is_new;
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
  for (uint32_t statements = 0; reader.Next(&edges); ++statements) {
    if (statements % kPerPoll == 0) {
      WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
    }
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
  WEFT_RETURN_IF_ERROR(
      ReadSide(/*incoming=*/false, &outgoing_, load_->out_degrees.get(),
               [this](const auto& edges, const AdjacentEdge* old) {
                 CountOutgoing(edges, old == nullptr);
                 if (old == nullptr) {
                   KeepMentions(edges);
                 } else {
                   KeepOldMentions(edges, old->statement);
                 }
               }));
  load_->numbers.Finish();
  std::sort(load_->repeated.begin(), load_->repeated.end());
  std::sort(load_->old_mentions.begin(), load_->old_mentions.end());
  return load_->mentions.Finish();
}

absl::Status LoadedGraph::ReadIncoming() {
  return ReadSide(/*incoming=*/true, &incoming_, load_->in_degrees.get(),
                  [this](const auto& edges, const AdjacentEdge* old) {
                    CountIncoming(edges, old == nullptr);
                  });
}

// Old entities have their names already.
absl::Status LoadedGraph::ReadNames() {
  names_.emplace(*base_);
  for (size_t i = 0; i < load_->ids.new_entities.size(); ++i) {
    if (i % 4096 == 0) {
      WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
    }
    const uint32_t local = load_->ids.new_entities[i];
    WEFT_RETURN_IF_ERROR(names_->Add(triples_.entities().name(local),
                                     load_->ids.entities[local]));
  }
  return absl::OkStatus();
}

Meta LoadedGraph::NextMeta() const {
  Meta next = meta_;
  const uint64_t statements = load_->numbers.new_statements();
  ++next.version;
  ++next.next.document;
  next.next.entity += load_->ids.new_entities.size();
  next.next.literal += load_->ids.new_literals.size();
  next.next.relation += load_->ids.new_relations.size();
  next.next.statement += statements;
  ++next.totals.documents;
  next.totals.entities += load_->ids.new_entities.size();
  next.totals.literals += load_->ids.new_literals.size();
  next.totals.relations += load_->ids.new_relations.size();
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
  for (uint64_t i = 0; i < load_->numbers.new_statements(); ++i) {
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

RowStream LoadedGraph::DegreeRows() {
  load_->out_degrees->Append(load_->in_degrees.get());
  load_->out_degrees->Sort();
  return std::move(load_->out_degrees);
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
          load_->numbers,
          load_->repeated,
          load_->old_mentions,
          *base_,
          document_,
          [this](const CodedTriple& triple) {
            EdgeKey key;
            key.subject = load_->ids.entities[triple.subject];
            key.relation = load_->ids.relations[triple.relation];
            key.object = Object(triple.object);
            return key;
          }};
}

// In the order in which they are to be begun: the long ones first, so that
// threads end at about the same time. Indexes without another one between them
// share a stream.
absl::StatusOr<std::vector<RowStream>> LoadedGraph::AllRows() {
  const DictionaryRows dictionary(*base_, triples_, *load_);
  const EntitySource entities{
      *base_,   triples_.entities(), load_->ids.entities, load_->counts, by_id_,
      document_};
  std::vector<RowStream> all;
  const auto add = [&](Index index, auto make) -> absl::Status {
    if (IsWritten(index)) {
      all.push_back(std::make_unique<ListedRows>());
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(RowStream rows, make());
    all.push_back(std::move(rows));
    return absl::OkStatus();
  };
  using Made = absl::StatusOr<RowStream>;
  WEFT_RETURN_IF_ERROR(add(kOutgoing, [&]() -> Made {
    return Join(std::make_unique<AdjacencyRows>(
        *base_, /*incoming=*/false, &outgoing_, times_, load_->numbers));
  }));
  WEFT_RETURN_IF_ERROR(add(kIncoming, [&]() -> Made {
    return Join(std::make_unique<AdjacencyRows>(
        *base_, /*incoming=*/true, &incoming_, times_, load_->numbers));
  }));
  WEFT_RETURN_IF_ERROR(add(kStatements, [&]() -> Made {
    WEFT_ASSIGN_OR_RETURN(RowStream subjects, dictionary.Subjects());
    WEFT_ASSIGN_OR_RETURN(RowStream relations, dictionary.Relations());
    return Join(std::move(subjects), std::move(relations),
                std::make_unique<StatementRows>(Source()),
                std::make_unique<DocumentStatementRows>(Source()));
  }));
  WEFT_RETURN_IF_ERROR(add(kEntities, [&]() -> Made {
    return Join(std::make_unique<EntityRows>(entities));
  }));
  WEFT_RETURN_IF_ERROR(
      add(kAliases, [&]() -> Made { return Join(names_->AliasRows()); }));
  WEFT_RETURN_IF_ERROR(add(kTrigrams, [&]() -> Made {
    return Join(DegreeRows(), names_->TrigramRows());
  }));
  WEFT_RETURN_IF_ERROR(add(kMentions, [&]() -> Made {
    WEFT_ASSIGN_OR_RETURN(RowStream literals, dictionary.Literals());
    return Join(std::move(literals), std::make_unique<OldMentionRows>(Source()),
                std::make_unique<MentionRows>(Source(), &load_->mentions),
                dictionary.LiteralContents());
  }));
  // These have the time of recording, or are few: they are never kept.
  all.push_back(Join(VersionRows(),
                     std::make_unique<ContributionRows>(entities),
                     dictionary.RelationNames()));
  all.push_back(DocumentRows());
  all.push_back(MetaRows());
  return all;
}

bool LoadedGraph::IsWritten(Index index) const {
  return options_.work != nullptr &&
         options_.work->manifest().Tables(kIndexNames[index]) != nullptr;
}

kv::BulkTables LoadedGraph::Tables() {
  LoadWork* const work = options_.work;
  if (work == nullptr) return {};
  return {.folder = work->folder(),
          .ready = work->TablePaths(),
          .written = [this, work](size_t stream,
                                  const std::vector<std::string>& paths) {
            const bool kept = stream < kIndexNames.size() &&
                              !IsWritten(static_cast<Index>(stream));
            return kept ? work->SaveTables(kIndexNames[stream], paths)
                        : absl::OkStatus();
          }};
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

// What the indexes still need that are not written yet.
absl::Status LoadedGraph::ReadMissing() {
  WEFT_RETURN_IF_ERROR(load_->Load(
      options_.work->Path(options_.work->manifest().prepared.name)));
  IndexEntities();
  WEFT_RETURN_IF_ERROR(FillSorters());
  WEFT_RETURN_IF_ERROR(options_.cancellation->Check());
  auto outgoing =
      std::async(std::launch::async, [this] { return outgoing_.Finish(); });
  auto incoming =
      std::async(std::launch::async, [this] { return incoming_.Finish(); });
  absl::Status status;
  if (!IsWritten(kAliases) || !IsWritten(kTrigrams)) status = ReadNames();
  status.Update(outgoing.get());
  status.Update(incoming.get());
  return status;
}

absl::Status LoadedGraph::SavePrepared(std::string base) {
  constexpr absl::string_view kName = "prepared";
  WEFT_ASSIGN_OR_RETURN(const auto file,
                        SpillFile::Open(options_.work->Path(kName), 0));
  WEFT_RETURN_IF_ERROR(load_->Save(file.get()));
  return options_.work->SavePrepared(
      std::move(base), {std::string(kName), file->size(), file->hash()});
}

void LoadedGraph::IndexEntities() {
  const EntityIds& ids = load_->ids.entities;
  for (uint32_t i = 0; i < ids.size(); ++i) {
    if (ids[i].payload() < meta_.next.entity) old_entities_.emplace(ids[i], i);
    by_id_.push_back(i);
  }
  // Without old ones they are in order already.
  if (!old_entities_.empty()) {
    std::sort(by_id_.begin(), by_id_.end(),
              [&](uint32_t a, uint32_t b) { return ids[a] < ids[b]; });
  }
}

// Stages 2 and 3 of an earlier load hold as long as the graph is the same.
absl::Status LoadedGraph::ReadOrTakeUp() {
  LoadWork* const work = options_.work;
  std::string base =
      absl::StrCat(EncodeVersion(kFormatVersion), EncodeVersion(meta_.version),
                   EncodeNextIds(meta_.next), EncodeTotals(meta_.totals));
  if (work != nullptr && work->manifest().base == base) {
    written_before_ = static_cast<int>(work->manifest().tables.size());
    return ReadMissing();
  }
  if (work != nullptr) work->DropPrepared();
  WEFT_ASSIGN_OR_RETURN(load_->ids, base_->Link(triples_));
  IndexEntities();
  WEFT_RETURN_IF_ERROR(ReadAll());
  return work == nullptr ? absl::OkStatus() : SavePrepared(std::move(base));
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
  load_.emplace(triples_, StatementId(meta_.next.statement),
                SortOptions{options_.memory_bytes / 5, options_.folder});
  WEFT_RETURN_IF_ERROR(ReadOrTakeUp());
  result_.version = meta_.version + 1;
  result_.new_statements = load_->numbers.new_statements();
  result_.new_entities = load_->ids.new_entities.size();
  result_.facts = triples_.size();
  return AllRows();
}

}  // namespace weft::graphstore
