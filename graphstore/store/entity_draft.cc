#include "graphstore/store/entity_draft.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/key/keys.h"
#include "graphstore/store/record_coding.h"
#include "graphstore/store/trigrams.h"

namespace weft::graphstore {
namespace {

std::set<std::string> AliasForms(const EntityNames& names) {
  std::set<std::string> forms;
  for (const auto& [text, count] : names.names) forms.insert(AliasForm(text));
  return forms;
}

std::set<std::string> AllTrigrams(const std::set<std::string>& names) {
  std::set<std::string> all;
  for (const std::string& name : names) {
    for (std::string& trigram : Trigrams(name)) all.insert(std::move(trigram));
  }
  return all;
}

// People are told apart from all else. The other types are not: taggers waver
// between a company, its product and the place where it sits, and one entity
// as many nodes is what users of such graphs complain of most.
bool TypesAgree(const std::string& a, const std::string& b) {
  static constexpr absl::string_view kPerson = "person";
  const auto open = [](const std::string& type) {
    return type.empty() || type == "misc";
  };
  return open(a) || open(b) || (a == kPerson) == (b == kPerson);
}

// Whether `form` is the canonical name of the entity: of any document's.
bool IsCanonical(const EntityRecord& record, const std::string& form) {
  for (const auto& [text, count] : record.names.names) {
    // Zero: the name was that of the document that is being replaced.
    const bool canonical = count.canonical > 0 || count.zero();
    if (canonical && AliasForm(text) == form) return true;
  }
  return false;
}

bool HasExactName(const EntityRecord& record, const std::string& name) {
  const auto it = record.names.names.find(name);
  return it != record.names.names.end() &&
         (it->second.canonical > 0 || it->second.zero());
}

}  // namespace

absl::Status EntityDraft::Prefetch(absl::Span<const LocalEntity> entities) {
  std::vector<std::string> prefixes;
  for (const LocalEntity& entity : entities) {
    prefixes.push_back(AliasPrefix(AliasForm(entity.name)));
  }
  WEFT_RETURN_IF_ERROR(draft_.PrefetchPrefixes(prefixes));
  std::vector<std::string> keys;
  for (const std::string& prefix : prefixes) {
    WEFT_RETURN_IF_ERROR(
        draft_.Visit(prefix, [&](absl::string_view key, absl::string_view) {
          absl::string_view name;
          NodeId entity;
          if (ParseAliasKey(key, &name, &entity) && !states_.contains(entity)) {
            keys.push_back(EntityKey(entity));
          }
          return true;
        }));
  }
  return draft_.Prefetch(std::move(keys));
}

absl::StatusOr<EntityDraft::State*> EntityDraft::Load(NodeId entity) {
  std::unique_ptr<State>& state = states_[entity];
  if (state != nullptr) return state.get();
  auto loaded = std::make_unique<State>();
  const std::string key = EntityKey(entity);
  absl::StatusOr<const std::string*> bytes = draft_.Get(key);
  if (!bytes.ok() || *bytes == nullptr ||
      !DecodeEntityRecord(**bytes, &loaded->record)) {
    states_.erase(entity);
    return bytes.ok() ? BadRecord(key) : bytes.status();
  }
  loaded->indexed = AliasForms(loaded->record.names);
  loaded->trigrammed = loaded->indexed;
  state = std::move(loaded);
  return state.get();
}

absl::StatusOr<EntityDraft::State*> EntityDraft::Touch(NodeId entity) {
  WEFT_ASSIGN_OR_RETURN(State * state, Load(entity));
  if (!state->touched) touched_.push_back(entity);
  state->touched = true;
  return state;
}

absl::StatusOr<std::vector<NodeId>> EntityDraft::WithAlias(
    const std::string& form) {
  const std::string prefix = AliasPrefix(form);
  // A name with a zero byte may begin with this name and a zero byte.
  const size_t key_size = prefix.size() + sizeof(uint64_t);
  std::vector<NodeId> found;
  WEFT_RETURN_IF_ERROR(
      draft_.Visit(prefix, [&](absl::string_view key, absl::string_view) {
        absl::string_view name;
        NodeId id;
        if (key.size() == key_size && ParseAliasKey(key, &name, &id)) {
          found.push_back(id);
        }
        return true;
      }));
  return found;
}

absl::StatusOr<std::optional<NodeId>> EntityDraft::FindByName(
    const LocalEntity& entity, LinkBy by) {
  const std::string form = AliasForm(entity.name);
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> ids, WithAlias(form));
  std::optional<NodeId> best;
  std::tuple<bool, uint64_t> best_rank;
  for (const NodeId id : ids) {
    WEFT_ASSIGN_OR_RETURN(const State* state, Load(id));
    const EntityRecord& record = state->record;
    const std::string type = record.Type();
    const bool agrees =
        by == LinkBy::kExactName
            ? HasExactName(record, entity.name)
            : TypesAgree(type, entity.type) && IsCanonical(record, form);
    const std::tuple rank(type == entity.type, record.document_count);
    if (agrees && (!best || rank > best_rank)) {
      best = id;
      best_rank = rank;
    }
  }
  return best;
}

absl::StatusOr<std::optional<NodeId>> EntityDraft::FindByAlias(
    const LocalEntity& entity, const absl::flat_hash_set<NodeId>& taken) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> ids,
                        WithAlias(AliasForm(entity.name)));
  std::optional<NodeId> only;
  for (const NodeId id : ids) {
    if (taken.contains(id)) continue;
    WEFT_ASSIGN_OR_RETURN(const State* state, Load(id));
    if (!TypesAgree(state->record.Type(), entity.type)) continue;
    if (only) return std::nullopt;
    only = id;
  }
  return only;
}

NodeId EntityDraft::Create() {
  const NodeId id = NodeId::Entity(meta_.next.entity++);
  ++meta_.totals.entities;
  states_[id] = std::make_unique<State>();
  return id;
}

absl::Status EntityDraft::AddContribution(
    const EntityContribution& contribution) {
  WEFT_ASSIGN_OR_RETURN(State * state, Touch(contribution.entity));
  state->record.names.Add(contribution.names);
  ++state->record.document_count;
  for (const auto& [text, count] : contribution.names.names) {
    const std::string form = AliasForm(text);
    if (state->indexed.insert(form).second) {
      draft_.Put(AliasKey(form, contribution.entity), "");
    }
  }
  return absl::OkStatus();
}

absl::Status EntityDraft::SubtractContribution(
    const EntityContribution& contribution) {
  WEFT_ASSIGN_OR_RETURN(State * state, Touch(contribution.entity));
  state->record.names.Subtract(contribution.names);
  state->record.document_count -=
      std::min<uint64_t>(1, state->record.document_count);
  return absl::OkStatus();
}

absl::Status EntityDraft::Count(NodeId entity, int64_t out_degree,
                                int64_t in_degree, int64_t mentions) {
  WEFT_ASSIGN_OR_RETURN(State * state, Touch(entity));
  state->record.out_degree += out_degree;
  state->record.in_degree += in_degree;
  state->record.mention_count += mentions;
  return absl::OkStatus();
}

absl::StatusOr<std::string> EntityDraft::Name(NodeId entity) {
  WEFT_ASSIGN_OR_RETURN(const State* state, Load(entity));
  return state->record.Name();
}

void EntityDraft::SettleNames(NodeId entity, State* state) {
  state->record.names.Prune();
  const std::set<std::string> needed = AliasForms(state->record.names);
  for (const std::string& name : state->indexed) {
    if (!needed.contains(name)) draft_.Delete(AliasKey(name, entity));
  }
  if (needed != state->trigrammed) {
    const std::set<std::string> before = AllTrigrams(state->trigrammed);
    const std::set<std::string> after = AllTrigrams(needed);
    for (const std::string& trigram : before) {
      if (after.contains(trigram)) continue;
      trigrams_.Erase(TrigramPrefix(trigram), entity.payload());
    }
    for (const std::string& trigram : after) {
      if (!before.contains(trigram)) {
        trigrams_.Put(TrigramPrefix(trigram), entity.payload());
      }
    }
  }
  state->indexed = needed;
  state->trigrammed = needed;
}

absl::StatusOr<size_t> EntityDraft::Settle() {
  size_t gone = 0;
  for (const NodeId entity : touched_) {
    State* state = states_.at(entity).get();
    SettleNames(entity, state);
    state->touched = false;
    if (state->record.document_count > 0) {
      draft_.Put(EntityKey(entity), EncodeEntityRecord(state->record));
      continue;
    }
    draft_.Delete(EntityKey(entity));
    --meta_.totals.entities;
    ++gone;
    states_.erase(entity);
  }
  touched_.clear();
  return gone;
}

absl::Status EntityDraft::Flush() {
  return trigrams_.Flush(
      [](const std::string&, const auto&) { return absl::OkStatus(); });
}

}  // namespace weft::graphstore
