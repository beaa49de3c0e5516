// Random queries for differential tests (naive_query.h is the other side).
//
//   RandomQuery random(seed, Vocabulary(), &counts);
//   RandomText query = random.Make();
//
// They use the whole language: MATCH and OPTIONAL MATCH, WHERE, UNWIND, WITH,
// UNION, aggregates, subqueries, paths, lists, CASE, null. What an expression
// gives is known when it is written (an Integer or null, ...), so no query is
// an error. Where the answer of a query is not settled by the language it is
// not written: rows are cut with SKIP and LIMIT only behind an order of all
// columns, and lists whose order is free are only asked for what does not hang
// on it.
//
// The same seed makes the same queries, with one compiler.
#ifndef WEFT_GRAPHSTORE_QUERY_TESTING_RANDOM_QUERY_H_
#define WEFT_GRAPHSTORE_QUERY_TESTING_RANDOM_QUERY_H_

#include <cstdint>
#include <initializer_list>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// What the graph holds.
struct Vocabulary {
  std::vector<std::string> labels = {"A", "B"};
  std::vector<std::string> types = {"S", "T"};
  std::string number = "x";       // property of nodes: an Integer, or absent
  std::string step_number = "y";  // of relationships
  std::vector<std::string> names = {"a", "b", "c", "d"};  // property `name`
  // Whether nodes may be put in order: false where two graphs are compared
  // that number them differently.
  bool order_elements = true;
};

struct RandomText {
  std::string text;
  bool ordered = false;  // by all columns
  // Neither ordered nor cut: a LIMIT may follow, which takes any of the rows.
  bool open = false;
};

// How often each construct was written.
using ConstructCounts = std::map<std::string, int>;

class RandomQuery {
 public:
  RandomQuery(uint64_t seed, const Vocabulary& vocabulary,
              ConstructCounts* counts)
      : vocabulary_(vocabulary), counts_(counts), random_(seed) {}

  RandomText Make();
  // The values of the parameters that the queries use.
  static Map Parameters();
  // Each name that `counts` can get.
  static std::vector<std::string> Constructs();
  // 0 <= n < count.
  int Pick(int count) { return static_cast<int>(random_() % count); }

 private:
  enum class Type {
    kNode,
    kStep,
    kSteps,
    kPath,
    kInt,
    kString,
    kBool,
    kInts,
    kBag,  // a list whose order is free
    kFloat,
  };
  struct Variable {
    std::string name;
    Type type;
  };
  // Where patterns may be conditions.
  enum class Place { kValue, kCondition };

  // random_query.cc: clauses
  std::string Part(bool only, RandomText* query);
  std::string Clause();
  std::string Match(bool optional);
  std::string ShortestPaths();
  std::string Unwind();
  std::string With();
  std::string WithAggregates();
  std::string WithOrderedCollect();
  std::string Return(bool only, RandomText* query);
  std::string Order(const std::vector<Variable>& columns);
  bool CanOrder(const std::vector<Variable>& columns) const;
  std::string Pattern();
  std::string Path();
  std::string Node();
  std::string Step(bool variable);
  std::string StepInside();
  // Adds what the pattern binds to the scope.
  void Declare();

  // random_expression.cc
  std::string Of(Type type, int depth);
  std::string Int(int depth);
  std::string DeepInt(int depth);
  std::string String(int depth);
  std::string Bool(int depth, Place place = Place::kValue);
  std::string DeepBool(int depth, Place place);
  std::string Comparison(int depth);
  std::string Ints(int depth);
  std::string Bag(int depth);
  std::string Aggregate(Type* type);
  std::string Subquery(const char* kind, int depth);
  std::string CountedSubquery(int depth);
  std::string PatternCondition();
  std::string Property(const std::string& name);

  std::string Any(Type type);  // a variable, or ""
  std::string Fresh();
  std::string AnyNode(bool also_new);
  const std::string& AnyOf(const std::vector<std::string>& choices) {
    return choices[Pick(static_cast<int>(choices.size()))];
  }
  std::string One(std::initializer_list<const char*> choices) {
    return choices.begin()[Pick(static_cast<int>(choices.size()))];
  }
  const char* Note(const char* construct) {
    if (counts_ != nullptr) ++(*counts_)[construct];
    return "";
  }
  // `text`, counted.
  const char* Say(const char* text) {
    Note(text);
    return text;
  }

  const Vocabulary vocabulary_;
  ConstructCounts* const counts_;
  std::mt19937_64 random_;
  std::vector<Variable> scope_;
  std::vector<Variable> declared_;  // by the pattern that is being written
  int fresh_ = 0;
  int free_nodes_ = 0;  // how many places of nodes may still be left open
  int subqueries_ = 0;  // how many may still be written
  // Whether this pattern may take up a relationship again: none twice.
  bool may_reuse_ = false;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_TESTING_RANDOM_QUERY_H_
