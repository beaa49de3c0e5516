#include "extractor/coref/name_clusters.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr EntityType kPerson = EntityType::kPerson;
constexpr EntityType kOrganization = EntityType::kOrganization;

TEST(ClusterNames, JoinsShortNamesAndAcronymsToFullOnes) {
  const NameUse uses[] = {{"Lund Trade Union", kOrganization, 1},
                          {"Ruiz", kPerson, 1},
                          {"LTU", EntityType::kMisc, 1},
                          {"Ana Ruiz", kPerson, 1}};
  const NameClusters result = ClusterNames(uses, {});
  ASSERT_EQ(result.clusters.size(), 2u);
  EXPECT_EQ(result.clusters[0].name, "Lund Trade Union");
  EXPECT_EQ(result.clusters[1].name, "Ana Ruiz");
  EXPECT_EQ(result.cluster_of, (std::vector<int>{0, 1, 0, 1}));
}

TEST(ClusterNames, LeavesAnAmbiguousShortNameAlone) {
  const NameUse uses[] = {{"Ana Ruiz", kPerson, 1},
                          {"Pedro Ruiz", kPerson, 1},
                          {"Ruiz", kPerson, 1}};
  EXPECT_EQ(ClusterNames(uses, {}).clusters.size(), 3u);
}

TEST(ClusterNames, GivesAShortNameToWhomTheTextDwellsOn) {
  const NameUse uses[] = {{"Ana Ruiz", kPerson, 1},
                          {"Pedro Ruiz", kPerson, 1},
                          {"Ana Ruiz", kPerson, 1},
                          {"Ruiz", kPerson, 1}};
  const NameClusters result = ClusterNames(uses, {});
  ASSERT_EQ(result.clusters.size(), 2u);
  EXPECT_EQ(result.cluster_of, (std::vector<int>{0, 1, 0, 0}));
}

TEST(ClusterNames, DoesNotTrustADoubtfulTypeOfAShortName) {
  const NameUse uses[] = {{"Norvane Foods", kOrganization, 1},
                          {"Norvane", EntityType::kPlace, 0.5f}};
  EXPECT_EQ(ClusterNames(uses, {}).clusters.size(), 1u);
  // "in Norvane" says that there is a place of that name.
  NameUse placed = uses[1];
  placed.evidence[static_cast<int>(EntityType::kPlace)] = 0.5f;
  const NameUse apart[] = {uses[0], placed};
  EXPECT_EQ(ClusterNames(apart, {}).clusters.size(), 2u);
}

TEST(ClusterNames, HalvesTheVotesForAPersonWithoutAFullName) {
  const NameUse uses[] = {{"Norvane", kPerson, 0.7f},
                          {"Norvane", kOrganization, 0.5f}};
  const NameClusters result = ClusterNames(uses, {});
  ASSERT_EQ(result.clusters.size(), 1u);
  EXPECT_EQ(result.clusters[0].type, kOrganization);
}

TEST(ClusterNames, KeepsAPersonApartFromAFirmOfThatName) {
  const NameUse uses[] = {{"Ana Norvane", kPerson, 1},
                          {"Norvane", kOrganization, 1}};
  EXPECT_EQ(ClusterNames(uses, {}).clusters.size(), 2u);
}

TEST(ClusterNames, JoinsWhatTheTextDeclaresTheSame) {
  const NameUse uses[] = {{"Holm Maritime", kOrganization, 1},
                          {"HML", kOrganization, 1}};
  const std::pair<int, int> same[] = {{0, 1}};
  EXPECT_EQ(ClusterNames(uses, same).clusters.size(), 1u);
}

TEST(ClusterNames, TakesTheTypeThatMostUsesHave) {
  const NameUse uses[] = {{"Norvane", EntityType::kPlace, 0.4f},
                          {"Norvane", kOrganization, 0.9f}};
  const NameClusters result = ClusterNames(uses, {});
  ASSERT_EQ(result.clusters.size(), 1u);
  EXPECT_EQ(result.clusters[0].type, kOrganization);
  EXPECT_EQ(result.clusters[0].forms[0].second, 2);
}

TEST(ClusterNames, OfNothingIsNothing) {
  EXPECT_TRUE(ClusterNames({}, {}).clusters.empty());
}

}  // namespace
}  // namespace weft::extractor
