#include "service/cli/shell/completer.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "service/cli/command/commands.h"

namespace weft::service {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FewNames : public NameSource {
 public:
  std::vector<std::string> Entities(const std::string& prefix) override {
    return Begin({"Kessel Bank", "Kestrel", "Nvidia"}, prefix);
  }
  std::vector<std::string> Relations(const std::string& prefix) override {
    return Begin({"release", "rival", "stock fall"}, prefix);
  }
  std::vector<std::string> Documents(const std::string& prefix) override {
    return Begin({"chips.txt", "yard.txt"}, prefix);
  }

 private:
  static std::vector<std::string> Begin(const std::vector<std::string>& all,
                                        const std::string& prefix) {
    std::vector<std::string> found;
    for (const std::string& name : all) {
      if (absl::StartsWithIgnoreCase(name, prefix)) found.push_back(name);
    }
    return found;
  }
};

class CompleterTest : public ::testing::Test {
 protected:
  std::vector<std::string> At(const std::string& line) {
    return completer_.Line(line).candidates;
  }

  FewNames names_;
  Completer completer_{
      SpecsOf(NewCommands()),
      {{.name = "--server", .form = "HOST:PORT", .help = "", .choices = {}},
       {.name = "--token-file", .form = "FILE", .help = "", .choices = {}}},
      names_};
};

TEST_F(CompleterTest, Commands) {
  EXPECT_THAT(At(""), AllOf(Contains("ingest"), Contains("document")));
  EXPECT_THAT(At("ne"), ElementsAre("neighbors"));
  EXPECT_THAT(At("doc"), ElementsAre("document"));
  EXPECT_THAT(At("document "), ElementsAre("list", "show", "delete"));
  EXPECT_THAT(At("document s"), ElementsAre("show"));
  EXPECT_THAT(At("--server x:1 stat"), ElementsAre("stats"));
  EXPECT_THAT(At("frobnicate "), IsEmpty());
}

TEST_F(CompleterTest, OptionsAndTheirValues) {
  EXPECT_THAT(At("facts --s"), ElementsAre("--subject", "--since", "--server"));
  EXPECT_THAT(At("facts --format="),
              AllOf(Contains("--format=jsonl"), Contains("--format=csv")));
  EXPECT_THAT(At("neighbors Nvidia --direction i"), ElementsAre("in"));
  EXPECT_THAT(At("facts --limit "), IsEmpty());
  EXPECT_THAT(At("facts --contradictions --f"), ElementsAre("--format"));
}

TEST_F(CompleterTest, NamesOfTheGraph) {
  EXPECT_THAT(At("neighbors nv"), ElementsAre("Nvidia"));
  EXPECT_THAT(At("path Nvidia ke"), ElementsAre("\"Kessel Bank\"", "Kestrel"));
  EXPECT_THAT(At("path \"Kessel Bank\" n"), ElementsAre("Nvidia"));
  EXPECT_THAT(At("path --depth 3 Nvidia Kes"),
              ElementsAre("\"Kessel Bank\"", "Kestrel"));
  EXPECT_THAT(At("path Nvidia Kestrel "), IsEmpty());
  EXPECT_THAT(At("facts --subject \"Kessel B"), ElementsAre("\"Kessel Bank\""));
  EXPECT_EQ(completer_.Line("facts --subject \"Kessel B").begin, 16u);
  EXPECT_THAT(At("facts --relation=rival|re"),
              ElementsAre("\"--relation=rival|release\""));
  EXPECT_THAT(At("document delete yard.txt ch"), ElementsAre("chips.txt"));
}

TEST_F(CompleterTest, NamesInQueries) {
  EXPECT_THAT(At("MATCH (a {name: 'Ke"),
              ElementsAre("Kessel Bank'", "Kestrel'"));
  EXPECT_THAT(At("MATCH (a)-[:re"), ElementsAre("release"));
  EXPECT_THAT(At("MATCH (a)-[:`st"), ElementsAre("`stock fall`"));
  EXPECT_EQ(completer_.Line("MATCH (a)-[:`st").begin, 12u);
  EXPECT_THAT(At("MATCH (a)-[r]->(b) RETURN "), IsEmpty());
}

TEST_F(CompleterTest, Paths) {
  const std::string folder = ::testing::TempDir() + "/completer";
  std::filesystem::create_directories(folder + "/news");
  std::ofstream(folder + "/new year.txt") << "x";
  std::ofstream(folder + "/.hidden") << "x";
  EXPECT_THAT(PathsWithPrefix(folder + "/"),
              ElementsAre(folder + "/new year.txt", folder + "/news/"));
  EXPECT_THAT(
      At("ingest " + folder + "/new"),
      ElementsAre("\"" + folder + "/new year.txt\"", folder + "/news/"));
  EXPECT_THAT(At("stats --token-file " + folder + "/news"),
              ElementsAre(folder + "/news/"));
  EXPECT_THAT(At("stats > " + folder + "/news"),
              ElementsAre(folder + "/news/"));
  EXPECT_THAT(PathsWithPrefix(folder + "/absent/x"), IsEmpty());
}

}  // namespace
}  // namespace weft::service
