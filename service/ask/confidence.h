// How likely an answer is right, from what speaks for it.
//
// A logistic regression over the signals of reading.h:
//
//   p = 1 / (1 + exp(-(bias + sum of weight * feature)))
//
// Most features are ramps: 0 up to a lower bound, 1 from an upper bound on, so
// that it does not matter how wrong what is wrong is. The weights are fitted
// by tests/ask_eval/fit.py, on questions with and without an answer, and
// doc/questions.md shows how well they hold on questions left out.
#ifndef WEFT_SERVICE_ASK_CONFIDENCE_H_
#define WEFT_SERVICE_ASK_CONFIDENCE_H_

#include "service/ask/signals.h"

namespace weft::service {

// `fit`: how well the candidate fits, `best_fit`: the best candidate of the
// same question, both above 0.
double Confidence(const Signals& signals, double fit, double best_fit);

// Below this the graph does not say.
inline constexpr double kLeastConfidence = 0.28;

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_CONFIDENCE_H_
