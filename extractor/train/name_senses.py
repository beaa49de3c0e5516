"""What teachers take each word for, on the mean of its occurrences.

A name that one sentence leaves open is often clear in others (global features,
Ratinov and Roth 2009, W09-1119). teach.py sums over the raw text; the means
are facts of the word (word_facts.py).
"""

import numpy as np

import corpora
import word_facts


class NameSenses:
    """Sums what teachers say of each key: counts and tag probabilities."""

    def __init__(self):
        self._sums = {}
        columns = np.zeros((len(corpora.NAME_TAGS), word_facts.SENSES))
        for i, tag in enumerate(corpora.NAME_TAGS[1:], 1):
            kind = tag[2:]
            known = kind in word_facts.KINDS
            columns[i, word_facts.KINDS.index(kind) if known
                    else len(word_facts.KINDS)] = 1
            columns[i, word_facts.SENSES - 1] = tag.startswith("I-")
        self._columns = columns

    def add(self, words, probabilities):
        """probabilities [>= words, NAME_TAGS]"""
        rows = probabilities[:len(words)] @ self._columns
        for word, row in zip(words, rows):
            total = self._sums.setdefault(word_facts.key_of(word),
                                          np.zeros(word_facts.SENSES + 1))
            total[0] += 1
            total[1:] += row

    def means(self):
        """{key: mean probabilities}, pulled to zero for rare words."""
        return {key: (s[1:] / (s[0] + 0.5)).astype(np.float32)
                for key, s in self._sums.items()}
