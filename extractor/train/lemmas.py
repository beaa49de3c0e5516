"""Lemma rules learned from treebanks, exceptions from them and WordNet.

A lemma is found in two steps: an exception for (XPOS, form), else the rule of
the longest known suffix of the form under its XPOS. A rule is an edit: keep or
lower the case, cut so many characters, append a string. A suffix gets a rule
of its own only where it disagrees with the next shorter one.
"""

import collections
import os

import forms

LONGEST_SUFFIX = 6
SEPARATOR = "\x1f"  # between tag and form in keys
# Tags whose words are their own lemmas, and tags whose case is part of a word.
SYMBOLS = set(". , : `` '' -LRB- -RRB- $ HYPH NFP SYM ADD".split())
PROPER = {"NNP", "NNPS"}

# WordNet's exception lists and the tags whose forms they hold.
_WORDNET = {"noun.exc": ("NNS",), "verb.exc": ("VBD", "VBN", "VBG", "VBZ"),
            "adj.exc": ("JJR", "JJS"), "adv.exc": ("RBR", "RBS")}


def edit_of(form, lemma):
    """(lower?, characters to cut, string to append) that makes the lemma."""
    lowered = forms.lower(form)
    keep_case = lemma != forms.lower(lemma)
    source = form if keep_case else lowered
    common = len(os.path.commonprefix([source, lemma]))
    return (not keep_case, len(source) - common, lemma[common:])


def apply(edit, form):
    lower, cut, append = edit
    source = forms.lower(form) if lower else form
    return source[:max(0, len(source) - cut)] + append


def suffixes(form):
    """From the longest that counts to the empty one; lower case."""
    lowered = forms.lower(form)
    return [lowered[len(lowered) - n:]
            for n in range(min(LONGEST_SUFFIX, len(lowered)), -1, -1)]


def lemmatise(rules, exceptions, form, xpos):
    if xpos in SYMBOLS:
        return form
    form = forms.normalise(form)
    keys = [form] if xpos in PROPER else [form, forms.lower(form)]
    for key in keys:
        known = exceptions.get(xpos + SEPARATOR + key)
        if known is not None:
            return known
    for suffix in suffixes(form):
        edit = rules.get(xpos + SEPARATOR + suffix)
        if edit is not None:
            return apply(edit, form)
    return form


def _observations(sentences):
    """Counts of (form, xpos) -> lemma, words without a lemma left out."""
    seen = collections.defaultdict(collections.Counter)
    for s in sentences:
        for word, lemma, xpos in zip(s.words, s.lemmas, s.xpos):
            if lemma != "_" or word == "_":
                seen[forms.normalise(word), xpos][forms.normalise(lemma)] += 1
    return seen


def _learn_rules(seen, least=2):
    """Types vote, not tokens: a rule is for words never seen."""
    votes = collections.defaultdict(collections.Counter)
    for (form, xpos), lemmas in seen.items():
        edit = edit_of(form, lemmas.most_common(1)[0][0])
        for suffix in suffixes(form):
            votes[xpos, suffix][edit] += 1
    rules = {}
    for (xpos, suffix), counts in sorted(votes.items(),
                                         key=lambda v: len(v[0][1])):
        edit, count = counts.most_common(1)[0]
        if suffix and (count < least or count * 2 < sum(counts.values())):
            continue
        shorter = (suffix[i:] for i in range(1, len(suffix) + 1))
        inherited = next((rules[xpos + SEPARATOR + s] for s in shorter
                          if xpos + SEPARATOR + s in rules), None)
        if edit != inherited:
            rules[xpos + SEPARATOR + suffix] = edit
    return rules


def learn(sentences, wordnet="/usr/share/wordnet"):
    """Returns rules and exceptions, both keyed by XPOS SEPARATOR text."""
    seen = _observations(sentences)
    rules, exceptions = _learn_rules(seen), {}
    by_lower = collections.defaultdict(collections.Counter)
    for (form, xpos), lemmas in seen.items():
        by_lower[forms.lower(form), xpos].update(lemmas)
    # Lower case first, so that each casing sees what it would fall back on.
    is_cased = lambda item: item[0][0] != forms.lower(item[0][0])
    for table in (by_lower, seen):
        for (form, xpos), lemmas in sorted(table.items(), key=is_cased):
            lemma = lemmas.most_common(1)[0][0]
            # The treebanks split over "United" -> "Unite"; names stay whole.
            if xpos == "NNP" and forms.lower(lemma) != forms.lower(form):
                continue
            if lemmatise(rules, exceptions, form, xpos) != lemma:
                exceptions[xpos + SEPARATOR + form] = lemma
    known = set(by_lower)
    for form, xpos, lemma in _wordnet_forms(wordnet):
        if ((form, xpos) not in known and
                lemmatise(rules, exceptions, form, xpos) != lemma):
            exceptions[xpos + SEPARATOR + form] = lemma
            known.add((form, xpos))
    return rules, exceptions


def _wordnet_forms(folder):
    """(form, XPOS, lemma): irregular forms, then regular ones of all verbs
    and nouns, which settle where a suffix alone does not ("provoking")."""
    for name, tags in _WORDNET.items():
        with open(os.path.join(folder, name), encoding="utf8") as lines:
            for line in lines:
                form, lemma = line.split()[:2]
                for xpos in tags:
                    # Verb forms are listed without tags: -ing and -s show.
                    if xpos[:2] != "VB" or _verb_tag_fits(form, xpos):
                        if "_" not in form:
                            yield form, xpos, lemma
    for name, inflect in (("verb", _verb_forms), ("noun", _noun_forms)):
        with open(os.path.join(folder, "index." + name),
                  encoding="utf8") as lines:
            words = [line.split(" ")[0] for line in lines]
        # "fine" before "fin", whose own past doubles its last letter.
        for lemma in sorted(words, key=lambda w: not w.endswith("e")):
            if lemma.isalpha() and len(lemma) > 2:
                for form, xpos in inflect(lemma):
                    yield form, xpos, lemma


def _verb_tag_fits(form, xpos):
    return ((xpos == "VBG") == form.endswith("ing") and
            (xpos == "VBZ") == form.endswith("s"))


def _plural(word):
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh"))
                   else "s")


def _noun_forms(lemma):
    if lemma.endswith("ies"):
        yield lemma, "NNS"
    elif not lemma.endswith("s"):
        yield _plural(lemma), "NNS"


def _verb_forms(lemma):
    yield _plural(lemma), "VBZ"
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = stem[:-1] + "i" if _plural(lemma).endswith("ies") else stem
    for xpos in ("VBD", "VBN"):
        yield past + "ed", xpos
    if not lemma.endswith(("ee", "oe", "ye", "ie")):
        yield stem + "ing", "VBG"
