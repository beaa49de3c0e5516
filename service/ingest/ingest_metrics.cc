#include "service/ingest/ingest_metrics.h"

namespace weft::service {
namespace {

// By WriteOutcome.
constexpr const char* kOutcomes[] = {"added", "replaced", "unchanged"};

}  // namespace

void IngestMetrics::AddTo(MetricPage& page) const {
  page.Gauge("weft_ingest_queued_documents",
             "Documents that were taken and are not acknowledged yet.", {},
             static_cast<double>(queued_documents));
  page.Gauge("weft_ingest_queued_bytes", "Their size.", {},
             static_cast<double>(queued_bytes));
  page.AddHistogram("weft_ingest_lag_seconds",
                    "From the arrival of a document to its acknowledgement, "
                    "when it is durable and can be asked about.",
                    {}, lag);
  constexpr char kSteps[] = "weft_ingest_step_seconds";
  constexpr char kStepsHelp[] =
      "Steps: prepare is one document, write a group of them.";
  page.AddHistogram(kSteps, kStepsHelp, {{"step", "prepare"}}, preparation);
  page.AddHistogram(kSteps, kStepsHelp, {{"step", "write"}}, write);
  constexpr char kDocuments[] = "weft_ingest_documents_total";
  constexpr char kDocumentsHelp[] = "Documents by what became of them.";
  for (size_t i = 0; i < outcomes.size(); ++i) {
    page.Counter(kDocuments, kDocumentsHelp, {{"outcome", kOutcomes[i]}},
                 static_cast<double>(outcomes[i]));
  }
  page.Counter(kDocuments, kDocumentsHelp, {{"outcome", "failed"}},
               static_cast<double>(failed));
}

}  // namespace weft::service
