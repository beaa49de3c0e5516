#!/usr/bin/env python3
"""Coreference against gold entities: B3, MUC, CEAF-e, mentions in place.

    score_coref.py GOLD.jsonl ENTITIES.jsonl DOCUMENTS_DIR [--show] [--json]
    score_coref.py --selftest

GOLD.jsonl: one entity a line, {"doc", "entity", "mentions": [[begin, end,
text]]}; spans are code points of DOCUMENTS_DIR/DOC.txt read with newline="".
What "optional" and "relative" hold is right when found and never asked for.
ENTITIES.jsonl: what `extract_cli --format=entities` prints, one document a
line, {"doc", "entities": [{"name", "mentions": [[begin, end, text]]}]}, spans
in bytes of the same file.

Two spans are the same mention when they agree after an article, a possessive
ending and quotes are taken off and a description is cut before what follows
its noun ("the head of Acme" = "the head"): annotators differ in just that.
Precision counts all mentions of the system, singletons too; recall all
mentions of the gold that are asked for. Figures are over all mentions of the
file, not averages of documents.
  B3      Bagga and Baldwin 1998   MUC  Vilain et al. 1995
  CEAF-e  Luo 2005 (phi 4), with an optimal assignment
  in place: gold mentions in the system entity that CEAF pairs with theirs.
Standard library only.
"""
import argparse
import json
import os
import re
import sys

ARTICLE = re.compile(r"(?:the|a|an|this|that|these|those)\s+", re.I)
EDGE = "\"'“”‘’`()[],.;:"
TAIL = re.compile(r"(?<=[a-z])\s+(?:of|in|at|for|from|with|on|by|to|since|"
                  r"who|which|that|whose)\s|,\s")
PRONOUNS = set("i me my mine myself we us our ours you your he him his himself "
               "she her hers herself it its itself they them their theirs "
               "themselves who whom whose which that there one".split())


def trimmed(text, begin, end):
    """The span without what annotators differ in."""
    article = ARTICLE.match(text[begin:end])
    if article and begin + article.end() < end:
        begin += article.end()
    words = text[begin:end]
    tail = TAIL.search(words)
    if tail and (words[0].islower() or article):
        end = begin + tail.start()
    for ending in ("'s", "’s", "s'", "s’"):
        if text[begin:end].endswith(ending) and end - begin > 3:
            end -= len(ending) - (ending[0] == "s")
            break
    while begin < end - 1 and (text[begin] in EDGE or text[begin].isspace()):
        begin += 1
    while end > begin + 1 and (
            text[end - 1].isspace() or text[end - 1] in EDGE.replace(".", "")):
        end -= 1
    if text[begin:end].endswith(".") and "." not in text[begin:end - 1]:
        end -= 1
    return begin, end


def kind_of(words):
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "name" if any(c.isupper() for c in ARTICLE.sub("", words, 1)[:1]) \
        else "noun"


def assignment(weights):
    """Best one-to-one pairing of rows and columns: [(row, column)].

    Hungarian method with potentials on the negated weights, O(n^3)."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    n = max(rows, columns)
    cost = [[-weights[r][c] if r < rows and c < columns else 0.0
             for c in range(n)] for r in range(n)]
    u, v = [0.0] * (n + 1), [0.0] * (n + 1)
    row_of, way = [0] * (n + 1), [0] * (n + 1)
    for r in range(1, n + 1):
        row_of[0], at = r, 0
        least, used = [float("inf")] * (n + 1), [False] * (n + 1)
        while True:
            used[at] = True
            here, delta, after = row_of[at], float("inf"), 0
            for c in range(1, n + 1):
                if used[c]:
                    continue
                reduced = cost[here - 1][c - 1] - u[here] - v[c]
                if reduced < least[c]:
                    least[c], way[c] = reduced, at
                if least[c] < delta:
                    delta, after = least[c], c
            for c in range(n + 1):
                if used[c]:
                    u[row_of[c]] += delta
                    v[c] -= delta
                else:
                    least[c] -= delta
            at = after
            if row_of[at] == 0:
                break
        while at:
            row_of[at], at = row_of[way[at]], way[at]
    return [(row_of[c] - 1, c - 1) for c in range(1, n + 1)
            if row_of[c] <= rows and c <= columns]


def ratio(a, b):
    return a / b if b else 0.0


class Score:
    """Sums over documents; entities are sets of mentions (any hashables)."""

    def __init__(self):
        self.sums = {name: [0.0, 0, 0.0, 0] for name in ("b3", "muc", "ceaf")}
        self.kinds = {}

    def add(self, gold, optional, system, kinds=None):
        """gold: entities that are asked for; optional: for each one what else
        is right. Returns what is amiss: (mention, what) pairs."""
        accepted = [g | o for g, o in zip(gold, optional)]
        self._b3(gold, accepted, system)
        self._muc(gold, accepted, system)
        pairs = self._ceaf(gold, accepted, system)
        return self._place(gold, accepted, system, pairs, kinds or {})

    def _count(self, name, right_p, all_p, right_r, all_r):
        for i, x in enumerate((right_p, all_p, right_r, all_r)):
            self.sums[name][i] += x

    def _b3(self, gold, accepted, system):
        of_system = {m: s for s in system for m in s}
        of_gold = {m: a for a in accepted for m in a}
        right_p = sum(len(of_system[m] & of_gold[m]) / len(of_system[m])
                      for m in of_system if m in of_gold)
        right_r = sum(len(g & of_system[m]) / len(g)
                      for g in gold for m in g if m in of_system)
        self._count("b3", right_p, len(of_system), right_r,
                    sum(map(len, gold)))

    def _muc(self, gold, accepted, system):
        def links(keys, parts):
            right = total = 0
            of = {m: i for i, part in enumerate(parts) for m in part}
            for key in keys:
                alone = sum(m not in of for m in key)
                cut = alone + len({of[m] for m in key if m in of})
                right, total = right + len(key) - cut, total + len(key) - 1
            return right, total
        right_p, all_p = links([s for s in system], accepted)
        right_r, all_r = links(gold, system)
        self._count("muc", right_p, all_p, right_r, all_r)

    def _ceaf(self, gold, accepted, system):
        # phi 4 on what is asked for: optional mentions leave the system's.
        asked = set().union(*gold) if gold else set()
        extra = set().union(*accepted) - asked if accepted else set()
        lean = [s - extra for s in system]
        weights = [[2 * len(g & s) / (len(g) + len(s)) if g & s else 0.0
                    for s in lean] for g in gold]
        pairs = [(g, s) for g, s in assignment(weights) if weights[g][s] > 0] \
            if gold and system else []
        total = sum(weights[g][s] for g, s in pairs)
        self._count("ceaf", total, sum(1 for s in lean if s), total, len(gold))
        return dict(pairs)

    def _place(self, gold, accepted, system, pairs, kinds):
        amiss, found = [], {m: i for i, s in enumerate(system) for m in s}
        for g, mentions in enumerate(gold):
            for m in mentions:
                right = m in found and pairs.get(g) == found[m]
                for kind in ("all", kinds.get(m, "name")):
                    counts = self.kinds.setdefault(kind, [0, 0])
                    counts[0] += right
                    counts[1] += 1
                if not right:
                    amiss.append((m, "elsewhere" if m in found else "missed"))
        right_of = {s: accepted[g] for g, s in pairs.items()}
        known = set().union(*accepted) if accepted else set()
        for m, s in found.items():
            if m not in known:
                amiss.append((m, "spurious"))
            elif m not in right_of.get(s, ()) and \
                    not any(m in g for g in gold):
                amiss.append((m, "optional, elsewhere"))
        return amiss

    def figures(self):
        result = {}
        for name, (right_p, all_p, right_r, all_r) in self.sums.items():
            p, r = ratio(right_p, all_p), ratio(right_r, all_r)
            result[name] = {"p": p, "r": r, "f1": ratio(2 * p * r, p + r)}
        result["in_place"] = {k: ratio(*v) for k, v in self.kinds.items()}
        result["count"] = {k: v[1] for k, v in self.kinds.items()}
        return result


def read_jsonl(path):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except ValueError as error:
                sys.exit("%s:%d: %s" % (path, number, error))


def document_id(name):
    return re.sub(r"(\.txt|_).*$", "", os.path.basename(name))


def read_gold(path, texts):
    """{doc: ([mentions], [optional], [name])}, spans trimmed."""
    documents = {}
    for record in read_jsonl(path):
        text = texts(record["doc"])
        spans = {key: {trimmed(text, m[0], m[1])
                       for m in record.get(key, ()) if isinstance(m, list)}
                 for key in ("mentions", "optional", "relative")}
        gold, optional, names = documents.setdefault(record["doc"],
                                                     ([], [], []))
        gold.append(spans["mentions"])
        optional.append(
            (spans["optional"] | spans["relative"]) - spans["mentions"])
        names.append(record["entity"])
    return documents


def read_system(path, texts):
    documents = {}
    for record in read_jsonl(path):
        doc = document_id(record["doc"])
        text = texts(doc)
        data, taken, entities, names = text.encode(), set(), [], []
        points = lambda at: len(data[:at].decode("utf-8", "ignore"))
        for entity in record["entities"]:
            spans = {trimmed(text, points(m[0]), points(m[1]))
                     for m in entity["mentions"]} - taken
            taken |= spans
            if spans:
                entities.append(spans)
                names.append(entity["name"])
        documents[doc] = entities, names
    return documents


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", help="GOLD ENTITIES DOCUMENTS_DIR")
    parser.add_argument("--show", action="store_true", help="print what is "
                        "amiss")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--selftest", action="store_true")
    args = parser.parse_args()
    if args.selftest:
        return selftest()
    if len(args.files) != 3:
        parser.error("three paths are needed: GOLD ENTITIES DOCUMENTS_DIR")
    cache = {}

    def texts(doc):
        if doc not in cache:
            path = os.path.join(args.files[2], doc + ".txt")
            with open(path, encoding="utf-8", newline="") as file:
                cache[doc] = file.read()
        return cache[doc]

    gold, system = read_gold(args.files[0], texts), read_system(
        args.files[1], texts)
    score = Score()
    for doc, (mentions, optional, names) in sorted(gold.items()):
        entities, system_names = system.get(doc, ([], []))
        text = texts(doc)
        kinds = {m: kind_of(text[m[0]:m[1]]) for g in mentions for m in g}
        amiss = score.add(mentions, optional, entities, kinds)
        if args.show:
            show(doc, text, amiss, mentions, optional, names, entities,
                 system_names)
    figures = score.figures()
    if args.json:
        print(json.dumps(figures))
        return 0
    for name, title in (("b3", "B3"), ("muc", "MUC"), ("ceaf", "CEAF-e")):
        f = figures[name]
        print("%-7s P %5.1f  R %5.1f  F1 %5.1f" % (
            title, 100 * f["p"], 100 * f["r"], 100 * f["f1"]))
    print("in place: " + ", ".join(
        "%s %.1f %% of %d" % (kind, 100 * figures["in_place"][kind],
                              figures["count"][kind])
        for kind in ("all", "name", "noun", "pronoun")
        if kind in figures["count"]))
    return 0


def show(doc, text, amiss, gold, optional, names, system, system_names):
    of_gold = {m: name for g, o, name in zip(gold, optional, names)
               for m in g | o}
    of_system = {m: name for s, name in zip(system, system_names) for m in s}
    for m, what in sorted(amiss):
        print("%s %5d %-10s %-28s gold: %-24s system: %-24s | %s" % (
            doc, m[0], what, text[m[0]:m[1]], of_gold.get(m, "-"),
            of_system.get(m, "-"),
            text[max(0, m[0] - 40):m[1] + 30].replace("\n", " ")))


def selftest():
    """Figures worked out by hand."""
    def run(gold, system, optional=None):
        score = Score()
        score.add([set(g) for g in gold],
                  [set(o) for o in optional or [""] * len(gold)],
                  [set(s) for s in system])
        return score.figures()

    def equal(what, value, wanted):
        assert abs(value - wanted) < 1e-9, (what, value, wanted)

    same = run(["abc", "d"], ["d", "abc"])
    for name in ("b3", "muc", "ceaf"):
        equal(name + " of the gold itself", same[name]["f1"], 1)
    # The first example of Bagga and Baldwin: 12345 67 89ABC against 12345
    # 6789ABC.
    first = run(["12345", "67", "89ABC"], ["12345", "6789ABC"])
    equal("B3 P", first["b3"]["p"], (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    equal("B3 R", first["b3"]["r"], 1)
    equal("MUC P", first["muc"]["p"], 9 / 10)
    equal("MUC R", first["muc"]["r"], 1)
    equal("CEAF P", first["ceaf"]["p"], (1 + 2 * 5 / 12) / 2)
    equal("CEAF R", first["ceaf"]["r"], (1 + 2 * 5 / 12) / 3)
    equal("in place", first["in_place"]["all"], 10 / 12)
    # A mention too many costs precision, a missed one recall.
    more = run(["ab"], ["ab", "x"])
    equal("B3 P with one too many", more["b3"]["p"], 2 / 3)
    less = run(["ab", "c"], ["ab"])
    equal("B3 R with one missed", less["b3"]["r"], 2 / 3)
    # Optional: right when found, not asked for, wrong in another entity.
    free = run(["ab", "c"], ["abx", "c"], ["x", ""])
    equal("optional found P", free["b3"]["p"], 1)
    equal("optional found R", free["b3"]["r"], 1)
    wrong = run(["ab", "c"], ["ab", "cx"], ["x", ""])
    equal("optional elsewhere P", wrong["b3"]["p"], (2 + 0.5 + 0.5) / 4)
    # Nothing found.
    equal("nothing", run(["ab"], [])["b3"]["f1"], 0)
    # The best pairing is not the greedy one.
    pairs = dict(assignment([[0.9, 0.8], [0.8, 0.0]]))
    assert pairs == {0: 1, 1: 0}, pairs
    for text, wanted in (
            ("the company", "company"), ("Norvane’s", "Norvane"),
            ("the chief of Quill", "chief"), ("Bank of Lund", "Bank of Lund"),
            ("a fund, which", "fund"), ("“Vela”", "Vela"), ("A.B.", "A.B."),
            ("its", "its"), ("the Ruizes'", "Ruizes")):
        begin, end = trimmed(text, 0, len(text))
        assert text[begin:end] == wanted, (text, text[begin:end])
    print("selftest: all right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
