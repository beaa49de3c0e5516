// Which sentences of the graph may answer a question.
//
// Names of the question lead to entities, entities and relations to facts,
// facts to documents; of the documents that most of the question leads to all
// sentences are weighed by the words they share with it.
// Cost follows the number of facts at those names, not the size of the graph.
#ifndef WEFT_SERVICE_ASK_EVIDENCE_H_
#define WEFT_SERVICE_ASK_EVIDENCE_H_

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "extractor/analysis/analyzer.h"
#include "graphstore/fact/document.h"
#include "graphstore/fact/statement.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/lexicon.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"

namespace weft::service {

// Nodes that a term of a question may mean, the likeliest first.
struct Link {
  std::vector<graphstore::NodeId> nodes;
  bool exact = false;  // by a name or alias, not a beginning or a near miss
};

// One for each term of the question. Errors: those of the reader.
absl::StatusOr<std::vector<Link>> LinkTerms(const graphstore::Reader& reader,
                                            const Question& question);

// A document read for answers. Thread-safe.
class ReadDocument {
 public:
  ReadDocument(std::string id, std::string published,
               std::vector<graphstore::Sentence> sentences,
               std::vector<std::vector<graphstore::Fact>> facts,
               const Lexicon& lexicon);

  const std::string& id() const { return id_; }
  size_t size() const { return sentences_.size(); }
  size_t fact_count() const { return fact_count_; }
  const std::vector<graphstore::Fact>& facts(size_t i) const {
    return facts_[i];
  }
  // Is this base form a word of the sentence, or of a name that a pronoun of
  // it stands for?
  bool Says(size_t i, absl::string_view base) const;
  // The sentences that say this base form, ascending; nullptr: none.
  const std::vector<uint32_t>* Saying(absl::string_view base) const;
  // Analysed on the first call.
  std::shared_ptr<const Passage> passage(size_t i,
                                         const extractor::Analyzer& analyzer,
                                         const Lexicon& lexicon);

 private:
  const std::string id_;
  const std::string published_;
  const std::vector<graphstore::Sentence> sentences_;
  const std::vector<std::vector<graphstore::Fact>> facts_;
  size_t fact_count_ = 0;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> index_;
  absl::Mutex mutex_;
  std::vector<std::shared_ptr<const Passage>> passages_ ABSL_GUARDED_BY(mutex_);
};

struct WeighedPassage {
  std::shared_ptr<const Passage> passage;
  std::shared_ptr<ReadDocument> document;
  size_t sentence = 0;
  double weight = 0;
};

// Reads and keeps documents. Thread-safe.
class EvidenceReader {
 public:
  // Documents kept; beyond, the longest unused is forgotten.
  static constexpr size_t kDocumentsKept = 256;

  EvidenceReader(const extractor::Analyzer& analyzer, const Lexicon& lexicon)
      : analyzer_(analyzer), lexicon_(lexicon) {}

  // At most `limit` passages, the weightiest first. Errors: those of the
  // reader and of `budget`.
  absl::StatusOr<std::vector<WeighedPassage>> Find(
      const graphstore::Reader& reader, const Question& question,
      const std::vector<Link>& links, size_t limit, AskBudget& budget);

 private:
  using Key = std::pair<uint64_t, std::string>;  // version, document id

  absl::StatusOr<std::shared_ptr<ReadDocument>> Open(
      const graphstore::Reader& reader, const std::string& id);
  absl::Status AddByTerm(const graphstore::Reader& reader, const Term& term,
                         const Link& link,
                         std::map<std::string, double>* weights);
  absl::StatusOr<std::vector<std::string>> Documents(
      const graphstore::Reader& reader, const Question& question,
      const std::vector<Link>& links);

  const extractor::Analyzer& analyzer_;
  const Lexicon& lexicon_;
  absl::Mutex mutex_;
  std::list<std::pair<Key, std::shared_ptr<ReadDocument>>> kept_
      ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<
      Key, std::list<std::pair<Key, std::shared_ptr<ReadDocument>>>::iterator>
      index_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_EVIDENCE_H_
