#!/usr/bin/env python3
"""Fits the weights of extractor/openie/confidence.cc.

usage: fit_confidence.py SCORER_FOLDER GOLD.tsv TUPLES.tsv FEATURES.tsv

TUPLES.tsv is the n-ary output of extract_cli, FEATURES.tsv the output of
`extract_cli --format=features` on the same sentences: one row a tuple, in the
same order. The target of a tuple is its precision against the gold tuple that
it is assigned to, 0 when it is assigned to none. Prints the weights in the
order of kNames and a reliability table from five-fold cross-validation.
"""
import collections
import sys

import numpy as np

FOLDS, RIDGE, STEPS = 5, 1.0, 60


def targets(scorer, gold, path):
    """Precision of each tuple under the one-to-one assignment."""
    rows = [line.rstrip("\n").split("\t") for line in open(path)]
    groups = collections.defaultdict(list)
    for i, row in enumerate(rows):
        groups[scorer.sentence_key(row[0])].append(i)
    wanted = np.full(len(rows), np.nan)
    for key, indexes in groups.items():
        golds = gold.get(key)
        if not golds:
            continue
        scores = []
        for column, i in enumerate(indexes):
            row = rows[i]
            args = [row[2]] + row[4:5] + [f for f in row[5:] if f.strip()]
            for line, one in enumerate(golds):
                p, _ = scorer.pair_score(one, row[3].split(), args)
                scores.append((-p, line, column))
        wanted[indexes] = 0
        used_rows, used_columns = set(), set()
        for p, line, column in sorted(scores):
            if line not in used_rows and column not in used_columns:
                used_rows.add(line)
                used_columns.add(column)
                wanted[indexes[column]] = -p
    return wanted


def fit(x, y):
    """Logistic regression with soft targets, by Newton's method."""
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def main():
    folder, gold_path, tuples, features = sys.argv[1:]
    sys.path.insert(0, folder)
    import score_carb as scorer
    gold = scorer.read_gold(gold_path)
    y = targets(scorer, gold, tuples)
    x = np.array([[float(v) for v in line.split("\t")]
                  for line in open(features)])
    known = ~np.isnan(y)
    x, y = x[known], y[known]
    print("tuples %d, mean target %.3f" % (len(y), y.mean()))
    weights = fit(x, y)
    print(", ".join("%.2ff" % w for w in weights))
    fold = np.arange(len(y)) * FOLDS // len(y)
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(
            x[fold != k], y[fold != k])))
    print("confidence  tuples  mean confidence  mean target")
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.sum():
            print("%.1f-%.1f  %5d  %.3f  %.3f" % (
                low, low + 0.1, inside.sum(), p[inside].mean(),
                y[inside].mean()))


if __name__ == "__main__":
    main()
