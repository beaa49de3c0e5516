#include "service/ask/confidence.h"

#include <algorithm>
#include <cmath>

namespace weft::service {
namespace {

// Printed by tests/ask_eval/fit.py.
constexpr double kBias = -6.752;
constexpr double kFit = 2.856;
constexpr double kBehindBest = 2.629;

struct Ramp {
  double Signals::*signal;
  double low, high;
  double weight;
};
constexpr Ramp kRamps[] = {
    {&Signals::words, 0, 1, 1.349},
    {&Signals::weakest, 0, 0.6, -0.084},
    {&Signals::names, 0.3, 1, -0.055},
    {&Signals::verb, 0.5, 1, 1.331},
    {&Signals::verb_near, 0, 1, 1.277},
    {&Signals::type, 0.25, 0.9, 0.398},
    {&Signals::role, 0.5, 1, -0.018},
    {&Signals::preposition, 0, 1.2, 0.435},
    {&Signals::argument, 0.5, 1, -0.357},
    {&Signals::missing, 0.6, 1, 0.685},
    {&Signals::form, 0.5, 1, 0.385},
};

}  // namespace

double Confidence(const Signals& signals, double fit, double best_fit) {
  double sum = kBias + kFit * fit + kBehindBest * std::log(fit / best_fit);
  for (const Ramp& ramp : kRamps) {
    const double part =
        (signals.*ramp.signal - ramp.low) / (ramp.high - ramp.low);
    sum += ramp.weight * std::clamp(part, 0.0, 1.0);
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace weft::service
