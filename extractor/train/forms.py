"""What the network sees of a word: everything derives from its form alone.

The C++ twin of this file is extractor/model/word_features.cc; both are tested
against the same table (testdata/forms.tsv). Change neither without the other.

A form is first normalised (typographic quotes and dashes become ASCII), then
described by
  * its key: lower-cased, digits replaced by 0 (embedding and fixed vector),
  * eight slots: prefixes of 1..3 and suffixes of 1..4 characters of the key,
    and its shape (capitals, lower case, digits),
  * a bag of up to twelve character 3- and 4-grams of "<key>".
Slots and n-grams are hashed into one table of kBuckets rows; row 0 is empty.
"""

import re
import zlib

BUCKETS = 32768
SLOTS = 8
GRAMS = 12

# One-character replacements keep offsets simple and lose nothing that the
# treebanks distinguish.
_TYPOGRAPHY = {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"',
    "\u00bb": '"', "\u2018": "'", "\u2019": "'", "\u00b4": "'", "`": "'",
    "\u2013": "-", "\u2014": "-", "\u2012": "-", "\u2010": "-",
    "\u2011": "-", "\u2212": "-", "\u2026": "...", "\u00a0": " ",
}
_WHOLE = {"``": '"', "''": '"', "--": "-"}


def normalise(form):
    form = _WHOLE.get(form, form)
    return "".join(_TYPOGRAPHY.get(c, c) for c in form)


def lower(text):
    """Lower-cases letter by letter, so that every letter stays one letter."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def key_of(form):
    """Key of a normalised form: lower case, every ASCII digit as 0."""
    return re.sub(r"[0-9]", "0", lower(form))


def shape_of(form):
    """"McDonald's" -> "XxXxx'x": runs longer than two are cut, 8 at most."""
    classes = []
    for c in form:
        if c.isascii():
            s = ("X" if c.isupper() else "x" if c.islower() else
                 "d" if c.isdigit() else c)
        else:
            s = "X" if lower(c) != c else "u"
        if classes[-2:] != [s, s]:
            classes.append(s)
    return "".join(classes[:8])


def bucket(text):
    return zlib.crc32(text.encode()) % (BUCKETS - 1) + 1


def slots_of(form, key):
    prefixes = ["p%d%s" % (n, key[:n]) for n in (1, 2, 3)]
    suffixes = ["s%d%s" % (n, key[-n:]) for n in (1, 2, 3, 4)]
    return [bucket(t) for t in prefixes + suffixes + ["S" + shape_of(form)]]


def grams_of(key):
    padded = "<" + key + ">"
    grams = [padded[i:i + n] for n in (3, 4)
             for i in range(len(padded) - n + 1)][:GRAMS]
    found = [bucket("g" + g) for g in grams]
    return found + [0] * (GRAMS - len(found))
