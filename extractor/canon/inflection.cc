#include "extractor/canon/inflection.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

// "lemma:past" separated by blanks.
constexpr absl::string_view kIrregular =
    "arise:arose awake:awoke be:was bear:bore beat:beat become:became "
    "begin:began bend:bent bet:bet bid:bid bind:bound bite:bit bleed:bled "
    "blow:blew break:broke breed:bred bring:brought build:built burst:burst "
    "buy:bought cast:cast catch:caught choose:chose cling:clung come:came "
    "cost:cost creep:crept cut:cut deal:dealt dig:dug do:did draw:drew "
    "drink:drank drive:drove eat:ate fall:fell feed:fed feel:felt fight:fought "
    "find:found flee:fled fling:flung fly:flew forbid:forbade "
    "forecast:forecast "
    "foresee:foresaw forget:forgot forgive:forgave freeze:froze get:got "
    "give:gave go:went grind:ground grow:grew hang:hung have:had hear:heard "
    "hide:hid hit:hit hold:held hurt:hurt keep:kept know:knew lay:laid "
    "lead:led leave:left lend:lent let:let lie:lay light:lit lose:lost "
    "make:made mean:meant meet:met mislead:misled offset:offset "
    "outgrow:outgrew overcome:overcame oversee:oversaw overtake:overtook "
    "overthrow:overthrew pay:paid put:put quit:quit read:read rebuild:rebuilt "
    "repay:repaid reset:reset rid:rid ride:rode ring:rang rise:rose run:ran "
    "say:said see:saw seek:sought sell:sold send:sent set:set shake:shook "
    "shed:shed shine:shone shoot:shot show:showed shrink:shrank shut:shut "
    "sing:sang sink:sank sit:sat sleep:slept slide:slid speak:spoke "
    "spend:spent spin:spun split:split spread:spread spring:sprang stand:stood "
    "steal:stole stick:stuck strike:struck strive:strove swear:swore "
    "sweep:swept swim:swam swing:swung take:took teach:taught tear:tore "
    "tell:told think:thought throw:threw thrust:thrust undergo:underwent "
    "understand:understood undertake:undertook undo:undid uphold:upheld "
    "upset:upset wake:woke wear:wore weave:wove win:won wind:wound "
    "withdraw:withdrew withhold:withheld withstand:withstood write:wrote";

// Verbs of more than one syllable that double their last letter.
constexpr absl::string_view kDoubling =
    "admit commit compel control defer occur omit permit prefer propel refer "
    "regret submit transfer transmit equip";

bool IsVowel(char c) { return absl::StrContains("aeiou", c); }

// One vowel letter between consonants, as in "stop": the last letter doubles.
bool Doubles(absl::string_view lemma) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>(
      absl::StrSplit(kDoubling, ' '));
  if (words->contains(lemma)) return true;
  const size_t n = lemma.size();
  if (n < 3 || n > 5) return false;
  const char last = lemma[n - 1];
  if (IsVowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  if (!IsVowel(lemma[n - 2]) || IsVowel(lemma[n - 3])) return false;
  for (size_t i = 0; i + 2 < n; ++i) {
    if (IsVowel(lemma[i])) return false;
  }
  return true;
}

}  // namespace

std::string PastTense(absl::string_view lemma) {
  static const auto* const irregular = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, absl::string_view>;
    for (absl::string_view entry : absl::StrSplit(kIrregular, ' ')) {
      const std::pair<absl::string_view, absl::string_view> forms =
          absl::StrSplit(entry, ':');
      map->insert(forms);
    }
    return map;
  }();
  if (lemma.empty()) return "";
  const auto found = irregular->find(lemma);
  if (found != irregular->end()) return std::string(found->second);
  if (absl::EndsWith(lemma, "e")) return absl::StrCat(lemma, "d");
  const size_t n = lemma.size();
  if (n > 1 && lemma[n - 1] == 'y' && !IsVowel(lemma[n - 2])) {
    return absl::StrCat(lemma.substr(0, n - 1), "ied");
  }
  if (Doubles(lemma)) return absl::StrCat(lemma, lemma.substr(n - 1), "ed");
  return absl::StrCat(lemma, "ed");
}

}  // namespace weft::extractor
