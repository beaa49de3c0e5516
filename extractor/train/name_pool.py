"""Names to put in the place of names: training sees each context with many.

Replacing a mention by another of its type and length keeps tags and trees
true (mention replacement, Dai and Adel 2020, 2020.coling-main.343) and shows
the network names that the small corpora lack: those of WordNet too.
"""

import collections

import corpora

KINDS = ("person", "place", "organization")
LONGEST = 4  # words
# WordNet's lexicographer files of nouns: 18 person, 15 location, 14 group.
_LEXNAMES = {"18": "person", "15": "place", "14": "organization"}


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


def wordnet_names(path):
    """Yields (kind, words) of the instances that data.noun lists."""
    with open(path, encoding="latin1") as lines:
        for line in lines:
            fields = line.split(" ")
            kind = _LEXNAMES.get(fields[1] if len(fields) > 4 else "")
            if line.startswith(" ") or not kind or " @i " not in line:
                continue
            for i in range(int(fields[3], 16)):
                words = fields[4 + 2 * i].split("_")
                if all(w[:1].isupper() for w in words):
                    yield kind, words


def collect(sentences, wordnet=None):
    """{(kind, number of words): list of names}, each name once."""
    pool = collections.defaultdict(dict)
    for s in sentences:
        for begin, end, kind in spans_of(s.name_sets):
            pool[kind, end - begin][tuple(s.words[begin:end])] = None
    for kind, words in wordnet_names(wordnet) if wordnet else ():
        # Groups of one word are peoples and families rather than bodies.
        if len(words) <= LONGEST and (kind, len(words)) != ("organization", 1):
            pool[kind, len(words)][tuple(words)] = None
    return {key: list(names) for key, names in pool.items()}
