#!/usr/bin/env python3
"""Writes service/ask/data/wordnet.txt from Debian's package wordnet-base.

    python3 service/ask/make_lexicon.py [/usr/share/wordnet] > \
        service/ask/data/wordnet.txt

Kept is what tells whether two words of a question and of a fact can mean the
same: for every common single word its first senses (kSenses by part of
speech), the sets of synonyms these form, the set above each (hypernym) and
the derived forms of each word. Lines, sorted, fields separated by blanks:

    s ID POS HYPERNYM WORD:RANK WORD:RANK ...   a set; HYPERNYM 0: none
    d WORD WORD                                 derived from one another
    e FORM WORD                                 irregular form of a word

RANK 1 is the most frequent sense. A word is common when the tagged corpora of
WordNet hold it at least once. Of other nouns the first sense is kept where
it is a kind of KINDS ("umpire", "incinerator": what "which N" asks for), of
other verbs, too. The sets above a kept one are kept for their place even when
they have no such word.
"""
import pathlib
import re
import sys

SENSES = {"n": 4, "v": 5, "a": 2}
FILES = {"n": "noun", "v": "verb", "a": "adj"}
# Person, social group, artifact, location, act, communication, drug.
KINDS = {"00007846", "07950920", "00021939", "00027167", "00030358",
         "00033020", "03247620"}
LICENCE = """\
# From WordNet 3.0, made by service/ask/make_lexicon.py. WordNet Release 3.0:
# Copyright 2006 by Princeton University. All rights reserved. The licence is
# in service/ask/data/WORDNET_LICENCE.
"""
WORD = re.compile(r"[a-z]{2,}\Z")


def read_index(folder, pos, data):
    """{word: [offset, ...]} of the words that are kept, senses in order."""
    def is_kept(word, offset):
        if word not in data[offset][3]:
            return False  # written with a capital
        while pos == "n" and offset != "0" and offset not in KINDS:
            offset = data[offset][1]
        return pos == "v" or pos == "n" and offset != "0"

    out = {}
    for line in (folder / f"index.{FILES[pos]}").open(encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split()
        count, pointers = int(fields[2]), int(fields[3])
        tagged = int(fields[4 + pointers + 1])
        if not WORD.match(fields[0]):
            continue
        if tagged:
            out[fields[0]] = fields[-count:]
        elif is_kept(fields[0], fields[-count]):
            out[fields[0]] = [fields[-count]]
    return out


def read_data(folder, pos):
    """{offset: (words, hypernym, [(own word, pos, offset, word)], written)}."""
    out = {}
    for line in (folder / f"data.{FILES[pos]}").open(encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        written = [re.sub(r"\(.*", "", fields[4 + 2 * i])
                   for i in range(count)]
        rest = fields[4 + 2 * count:]
        hypernym, derived = "0", []
        for i in range(int(rest[0])):
            kind, offset, other, where = rest[1 + 4 * i:5 + 4 * i]
            if kind in ("@", "@i") and hypernym == "0":
                hypernym = offset
            if kind == "+":
                derived.append((int(where[:2], 16), other, offset,
                                int(where[2:], 16)))
        out[fields[0]] = ([word.lower() for word in written], hypernym,
                          derived, set(written))
    return out


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1
                          else "/usr/share/wordnet")
    data = {pos: read_data(folder, pos) for pos in FILES}
    index = {pos: read_index(folder, pos, data[pos]) for pos in FILES}
    common = {word for words in index.values() for word in words}
    lines = set()
    for pos in FILES:
        kept = {}
        for word, senses in index[pos].items():
            for rank, offset in enumerate(senses[:SENSES[pos]], 1):
                kept.setdefault(offset, []).append(f"{word}:{rank}")
        todo = list(kept)
        while todo:
            hypernym = data[pos][todo.pop()][1]
            if hypernym != "0" and hypernym not in kept:
                kept[hypernym] = []
                todo.append(hypernym)
        for offset, words in kept.items():
            own, hypernym, derived, _ = data[pos][offset]
            if words or pos != "a":
                lines.add(" ".join(["s", str(int(offset)), pos,
                                    str(int(hypernym)), *sorted(words)]))
            for mine, other, where, theirs in derived:
                if other == "s":
                    other = "a"
                if not mine or not theirs or other not in data:
                    continue
                one = own[mine - 1]
                two = data[other][where][0][theirs - 1]
                if one < two and one in common and two in common:
                    lines.add(f"d {one} {two}")
    for pos in ("n", "v"):
        for line in (folder / f"{FILES[pos]}.exc").open(encoding="latin-1"):
            form, base = line.split()[:2]
            if base in common and WORD.match(form):
                lines.add(f"e {form} {base}")
    sys.stdout.write(LICENCE)
    for line in sorted(lines):
        print(line)


if __name__ == "__main__":
    main()
