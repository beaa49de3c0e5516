"""Tests of crf.py against all sequences; needs torch, so it stands apart.

    /usr/bin/python3 extractor/train/crf_test.py
"""

import itertools
import os
import sys
import unittest

import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import corpora  # noqa: E402
import crf  # noqa: E402

K = len(corpora.NAME_TAGS)


def score(emissions, transitions, tags):
    before = [K] + list(tags[:-1])
    return sum(float(emissions[i, t] + transitions[b, t])
               for i, (b, t) in enumerate(zip(before, tags)))


class Crf(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(5)
        self.sizes = [3, 2, 1]
        self.emissions = torch.randn(3, 3, K)
        self.mask = torch.tensor(
            [[i < n for i in range(3)] for n in self.sizes])
        self.transitions = torch.randn(K + 1, K) + crf.may_not_follow()

    def sequences(self, row):
        n = self.sizes[row]
        return {tags: score(self.emissions[row], self.transitions, tags)
                for tags in itertools.product(range(K), repeat=n)}

    def test_partition_and_best_are_those_of_all_sequences(self):
        totals = crf.log_partition(self.emissions, self.transitions, self.mask)
        found = crf.best(self.emissions, self.transitions, self.mask)
        for row, size in enumerate(self.sizes):
            scores = self.sequences(row)
            total = torch.tensor(list(scores.values())).logsumexp(0)
            self.assertAlmostEqual(float(totals[row]), float(total), 3)
            self.assertEqual(tuple(found[row, :size].tolist()),
                             max(scores, key=scores.get))

    def test_marginals_sum_the_sequences_through_a_tag(self):
        found = crf.marginals(self.emissions, self.transitions, self.mask)
        scores = self.sequences(0)
        values = torch.tensor(list(scores.values())).softmax(0)
        through = sum(float(p) for tags, p in zip(scores, values)
                      if tags[1] == 0)
        self.assertAlmostEqual(float(found[0, 1, 0]), through, 4)

    def test_loss_is_that_of_the_allowed_sequences(self):
        inside = (1 << 1) | (1 << 3)
        sets = torch.full((3, 3), corpora.ANY_TAG)
        sets[0, 0] = inside
        weight = torch.ones(3, 3)
        scores = self.sequences(0)
        total = torch.tensor(list(scores.values())).logsumexp(0)
        kept = torch.tensor([s for tags, s in scores.items()
                             if tags[0] in (1, 3)]).logsumexp(0)
        found = crf.loss(self.emissions, self.transitions, sets, weight,
                         self.mask)
        self.assertAlmostEqual(float(found), float(total - kept), 3)

    def test_sets_that_allow_nothing_count_as_nothing(self):
        sets = torch.full((3, 3), corpora.ANY_TAG)
        sets[0, 0] = 1 << corpora.TAG_ID["I-person"]
        found = crf.loss(self.emissions, self.transitions, sets,
                         torch.ones(3, 3), self.mask)
        self.assertEqual(float(found), 0)


if __name__ == "__main__":
    unittest.main()
