#!/usr/bin/env python3
"""Fits the weights of service/ask/confidence.cc and shows how well they hold.

    bazel build --config=opt //service/cli:weft //tests/ask_eval:print_signals
    tests/ask_eval/fit.py --weft bazel-bin/service/cli/weft \\
        --print-signals bazel-bin/tests/ask_eval/print_signals --data ../shared

Builds a throw-away graph of each set of sets.py, prints what speaks for each
candidate of each question, and fits. The data folder's eval/ has the package
weft_eval, which says whether an answer agrees with an accepted one. Python 3,
standard library only; some minutes.

Each set is predicted by weights fitted on the other sets; printed are, for
some thresholds, the share of answerable questions whose first answer (one of
the first three) is right and given, the share of unanswerable ones refused,
a table of reliability, and the rows of confidence.cc fitted on everything but
the set that is held back.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import sets

SIGNALS = ["words", "weakest", "names", "verb", "verb_near", "type", "role",
           "preposition", "argument", "missing", "denial", "form", "fact"]
# As in confidence.cc: a ramp from 0 at the first bound to 1 at the second.
RAMPS = [("words", 0, 1), ("weakest", 0, 0.6), ("names", 0.3, 1),
         ("verb", 0.5, 1), ("verb_near", 0, 1), ("type", 0.25, 0.9),
         ("role", 0.5, 1), ("preposition", 0, 1.2), ("argument", 0.3, 0.7),
         ("missing", 0.6, 1), ("form", 0.5, 1)]
CANDIDATES = 8  # of each question
RIDGE = 1.0
THRESHOLDS = [0.2, 0.25, 0.28, 0.32, 0.4, 0.5]


def features(signals, fit, best):
    value = dict(zip(SIGNALS, signals))
    out = [1.0, fit, math.log(fit / best)]
    for name, low, high in RAMPS:
        out.append(max(0.0, min(1.0, (value[name] - low) / (high - low))))
    return out


def solve(matrix, right):
    """Gauss with pivots."""
    rows = [row + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            for j in range(i, size + 1):
                rows[k][j] -= factor * rows[i][j]
    out = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * out[j] for j in range(i + 1, size))
        out[i] = (rows[i][size] - rest) / rows[i][i]
    return out


def predict(weights, row):
    total = sum(w * v for w, v in zip(weights, row))
    return 1 / (1 + math.exp(-max(-30, min(30, total))))


def by_hand(signals):
    """The factors of confidence.cc that are too rare for fitting."""
    value = dict(zip(SIGNALS, signals))
    factor = 0.2 if value["denial"] < 0.5 else 1.0
    if value["argument"] < 0.35:
        factor *= 0.6
        if value["names"] < 0.5:
            factor *= 0.5
    return factor


def fit_weights(rows):
    """As newton, with no weight below 0: what is wrong with an answer never
    speaks for it. Features that would have one are left out, worst first."""
    size = len(rows[0][0])
    active = list(range(size))
    weights = [0.0] * size
    while True:
        weights = newton(rows, active, weights)
        worst = min(active[1:], key=lambda i: weights[i])
        if weights[worst] >= -1e-9:
            return weights
        active.remove(worst)
        weights[worst] = 0.0


def newton(rows, active, start):
    """Logistic regression with a ridge on the features `active`; `rows`:
    (features, right, weight)."""
    size = len(active)
    weights = [start[i] for i in active]
    data = [([row[i] for i in active], right, count)
            for row, right, count in rows]
    for _ in range(15):
        gradient = [RIDGE * w if i else 0.0 for i, w in enumerate(weights)]
        hessian = [[(RIDGE if i else 1e-6) if i == j else 0.0
                    for j in range(size)] for i in range(size)]
        for row, right, count in data:
            p = predict(weights, row)
            slope, curve = count * (p - right), count * p * (1 - p)
            for i, value in enumerate(row):
                gradient[i] += slope * value
                scaled, line = curve * value, hessian[i]
                for j in range(i + 1):
                    line[j] += scaled * row[j]
        for i in range(size):
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        step = solve(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-5:
            break
    out = [0.0] * len(start)
    for i, weight in zip(active, weights):
        out[i] = weight
    return out


def signals_of(weft, print_signals, work, name, questions, documents):
    """{id: candidates} of a set."""
    graph = work / name.replace(" ", "_").replace(",", "")
    subprocess.run([weft, "ingest", "--db", graph, *documents], check=True,
                   capture_output=True)
    asked = "".join(json.dumps({"id": q["id"], "question": q["question"]}) +
                    "\n" for q in questions)
    done = subprocess.run([print_signals, graph], input=asked, check=True,
                          capture_output=True, text=True)
    rows = map(json.loads, done.stdout.splitlines())
    return {row["id"]: row["candidates"] for row in rows}


def read_set(questions, printed, agrees):
    out = []
    for gold in questions:
        found = printed[gold["id"]][:CANDIDATES]
        best = max((c["fit"] for c in found), default=1)
        out.append({
            "answerable": bool(gold["answers"]),
            "rows": [features(c["signals"], c["fit"], best) for c in found],
            "factors": [by_hand(c["signals"]) for c in found],
            "right": [bool(gold["answers"]) and
                      bool(agrees(gold["answers"], c["text"]))
                      for c in found]})
    return out


def training_rows(questions):
    return [(row, float(right), 1.0 if i < 3 else 0.5)
            for q in questions
            for i, (row, right) in enumerate(zip(q["rows"], q["right"]))]


def ranked(question, weights):
    """[(confidence, right)], best first."""
    pairs = [(predict(weights, row) * factor, right)
             for row, right, factor in zip(
                 question["rows"], question["right"], question["factors"])]
    return sorted(pairs, key=lambda pair: -pair[0])


def report(name, results):
    yes = [r for q, r in results if q["answerable"]]
    no = [r for q, r in results if not q["answerable"]]
    print(f"{name}: {len(yes)} answerable, {len(no)} not")
    for least in THRESHOLDS:
        given = [r for r in yes if r and r[0][0] >= least]
        refused = sum(not r or r[0][0] < least for r in no)
        print(f"  {least:.2f}  first {sum(r[0][1] for r in given) / len(yes):6.1%}"
              f"  first three {sum(any(x[1] for x in r[:3]) for r in given) / len(yes):6.1%}"
              f"  refused {refused / max(1, len(no)):6.1%}")


def reliability(results):
    print("reliability: confidence of the first answer, share that is right")
    for low in range(0, 10):
        hits = [r[0][1] for _, r in results
                if r and low / 10 <= r[0][0] < (low + 1) / 10 + (low == 9)]
        if hits:
            print(f"  {low / 10:.1f}-{(low + 1) / 10:.1f}"
                  f"  {sum(hits) / len(hits):6.1%} of {len(hits)}")


def print_rows(weights):
    """As they stand in confidence.cc."""
    print(f"constexpr double kBias = {weights[0]:.3f};\n"
          f"constexpr double kFit = {weights[1]:.3f};\n"
          f"constexpr double kBehindBest = {weights[2]:.3f};")
    for (name, low, high), weight in zip(RAMPS, weights[3:]):
        if weight > 0.0005:
            print(f"    {{&Signals::{name}, {low}, {high}, {weight:.3f}}},")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weft", required=True, type=pathlib.Path)
    parser.add_argument("--print-signals", required=True, type=pathlib.Path)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data / "eval"))
    from weft_eval.answers import best_agreement
    all_sets = {}
    with tempfile.TemporaryDirectory() as work:
        for name, questions, documents in sets.load(
                args.data.resolve(), more_unanswerable=True):
            printed = signals_of(args.weft.resolve(),
                                 args.print_signals.resolve(),
                                 pathlib.Path(work), name, questions,
                                 documents)
            all_sets[name] = read_set(questions, printed, best_agreement)
    everything = []
    for name, questions in all_sets.items():
        others = [q for other, rest in all_sets.items()
                  if other not in (name, sets.HELD_BACK) for q in rest]
        weights = fit_weights(training_rows(others))
        results = [(q, ranked(q, weights)) for q in questions]
        report(name, results)
        everything += results
    report("all", everything)
    reliability(everything)
    print_rows(fit_weights(training_rows(
        [q for name, rest in all_sets.items() if name != sets.HELD_BACK
         for q in rest])))


if __name__ == "__main__":
    main()
