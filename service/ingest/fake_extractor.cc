#include "service/ingest/fake_extractor.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::service {
namespace {

using extractor::ExtractedDocument;
using extractor::Mention;

ByteSpan SpanOf(absl::string_view whole, absl::string_view part) {
  const auto begin = static_cast<uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

int EntityIndex(absl::string_view name, ExtractedDocument* document) {
  for (size_t i = 0; i < document->entities.size(); ++i) {
    extractor::Entity& entity = document->entities[i];
    if (entity.name != name) continue;
    ++entity.aliases[0].count;
    return static_cast<int>(i);
  }
  extractor::Entity entity;
  entity.name = std::string(name);
  entity.named = true;
  entity.aliases = {{entity.name, 1}};
  document->entities.push_back(std::move(entity));
  return static_cast<int>(document->entities.size()) - 1;
}

void SetObject(absl::string_view text, ByteSpan span, extractor::Fact* fact,
               ExtractedDocument* document) {
  fact->object_mention = {std::string(text), span};
  double number = 0;
  if (absl::EndsWith(text, "%") &&
      absl::SimpleAtod(absl::StripSuffix(text, "%"), &number)) {
    extractor::Value& value = fact->object_value.emplace();
    value.kind = extractor::ValueKind::kPercent;
    value.text = std::string(text);
    value.number = number;
    value.unit = "percent";
  } else {
    fact->object = EntityIndex(text, document);
  }
}

void AddFact(absl::string_view bytes, absl::string_view line,
             ExtractedDocument* document) {
  std::vector<absl::string_view> parts = absl::StrSplit(line, ';');
  for (absl::string_view& part : parts) {
    part = absl::StripAsciiWhitespace(part);
  }
  extractor::Fact fact;
  fact.sentence = static_cast<uint32_t>(document->sentences.size());
  document->sentences.push_back({SpanOf(bytes, line), std::string(line)});
  if (parts.size() < 3) return;
  fact.negated = absl::ConsumePrefix(&parts[0], "!");
  fact.subject = EntityIndex(parts[0], document);
  fact.subject_mention = {std::string(parts[0]), SpanOf(bytes, parts[0])};
  fact.relation = std::string(parts[1]);
  fact.relation_display = std::string(parts[2]);
  fact.relation_mention = {std::string(parts[2]), SpanOf(bytes, parts[2])};
  if (parts.size() > 3) {
    SetObject(parts[3], SpanOf(bytes, parts[3]), &fact, document);
  }
  fact.confidence = 0.8f;
  fact.rule = "fake.line";
  document->facts.push_back(std::move(fact));
}

}  // namespace

absl::StatusOr<ExtractedDocument> FakeExtractor::Extract(
    const extractor::DocumentInput& input,
    const extractor::ExtractOptions& options) const {
  if (probe_ != nullptr) {
    if (probe_->before) probe_->before(input);
    ++probe_->extractions;
  }
  if (input.bytes.empty() || absl::StrContains(input.bytes, "BAD")) {
    return absl::InvalidArgumentError("the document holds no text");
  }
  ExtractedDocument document;
  document.id = input.id;
  document.title = input.title;
  document.url = input.url;
  document.published = input.published;
  const absl::string_view bytes = input.bytes;
  for (const absl::string_view line : absl::StrSplit(bytes, '\n')) {
    if (!line.empty()) AddFact(bytes, line, &document);
  }
  if (options.explain) {
    document.explanations.assign(document.sentences.size(), "as written");
  }
  return document;
}

}  // namespace weft::service
