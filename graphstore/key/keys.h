// Keys of everything but the edges (edge_key.h), and which prefix is whose.
//
// The first byte of a key says what it is. doc/key_format.md lists every key
// with its value.
#ifndef WEFT_GRAPHSTORE_KEY_KEYS_H_
#define WEFT_GRAPHSTORE_KEY_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

enum class Index : char {
  kMeta = '!',                // name                             -> (varies)
  kAlias = 'A',               // normalised name, 00, entity       -> empty
  kDocumentById = 'B',        // id of the document                -> number
  kChange = 'C',              // version, chunk                    -> changes
  kDocument = 'D',            // document                          -> record
  kEntity = 'E',              // entity                            -> record
  kDegrees = 'F',             // block_key.h: node, direction      -> degrees
  kTrigram = 'G',             // block_key.h: entities by trigram
  kIncoming = 'I',            // block_key.h: edges by object
  kLiteral = 'L',             // literal                           -> record
  kMention = 'M',             // statement, document, ordinal      -> record
  kLiteralByContent = 'N',    // canonical bytes                   -> literal
  kOutgoing = 'O',            // block_key.h: edges by subject
  kByRelation = 'P',          // block_key.h: subjects by relation
  kRequest = 'Q',             // id of a request (request_log.h)   -> answer
  kRelation = 'R',            // relation                          -> record
  kStatement = 'S',           // block_key.h: chunk of statements
  kDocumentStatements = 'T',  // block_key.h: statements by document
  kMerge = 'U',               // merge (store/merges.h)            -> record
  kVersion = 'V',             // block_key.h: version               -> record
  kBlob = 'X',                // document, kind, chunk             -> bytes
  kRelationByName = 'Y',      // name                              -> relation
};

std::string IndexPrefix(Index index);

// `name`: "format", "version", "next.entity" ...
std::string MetaKey(absl::string_view name);

// Names are cut to kMaxNameKeyBytes at a character boundary.
inline constexpr size_t kMaxNameKeyBytes = 512;
std::string AliasKey(absl::string_view normalized, NodeId entity);
// All entities with exactly this name.
std::string AliasPrefix(absl::string_view normalized);
// All entities with a name that begins so.
std::string AliasNamePrefix(absl::string_view normalized);
bool ParseAliasKey(absl::string_view key, absl::string_view* normalized,
                   NodeId* entity);

std::string TrigramPrefix(absl::string_view trigram);

std::string EntityKey(NodeId entity);
std::string LiteralKey(NodeId literal);
// E and L alike: the prefix byte and one node.
bool ParseNodeKey(absl::string_view key, NodeId* node);
std::string LiteralContentKey(absl::string_view content);

std::string RelationKey(RelationId relation);
bool ParseRelationKey(absl::string_view key, RelationId* relation);
std::string RelationNameKey(absl::string_view name);

std::string DocumentIdKey(absl::string_view id);
std::string DocumentKey(DocumentId document);
bool ParseDocumentKey(absl::string_view key, DocumentId* document);

std::string MentionPrefix(StatementId statement);
std::string MentionKey(StatementId statement, DocumentId document,
                       uint32_t ordinal);
bool ParseMentionKey(absl::string_view key, StatementId* statement,
                     DocumentId* document, uint32_t* ordinal);

// What is too long for one value is cut into chunks.
enum class BlobKind : char { kText = 't', kSentences = 's', kEntities = 'e' };
std::string BlobPrefix(DocumentId document, BlobKind kind);
std::string BlobKey(DocumentId document, BlobKind kind, uint32_t chunk);

std::string ChangePrefix(uint64_t version);
std::string ChangeKey(uint64_t version, uint32_t chunk);
bool ParseChangeKey(absl::string_view key, uint64_t* version, uint32_t* chunk);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_KEY_KEYS_H_
