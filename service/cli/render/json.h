// JSON for programs: the shapes that doc/cli.md fixes.
//
// Keys stand in the documented order. Text that is no valid UTF-8 comes out
// with U+FFFD in place of the bad bytes. Ids are strings: a program must not
// count with them, and those of values are words.
#ifndef WEFT_SERVICE_CLI_RENDER_JSON_H_
#define WEFT_SERVICE_CLI_RENDER_JSON_H_

#include <cstdint>
#include <string>

#include "nlohmann/json.hpp"
#include "weft/v1/extraction.pb.h"
#include "weft/v1/fact.pb.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {

using Json = nlohmann::ordered_json;

// One line, without the line end.
std::string ToLine(const Json& json);

std::string IdText(uint64_t id);

// To four decimals, which is more than any confidence is worth.
double RoundedScore(double score);

// A number without a fraction is written without one: 17, not 17.0.
Json NumberJson(double number);

// A fact as `weft extract` prints it: doc, sentence, begin, end, subject,
// subject_mention, relation, relation_mention, object, object_mention,
// confidence, negated, modality, attribution, qualifiers, and what else is
// known. `doc` is the id of the document.
Json FactJson(const v1::Fact& fact);

// The same with what only a graph knows: ids, document, number of sources.
Json StoredFactJson(const v1::Fact& fact);

// {"role", "relation", "text", "value", "unit"}
Json QualifierJson(const v1::Qualifier& qualifier);

// {"id", "name", "labels", "properties"}; values have the label "value" and
// their words as id.
Json NodeJson(const v1::EntityRef& entity);
Json NodeJson(const v1::Slot& slot);

// {"id", "type", "start", "end", "properties"}
Json RelationshipJson(const v1::Edge& edge);

// {"nodes", "relationships"}
Json PathJson(const v1::FindPathsResponse::Path& path);

Json EntityJson(const v1::Entity& entity);
Json DocumentJson(const v1::Document& document);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_JSON_H_
