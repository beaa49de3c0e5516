// Documents for tests, written as lines of facts.
//
//   MakeDocument("d1", {"Acme | buy | Bolt", "Acme | grow | =17%"})
//
// Each line becomes a sentence of the document's text and a fact whose spans
// lie in it: subject | relation | object [| confidence]. Subjects and objects
// are entities by their names; an object "=17%" is a percentage, "=5" a number,
// "=2025-01-20" a date and "=other text" a string; an empty one is no object. A
// relation that begins with "not " makes the fact negated.
#ifndef WEFT_GRAPHSTORE_STORE_TEST_DOCUMENTS_H_
#define WEFT_GRAPHSTORE_STORE_TEST_DOCUMENTS_H_

#include <memory>
#include <string>
#include <vector>

#include "graphstore/fact/document_facts.h"
#include "graphstore/fact/statement.h"
#include "graphstore/store/reader.h"
#include "graphstore/store/store.h"

namespace weft::graphstore {

DocumentFacts MakeDocument(const std::string& id,
                           const std::vector<std::string>& lines);

// "Acme | buy | Bolt", with "not " before the relation where negated.
std::string Line(const Statement& statement);
std::vector<std::string> Lines(const std::vector<Fact>& facts);

// All facts that a filter finds, read with pages of `page_size`.
std::vector<Fact> AllFacts(const Reader& reader, const FactFilter& filter,
                           size_t page_size = 1000);

// An empty store in memory whose clock stands still.
std::unique_ptr<Store> EmptyStore();

// Every row but those that remember history: change log, version, id counters.
std::vector<std::string> DumpWithoutHistory(Store* store);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TEST_DOCUMENTS_H_
