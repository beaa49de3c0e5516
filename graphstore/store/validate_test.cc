#include "graphstore/store/validate.h"

#include "base/status_matchers.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::HasSubstr;

TEST(ValidateDocumentFacts, NamesWhatIsWrong) {
  struct Case {
    const char* message;
    void (*spoil)(DocumentFacts*);
  };
  const std::vector<Case> cases = {
      {"no id", [](auto* d) { d->id.clear(); }},
      {"the id has 513 bytes", [](auto* d) { d->id.assign(513, 'x'); }},
      {"entity 0: it has no name", [](auto* d) { d->entities[0].name = ""; }},
      {"fact 0: its subject is entity 2",
       [](auto* d) { d->facts[0].subject.value = 2; }},
      {"its object is entity 7",
       [](auto* d) { d->facts[0].object = LocalEntityIndex{7}; }},
      {"its attribution is entity 7",
       [](auto* d) { d->facts[0].attribution.entity = LocalEntityIndex{7}; }},
      {"it has no relation", [](auto* d) { d->facts[0].relation = ""; }},
      {"the relation has 513 bytes",
       [](auto* d) { d->facts[0].relation.assign(513, 'x'); }},
      {"not between 0 and 1", [](auto* d) { d->facts[0].confidence = 1.5; }},
      {"it stands in sentence 1, but there are 1",
       [](auto* d) { d->facts[0].sentence = 1; }},
      {"the span 3..2 of the subject",
       [](auto* d) {
         d->facts[0].subject_mention.span = {3, 2};
       }},
      {"the span 0..99 of sentence 0",
       [](auto* d) {
         d->sentences[0].span = {0, 99};
       }},
      {"a value is empty",
       [](auto* d) { d->facts[0].object = Value::String(""); }},
      {"more than 524288",
       [](auto* d) { d->facts[0].rule.assign(1 << 20, 'x'); }},
  };
  for (const Case& c : cases) {
    DocumentFacts document = MakeDocument("d", {"Acme | buy | Bolt"});
    c.spoil(&document);
    EXPECT_THAT(
        ValidateDocumentFacts(document),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
  EXPECT_OK(ValidateDocumentFacts(MakeDocument("d", {"Acme | buy | Bolt"})));
}

}  // namespace
}  // namespace weft::graphstore
