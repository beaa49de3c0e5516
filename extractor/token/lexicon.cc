#include "extractor/token/lexicon.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::extractor {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

// Never destroyed: usable at any time of the program's end.
const WordSet* MakeSet(absl::string_view words) {
  auto* set = new WordSet;
  for (absl::string_view word : absl::StrSplit(words, ' ', absl::SkipEmpty())) {
    set->insert(word);
  }
  return set;
}

// No word of any of these lists is longer.
constexpr size_t kLongestListed = 16;

bool ContainsLowered(const WordSet& set, absl::string_view word) {
  if (word.size() > kLongestListed) return false;
  return set.contains(absl::AsciiStrToLower(word));
}

constexpr absl::string_view kTitles =
    "Mr Mrs Ms Mx Dr Prof Gen Col Lt Maj Capt Cmdr Adm Sgt Cpl Pvt Gov Sen Rep "
    "Reps Sens Rev Hon Pres Supt Insp Det St Ste Mt Ft Fr Sr Sra Mme Mlle Msgr "
    "Atty Asst Assoc Dir Messrs Amb Brig Lieut Drs Profs Pfc Spc vs v cf viz "
    "e.g i.e E.g I.e ca approx incl";
constexpr absl::string_view kNumbered =
    "No Nos Fig Figs Vol Vols Art Arts Sec Secs Ch Chap pp p Eq Eqs Sect Ref "
    "Refs no nos vol fig sec ch Ex Op op c Ep ep Eps";
constexpr absl::string_view kDated =
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu "
    "Thur Thurs Fri Sat Sun";
constexpr absl::string_view kMayEnd =
    "Inc Corp Co Cos Ltd LLC Bros Plc plc Jr Esq etc al "
    "est Est Dept Depts Univ Inst Assn Ave Blvd Hwy Pkwy Calif Fla Mass Mich "
    "Minn Miss Tex Wis Wash Ariz Ala Ark Colo Conn Del Ga Ill Ind Kan Ky La "
    "Md Mo Mont Neb Nev Okla Ore Pa Penn Tenn Va Vt Wyo Que Ont ext min mins "
    "hr hrs yr yrs lb lbs oz sq Attn attn Tel tel Ph Mfg Intl Natl Govt "
    "Esp esp resp ibid Ed Eds ed eds trans Pty GmbH Nr Bhd Sdn Cie "
    "Rs";
constexpr absl::string_view kStarters =
    "The A An He She It They We I You This That These Those His Her Its Their "
    "Our My Your There Here In On At By For From With Without After Before "
    "During Since Until When While Where Why How What Who Which If Although "
    "Though Because As But And Or So Yet However Moreover Furthermore "
    "Meanwhile Nevertheless Instead Then Thus Also Still Even Now Today "
    "Yesterday Tomorrow Earlier Later Last Next Some Many Most Several Few "
    "All Both Each Every Another Other Others One Two Three No Not Nobody "
    "Nothing Once Under Over Between Despite According Among Is Are Was Were "
    "Do Does Did Has Have Had Can Could Will Would Should May Might Must Let "
    "Please Thanks To Of Such Only Just Perhaps Maybe Unlike Like About "
    "Besides Overall Finally First Second Never";
constexpr absl::string_view kSuffixes =
    "am pm AM PM k K m M bn Bn BN mn mln tn B b T km cm mm nm kg mg lb lbs oz "
    "ft yd mph kph kmh kW MW GW TW kWh MWh GWh TWh Hz kHz MHz GHz kb KB MB GB "
    "TB PB hr hrs min mins yr yrs sec secs ml";
constexpr absl::string_view kPrefixes =
    "e non pre anti mid re post co multi pro ex sub semi neo counter inter "
    "intra ultra un de bi quasi mini micro macro socio psycho geo hyper mega "
    "meta pseudo trans arch cross";
constexpr absl::string_view kDomains =
    "com org net gov edu io uk de fr au ca jp cn ru in info biz eu co us tv ai "
    "app dev ch at be nl se no fi dk pl es pt it ie nz br mx example mil int "
    "htm html";
// The split is where the blank stands.
constexpr absl::string_view kFused =
    "can not,gon na,got ta,wan na,gim me,lem me,do nt,did nt,does nt,is nt,"
    "was nt,ca nt,wo nt,could nt,would nt,should nt,have nt,has nt,are nt,"
    "were nt,had nt,i m,i ve,you re,you ve,they re,we ve,that s,he s,there s,"
    "what s,a lot,out ta";

bool IsDottedLetters(absl::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool ok = i % 2 == 0 ? absl::ascii_isalpha(word[i]) : word[i] == '.';
    if (!ok) return false;
  }
  return true;
}

// "GEN" -> "Gen": titles are written in capitals too.
std::string CapitalsToTitle(absl::string_view word) {
  const bool capitals = std::all_of(
      word.begin(), word.end(), [](char c) { return absl::ascii_isupper(c); });
  if (word.size() < 3 || !capitals) return "";
  return absl::StrCat(word.substr(0, 1), absl::AsciiStrToLower(word.substr(1)));
}

}  // namespace

Abbreviation FindAbbreviation(absl::string_view word) {
  static const WordSet& titles = *MakeSet(kTitles);
  static const WordSet& numbered = *MakeSet(kNumbered);
  static const WordSet& dated = *MakeSet(kDated);
  static const WordSet& may_end = *MakeSet(kMayEnd);
  if (word.size() > kLongestListed) return Abbreviation::kNone;
  if (titles.contains(word) || titles.contains(CapitalsToTitle(word))) {
    return Abbreviation::kTitle;
  }
  if (numbered.contains(word)) return Abbreviation::kNumbered;
  if (dated.contains(word)) return Abbreviation::kDated;
  if (may_end.contains(word) || IsDottedLetters(word)) {
    return Abbreviation::kMayEnd;
  }
  return Abbreviation::kNone;
}

bool IsSentenceStarter(absl::string_view word) {
  static const WordSet& starters = *MakeSet(kStarters);
  return starters.contains(word);
}

bool IsLetteredNoun(absl::string_view word) {
  static const WordSet& nouns = *MakeSet(
      "vitamin plan group type class hepatitis grade team section appendix "
      "exhibit schedule part level category option series model block gate "
      "terminal phase round division figure table annex");
  return ContainsLowered(nouns, word);
}

bool IsNumberSuffix(absl::string_view word) {
  static const WordSet& suffixes = *MakeSet(kSuffixes);
  return suffixes.contains(word);
}

bool IsHyphenPrefix(absl::string_view word) {
  static const WordSet& prefixes = *MakeSet(kPrefixes);
  return ContainsLowered(prefixes, word);
}

bool IsSlashWord(absl::string_view word) {
  static const WordSet& words =
      *MakeSet("w/o w/ w/out c/o s/he n/a l/c i/c i/o i/s b/c");
  return ContainsLowered(words, word);
}

bool IsTopLevelDomain(absl::string_view word) {
  static const WordSet& domains = *MakeSet(kDomains);
  return ContainsLowered(domains, word);
}

int FusedWordSplit(absl::string_view word) {
  static const auto& splits = *[] {
    auto* map = new absl::flat_hash_map<std::string, int>;
    for (absl::string_view pair : absl::StrSplit(kFused, ',')) {
      const size_t blank = pair.find(' ');
      map->emplace(absl::StrCat(pair.substr(0, blank), pair.substr(blank + 1)),
                   static_cast<int>(blank));
    }
    return map;
  }();
  if (word.size() > kLongestListed || word.size() < 2) return 0;
  const bool capitals = std::all_of(
      word.begin(), word.end(), [](char c) { return absl::ascii_isupper(c); });
  // "CANNOT" and "DONT" are shouted words, "IM" and "IVE" are names.
  if (capitals && word.size() < 4) return 0;
  const auto found = splits.find(absl::AsciiStrToLower(word));
  return found == splits.end() ? 0 : found->second;
}

}  // namespace weft::extractor
