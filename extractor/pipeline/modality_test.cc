#include "extractor/pipeline/modality.h"

#include "base/status_matchers.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr char kStart[] = R"(
1 Sales sale NOUN NNS _ 2 nsubj
2 start start VERB VBP _ 0 root)";
constexpr char kStarted[] = R"(
1 Sales sale NOUN NNS _ 2 nsubj
2 started start VERB VBD _ 0 root)";
constexpr char kDue[] = R"(
1 Sales sale NOUN NNS _ 3 nsubj
2 are be AUX VBP _ 3 cop
3 due due ADJ JJ _ 0 root)";

bool Scheduled(const char* conllu, absl::string_view preposition,
               absl::string_view iso, absl::string_view published) {
  const auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return false;
  const auto clauses = FindClauses(parsed->tree);
  Fact fact;
  Qualifier time;
  time.role = QualifierRole::kTime;
  time.relation = std::string(preposition);
  time.value.emplace();
  time.value->iso = std::string(iso);
  fact.qualifiers.push_back(time);
  return IsScheduled(parsed->tree, clauses[0], fact, published);
}

TEST(IsScheduled, ReadsThePresentTenseWithADateToCome) {
  EXPECT_TRUE(Scheduled(kStart, "in", "2025-09", "2025-05-20"));
  EXPECT_TRUE(Scheduled(kStart, "", "2025-09/2025-10", "2025-05-20"));
  EXPECT_FALSE(Scheduled(kStart, "in", "2025-05", "2025-05-20"));
  EXPECT_FALSE(Scheduled(kStart, "in", "2024", "2025-05-20"));
  EXPECT_FALSE(Scheduled(kStart, "for", "P5D", "2025-05-20"));
  EXPECT_FALSE(Scheduled(kStart, "until", "2025-09", "2025-05-20"));
  EXPECT_FALSE(Scheduled(kStart, "in", "2025-09", ""));
  EXPECT_FALSE(Scheduled(kStarted, "in", "2025-09", "2025-05-20"));
}

TEST(IsScheduled, TakesDueAtItsWord) {
  EXPECT_TRUE(Scheduled(kDue, "in", "", ""));
}

TEST(ModalityOf, KeepsTheNames) {
  EXPECT_EQ(ModalityOf(Certainty::kClaimed), Modality::kClaimed);
  EXPECT_EQ(ModalityOf(Certainty::kAsserted), Modality::kAsserted);
}

}  // namespace
}  // namespace weft::extractor
