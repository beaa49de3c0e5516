#include "extractor/coref/genders.h"

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

constexpr absl::string_view kMaleTitles = "mr mr. sir king lord prince";
constexpr absl::string_view kFemaleTitles =
    "mrs mrs. ms ms. miss lady queen princess dame mme madame";

constexpr absl::string_view kMaleNouns =
    "man boy son husband father brother uncle nephew grandfather grandson "
    "king prince lord gentleman actor businessman chairman spokesman "
    "congressman policeman fisherman salesman sportsman widower boyfriend "
    "stepfather monk waiter frenchman englishman irishman";
constexpr absl::string_view kFemaleNouns =
    "woman girl daughter wife mother sister aunt niece grandmother "
    "granddaughter queen princess lady actress businesswoman chairwoman "
    "spokeswoman congresswoman policewoman saleswoman sportswoman widow "
    "girlfriend stepmother nun waitress heroine hostess duchess";

constexpr absl::string_view kMaleNames =
    "aaron abdul abraham adam adrian ahmed alan albert alex alexander alfred "
    "ali anders andrei andrew andy anthony antonio arthur ben benjamin bernard "
    "bill bob boris brad brian bruce carl carlos charles chris christian "
    "christopher claude colin craig daniel dave david dean dennis diego dmitry "
    "donald douglas eddie edgar edward emil emmanuel eric erik ernest felipe "
    "felix fernando francis francisco frank fred frederick friedrich gabriel "
    "gary geoffrey george gerald gilbert giovanni giuseppe gordon graham greg "
    "gregory guillermo gustav hans harold harry hassan heinrich helmut henri "
    "henry herbert howard hugh hugo ian ibrahim igor isaac ivan jack jacob "
    "jacques jake james jan jason javier jean jeff jeffrey jeremy jerry jesus "
    "jim jimmy joe joel johan johann john johnny jon jonas jonathan jorge jose "
    "joseph joshua juan julian julien julio justin karl keith ken kenneth "
    "kevin klaus kurt kyle lars larry leo leon leonard lewis louis luca lucas "
    "luis luke manuel marc marcel marco marcus mario mark markus martin "
    "matthew matteo max michael miguel mike mikhail mohamed mohammad mohammed "
    "muhammad nathan neil nicholas nick nicolas nikolai oliver olivier omar "
    "oscar otto pablo patrick paul pedro peter petr philip philippe phil "
    "pierre rafael raj ralph ray raymond richard rick rob robert roberto "
    "rodrigo roger roland ron ronald roy rudolf russell ryan sam samuel "
    "santiago scott sean sebastian sergei sergey simon stefan stephen steve "
    "steven stuart takeshi ted terry theodore thomas tim timothy tobias todd "
    "tom tomas tomasz tony trevor victor viktor vincent vladimir walter warren "
    "wayne werner wilhelm will william wolfgang xavier yusuf zachary";
constexpr absl::string_view kFemaleNames =
    "abigail agnes alice alicia alison allison amanda amber amelie amy ana "
    "anastasia andrea angela angelina anja ann anna anne annie annette astrid "
    "audrey barbara beatrice beatriz beth betty birgit brenda bridget brigitte "
    "camille carla carmen carol caroline carolyn catherine cecile charlotte "
    "cheryl chloe christina christine claire claudia constance cynthia daisy "
    "deborah denise diana diane dolores donna doris dorothy edith eileen "
    "elaine eleanor elena elisabeth elizabeth ellen elsa emily emma erica "
    "esther eva eve evelyn fatima fiona florence frances francoise gail "
    "gertrude gisele gloria grace greta hannah heather heidi helen helene "
    "hilary hillary ines ingrid irene iris isabel isabelle jacqueline jane "
    "janet janice jasmine jeanne jennifer jenny jessica jill joan joanne "
    "josephine joy joyce judith judy julia julie karen karin kate katherine "
    "kathleen kathryn kathy katie kelly kim kristin laura lauren leslie lilian "
    "lily linda lisa liz lois lorraine louise lucia lucie lucy lynn mabel "
    "madeleine maggie manon margaret maria mariam marie marion marjorie "
    "martha mary maureen megan melanie melissa meredith michelle mildred "
    "miriam molly monica monique nancy naomi natalie nicole nina nora olga "
    "olivia pamela patricia paula pauline peggy penelope phyllis rachel "
    "rebecca renee rita rose rosemary roxanne ruth sabine sally samantha "
    "sandra "
    "sarah sharon sheila shirley simone sofia sonia sophie stella stephanie "
    "susan suzanne sylvia tamara tatiana teresa theresa tina tracy ursula "
    "valerie vanessa vera veronica victoria violet virginia vivian wendy yoko "
    "yvonne zoe";

using Table = absl::flat_hash_map<absl::string_view, Gender>;

const Table* MakeTable(absl::string_view male, Gender male_gender,
                       absl::string_view female, Gender female_gender) {
  auto* table = new Table;
  for (absl::string_view word : absl::StrSplit(male, ' ')) {
    table->emplace(word, male_gender);
  }
  for (absl::string_view word : absl::StrSplit(female, ' ')) {
    table->emplace(word, female_gender);
  }
  return table;
}

Gender Find(const Table& table, absl::string_view word) {
  const auto found = table.find(word);
  return found == table.end() ? Gender::kUnknown : found->second;
}

const Table& GivenNames() {
  static const Table* const table = MakeTable(
      kMaleNames, Gender::kGuessedMale, kFemaleNames, Gender::kGuessedFemale);
  return *table;
}

// The first of several words in lower case, "" for a single one.
std::string GivenName(absl::string_view name) {
  const size_t blank = name.find(' ');
  if (blank == absl::string_view::npos) return "";
  return absl::AsciiStrToLower(name.substr(0, blank));
}

}  // namespace

Gender GenderOfTitle(absl::string_view title) {
  static const Table* const table =
      MakeTable(kMaleTitles, Gender::kMale, kFemaleTitles, Gender::kFemale);
  return Find(*table, absl::AsciiStrToLower(title));
}

Gender GenderOfNoun(absl::string_view lemma) {
  static const Table* const table =
      MakeTable(kMaleNouns, Gender::kMale, kFemaleNouns, Gender::kFemale);
  return Find(*table, lemma);
}

Gender GenderOfName(absl::string_view name) {
  const std::string first = GivenName(name);
  const Gender listed = Find(GivenNames(), first);
  if (listed != Gender::kUnknown) return listed;
  if (first.size() > 2 && absl::EndsWith(first, "a")) {
    return Gender::kGuessedFemale;
  }
  return Gender::kUnknown;
}

bool IsListedName(absl::string_view name) {
  return GivenNames().contains(GivenName(name));
}

}  // namespace weft::extractor
