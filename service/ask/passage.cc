#include "service/ask/passage.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/clause/tree_repair.h"
#include "service/ask/question.h"

namespace weft::service {
namespace {

using extractor::ArgumentRole;
using extractor::Clause;
using graphstore::MentionSlot;

std::optional<absl::CivilDay> ParseDay(const std::string& iso) {
  absl::CivilDay day;
  if (iso.size() >= 10 && absl::ParseCivilTime(iso.substr(0, 10), &day)) {
    return day;
  }
  return std::nullopt;
}

Role RoleOf(const Clause& clause, const extractor::Argument& argument) {
  switch (argument.role) {
    case ArgumentRole::kObject:
      return Role::kObject;
    case ArgumentRole::kAgent:
      return Role::kSubject;
    case ArgumentRole::kContent:
      return Role::kContent;
    case ArgumentRole::kAdverbialClause:
      return Role::kAdverbial;
    case ArgumentRole::kIndirectObject:
    case ArgumentRole::kOblique:
      return Role::kOblique;
    default:
      return Role::kNone;
  }
}

// Builds the parts of a passage that follow from its facts.
class PassageBuilder {
 public:
  explicit PassageBuilder(Passage* passage) : passage_(*passage) {}

  void Run() {
    const int size = passage_.size();
    passage_.neighbors.assign(size, {});
    for (int i = 0; i < size; ++i) {
      const int head = passage_.tree()[i].head;
      if (head != extractor::kNoHead) Connect(i, head);
    }
    for (const RoleArc& arc : passage_.roles) {
      Connect(arc.predicate, arc.argument);
    }
    for (const graphstore::Fact& fact : passage_.facts) AddFact(fact);
  }

 private:
  void Connect(int a, int b) {
    if (a < 0 || b < 0 || a == b) return;
    auto& list = passage_.neighbors[a];
    if (std::find(list.begin(), list.end(), b) != list.end()) return;
    list.push_back(b);
    passage_.neighbors[b].push_back(a);
  }

  // The words of a slot. Spans count bytes of the original, which cleaning may
  // have changed, so that the words themselves are looked for near by.
  TokenSpan Locate(const MentionSlot& slot,
                   const graphstore::Fact& fact) const {
    const std::string& text = *passage_.text;
    if (slot.span.empty() || slot.span.begin < fact.sentence_span.begin) {
      return {};
    }
    size_t begin = slot.span.begin - fact.sentence_span.begin;
    size_t length = slot.span.end - slot.span.begin;
    if (!slot.text.empty() && text.compare(std::min(begin, text.size()),
                                           slot.text.size(), slot.text) != 0) {
      const size_t from = begin > 40 ? begin - 40 : 0;
      const size_t found = text.find(slot.text, from);
      if (found != std::string::npos) {
        begin = found;
        length = slot.text.size();
      }
    }
    return Cover(begin, begin + length);
  }

  TokenSpan Cover(size_t begin, size_t end) const {
    TokenSpan out;
    const auto& tokens = passage_.analyzed.sentence.tokens;
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].span.end <= begin || tokens[i].span.begin >= end) continue;
      if (out.empty()) out.begin = static_cast<uint32_t>(i);
      out.end = static_cast<uint32_t>(i + 1);
    }
    return out;
  }

  int HeadOf(TokenSpan span) const {
    for (uint32_t i = span.begin; i < span.end; ++i) {
      const int head = passage_.tree()[i].head;
      if (head < static_cast<int>(span.begin) ||
          head >= static_cast<int>(span.end)) {
        return static_cast<int>(i);
      }
    }
    return -1;
  }

  int AddSlot(const MentionSlot& slot, const graphstore::Node& node,
              const graphstore::Fact& fact) {
    const TokenSpan span = Locate(slot, fact);
    if (span.empty()) return -1;
    const int head = HeadOf(span);
    if (!node.id.is_entity()) return head;
    for (const EntityAt& known : passage_.entities) {
      if (known.tokens == span && known.node == node.id) return head;
    }
    passage_.entities.push_back({span, head, node.id, node.text, node.type});
    return head;
  }

  void AddFact(const graphstore::Fact& fact) {
    const int subject =
        AddSlot(fact.mention.subject, fact.statement.subject, fact);
    const int object =
        AddSlot(fact.mention.object, fact.statement.object, fact);
    const TokenSpan words = Locate(fact.mention.relation, fact);
    const int relation = words.empty() ? -1 : HeadOf(words);
    if (relation >= 0) {
      Connect(subject, relation);
      Connect(relation, object);
    } else {
      Connect(subject, object);
    }
    const int anchor = relation >= 0 ? relation : subject;
    for (const graphstore::Qualifier& qualifier : fact.mention.qualifiers) {
      const TokenSpan span = Locate(qualifier.mention, fact);
      if (!span.empty()) Connect(anchor, HeadOf(span));
    }
  }

  Passage& passage_;
};

}  // namespace

std::vector<RoleArc> RolesOf(const std::vector<Clause>& clauses,
                             const extractor::DependencyTree& tree) {
  std::vector<RoleArc> out;
  for (const Clause& clause : clauses) {
    const Role subject = clause.passive ? Role::kObject : Role::kSubject;
    // "plans to sell": its subject sells, and plans.
    for (const int verb : clause.chain) {
      const Role role = verb == clause.head() ? subject : Role::kSubject;
      if (clause.subject >= 0) out.push_back({verb, clause.subject, role});
    }
    for (const extractor::Argument& argument : clause.arguments) {
      Role role = RoleOf(clause, argument);
      if (clause.passive && role == Role::kObject) role = Role::kOblique;
      out.push_back({clause.head(), argument.head, role});
    }
  }
  return out;
}

const EntityAt* Passage::EntityHeadedBy(int token) const {
  const EntityAt* best = nullptr;
  for (const EntityAt& entity : entities) {
    if (entity.head != token) continue;
    // The shortest: "Ruiz" rather than "the office of Ruiz".
    if (best == nullptr || entity.tokens.size() < best->tokens.size()) {
      best = &entity;
    }
  }
  return best;
}

const extractor::ValueMention* Passage::ValueAt(int token) const {
  for (const extractor::ValueMention& value : values) {
    if (value.tokens.Contains(static_cast<uint32_t>(token))) return &value;
  }
  return nullptr;
}

std::string Passage::Text(int begin, int end) const {
  return SpanText(analyzed, begin, end);
}

std::vector<int> Passage::Distances(int from) const {
  std::vector<int> steps(neighbors.size(), -1);
  std::vector<int> queue = {from};
  steps[from] = 0;
  for (size_t next = 0; next < queue.size(); ++next) {
    for (const int other : neighbors[queue[next]]) {
      if (steps[other] >= 0) continue;
      steps[other] = steps[queue[next]] + 1;
      queue.push_back(other);
    }
  }
  return steps;
}

std::shared_ptr<const Passage> MakePassage(Place place, std::string text,
                                           std::vector<graphstore::Fact> facts,
                                           const extractor::Analyzer& analyzer,
                                           const Lexicon& lexicon) {
  auto passage = std::make_shared<Passage>();
  std::replace(text.begin(), text.end(), '\n', ' ');
  passage->text = std::make_shared<const std::string>(std::move(text));
  passage->facts = std::move(facts);
  passage->place = std::move(place);
  passage->analyzed = AnalyzeLine(*passage->text, analyzer);
  passage->analyzed.tree =
      extractor::RepairTree(std::move(passage->analyzed.tree));
  passage->values = extractor::FindValues(passage->analyzed.sentence.tokens,
                                          ParseDay(passage->place.published));
  passage->clauses = extractor::FindClauses(passage->tree());
  passage->roles = RolesOf(passage->clauses, passage->tree());
  for (int i = 0; i < passage->size(); ++i) {
    std::vector<std::string> bases = lexicon.BaseForms(passage->Word(i));
    const std::string& lemma = passage->tree()[i].lemma;
    // "found a leak" is to find, and founds nothing.
    if (passage->tree()[i].upos == extractor::Upos::kVerb && bases.size() > 1 &&
        std::count(bases.begin(), bases.end(), lemma) > 0) {
      bases = {lemma};
    }
    if (std::find(bases.begin(), bases.end(), lemma) == bases.end()) {
      bases.push_back(lemma);
    }
    std::string phrasal = PhrasalVerb(passage->tree(), i);
    if (!phrasal.empty()) bases.push_back(std::move(phrasal));
    passage->bases.push_back(std::move(bases));
  }
  PassageBuilder(passage.get()).Run();
  return passage;
}

}  // namespace weft::service
