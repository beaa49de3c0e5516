// Questions in English -> answers of the graph, with evidence.
//
//   Asker asker([] { return extractor::Analyzer::Create(""); });
//   v1::AskRequest request;
//   request.set_question("Who founded Norvane?");
//   asker.Ask(*reader, request, cancellation);
//
// Two ways of reading are tried, and the one that accounts for more of the
// question wins: over loaded triples a chain of relations (chain.h), over
// documents the sentences of the facts (reading.h). What neither reaches with
// enough of the question accounted for is not answered: `answered` is false
// and the nearest facts are shown.
//
// Thread-safe. The analyser is loaded by the first question.
#ifndef WEFT_SERVICE_ASK_ASKER_H_
#define WEFT_SERVICE_ASK_ASKER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "base/cancellation.h"
#include "extractor/analysis/analyzer.h"
#include "graphstore/store/reader.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

class AskerEngine;

class Asker {
 public:
  using AnalyzerFactory = std::function<
      absl::StatusOr<std::unique_ptr<const extractor::Analyzer>>()>;

  // A factory that reads this model file, "" for the model built in.
  static AnalyzerFactory ModelFactory(std::string model_path);

  // Without a factory only loaded triples are asked.
  explicit Asker(AnalyzerFactory factory);
  ~Asker();

  // Errors: InvalidArgument (no question, one of more than kLongestQuestion
  // bytes, a negative number of answers), those of the reader, of
  // `cancellation` and of loading the analyser.
  absl::StatusOr<v1::AskResponse> Ask(const graphstore::Reader& reader,
                                      const v1::AskRequest& request,
                                      const Cancellation& cancellation);

  static constexpr size_t kLongestQuestion = 2000;

 private:
  absl::StatusOr<AskerEngine*> Engine();

  const AnalyzerFactory factory_;
  absl::Mutex mutex_;
  std::unique_ptr<AskerEngine> engine_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASKER_H_
