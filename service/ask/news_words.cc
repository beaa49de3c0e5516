#include "service/ask/news_words.h"

namespace weft::service {
namespace {

constexpr absl::string_view kRows[] = {
    // Companies and offices.
    "found establish create start launch form founder",
    "buy acquire purchase takeover acquisition buyer",
    "own belong possess owner parent",
    "lead head run chair manage boss chief leader president director",
    "appoint name hire promote",
    "succeed replace successor follow take_over predecessor",
    "found establish set_up",
    "launch introduce roll_out bring_out show_off",
    "resign quit leave step_down stand_down",
    "close shut shut_down close_down",
    "cancel scrap call_off",
    "delay postpone put_off",
    "reject refuse turn_down",
    "perform conduct carry_out",
    "buy acquire snap_up take_over",
    "rise increase go_up",
    "fall decrease go_down",
    "cause bring_about set_off",
    "discover learn find_out",
    "start begin kick_off",
    "speak tell talk address",
    "resign quit leave depart step",
    "work employ job serve",
    "base headquarter headquarters locate seat",
    "merge merger combine",
    "close shut closure",
    "rival competitor compete",
    "subsidiary unit arm spinoff division",
    // Making and bringing out.
    "launch release unveil introduce debut publish issue dispatch",
    "make manufacture produce build develop construct design fabricate "
    "assemble maker "
    "manufacturer producer developer",
    "supply deliver provide supplier provider",
    "obtain get receive secure procure",
    "use utilize employ rely",
    "contain include comprise",
    // Up and down, money.
    "fall drop decline decrease slump plunge lose shrink sink slide slip cut",
    "rise increase grow gain climb jump soar add growth bounce rebound rally",
    "cost price fee charge expense",
    "pay cost spend",
    "buy pay acquire purchase",
    "order request commission",
    "cost buy order",
    "worth value cost",
    "expect forecast predict anticipate",
    "earn income profit make",
    "fine penalise penalize penalty",
    // Saying.
    "say claim state tell announce declare report assert argue suggest note "
    "add maintain insist warn",
    "accuse allege blame charge accusation",
    "deny reject dispute refuse",
    "criticise criticize attack condemn critique",
    "demand call urge request ask",
    "reply respond answer comment",
    // Happenings.
    "die death dead kill pass",
    "hurt injure wound injury",
    "cause trigger lead spark reason",
    "happen occur take",
    "win beat defeat victory winner",
    "marry wife husband spouse married",
    "bear birth born birthplace",
    "teach instruct teacher",
    "study learn student",
    "crash collide collision",
    "begin start open commence",
    "end finish expire conclude stop",
    "show display exhibit demonstrate",
    "surpass outperform exceed beat overtake top",
    "match equal rival",
    "limit restrict constrain constraint restriction",
    "prohibit ban bar forbid",
    "approve clear authorise authorize permit",
    "fly travel voyage",
    "speak talk tell interview",
    "find discover detect",
    "repair fix mend",
    "weigh weight heavy",
    "live reside home",
    "successor follower heir",
    "predecessor forerunner",
    "analyst expert specialist",
    "author writer write",
    // Films, books, records: how data name them and people ask.
    "star act appear feature cast play perform actor actress",
    "direct director filmmaker",
    "write writer screenwriter author scriptwriter story screenplay script",
    "genre kind type sort category style",
    "release premiere publish debut",
    "topic subject theme tag keyword about describe term word label",
    "language speak",
    "country nation nationality",
    "rate rating",
    "year date",
};

constexpr ConverseWords kConverses[] = {
    {"own possess have hold", "belong"},
    {"buy acquire purchase", "sell"},
    {"learn study", "teach"},
    {"borrow", "lend"},
    {"employ", "work"},
    {"rent lease", "let"},
    {"precede", "follow succeed"},
};

}  // namespace

absl::Span<const absl::string_view> NewsWords() { return kRows; }

absl::Span<const ConverseWords> NewsConverses() { return kConverses; }

}  // namespace weft::service
