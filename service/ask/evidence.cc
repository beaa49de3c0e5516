#include "service/ask/evidence.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "graphstore/store/query.h"

namespace weft::service {
namespace {

using graphstore::Fact;
using graphstore::NodeId;
using graphstore::Reader;

constexpr size_t kNodesPerTerm = 12;
constexpr size_t kFactsPerTerm = 300;
constexpr size_t kDocumentsRead = 24;
// A graph of so few documents is read as a whole: its sentences are fewer than
// the facts that one well-known name has elsewhere.
constexpr size_t kFewDocuments = 32;
constexpr size_t kFactsPerDocument = 5000;
constexpr size_t kPage = 1000;

absl::StatusOr<Link> LinkTerm(const Reader& reader, const Term& term) {
  Link link;
  WEFT_ASSIGN_OR_RETURN(link.nodes, reader.FindEntities(term.text));
  link.exact = !link.nodes.empty();
  if (!link.exact && term.name && term.text.size() > 2) {
    graphstore::SearchOptions options;
    options.limit = kNodesPerTerm;
    options.fuzzy = term.text.size() > 4;
    WEFT_ASSIGN_OR_RETURN(const auto matches,
                          reader.SearchEntities(term.text, options));
    for (const graphstore::EntityMatch& match : matches) {
      // A near miss only where nothing begins like it.
      if (match.kind == graphstore::MatchKind::kFuzzy && !link.nodes.empty()) {
        break;
      }
      link.nodes.push_back(match.entity.id);
    }
  }
  if (link.nodes.size() > kNodesPerTerm) link.nodes.resize(kNodesPerTerm);
  return link;
}

std::vector<std::string> WordsOf(absl::string_view text,
                                 const Lexicon& lexicon) {
  std::vector<std::string> out;
  const auto is_letter = [](char c) {
    return absl::ascii_isalnum(c) || (c & 0x80) != 0;
  };
  size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && !is_letter(text[i])) ++i;
    const size_t begin = i;
    while (i < text.size() && is_letter(text[i])) ++i;
    if (i == begin) continue;
    for (std::string& base : lexicon.BaseForms(text.substr(begin, i - begin))) {
      out.push_back(std::move(base));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Adds the documents of facts, each weighing as much as the term.
absl::Status AddDocuments(const Reader& reader,
                          const graphstore::FactFilter& filter, double weight,
                          std::map<std::string, double>* out) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::FactPage page,
                        reader.ListFacts(filter, {kFactsPerTerm, ""}));
  absl::flat_hash_set<std::string> seen;
  for (const Fact& fact : page.facts) {
    if (fact.sentence.empty()) continue;
    if (seen.insert(fact.document).second) (*out)[fact.document] += weight;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Link>> LinkTerms(const Reader& reader,
                                            const Question& question) {
  std::vector<Link> out;
  for (const Term& term : question.terms) {
    WEFT_ASSIGN_OR_RETURN(Link link, LinkTerm(reader, term));
    out.push_back(std::move(link));
  }
  return out;
}

ReadDocument::ReadDocument(std::string id, std::string published,
                           std::vector<graphstore::Sentence> sentences,
                           std::vector<std::vector<Fact>> facts,
                           const Lexicon& lexicon)
    : id_(std::move(id)),
      published_(std::move(published)),
      sentences_(std::move(sentences)),
      facts_(std::move(facts)),
      passages_(sentences_.size()) {
  for (size_t i = 0; i < sentences_.size(); ++i) {
    std::string text = sentences_[i].text;
    fact_count_ += facts_[i].size();
    // What pronouns stand for counts as said.
    for (const Fact& fact : facts_[i]) {
      absl::StrAppend(&text, " ", fact.statement.subject.text, " ",
                      fact.statement.object.text, " ", fact.attribution);
    }
    for (std::string& word : WordsOf(text, lexicon)) {
      index_[std::move(word)].push_back(static_cast<uint32_t>(i));
    }
  }
}

const std::vector<uint32_t>* ReadDocument::Saying(
    absl::string_view base) const {
  const auto found = index_.find(base);
  return found == index_.end() ? nullptr : &found->second;
}

bool ReadDocument::Says(size_t i, absl::string_view base) const {
  const std::vector<uint32_t>* sentences = Saying(base);
  return sentences != nullptr &&
         std::binary_search(sentences->begin(), sentences->end(),
                            static_cast<uint32_t>(i));
}

std::shared_ptr<const Passage> ReadDocument::passage(
    size_t i, const extractor::Analyzer& analyzer, const Lexicon& lexicon) {
  absl::MutexLock lock(&mutex_);
  if (passages_[i] == nullptr) {
    passages_[i] = MakePassage(
        {id_, published_, static_cast<uint32_t>(i), sentences_[i].span},
        sentences_[i].text, facts_[i], analyzer, lexicon);
  }
  return passages_[i];
}

absl::StatusOr<std::shared_ptr<ReadDocument>> EvidenceReader::Open(
    const Reader& reader, const std::string& id) {
  const Key key(reader.version(), id);
  {
    absl::MutexLock lock(&mutex_);
    if (const auto found = index_.find(key); found != index_.end()) {
      kept_.splice(kept_.begin(), kept_, found->second);
      return kept_.front().second;
    }
  }
  WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::Sentence> sentences,
                        reader.DocumentSentences(id));
  std::vector<std::vector<Fact>> facts(sentences.size());
  graphstore::FactFilter filter;
  filter.document = id;
  graphstore::PageRequest page{kPage, ""};
  for (size_t read = 0; read < kFactsPerDocument;) {
    WEFT_ASSIGN_OR_RETURN(graphstore::FactPage found,
                          reader.ListFacts(filter, page));
    read += found.facts.size();
    for (Fact& fact : found.facts) {
      const uint32_t i = fact.mention.sentence;
      if (i < facts.size()) facts[i].push_back(std::move(fact));
    }
    page.token = found.next_token;
    if (page.token.empty()) break;
  }
  WEFT_ASSIGN_OR_RETURN(const graphstore::Document about,
                        reader.GetDocument(id));
  auto document = std::make_shared<ReadDocument>(
      id, about.published, std::move(sentences), std::move(facts), lexicon_);
  absl::MutexLock lock(&mutex_);
  if (!index_.contains(key)) {
    kept_.emplace_front(key, document);
    index_[key] = kept_.begin();
    if (kept_.size() > kDocumentsKept) {
      index_.erase(kept_.back().first);
      kept_.pop_back();
    }
  }
  return document;
}

// Adds the documents that speak of what a term may mean.
absl::Status EvidenceReader::AddByTerm(const Reader& reader, const Term& term,
                                       const Link& link,
                                       std::map<std::string, double>* weights) {
  std::vector<NodeId> nodes = link.nodes;
  // Phrases that hold the word: "yard" leads to "the yard in Malden".
  graphstore::SearchOptions options;
  options.limit = kNodesPerTerm;
  options.fuzzy = false;
  WEFT_ASSIGN_OR_RETURN(const auto matches,
                        reader.SearchEntities(term.text, options));
  for (const graphstore::EntityMatch& match : matches) {
    nodes.push_back(match.entity.id);
  }
  graphstore::FactFilter filter;
  if (!nodes.empty()) {
    filter.subject_ids = nodes;
    WEFT_RETURN_IF_ERROR(AddDocuments(reader, filter, term.weight, weights));
    filter.subject_ids.clear();
    filter.object_ids = nodes;
    WEFT_RETURN_IF_ERROR(AddDocuments(reader, filter, term.weight, weights));
    filter.object_ids.clear();
  }
  if (term.name || weights->size() >= kDocumentsRead) return absl::OkStatus();
  std::vector<std::string> names;
  for (const std::string& base : lexicon_.BaseForms(term.text)) {
    names.push_back(base + "*");
  }
  filter.relation = absl::StrJoin(names, "|");
  return AddDocuments(reader, filter, term.weight / 2, weights);
}

absl::StatusOr<std::vector<std::string>> EvidenceReader::Documents(
    const Reader& reader, const Question& question,
    const std::vector<Link>& links) {
  WEFT_ASSIGN_OR_RETURN(const graphstore::DocumentPage first,
                        reader.ListDocuments({kFewDocuments + 1, ""}));
  if (first.documents.size() <= kFewDocuments) {
    std::vector<std::string> all;
    for (const auto& document : first.documents) all.push_back(document.id);
    return all;
  }
  // A name that the graph knows leads to what is said of it; words lead
  // anywhere, and are followed where no name is, or one that leads too far.
  std::map<std::string, double> weights;
  bool named = false;
  for (size_t i = 0; i < links.size(); ++i) {
    if (!question.terms[i].name) continue;
    WEFT_RETURN_IF_ERROR(
        AddByTerm(reader, question.terms[i], links[i], &weights));
    named = named || links[i].exact;
  }
  const bool enough = named && !weights.empty();
  for (size_t i = 0; i < links.size(); ++i) {
    if (question.terms[i].name) continue;
    if (enough && weights.size() <= kDocumentsRead) break;
    WEFT_RETURN_IF_ERROR(
        AddByTerm(reader, question.terms[i], links[i], &weights));
  }
  std::vector<std::pair<double, std::string>> ranked;
  for (auto& [id, weight] : weights) ranked.emplace_back(-weight, id);
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kDocumentsRead) ranked.resize(kDocumentsRead);
  std::vector<std::string> out;
  for (auto& entry : ranked) out.push_back(std::move(entry.second));
  return out;
}

absl::StatusOr<std::vector<WeighedPassage>> EvidenceReader::Find(
    const Reader& reader, const Question& question,
    const std::vector<Link>& links, size_t limit, AskBudget& budget) {
  constexpr double kNounWeight = 0.8;
  std::vector<std::vector<std::string>> alike;
  std::vector<double> weights;
  for (const Term& term : question.terms) {
    std::vector<std::string> words;
    for (const absl::string_view part : absl::StrSplit(term.text, ' ')) {
      for (std::string& word :
           term.name ? lexicon_.BaseForms(part) : lexicon_.Alike(part)) {
        words.push_back(std::move(word));
      }
    }
    alike.push_back(std::move(words));
    weights.push_back(term.weight);
  }
  if (!question.statement.noun.empty()) {
    alike.push_back(lexicon_.Alike(question.statement.noun));
    weights.push_back(kNounWeight);
  }
  // "The 22-year-old said": of somebody whom the sentence before names.
  if (question.statement.kind == AnswerKind::kAge) {
    alike.push_back({"old"});
    weights.push_back(kNounWeight);
  }
  std::vector<WeighedPassage> found;
  WEFT_ASSIGN_OR_RETURN(const std::vector<std::string> documents,
                        Documents(reader, question, links));
  for (const std::string& id : documents) {
    WEFT_RETURN_IF_ERROR(budget.Check());
    if (!budget.GoOn()) break;
    WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<ReadDocument> document,
                          Open(reader, id));
    budget.Spend(document->fact_count());
    std::vector<double> sums(document->size(), 0);
    for (size_t t = 0; t < alike.size(); ++t) {
      absl::flat_hash_set<uint32_t> saying;
      for (const std::string& word : alike[t]) {
        const std::vector<uint32_t>* sentences = document->Saying(word);
        if (sentences == nullptr) continue;
        saying.insert(sentences->begin(), sentences->end());
      }
      for (const uint32_t i : saying) sums[i] += weights[t];
    }
    for (size_t i = 0; i < sums.size(); ++i) {
      if (sums[i] > 0) found.push_back({nullptr, document, i, sums[i]});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const WeighedPassage& a, const WeighedPassage& b) {
                     return a.weight > b.weight;
                   });
  if (found.size() > limit) found.resize(limit);
  for (size_t i = 0; i < found.size(); ++i) {
    WEFT_RETURN_IF_ERROR(budget.Check());
    if (!budget.InTime()) {
      found.resize(i);
      break;
    }
    found[i].passage =
        found[i].document->passage(found[i].sentence, analyzer_, lexicon_);
  }
  return found;
}

}  // namespace weft::service
