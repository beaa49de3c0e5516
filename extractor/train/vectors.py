"""Fixed word vectors: fastText skip-gram over the raw text and the treebanks.

Needs Debian's package `fasttext`. About ten minutes on one core.
"""

import collections
import lzma
import os
import re
import subprocess

from forms import key_of, normalise

DIMENSIONS = 100
TRAINED_COUNT = 5  # words with a vector of their own
KEPT_COUNT = 3     # rarer words get the mean of their sub-words

# Close to the treebanks' words: clitics apart, hyphens and slashes apart,
# numbers with their points and commas together.
_CLITIC = re.compile(
    r"(?i)(?<=[a-z])(n't|'s|'re|'ve|'ll|'d|'m)\b")
_WORD = re.compile(
    r"n't|'(?:s|re|ve|ll|d|m)\b|(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*"
    r"|https?://\S+|[^\W\d_]+(?:\.(?=[^\W\d_]))?|\w+|\.\.\.|--|\S", re.I)
_ABBREVIATION = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Inc|Corp|Co|Ltd|Jr|Sr|vs|etc)\.")


def words_of(line):
    line = normalise(line)
    line = _ABBREVIATION.sub(lambda m: m.group(1) + "\u0001", line)
    line = _CLITIC.sub(r" \1", line)
    found = []
    for match in _WORD.finditer(line):
        word = match.group(0)
        if word == "\u0001":
            if found:
                found[-1] += "."
        else:
            found.append(word)
    return found


def write_corpus(raw_folder, treebank_sentences, path):
    """One sentence or paragraph a line, keys separated by blanks."""
    with open(path, "w", encoding="utf8") as out:
        for name in sorted(os.listdir(raw_folder)):
            with lzma.open(os.path.join(raw_folder, name), "rt",
                           encoding="utf8") as lines:
                for line in lines:
                    words = [key_of(w) for w in words_of(line)]
                    if words:
                        out.write(" ".join(words) + "\n")
        for words in treebank_sentences:
            keys = [key_of(normalise(w)).replace(" ", "") for w in words]
            out.write(" ".join(keys) + "\n")


def train(corpus, output, threads):
    """Writes OUTPUT.vec, frequent words first.

    One thread gives the same file on every run, more do not.
    """
    subprocess.run(
        ["fasttext", "skipgram", "-input", corpus, "-output", output,
         "-dim", str(DIMENSIONS), "-minCount", str(TRAINED_COUNT), "-ws", "4",
         "-epoch", "6", "-minn", "3", "-maxn", "5", "-bucket", "200000",
         "-thread", str(threads), "-lr", "0.05"], check=True)
    counts = collections.Counter()
    with open(corpus, encoding="utf8") as lines:
        for line in lines:
            counts.update(line.split())
    words = sorted((w for w, c in counts.items() if c >= KEPT_COUNT),
                   key=lambda w: (-counts[w], w))
    with open(output + ".vec", "w", encoding="utf8") as out:
        subprocess.run(["fasttext", "print-word-vectors", output + ".bin"],
                       input="\n".join(words), encoding="utf8",
                       stdout=out, check=True)


def read(path):
    """Returns the words in the file's order and their vectors."""
    words, rows = [], []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            fields = line.rstrip("\n ").split(" ")
            if len(fields) == DIMENSIONS + 1:
                words.append(fields[0])
                rows.append([float(x) for x in fields[1:]])
    return words, rows
