"""Sentences as arrays: form tables, noise that looks like input, batches."""

import random

import numpy as np
import torch

import corpora
import forms
import name_pool

UNKNOWN = 1  # row of the word table for forms below the frequency limit
MAX_WORDS = 120  # longer sentences are left out of training

# Shares of sentences per pass that are rewritten as real input often is.
LOWER, TITLE, UPPER, NO_FINAL_STOP = 0.06, 0.05, 0.03, 0.10
# Of the sentences with names: those whose names are replaced, each by another.
OTHER_NAMES = 0.35

_SMALL = {"a", "an", "the", "of", "in", "on", "at", "for", "to", "and", "or",
          "by", "with", "from", "as", "'s", "n't", "vs."}


class FormTable:
    """Feature rows of every form seen so far; a form's id is its row."""

    def __init__(self, words, vector_words):
        self._words = {w: i + 2 for i, w in enumerate(words)}
        self._vectors = {w: i + 1 for i, w in enumerate(vector_words)}
        self._ids, self._rows = {}, []
        self._arrays = None
        self.id_of("")  # row 0 pads

    def id_of(self, form):
        known = self._ids.get(form)
        if known is None:
            known = self._ids[form] = len(self._rows)
            self._rows.append(self._describe(form))
            self._arrays = None
        return known

    def _describe(self, form):
        if not form:
            return [0] * (2 + forms.SLOTS + forms.GRAMS)
        form = forms.normalise(form)
        key = forms.key_of(form)
        return ([self._words.get(key, UNKNOWN), self._vectors.get(key, 0)] +
                forms.slots_of(form, key) + forms.grams_of(key))

    def rows(self, ids):
        if self._arrays is None:
            self._arrays = np.array(self._rows, dtype=np.int64)
        return torch.from_numpy(self._arrays[ids])


def _title(word):
    return word if word in _SMALL else word[:1].upper() + word[1:]


class Item:
    """One sentence: form ids of each casing and the gold arrays."""

    def __init__(self, sentence, table, labels, pool=None):
        """pool: {(kind, words): lists of form ids} of names to put in."""
        s, n = sentence, len(sentence.words)
        # Silver sentences (teach.py) hold ids, -1 where they say nothing.
        index = lambda names, values: (
            [names.get(v, v) for v in values] if values else [-1] * n)
        self.size = n
        self.weight = s.weight
        self.forms = [table.id_of(w) for w in s.words]
        self.cased = {
            LOWER: [table.id_of(w.lower()) for w in s.words],
            TITLE: [table.id_of(_title(w)) for w in s.words],
            UPPER: [table.id_of(w.upper()) for w in s.words]}
        self.upos = index(labels["upos"], s.upos)
        self.xpos = index(labels["xpos"], s.xpos)
        self.heads = s.heads or [-1] * n
        self.labels = index(labels["label"], s.labels)
        self.names = s.name_sets or [corpora.ANY_TAG] * n
        self.pool = pool
        self.spans = name_pool.spans_of(s.name_sets) if pool else []
        last = n - 1
        self.droppable = (n > 3 and s.upos is not None and
                          s.upos[last] == "PUNCT" and
                          s.words[last] in ".!?" and n not in s.heads)

    def sample(self, noise):
        """Form ids and length of one reading of the sentence."""
        ids, size = self.forms, self.size
        if noise:
            draw = random.random()
            for casing in (LOWER, TITLE, UPPER):
                if draw < casing:
                    ids = self.cased[casing]
                    break
                draw -= casing
            else:
                ids = self._with_other_names()
            if self.droppable and random.random() < NO_FINAL_STOP:
                size -= 1
        return ids, size

    def _with_other_names(self):
        if not self.spans or random.random() >= OTHER_NAMES:
            return self.forms
        ids = list(self.forms)
        for begin, end, kind in self.spans:
            names = self.pool.get((kind, end - begin))
            if names:
                ids[begin:end] = random.choice(names)
        return ids


def groups(items, words_per_batch, shuffle):
    """Index lists of items of like length, padded size bounded."""
    jitter = (lambda: random.random() * 3) if shuffle else (lambda: 0)
    order = sorted(range(len(items)),
                   key=lambda i: items[i].size + jitter())
    batches, current, longest = [], [], 0
    for i in order:
        longest = max(longest, items[i].size)
        if current and longest * (len(current) + 1) > words_per_batch:
            batches.append(current)
            current, longest = [], items[i].size
        current.append(i)
    batches.append(current)
    if shuffle:
        random.shuffle(batches)
    return batches


def collate(items, indexes, table, noise):
    chosen = [items[i] for i in indexes]
    samples = [item.sample(noise) for item in chosen]
    longest = max(size for _, size in samples)
    shape = (len(chosen), longest)
    arrays = {k: np.full(shape, -1, dtype=np.int64)
              for k in ("upos", "xpos", "heads", "labels")}
    arrays["names"] = np.full(shape, corpora.ANY_TAG, dtype=np.int64)
    ids = np.zeros(shape, dtype=np.int64)
    weight = np.zeros(shape, dtype=np.float32)
    reverse = np.tile(np.arange(longest), (len(chosen), 1))
    for row, (item, (form_ids, size)) in enumerate(zip(chosen, samples)):
        ids[row, :size] = form_ids[:size]
        weight[row, :size] = item.weight
        reverse[row, :size] = np.arange(size)[::-1]
        for key, array in arrays.items():
            array[row, :size] = getattr(item, key)[:size]
    batch = {k: torch.from_numpy(v) for k, v in arrays.items()}
    # Features once for each form of the batch, whatever its number of uses.
    unique, inverse = np.unique(ids, return_inverse=True)
    features = table.rows(unique)
    batch["form"] = torch.from_numpy(inverse.reshape(shape))
    batch["word"], batch["vector"] = features[:, 0], features[:, 1]
    batch["slots"] = features[:, 2:2 + forms.SLOTS]
    batch["grams"] = features[:, 2 + forms.SLOTS:]
    batch["weight"] = torch.from_numpy(weight)
    batch["mask"] = torch.from_numpy(ids > 0)
    batch["reverse"] = torch.from_numpy(reverse)
    batch["sizes"] = [size for _, size in samples]
    return batch
