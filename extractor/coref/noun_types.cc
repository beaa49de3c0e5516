#include "extractor/coref/noun_types.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

struct TypeList {
  EntityType type;
  absl::string_view nouns;  // separated by blanks
};

constexpr TypeList kLists[] = {
    {EntityType::kOrganization,
     "company firm startup start-up corporation business group bank lender "
     "maker chipmaker carmaker automaker manufacturer producer retailer "
     "airline carrier operator supplier developer publisher broadcaster "
     "newspaper magazine agency ministry department government "
     "administration council committee commission court party union "
     "club team university school college institute laboratory lab fund "
     "insurer organization organisation association federation regulator "
     "watchdog authority army navy police parliament congress senate "
     "foundation charity museum hospital church orchestra theatre theater "
     "band conglomerate giant subsidiary supervisor chain brewer utility "
     "coalition cabinet network studio brand broker exchange"},
    {EntityType::kPerson,
     "man woman boy girl president minister chairman chairwoman chief boss "
     "director manager founder analyst economist professor researcher "
     "scientist author writer singer actor actress player striker midfielder "
     "defender goalkeeper coach captain judge lawyer politician senator "
     "governor mayor king queen prince princess spokesman spokeswoman "
     "teacher student doctor engineer artist conductor composer musician "
     "officer general commander leader candidate executive entrepreneur "
     "billionaire journalist editor critic priest bishop pope inventor "
     "historian novelist poet painter driver pilot farmer veteran lecturer "
     "expert adviser advisor specialist columnist host activist commentator "
     "consultant programmer investor partner nurse clerk sailor soldier "
     "secretary ambassador prosecutor defendant plaintiff suspect witness"},
    {EntityType::kProduct,
     "model app application software program device phone smartphone laptop "
     "tablet chip processor car vehicle aircraft plane ship vessel rocket "
     "satellite spacecraft lander rover probe book novel film movie song "
     "album game series show play opera symphony painting tool platform "
     "service website system robot drug vaccine tanker train tram bridge "
     "product console camera watch headset assistant chatbot"},
    {EntityType::kPlace,
     "country nation state city town village province region county district "
     "island continent capital republic kingdom territory municipality "
     "river lake mountain peninsula"},
    {EntityType::kEvent,
     "war battle election festival tournament championship conference summit "
     "match cup olympics ceremony"},
    {EntityType::kLaw, "act law treaty constitution bill directive"},
};

}  // namespace

EntityType TypeOfNoun(absl::string_view lemma) {
  static const auto* const types = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, EntityType>;
    for (const TypeList& list : kLists) {
      for (absl::string_view noun :
           absl::StrSplit(list.nouns, ' ', absl::SkipEmpty())) {
        map->emplace(noun, list.type);
      }
    }
    return map;
  }();
  const auto found = types->find(lemma);
  return found == types->end() ? EntityType::kUnknown : found->second;
}

bool IsKindNoun(absl::string_view lemma) {
  const EntityType type = TypeOfNoun(lemma);
  return type == EntityType::kProduct || lemma == "design" ||
         lemma == "version" || lemma == "group" || lemma == "company" ||
         lemma == "newspaper" || lemma == "river" || lemma == "party";
}

bool SetsApart(absl::string_view adjective) {
  static const auto* const adjectives =
      new absl::flat_hash_set<absl::string_view>{
          "other", "new",    "previous", "first", "second",
          "next",  "former", "old",      "same",  "third",
          "last",  "only",   "single",   "base",  "rival"};
  return adjectives->contains(adjective);
}

bool IsGenericNoun(absl::string_view lemma) {
  static const auto* const nouns = new absl::flat_hash_set<absl::string_view>{
      "company",     "firm",         "startup",      "start-up", "business",
      "corporation", "group",        "club",         "team",     "man",
      "woman",       "model",        "app",          "ship",     "vessel",
      "book",        "novel",        "film",         "country",  "city",
      "town",        "village",      "aircraft",     "plane",    "chip",
      "lander",      "organization", "organisation", "design"};
  return nouns->contains(lemma);
}

}  // namespace weft::extractor
