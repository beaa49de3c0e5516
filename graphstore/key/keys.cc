#include "graphstore/key/keys.h"

#include "absl/strings/str_cat.h"
#include "base/coding.h"

namespace weft::graphstore {
namespace {

// Builds a key part by part.
class Builder {
 public:
  explicit Builder(Index index) : bytes_(1, static_cast<char>(index)) {}
  Builder& Bytes(absl::string_view bytes) {
    absl::StrAppend(&bytes_, bytes);
    return *this;
  }
  Builder& Byte(char byte) {
    bytes_.push_back(byte);
    return *this;
  }
  Builder& U32(uint32_t value) {
    PutFixed32(value, &bytes_);
    return *this;
  }
  Builder& U64(uint64_t value) {
    PutFixed64(value, &bytes_);
    return *this;
  }
  std::string Done() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Takes a key apart; ok() after Done() when every part was there.
class Parser {
 public:
  Parser(absl::string_view key, Index index)
      : rest_(key),
        ok_(!key.empty() && key.front() == static_cast<char>(index)) {
    if (ok_) rest_.remove_prefix(1);
  }
  Parser& U32(uint32_t* value) {
    ok_ = ok_ && GetFixed32(&rest_, value);
    return *this;
  }
  Parser& U64(uint64_t* value) {
    ok_ = ok_ && GetFixed64(&rest_, value);
    return *this;
  }
  Parser& Bytes(size_t size, absl::string_view* bytes) {
    ok_ = ok_ && rest_.size() >= size;
    if (ok_) {
      *bytes = rest_.substr(0, size);
      rest_.remove_prefix(size);
    }
    return *this;
  }
  bool Done() const { return ok_ && rest_.empty(); }

 private:
  absl::string_view rest_;
  bool ok_;
};

absl::string_view CutName(absl::string_view name) {
  if (name.size() <= kMaxNameKeyBytes) return name;
  size_t size = kMaxNameKeyBytes;
  // UTF-8 continuation bytes are 10xxxxxx.
  while (size > 0 && (static_cast<uint8_t>(name[size]) & 0xC0) == 0x80) --size;
  return name.substr(0, size);
}

template <typename Id>
bool ParseOneId(absl::string_view key, Index index, Id* id) {
  uint64_t value;
  if (!Parser(key, index).U64(&value).Done()) return false;
  *id = Id(value);
  return true;
}

}  // namespace

std::string IndexPrefix(Index index) { return Builder(index).Done(); }

std::string MetaKey(absl::string_view name) {
  return Builder(Index::kMeta).Bytes(name).Done();
}

std::string AliasKey(absl::string_view normalized, NodeId entity) {
  return AliasPrefix(normalized) +
         Builder(Index::kAlias).U64(entity.bits()).Done().substr(1);
}
std::string AliasPrefix(absl::string_view normalized) {
  return AliasNamePrefix(normalized) + '\0';
}
std::string AliasNamePrefix(absl::string_view normalized) {
  return Builder(Index::kAlias).Bytes(CutName(normalized)).Done();
}
bool ParseAliasKey(absl::string_view key, absl::string_view* normalized,
                   NodeId* entity) {
  constexpr size_t kAround = 1 + 1 + 8;
  if (key.size() < kAround || key[key.size() - 9] != '\0') return false;
  absl::string_view zero;
  uint64_t bits;
  if (!Parser(key, Index::kAlias)
           .Bytes(key.size() - kAround, normalized)
           .Bytes(1, &zero)
           .U64(&bits)
           .Done()) {
    return false;
  }
  *entity = NodeId(bits);
  return true;
}

std::string TrigramPrefix(absl::string_view trigram) {
  return Builder(Index::kTrigram).Bytes(trigram).Done();
}
std::string EntityKey(NodeId entity) {
  return Builder(Index::kEntity).U64(entity.bits()).Done();
}
std::string LiteralKey(NodeId literal) {
  return Builder(Index::kLiteral).U64(literal.bits()).Done();
}
bool ParseNodeKey(absl::string_view key, NodeId* node) {
  return ParseOneId(key, Index::kEntity, node) ||
         ParseOneId(key, Index::kLiteral, node);
}
std::string LiteralContentKey(absl::string_view content) {
  return Builder(Index::kLiteralByContent).Bytes(content).Done();
}

std::string RelationKey(RelationId relation) {
  return Builder(Index::kRelation).U32(relation.value()).Done();
}
bool ParseRelationKey(absl::string_view key, RelationId* relation) {
  uint32_t value;
  if (!Parser(key, Index::kRelation).U32(&value).Done()) return false;
  *relation = RelationId(value);
  return true;
}
std::string RelationNameKey(absl::string_view name) {
  return Builder(Index::kRelationByName).Bytes(name).Done();
}

std::string DocumentIdKey(absl::string_view id) {
  return Builder(Index::kDocumentById).Bytes(id).Done();
}
std::string DocumentKey(DocumentId document) {
  return Builder(Index::kDocument).U64(document.value()).Done();
}
bool ParseDocumentKey(absl::string_view key, DocumentId* document) {
  return ParseOneId(key, Index::kDocument, document);
}

std::string MentionPrefix(StatementId statement) {
  return Builder(Index::kMention).U64(statement.value()).Done();
}
std::string MentionKey(StatementId statement, DocumentId document,
                       uint32_t ordinal) {
  return Builder(Index::kMention)
      .U64(statement.value())
      .U64(document.value())
      .U32(ordinal)
      .Done();
}
bool ParseMentionKey(absl::string_view key, StatementId* statement,
                     DocumentId* document, uint32_t* ordinal) {
  uint64_t s, d;
  if (!Parser(key, Index::kMention).U64(&s).U64(&d).U32(ordinal).Done()) {
    return false;
  }
  *statement = StatementId(s);
  *document = DocumentId(d);
  return true;
}
std::string BlobPrefix(DocumentId document, BlobKind kind) {
  return Builder(Index::kBlob)
      .U64(document.value())
      .Byte(static_cast<char>(kind))
      .Done();
}
std::string BlobKey(DocumentId document, BlobKind kind, uint32_t chunk) {
  return Builder(Index::kBlob)
      .U64(document.value())
      .Byte(static_cast<char>(kind))
      .U32(chunk)
      .Done();
}

std::string ChangePrefix(uint64_t version) {
  return Builder(Index::kChange).U64(version).Done();
}
std::string ChangeKey(uint64_t version, uint32_t chunk) {
  return Builder(Index::kChange).U64(version).U32(chunk).Done();
}
bool ParseChangeKey(absl::string_view key, uint64_t* version, uint32_t* chunk) {
  return Parser(key, Index::kChange).U64(version).U32(chunk).Done();
}

}  // namespace weft::graphstore
