// What speaks for an answer.
#ifndef WEFT_SERVICE_ASK_SIGNALS_H_
#define WEFT_SERVICE_ASK_SIGNALS_H_

namespace weft::service {

// Each 0..1 and 1 when nothing is wrong with the answer; some reward and go a
// little beyond 1.
struct Signals {
  double words = 1;        // the words of the question stand around it
  double weakest = 1;      // ... the word that does so least
  double names = 1;        // share of the names that the sentence itself says
  double verb = 1;         // likeness of the verb of the sentence
  double verb_near = 1;    // how near that verb stands
  double type = 1;         // it is what is asked for
  double role = 1;         // its role at the verb
  double preposition = 1;  // what it stands behind
  double argument = 1;     // the verb is said of what the question names
  double missing = 1;      // no word of the question is missing
  double denial = 1;       // not denied
  double form = 1;         // a name or phrase of its own
  double fact = 1;         // a fact of the graph holds it
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_SIGNALS_H_
