"""What is known of a word beyond its context: numbers beside its vector.

Four sources, none of them annotated by hand for names in running text:
  * how the raw text writes it: how often, capitalised, in capitals;
  * what teachers took it for (name_senses.py);
  * WordNet's instances: persons, places and bodies, and the parts of their
    names;
  * the class of its first noun sense in WordNet (supersense).

`features` gives every key a row of WIDTH numbers, about 0 to 1 each.
"""

import collections
import math
import os

import forms
import wordnet

KINDS = ("person", "place", "organization")
# WordNet's lexicographer files of nouns: act, artifact, communication, event,
# group, location, person, time.
SUPERSENSES = ("04", "06", "10", "11", "14", "15", "18", "28")
SENSES = len(KINDS) + 2  # other names, inside a name
_SPELLINGS = 3
_PARTS = 4              # first and last word of persons; places; bodies
WIDTH = (_SPELLINGS + SENSES + len(KINDS) + _PARTS + len(SUPERSENSES) + 1)
_FULL_COUNT = 256.0     # occurrences that count as many


def key_of(word):
    return forms.key_of(forms.normalise(word))


def spellings(sentences):
    """{key: [frequency, share capitalised, share in capitals]} where case
    tells: not at the start of a sentence, not in a heading."""
    counts = collections.defaultdict(lambda: [0] * _SPELLINGS)
    for words in sentences:
        letters = [w for w in words if w[:1].isalpha()]
        upper = sum(w[:1].isupper() for w in letters)
        if len(letters) < 4 or 2 * upper > len(letters):
            continue
        for word in words[1:]:
            seen = counts[key_of(word)]
            seen[0] += 1
            seen[1] += word[:1].isupper()
            seen[2] += len(word) > 1 and word.isupper()
    rows = {}
    for key, (count, capital, capitals) in counts.items():
        rows[key] = [min(1.0, math.log1p(count) / math.log1p(_FULL_COUNT)),
                     capital / (count + 0.5), capitals / (count + 0.5)]
    return rows


def wordnet_names(folder):
    """{key: row of len(KINDS) + _PARTS} from the instances of data.noun."""
    rows = collections.defaultdict(lambda: [0] * (len(KINDS) + _PARTS))
    first, last = len(KINDS), len(KINDS) + 1
    for kind, words in wordnet.instances(os.path.join(folder, "data.noun")):
        place = KINDS.index(kind)
        if len(words) == 1:
            rows[key_of(words[0])][place] = 1
            continue
        for i, word in enumerate(words):
            if not word[:1].isupper():
                continue
            if kind == "person":
                rows[key_of(word)][last if i + 1 == len(words) else first] = 1
            else:
                rows[key_of(word)][last + place] = 1
    return rows


def features(keys, raw_sentences, senses, folder):
    """Returns all keys with facts, those of `keys` first, and their rows.

    senses: {key: SENSES numbers}; folder: that of WordNet's data files.
    """
    written = spellings(raw_sentences)
    names, nouns = wordnet_names(folder), wordnet.first_senses(folder)
    known = set(keys)
    keys = list(keys) + sorted(
        k for k in names if k not in known and len(k) > 1)
    rows = []
    for key in keys:
        classes = [0] * (len(SUPERSENSES) + 1)
        if key in nouns:
            classes[-1] = 1
            if nouns[key] in SUPERSENSES:
                classes[SUPERSENSES.index(nouns[key])] = 1
        rows.append(list(written.get(key, [0] * _SPELLINGS)) +
                    list(senses.get(key, [0] * SENSES)) +
                    (names.get(key) or [0] * (len(KINDS) + _PARTS)) + classes)
    return keys, rows
