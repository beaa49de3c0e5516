"""Readers of the training data: every corpus becomes a list of Sentence.

Names are trained with *sets* of allowed tags, one bit mask a token: a corpus
that does not annotate a type must not teach that such words are no names, and
a corpus whose type is wider than ours ("MISC") allows each of ours in it.
"""

import collections
import dataclasses
import json
import lzma
import os
import re

NAME_TYPES = ["person", "organization", "place", "product", "event", "misc"]
NAME_TAGS = ["O"] + [p + t for t in NAME_TYPES for p in ("B-", "I-")]
TAG_ID = {tag: i for i, tag in enumerate(NAME_TAGS)}
ANY_TAG = (1 << len(NAME_TAGS)) - 1
OUTSIDE = 1 << TAG_ID["O"]


@dataclasses.dataclass
class Sentence:
    """One sentence; `heads` is None where the corpus has no trees.

    heads: 0 for the root, else 1-based; labels with subtypes. name_sets: one
    mask of allowed name tags a word, None where nothing is known. weight
    scales the loss of machine-made annotation.
    """
    words: list
    upos: list = None
    xpos: list = None
    lemmas: list = None
    heads: list = None
    labels: list = None
    name_sets: list = None
    identifier: str = ""
    misc: list = None
    weight: float = 1.0


def open_text(path):
    if os.path.exists(path):
        return open(path, encoding="utf8")
    return lzma.open(path + ".xz", "rt", encoding="utf8")


def read_conllu(path):
    sentences, rows, identifier = [], [], ""
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                identifier = line.split("= ")[1]
            elif not line:
                if rows:
                    sentences.append(_from_rows(rows, identifier))
                rows = []
            elif line[0] != "#":
                fields = line.split("\t")
                if fields[0].isdigit():
                    rows.append(fields)
    if rows:
        sentences.append(_from_rows(rows, identifier))
    return sentences


def _from_rows(rows, identifier):
    column = lambda i: [r[i] for r in rows]
    return Sentence(words=column(1), lemmas=column(2), upos=column(3),
                    xpos=column(4), heads=[int(h) for h in column(6)],
                    labels=column(7), misc=column(9), identifier=identifier)


def read_iob2(path):
    """UNER: sentence id -> tags."""
    tags, current = {}, None
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                current = tags.setdefault(line.split("= ")[1], [])
            elif line and line[0] != "#":
                current.append(line.split("\t")[2])
    return tags


def read_columns(path, separator):
    """Blocks of "word<separator>tag" lines -> (words, tags)."""
    block = []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.strip():
                word, tag = line.rsplit(separator, 1)
                block.append((word, tag))
            elif block:
                yield [w for w, _ in block], [t for _, t in block]
                block = []
    if block:
        yield [w for w, _ in block], [t for _, t in block]


def _mask(types, prefix):
    mask = 0
    for t in types:
        mask |= OUTSIDE if t == "O" else 1 << TAG_ID[prefix + t]
    return mask


def name_sets(tags, type_map, outside=("O",)):
    """Masks for IO or BIO `tags`; type_map: corpus type -> our types or "O".

    A span whose map holds None allows anything.
    """
    masks, previous = [], "O"
    out = OUTSIDE
    for t in outside:
        if t != "O":
            out |= _mask([t], "B-") | _mask([t], "I-")
    for tag in tags:
        if tag == "O":
            masks.append(out)
        else:
            kind = tag[2:]
            begins = tag[0] == "B" or previous == "O" or previous[2:] != kind
            types = type_map[kind]
            masks.append(ANY_TAG if types is None else
                         _mask(types, "B-" if begins else "I-"))
        previous = tag
    return masks


_UNER = {"PER": ["person"], "LOC": ["place"], "ORG": ["organization"]}
_WIDE_MISC = ["misc", "product", "event"]
_WIKIGOLD = dict(_UNER, MISC=_WIDE_MISC)
_CROSSNER = {
    "politicalparty": ["organization"], "organisation": ["organization"],
    "university": ["organization"], "politician": ["person"],
    "person": ["person"], "scientist": ["person"], "location": ["place"],
    "country": ["place"], "election": ["event"], "event": ["event"],
    "award": ["misc"], "academicjournal": ["product"],
    "astronomicalobject": ["misc", "place"], "misc": ["O"] + _WIDE_MISC,
    "chemicalcompound": ["O"], "chemicalelement": ["O"], "protein": ["O"],
    "enzyme": ["O"], "discipline": ["O"], "theory": ["O", "misc"],
}


_DATE = re.compile(r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|febr)uary"
                   r"|march|april|may|june|july|august|(sept|nov|dec)ember"
                   r"|october|[ap]\.?m\.?$")


def attach_uner(sentences, path):
    """UNER knows persons, places and organisations only.

    Its proper nouns outside of these stay open between our other types and no
    name; what is no proper noun is no name.
    """
    tags = read_iob2(path)
    for s in sentences:
        found = tags.get(s.identifier)
        if found is not None and len(found) == len(s.words):
            masks = name_sets(found, _UNER, ("O",) + tuple(_WIDE_MISC))
            open_tag = lambda i: s.upos[i] == "PROPN" and not _DATE.match(
                s.words[i])
            s.name_sets = [
                OUTSIDE if tag == "O" and not open_tag(i) else mask
                for i, (tag, mask) in enumerate(zip(found, masks))]


def uner_tags(path):
    """UNER's gold tags with our type names: sentence id -> tags."""
    ours = lambda tag: tag if tag == "O" else tag[:2] + _UNER[tag[2:]][0]
    return {key: [ours(t) for t in tags]
            for key, tags in read_iob2(path).items()}


def read_wikigold(path):
    return [Sentence(words=w, name_sets=name_sets(t, _WIKIGOLD))
            for w, t in read_columns(path, " ") if w[0] != "-DOCSTART-"]


def read_crossner(folder):
    sentences = []
    for name in sorted(os.listdir(folder)):
        for words, tags in read_columns(os.path.join(folder, name), "\t"):
            sentences.append(
                Sentence(words=words, name_sets=name_sets(tags, _CROSSNER)))
    return sentences


_REDOCRED = {"PER": ["person"], "ORG": ["organization"], "LOC": ["place"],
             "MISC": ["misc", "product", "event"]}


def read_redocred(path, demonyms):
    """`demonyms`: lower-cased words that are adjectives or nationalities;
    the corpus calls them LOC, we leave them open."""
    with open_text(path) as stream:
        documents = json.load(stream)
    sentences = []
    for document in documents:
        masks = [[OUTSIDE] * len(s) for s in document["sents"]]
        for entity in document["vertexSet"]:
            for mention in entity:
                types = _REDOCRED.get(mention["type"])
                if types:
                    words = document["sents"][mention["sent_id"]]
                    _mark_redocred(masks[mention["sent_id"]], words,
                                   mention["pos"], types, demonyms)
        for words, mask in zip(document["sents"], masks):
            if words:
                sentences.append(Sentence(words=words, name_sets=mask))
    return sentences


def _mark_redocred(masks, words, position, types, demonyms):
    begin, end = position
    if end - begin == 1 and words[begin].lower() in demonyms:
        masks[begin] = ANY_TAG
        return
    if begin > 0 and words[begin].lower() == "the":
        begin += 1
    for i in range(begin, end):
        masks[i] = _mask(types, "B-" if i == begin else "I-")


def demonyms_of(sentences):
    """Capitalised words that the treebanks tag ADJ at least once."""
    return {w.lower() for s in sentences for w, u in zip(s.words, s.upos)
            if u == "ADJ" and w[0].isupper() and len(w) > 3}


_GUM = {"person": ["person"], "place": ["place"],
        "organization": ["organization"], "event": ["event"],
        "object": ["product", "misc"], "abstract": _WIDE_MISC}
_INSIDE_NAME = {"PROPN", "NUM", "ADP", "DET", "PUNCT", "CCONJ", "ADJ", "NOUN"}


def attach_gum(sentences):
    """GUM marks all noun phrases; those whose core is a proper name count.

    A span counts when its head is PROPN; its name is the run from its first
    to its last PROPN if only linking words stand between, else the words of
    the span stay open. PROPN outside every such span stays open too.
    """
    for s in sentences:
        masks = [ANY_TAG if u == "PROPN" else OUTSIDE for u in s.upos]
        taken = [False] * len(masks)
        for begin, end, kind in sorted(_gum_spans(s),
                                       key=lambda x: x[0] - x[1]):
            _mark_gum(s, begin, end, kind, masks, taken)
        s.name_sets = masks


def _mark_gum(s, begin, end, kind, masks, taken):
    head = [i for i in range(begin, end)
            if not begin <= s.heads[i] - 1 < end]
    types = _GUM.get(kind)
    if len(head) != 1 or s.upos[head[0]] != "PROPN" or not types:
        return
    proper = [i for i in range(begin, end) if s.upos[i] == "PROPN"]
    first, last = proper[0], proper[-1] + 1
    if any(taken[first:last]):
        return
    inner = {s.upos[i] for i in range(first, last)}
    if not inner <= _INSIDE_NAME or "," in s.words[first:last]:
        for i in range(first, last):
            masks[i] = ANY_TAG
        return
    for i in range(first, last):
        masks[i] = _mask(types, "B-" if i == first else "I-")
        taken[i] = True


_ENTITY = re.compile(r"\(([^()]*)|([^()]*)\)")


def _gum_spans(s):
    """Spans of `Entity=(1-person-...` that open and close in the sentence."""
    open_at, spans = collections.defaultdict(list), []
    for i, misc in enumerate(s.misc):
        value = next((f[7:] for f in misc.split("|")
                      if f.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", value):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                open_at[fields[0]].append((i, fields[1]))
            if part.endswith(")"):
                key = part.strip("()").split("-")[0]
                if open_at[key]:
                    begin, kind = open_at[key].pop()
                    spans.append((begin, i + 1, kind))
    return spans


def write_conllu(sentences, path):
    with open(path, "w", encoding="utf8") as out:
        for s in sentences:
            for i, word in enumerate(s.words):
                out.write("%d\t%s\t_\t%s\t%s\t_\t%d\t%s\t_\t_\n" % (
                    i + 1, word, s.upos[i], s.xpos[i], s.heads[i],
                    s.labels[i]))
            out.write("\n")
