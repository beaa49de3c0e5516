#include "service/ask/confidence.h"

#include <algorithm>
#include <cmath>

namespace weft::service {
namespace {

// Printed by tests/ask_eval/fit.py.
constexpr double kBias = -8.555;
constexpr double kFit = 2.446;
constexpr double kBehindBest = 3.754;

// Too rare in the questions for fitting.
constexpr double kDenied = 0.5;
constexpr double kOfDenied = 0.2;
constexpr double kOther = 0.35;
constexpr double kNotSaid = 0.5;
constexpr double kOfOther = 0.6;
constexpr double kNameNotSaid = 0.5;

struct Ramp {
  double Signals::*signal;
  double low, high;
  double weight;
};
constexpr Ramp kRamps[] = {
    {&Signals::words, 0, 1, 1.457},     {&Signals::verb, 0.5, 1, 1.502},
    {&Signals::verb_near, 0, 1, 1.114}, {&Signals::type, 0.25, 0.9, 0.809},
    {&Signals::role, 0.5, 1, 1.221},    {&Signals::preposition, 0, 1.2, 0.696},
    {&Signals::missing, 0.6, 1, 0.788}, {&Signals::form, 0.5, 1, 0.520},
};

}  // namespace

double Confidence(const Signals& signals, double fit, double best_fit) {
  double sum = kBias + kFit * fit + kBehindBest * std::log(fit / best_fit);
  for (const Ramp& ramp : kRamps) {
    const double part =
        (signals.*ramp.signal - ramp.low) / (ramp.high - ramp.low);
    sum += ramp.weight * std::clamp(part, 0.0, 1.0);
  }
  double likely = 1 / (1 + std::exp(-sum));
  // What is denied answers nothing that is asked plainly.
  if (signals.denial < kDenied) likely *= kOfDenied;
  // It is said of something else; worse when the name asked for is not there.
  if (signals.argument < kOther) {
    likely *= kOfOther;
    if (signals.names < kNotSaid) likely *= kNameNotSaid;
  }
  return likely;
}

}  // namespace weft::service
