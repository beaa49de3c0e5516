// The relations of which a node has one at a time, and so a later fact ends an
// earlier one (tenure.h).
//
// Written as names with commas between: "lead" says that each subject leads one
// thing at a time, "<lead" that each thing is led by one at a time, and a "-"
// before either that this is not so, whatever was said before.
//
// A few are known beforehand (kBuiltIn). Nothing is guessed here: what looks
// like a rule in the facts at hand is good enough to show people pairs of facts
// (service/server/contradictions.h), not to leave facts out of an answer.
#ifndef WEFT_GRAPHSTORE_STORE_ONE_AT_A_TIME_H_
#define WEFT_GRAPHSTORE_STORE_ONE_AT_A_TIME_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

struct OneAtATime {
  std::string relation;    // its name
  bool of_object = false;  // one subject for each object

  friend bool operator==(const OneAtATime&, const OneAtATime&) = default;
};

// What each relation here has one of in the real world, at least by law or
// custom. Places are not among them: what is in Oslo is in Norway as well.
// Offices that several may share (director, president of a company) are not.
inline constexpr absl::string_view kBuiltIn =
    "be marry to,"                     // "Ann is married to Bob."
    "<be marry to,"                    //
    "<be ceo of,"                      // "Ann is CEO of Acme."
    "<be chief executive of,"          // "Ann is chief executive of Acme."
    "<be chief executive officer of,"  //
    "<be prime minister of,"           // "Ann is prime minister of Westland."
    "<be mayor of,"                    // "Ann is the mayor of Lund."
    "<be king of,<be queen of,"        // "Bob was king of Westland."
    "<be capital of";                  // "Lund is the capital of Westland."

// The built-in ones and those in `declared`, by name. InvalidArgument: a name
// that is empty or longer than a relation's can be.
absl::StatusOr<std::vector<OneAtATime>> ParseOneAtATime(
    absl::string_view declared);

// "be marry to, <be ceo of"
std::string OneAtATimeText(const std::vector<OneAtATime>& relations);

// The same by the ids of one version of the graph, ascending; what the graph
// does not know is left out.
struct OneAtATimeIds {
  std::vector<RelationId> of_subject;
  std::vector<RelationId> of_object;

  bool empty() const { return of_subject.empty() && of_object.empty(); }
  bool Has(RelationId relation, bool object) const {
    const std::vector<RelationId>& ids = object ? of_object : of_subject;
    return std::binary_search(ids.begin(), ids.end(), relation);
  }
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ONE_AT_A_TIME_H_
