#include "extractor/openie/lexicon.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

struct ClassList {
  WordClass word_class;
  absl::string_view words;  // separated by blanks
};

constexpr ClassList kClasses[] = {
    {WordClass::kSay,
     "say tell state report announce add note write explain reveal disclose "
     "confirm declare mention remark comment observe reply answer respond "
     "warn predict forecast promise pledge admit concede acknowledge insist "
     "stress emphasize emphasise argue claim contend maintain assert suggest "
     "hint imply indicate describe testify recall tweet post deny stated "
     "caution reckon estimate quip conclude point propose recommend rule "
     "complain hold find refute stress urge demand instruct"},
    {WordClass::kClaim,
     "claim allege believe think argue contend maintain assert suspect assume "
     "suggest imply insist hint reckon speculate accuse fear guess estimate "
     "presume consider feel doubt deny refute"},
    {WordClass::kPlan,
     "plan intend agree expect schedule due aim set propose prepare vow "
     "promise pledge decide threaten commit anticipate project forecast "
     "poised slate predict"},
    {WordClass::kSeem,
     "seem appear likely unlikely tend possible probable suppose apt certain "
     "sure bound believe say report rumor rumour allege"},
    {WordClass::kAspect,
     "go begin start continue keep proceed resume stop cease finish end come "
     "use get"},
    {WordClass::kAble, "able manage unable capable"},
    {WordClass::kFail, "fail decline refuse neglect cease unable forget"},
    {WordClass::kLight, "make take have give hold do pay get put set"},
    {WordClass::kMaybe,
     "perhaps possibly probably maybe likely reportedly allegedly apparently "
     "supposedly presumably conceivably potentially seemingly purportedly"},
    {WordClass::kRole,
     "head founder co-founder cofounder president chairman chairwoman chair "
     "chief ceo cto cfo coo director officer manager leader boss owner "
     "secretary minister governor mayor senator professor lecturer researcher "
     "economist analyst spokesman spokeswoman spokesperson editor author "
     "coach captain member partner executive judge lawyer engineer scientist "
     "commissioner ambassador king queen prince princess premier chancellor "
     "vice-president treasurer curator conductor representative candidate "
     "successor predecessor subsidiary spinoff spin-off division unit arm "
     "supplier customer rival competitor maker creator developer parent "
     "capital son daughter wife husband brother sister father mother child "
     "widow nephew niece cousin student teacher inventor producer publisher "
     "version part branch affiliate provider operator user fan critic "
     "supporter opponent winner champion host sponsor shareholder investor "
     "backer employee resident native citizen home center centre"},
    {WordClass::kNaming,
     "call name dub title nickname codename christen term "
     "label entitle know refer"},
    {WordClass::kTimeNoun,
     "year month week day hour minute second quarter decade century morning "
     "afternoon evening night weekend monday tuesday wednesday thursday friday "
     "saturday sunday january february march april may june july august "
     "september october november december today yesterday tomorrow spring "
     "summer autumn winter season time moment period era date jan. feb. mar. "
     "apr. jun. jul. aug. sept. sep. oct. nov. dec. fall noon midnight tonight "
     "now"},
    {WordClass::kFactive,
     "know show find learn realize realise discover see remember prove "
     "demonstrate notice understand reveal"},
    {WordClass::kWish, "want hope wish try seek attempt strive struggle help"},
    {WordClass::kTitle,
     "mr. mrs. ms. dr. prof. gov. sen. rep. gen. col. capt. lt. sgt. rev. st. "
     "mr mrs ms dr prof president senator governor minister king queen prince "
     "princess pope judge justice professor captain general colonel mayor "
     "secretary chancellor premier sir lady lord dame congressman "
     "congresswoman chairman sheikh emperor bishop archbishop cardinal"},
    {WordClass::kMeasure, "few little hardly barely scarcely rarely seldom"},
};

struct EventNoun {
  absl::string_view noun;
  absl::string_view verb;
};

constexpr EventNoun kEventNouns[] = {
    {"acquisition", "acquire"},
    {"purchase", "buy"},
    {"takeover", "take over"},
    {"launch", "launch"},
    {"release", "release"},
    {"introduction", "introduce"},
    {"announcement", "announce"},
    {"sale", "sell"},
    {"construction", "build"},
    {"development", "develop"},
    {"creation", "create"},
    {"founding", "found"},
    {"foundation", "found"},
    {"appointment", "appoint"},
    {"dismissal", "dismiss"},
    {"resignation", "resign"},
    {"election", "elect"},
    {"arrest", "arrest"},
    {"conviction", "convict"},
    {"invasion", "invade"},
    {"attack", "attack"},
    {"bombing", "bomb"},
    {"killing", "kill"},
    {"murder", "murder"},
    {"assassination", "assassinate"},
    {"destruction", "destroy"},
    {"adoption", "adopt"},
    {"approval", "approve"},
    {"rejection", "reject"},
    {"publication", "publish"},
    {"invention", "invent"},
    {"discovery", "discover"},
    {"withdrawal", "withdraw"},
    {"departure", "depart"},
    {"arrival", "arrive"},
    {"visit", "visit"},
    {"death", "die"},
    {"victory", "win"},
    {"defeat", "defeat"},
    {"investment", "invest"},
    {"merger", "merge"},
    {"bid", "bid"},
    {"closure", "close"},
    {"expansion", "expand"},
    {"reduction", "reduce"},
    {"increase", "increase"},
    {"rise", "rise"},
    {"fall", "fall"},
    {"drop", "drop"},
    {"decline", "decline"},
    {"endorsement", "endorse"},
    {"signing", "sign"},
    {"nomination", "nominate"},
    {"ban", "ban"},
    {"use", "use"},
    {"support", "support"},
};

using Classes = absl::flat_hash_map<absl::string_view, uint32_t>;

const Classes& AllClasses() {
  static const Classes* const classes = [] {
    auto* map = new Classes;
    for (const ClassList& list : kClasses) {
      for (absl::string_view word :
           absl::StrSplit(list.words, ' ', absl::SkipEmpty())) {
        (*map)[word] |= static_cast<uint32_t>(list.word_class);
      }
    }
    return map;
  }();
  return *classes;
}

}  // namespace

bool Is(absl::string_view lemma, WordClass word_class) {
  const Classes& classes = AllClasses();
  const auto found = classes.find(lemma);
  return found != classes.end() &&
         (found->second & static_cast<uint32_t>(word_class)) != 0;
}

absl::string_view VerbOfNoun(absl::string_view lemma) {
  static const auto* const verbs = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, absl::string_view>;
    for (const EventNoun& entry : kEventNouns) {
      map->emplace(entry.noun, entry.verb);
    }
    return map;
  }();
  const auto found = verbs->find(lemma);
  return found == verbs->end() ? absl::string_view() : found->second;
}

}  // namespace weft::extractor
