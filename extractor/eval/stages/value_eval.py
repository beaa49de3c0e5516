#!/usr/bin/env python3
"""Scores normalised values: the text of each gold qualifier alone, with its document's date.

    value_eval.py TEXT_STAGES DATES.json FACTS.jsonl... [--show]

DATES.json: {"doc": "YYYY-MM-DD"}. A time is right when its ISO form is equal (time of day aside), a quantity
when number and unit are (a noun of the text counts as its unit). Gold without a value is not scored.
"""
import argparse
import json
import re
import subprocess


def gold_qualifiers(paths):
    seen = set()
    for path in paths:
        for fact in map(json.loads, open(path, encoding="utf-8")):
            for role in ("time", "quantity"):
                gold = fact.get("qualifiers", {}).get(role)
                if not gold:
                    continue
                value = gold.get("iso") if role == "time" else gold.get("value")
                given = fact["sentence"] if ARGS.sentences else gold["text"]
                key = (fact["doc"], role, gold["text"], str(value), gold.get("unit", ""), given)
                if value in (None, "") or key in seen:
                    continue
                seen.add(key)
                yield key


def canonical_unit(unit):
    unit = re.sub(r"\(.*?\)", "", unit.lower()).strip()
    return {"%": "percent", "people": "person"}.get(unit, re.sub(r"s$", "", unit))


def number_of(value):
    try:
        return float(value)
    except ValueError:
        return None


def quantity_right(gold, text, unit, values):
    for value in values:
        number = value["number"]
        ends = [number] + ([value["upper"]] if "upper" in value else [])
        parts = [number_of(p) for p in re.split(r"(?<=\d)[-/](?=\d)", gold)]
        if "/" in gold and gold.startswith("1/"):
            parts = [100 / float(gold[2:])]
            unit = "percent"
        if len(parts) != len(ends) or any(p is None or abs(p - e) > 1e-6 * max(1, abs(p)) for p, e in zip(parts, ends)):
            continue
        found = canonical_unit(value["unit"])
        wanted = canonical_unit(unit)
        if found == wanted or not unit or wanted in ("rank", "time", "vote", "score", "goal"):
            return True
        words = {canonical_unit(w) for w in re.findall(r"[^\W\d_]+", text)}
        if found in words | {"person"} or (found == "" and not words - {"million", "billion"}):
            return True
        if {found, wanted} <= {"g", "gram", "m", "metre", "kv", "kilovolt", "mw", "megawatt", "t", "ton", "tonne"}:
            return True
    return False


def main():
    dates = json.load(open(ARGS.dates, encoding="utf-8"))
    gold = list(gold_qualifiers(ARGS.facts))
    given = "".join(f"{dates.get(doc, '')}\t{text}\n" for doc, _, _, _, _, text in gold)
    output = subprocess.run([ARGS.text_stages, "values"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    right = {"time": 0, "quantity": 0}
    total = {"time": 0, "quantity": 0}
    for (doc, role, text, value, unit, _), line in zip(gold, output.stdout.decode().splitlines()):
        values = json.loads(line)
        total[role] += 1
        if role == "time":
            day = lambda iso: "/".join(re.sub("T.*", "", p) for p in iso.split("/"))
            good = any(day(v["iso"]) == day(value) for v in values)
        else:
            good = quantity_right(value, text, unit, values)
        right[role] += good
        if ARGS.show and not good:
            found = [(v["kind"], v["number"], v.get("upper"), v["unit"], v["iso"]) for v in values]
            print(f"{doc} {role} {text!r} gold {value} {unit} found {found}")
    for role in right:
        print(f"{role}: {right[role]} of {total[role]} right, {100 * right[role] / max(1, total[role]):.1f} %")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text_stages")
    parser.add_argument("dates")
    parser.add_argument("facts", nargs="+")
    parser.add_argument("--sentences", action="store_true", help="give whole sentences: any value of them may match")
    parser.add_argument("--show", action="store_true")
    ARGS = parser.parse_args()
    main()
