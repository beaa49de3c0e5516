#include "extractor/coref/noun_types.h"

#include <cstdint>
#include <iterator>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

struct NounGroup {
  EntityType type;
  absl::string_view nouns;  // separated by blanks
};

constexpr NounGroup kGroups[] = {
    {EntityType::kOrganization,
     "company corporate firm startup start-up corporation business group bank "
     "lender "
     "maker chipmaker carmaker automaker drugmaker planemaker manufacturer "
     "producer retailer airline carrier operator supplier developer publisher "
     "broadcaster insurer conglomerate giant subsidiary chain brewer utility "
     "studio brand broker exchange provider supermarket refiner miner builder "
     "shipbuilder distributor contractor vendor fund cooperative "
     "label employer yard brewery winery bakery dealer dealership franchise "
     "charity"},
    {EntityType::kOrganization,
     "agency ministry department administration council committee commission "
     "regulator watchdog authority supervisor bureau inspectorate board "
     "government cabinet coalition"},
    {EntityType::kOrganization, "newspaper magazine daily weekly outlet paper"},
    {EntityType::kOrganization, "court tribunal"},
    {EntityType::kOrganization, "parliament congress senate assembly"},
    {EntityType::kOrganization, "party movement"},
    {EntityType::kOrganization, "union federation association league"},
    {EntityType::kOrganization, "club team side squad"},
    {EntityType::kOrganization,
     "university school college institute laboratory lab academy clinic"},
    {EntityType::kOrganization,
     "foundation museum orchestra theatre theater band network "
     "organization organisation army navy police hospital church"},
    {EntityType::kPerson,
     "person man woman boy girl president minister chairman chairwoman chief "
     "boss "
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
     "secretary ambassador prosecutor defendant plaintiff suspect witness "
     "justice premier chancellor lawmaker presenter cellist pianist violinist "
     "referee ghostwriter librarian solicitor barrister agent co-founder "
     "cofounder chairperson spokesperson sculptor architect son daughter "
     "brother sister father mother husband wife widow pupil successor "
     "predecessor physicist chemist biologist surgeon banker trader "
     "examiner photographer dancer runner cyclist swimmer "
     "champion skipper owner shareholder umpire batsman bowler pitcher "
     "quarterback sprinter jockey winger forward trainer chef firefighter "
     "paramedic detective sergeant curator choreographer superintendent "
     "fisherman winner accountant attorney counsel mechanic plumber carpenter "
     "electrician waiter waitress gardener campaigner organiser organizer "
     "volunteer teenager patient inmate prisoner refugee migrant voter "
     "councillor councilor sheriff constable inspector commissioner dean "
     "principal headteacher chaplain rabbi imam pastor vicar cardinal "
     "archbishop diplomat envoy blogger rapper drummer comedian filmmaker "
     "screenwriter playwright astronaut climber boxer wrestler gymnast golfer "
     "footballer cricketer tycoon heir heiress aide whistleblower nephew niece "
     "uncle aunt cousin grandson granddaughter grandfather grandmother"},
    {EntityType::kProduct,
     "model app application software program website site service system "
     "chatbot assistant tool"},
    {EntityType::kProduct,
     "device phone smartphone laptop tablet console camera watch headset "
     "reader notebook product gadget"},
    {EntityType::kProduct, "chip processor"},
    {EntityType::kProduct,
     "car vehicle truck lorry van bus minivan motorcycle scooter tractor"},
    {EntityType::kProduct,
     "aircraft plane jet airliner helicopter turboprop glider airship "
     "seaplane"},
    {EntityType::kProduct,
     "ship vessel tanker boat ferry yacht trawler catamaran liner freighter "
     "barge submarine schooner sailboat dinghy frigate destroyer cruiser "
     "warship dredger tug tugboat lifeboat hovercraft icebreaker"},
    {EntityType::kProduct,
     "rocket satellite spacecraft lander rover probe capsule"},
    {EntityType::kProduct, "book novel memoir biography"},
    {EntityType::kProduct, "film movie show series play"},
    {EntityType::kProduct, "song album opera symphony"},
    {EntityType::kProduct, "game"},
    {EntityType::kProduct, "painting sculpture"},
    {EntityType::kProduct, "drug vaccine medicine pill treatment"},
    {EntityType::kProduct, "train tram robot drone cable pipeline"},
    {EntityType::kPlace, "country nation state republic kingdom"},
    {EntityType::kPlace,
     "city town village capital municipality suburb district"},
    {EntityType::kPlace, "province region county territory"},
    {EntityType::kPlace, "island continent peninsula archipelago"},
    {EntityType::kPlace, "river lake mountain sea"},
    {EntityType::kPlace,
     "mill plant factory mine port harbour harbor airport stadium bridge "
     "hotel refinery smelter shipyard dam tunnel tower skyscraper prison jail "
     "cathedral castle palace monastery warehouse reservoir quarry vineyard "
     "reactor"},
    {EntityType::kEvent, "war battle election"},
    {EntityType::kEvent,
     "festival tournament championship conference summit match cup olympics "
     "ceremony exhibition fair"},
    {EntityType::kLaw, "act law treaty constitution bill directive"},
};

// "pharmacist", "electrician", "policewoman".
bool IsPersonBySuffix(absl::string_view lemma) {
  constexpr size_t kShortest = 7;
  static const auto* const others = new absl::flat_hash_set<absl::string_view>{
      "checklist", "shortlist", "playlist",  "blacklist",
      "waitlist",  "wishlist",  "watchlist", "hitlist"};
  if (lemma.size() < kShortest || others->contains(lemma)) return false;
  for (absl::string_view suffix : {"ist", "ician", "woman", "person"}) {
    if (absl::EndsWith(lemma, suffix)) return true;
  }
  return false;
}

// Index into kGroups, -1 for other nouns; the first list that has it counts.
int IndexOf(absl::string_view lemma) {
  static const auto* const groups = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, int>;
    for (size_t g = 0; g < std::size(kGroups); ++g) {
      for (absl::string_view noun :
           absl::StrSplit(kGroups[g].nouns, ' ', absl::SkipEmpty())) {
        map->emplace(noun, static_cast<int>(g));
      }
    }
    return map;
  }();
  const auto found = groups->find(lemma);
  if (found != groups->end()) return found->second;
  return IsPersonBySuffix(lemma) ? groups->at("person") : -1;
}

// What a person does, by trade; who is of one trade is not known for another.
// A noun may stand in several.
constexpr absl::string_view kFields[] = {
    "president chairman chairwoman chairperson chief boss director manager "
    "founder co-founder cofounder executive entrepreneur billionaire leader "
    "owner shareholder investor partner",
    "president minister chief chairman politician senator governor mayor "
    "leader candidate lawmaker councillor councilor diplomat envoy secretary "
    "ambassador premier chancellor",
    "analyst economist expert adviser advisor specialist consultant "
    "strategist columnist commentator trader banker",
    "professor researcher scientist lecturer physicist chemist biologist "
    "historian economist inventor expert teacher",
    "author writer novelist poet historian critic columnist journalist "
    "editor ghostwriter commentator presenter",
    "singer actor actress artist conductor composer musician painter cellist "
    "pianist violinist sculptor dancer choreographer director designer "
    "photographer architect",
    "player striker midfielder defender goalkeeper captain winger forward "
    "batsman bowler pitcher quarterback champion skipper runner cyclist "
    "swimmer sprinter jockey driver winner boxer wrestler gymnast golfer "
    "footballer cricketer",
    "coach manager boss trainer",
    "referee umpire",
    "judge lawyer justice prosecutor solicitor barrister magistrate attorney",
    "defendant suspect",
    "doctor nurse surgeon physician paramedic pharmacist dentist psychologist "
    "psychiatrist",
    "officer general commander captain soldier sergeant detective "
    "superintendent skipper pilot sailor inspector constable sheriff "
    "astronaut",
    "priest bishop pope archbishop cardinal vicar pastor rabbi imam",
    "spokesman spokeswoman spokesperson",
};

// A bit for each field that has the noun.
uint32_t FieldsOf(absl::string_view lemma) {
  static_assert(std::size(kFields) <= 32);
  static const auto* const fields = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, uint32_t>;
    for (size_t f = 0; f < std::size(kFields); ++f) {
      for (absl::string_view noun :
           absl::StrSplit(kFields[f], ' ', absl::SkipEmpty())) {
        (*map)[noun] |= 1u << f;
      }
    }
    return map;
  }();
  const auto found = fields->find(lemma);
  return found == fields->end() ? 0 : found->second;
}

}  // namespace

bool MayBeCalled(absl::string_view noun, absl::Span<const std::string> known) {
  if (IsGenericNoun(noun)) return true;
  const uint32_t fields = FieldsOf(noun);
  uint32_t others = 0;
  for (const std::string& word : known) others |= FieldsOf(word);
  return fields != 0 && (others == 0 || (fields & others) != 0);
}

EntityType TypeOfNoun(absl::string_view lemma) {
  const int group = IndexOf(lemma);
  return group < 0 ? EntityType::kUnknown : kGroups[group].type;
}

int GroupOfNoun(absl::string_view lemma) { return IndexOf(lemma) + 1; }

bool MayBeFirm(absl::string_view lemma) {
  static const auto* const nouns = new absl::flat_hash_set<absl::string_view>{
      "owner", "shareholder", "investor", "partner", "leader",  "winner",
      "agent", "champion",    "host",     "trader",  "founder", "specialist"};
  return nouns->contains(lemma);
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
          "other", "new",  "previous", "first", "second", "next",   "former",
          "old",   "same", "third",    "last",  "only",   "single", "rival"};
  return adjectives->contains(adjective);
}

bool IsGenericNoun(absl::string_view lemma) {
  static const auto* const nouns = new absl::flat_hash_set<absl::string_view>{
      "company",   "corporate", "firm",         "airline",      "carrier",
      "lender",    "bank",      "maker",        "manufacturer", "retailer",
      "drugmaker", "carmaker",  "automaker",    "chipmaker",    "drug",
      "startup",   "start-up",  "business",     "corporation",  "group",
      "club",      "team",      "man",          "woman",        "model",
      "app",       "ship",      "vessel",       "book",         "novel",
      "film",      "boy",       "girl",         "teenager",     "country",
      "city",      "town",      "village",      "aircraft",     "plane",
      "chip",      "lander",    "organization", "organisation", "design"};
  return nouns->contains(lemma);
}

}  // namespace weft::extractor
