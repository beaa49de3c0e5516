// Turns mentions into facts that can be printed. One for each request; not
// thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_FACT_BUILDER_H_
#define WEFT_GRAPHSTORE_STORE_FACT_BUILDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/fact/statement.h"
#include "graphstore/store/document_reader.h"
#include "graphstore/store/mention_record.h"
#include "graphstore/store/query.h"
#include "graphstore/store/successions.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

class FactBuilder {
 public:
  // `known`: what may have ended a fact, and what counts of its statement.
  explicit FactBuilder(const View* view, const KnownBy& known = {})
      : view_(*view),
        known_(known),
        documents_(view),
        successions_(view, known) {}

  // The days that a mention speaks of: from valid_from to valid_until where it
  // has one, else the day of publication. nullopt: not known.
  absl::StatusOr<std::optional<DayInterval>> Days(const Mention& mention);

  // The facts of these mentions, in order.
  absl::StatusOr<std::vector<Fact>> Build(
      absl::Span<const std::unique_ptr<DecodedMention>> mentions);

  DocumentReader& documents() { return documents_; }
  Successions& successions() { return successions_; }

 private:
  absl::Status Complete(DecodedMention* decoded, Fact* fact);
  absl::Status ResolveAttributions(std::vector<Fact>* facts);
  absl::Status SetEnds(std::vector<Fact>* facts);

  const View& view_;
  const KnownBy known_;
  DocumentReader documents_;
  Successions successions_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_FACT_BUILDER_H_
