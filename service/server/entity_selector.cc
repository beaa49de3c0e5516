#include "service/server/entity_selector.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/fact/entity.h"
#include "graphstore/store/query.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"

namespace weft::service {
namespace {

using graphstore::NodeId;
using graphstore::Reader;

// How many near names a message holds.
constexpr size_t kSuggestions = 3;

// `kind`: "entity", "entity or value".
absl::StatusOr<absl::Status> NoSuchName(const Reader& reader,
                                        absl::string_view kind,
                                        const std::string& name) {
  graphstore::SearchOptions options;
  options.limit = kSuggestions;
  WEFT_ASSIGN_OR_RETURN(const auto matches,
                        reader.SearchEntities(name, options));
  std::string message = absl::StrCat("no ", kind, " is called \"", name, "\"");
  if (matches.empty()) {
    absl::StrAppend(&message, "; search for a part of the name");
  } else {
    absl::StrAppend(
        &message, "; did you mean ",
        absl::StrJoin(
            matches, " or ",
            [](std::string* out, const graphstore::EntityMatch& match) {
              absl::StrAppend(out, "\"", match.entity.name, "\"");
            }),
        "?");
  }
  return MissingError("entity", name, message);
}

// Checks that the selector says something.
absl::Status CheckSelector(const v1::EntitySelector& selector,
                           absl::string_view field) {
  if (selector.has_id()) return absl::OkStatus();
  if (!selector.has_name()) {
    return InvalidFieldError(field, "give the name or the id of an entity");
  }
  if (absl::StripAsciiWhitespace(selector.name()).empty()) {
    return InvalidFieldError(absl::StrCat(field, ".name"), "is empty");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<NodeId>> ById(const Reader& reader, uint64_t id) {
  const NodeId node = NodeId::Entity(id);
  absl::Status found = reader.GetEntity(node).status();
  if (absl::IsNotFound(found)) {
    return MissingError("entity", absl::StrCat(id),
                        absl::StrCat("no entity has the id ", id,
                                     "; ids are not kept when the last "
                                     "document about an entity goes"));
  }
  WEFT_RETURN_IF_ERROR(found);
  return std::vector<NodeId>{reader.Root(node)};
}

// Those of `entities` that come first when the best known is asked for.
absl::StatusOr<std::vector<graphstore::Entity>> BestKnown(
    const Reader& reader, const std::vector<NodeId>& ids) {
  std::vector<graphstore::Entity> best;
  for (const NodeId id : ids) {
    WEFT_ASSIGN_OR_RETURN(graphstore::Entity entity, reader.GetEntity(id));
    if (!best.empty() && best.front().mention_count > entity.mention_count) {
      continue;
    }
    if (!best.empty() && best.front().mention_count < entity.mention_count) {
      best.clear();
    }
    best.push_back(std::move(entity));
  }
  return best;
}

absl::Status AmbiguousError(const std::string& name,
                            const std::vector<graphstore::Entity>& entities) {
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat(
          "several entities are called \"", name, "\", all with ",
          entities.front().mention_count, " mentions: ",
          absl::StrJoin(entities, ", ",
                        [](std::string* out, const graphstore::Entity& e) {
                          absl::StrAppend(out, "id ", EntityNumber(e.id), " (",
                                          e.name, e.type.empty() ? "" : ", ",
                                          e.type, ")");
                        }),
          "; ask by id")),
      "AMBIGUOUS_NAME");
}

absl::StatusOr<NodeId> TheOneCalled(
    const std::string& name, const std::vector<graphstore::Entity>& entities) {
  if (entities.size() == 1) return entities.front().id;
  const std::string wanted = graphstore::NormalizeName(name);
  std::vector<NodeId> by_canonical_name;
  for (const graphstore::Entity& entity : entities) {
    if (graphstore::NormalizeName(entity.name) == wanted) {
      by_canonical_name.push_back(entity.id);
    }
  }
  if (by_canonical_name.size() == 1) return by_canonical_name.front();
  return AmbiguousError(name, entities);
}

}  // namespace

absl::StatusOr<NodeId> ResolveEntity(const Reader& reader,
                                     const v1::EntitySelector& selector,
                                     absl::string_view field) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> ids,
                        ResolveEntities(reader, selector, field));
  if (ids.size() == 1) return ids.front();
  WEFT_ASSIGN_OR_RETURN(const std::vector<graphstore::Entity> best,
                        BestKnown(reader, ids));
  return TheOneCalled(selector.name(), best);
}

absl::StatusOr<std::vector<NodeId>> ResolveEntities(
    const Reader& reader, const v1::EntitySelector& selector,
    absl::string_view field) {
  WEFT_RETURN_IF_ERROR(CheckSelector(selector, field));
  if (selector.has_id()) return ById(reader, selector.id());
  WEFT_ASSIGN_OR_RETURN(std::vector<NodeId> ids,
                        reader.FindEntities(selector.name()));
  if (!ids.empty()) return ids;
  WEFT_ASSIGN_OR_RETURN(absl::Status missing,
                        NoSuchName(reader, "entity", selector.name()));
  return missing;
}

absl::StatusOr<std::vector<NodeId>> ResolveNodes(
    const Reader& reader, const v1::EntitySelector& selector,
    absl::string_view field) {
  WEFT_RETURN_IF_ERROR(CheckSelector(selector, field));
  if (selector.has_id()) return ById(reader, selector.id());
  WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> ids,
                        reader.FindNodes(selector.name()));
  std::vector<NodeId> used;
  for (const NodeId id : ids) {
    // Any text writes some value; only what a fact has is in the graph.
    WEFT_ASSIGN_OR_RETURN(const uint64_t degree,
                          reader.Degree(id, graphstore::Direction::kIn));
    if (id.is_entity() || degree > 0) used.push_back(id);
  }
  if (!used.empty()) return used;
  WEFT_ASSIGN_OR_RETURN(absl::Status missing,
                        NoSuchName(reader, "entity or value", selector.name()));
  return missing;
}

}  // namespace weft::service
