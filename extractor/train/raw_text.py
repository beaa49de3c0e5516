"""Raw text as word lists: what teach.py annotates."""

import lzma
import os
import re

import forms
import vectors

LEAST, MOST = 4, 60   # words of a sentence
# Shares of the words wanted, by file; the rest goes to the others evenly.
SHARES = {"current_events": 0.2, "masc_written_tokenised": 0.3}

_END = re.compile(r"(?<=[.!?])([\"')\]]*)\s+(?=[\"'(\[]*[A-Z0-9])")
_TITLE = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Jr|Sr|vs|No|U\.S|D\.C)\.\s+")


def sentences_of(name, lines):
    """Word lists; a rough splitter will do, the teacher sees the same."""
    for line in lines:
        line = line.strip()
        if "tokenised" in name:
            yield [forms.normalise(w) for w in line.split()]
            continue
        line = _TITLE.sub("\\1.\0", line)
        for piece in _END.sub("\\1\n", line).split("\n"):
            yield vectors.words_of(piece.replace("\0", " "))


def read_all(folder):
    """Yields the words of every sentence."""
    for name in sorted(os.listdir(folder)):
        with lzma.open(os.path.join(folder, name), "rt",
                       encoding="utf8") as lines:
            yield from sentences_of(name, lines)


def read_raw(folder, words_wanted, draw):
    files = sorted(os.listdir(folder))
    stems = [f.split(".")[0] for f in files]
    rest = (1 - sum(SHARES.get(s, 0) for s in stems)) / max(
        1, sum(s not in SHARES for s in stems))
    chosen = []
    for name, stem in zip(files, stems):
        with lzma.open(os.path.join(folder, name), "rt",
                       encoding="utf8") as lines:
            found = [w for w in sentences_of(name, lines)
                     if LEAST <= len(w) <= MOST]
        draw.shuffle(found)
        left = words_wanted * SHARES.get(stem, rest)
        for words in found:
            if left <= 0:
                break
            left -= len(words)
            chosen.append(words)
    return chosen
