"""Names to put in the place of names: training sees each context with many.

Replacing a mention by another of its type and length keeps tags and trees
true (mention replacement, Dai and Adel 2020, 2020.coling-main.343) and shows
the network names that the small corpora lack: those of WordNet too.
"""

import collections

import corpora
import wordnet

KINDS = ("person", "place", "organization")
LONGEST = 4  # words


def spans_of(name_sets):
    """[(begin, end, kind)] of the names whose tags leave no doubt."""
    spans, n = [], len(name_sets or [])
    for begin in range(n):
        for kind in KINDS:
            if name_sets[begin] != 1 << corpora.TAG_ID["B-" + kind]:
                continue
            inside = 1 << corpora.TAG_ID["I-" + kind]
            end = begin + 1
            while end < n and name_sets[end] == inside:
                end += 1
            if end - begin <= LONGEST:
                spans.append((begin, end, kind))
    return spans


def collect(sentences, data_noun=None):
    """{(kind, number of words): list of names}, each name once."""
    pool = collections.defaultdict(dict)
    for s in sentences:
        for begin, end, kind in spans_of(s.name_sets):
            pool[kind, end - begin][tuple(s.words[begin:end])] = None
    for kind, words in wordnet.instances(data_noun) if data_noun else ():
        # Groups of one word are peoples and families rather than bodies.
        if (len(words) <= LONGEST and all(w[:1].isupper() for w in words) and
                (kind, len(words)) != ("organization", 1)):
            pool[kind, len(words)][tuple(words)] = None
    return {key: list(names) for key, names in pool.items()}
