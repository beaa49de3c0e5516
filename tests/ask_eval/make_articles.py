#!/usr/bin/env python3
"""Writes many short articles about invented companies, with questions.

    tests/ask_eval/make_articles.py --documents 3000 OUT

OUT gets one text file an article and questions.jsonl ({"id", "question",
"answers"}; no answers: no article says). For measuring how Ask grows with the
graph; the sentences are simple on purpose. The same seed gives the same
files. Python 3, standard library only.
"""
import argparse
import json
import pathlib
import random

STARTS = ["Nor", "Bel", "Tar", "Vel", "Kor", "Mal", "Sun", "Dar", "Ost", "Fen",
          "Gal", "Hel", "Ist", "Jor", "Lum", "Pel", "Quin", "Ras", "Ulm", "Wes"]
MIDDLES = ["va", "de", "mi", "ro", "sta", "li", "ka", "no", "ber", "tri", "mo",
           "fe", "lo", "da", "sin"]
ENDS = ["ne", "x", "lor", "dan", "vik", "mar", "tis", "gen", "bra", "ton",
        "sol", "rin", "mex", "das", "fort"]
KINDS = ["Shipping", "Foods", "Energy", "Motors", "Textiles", "Optics",
         "Software", "Steel", "Airlines", "Books"]
FIRST = ["Ana", "Jonas", "Ingrid", "Marek", "Sofia", "Paul", "Greta", "Tomas",
         "Lena", "Olav", "Nadia", "Viktor", "Irena", "Henrik", "Rosa", "Emil"]
LAST = ["Brandt", "Solheim", "Dolan", "Hauser", "Okafor", "Virtanen", "Lund",
        "Calloway", "Stensby", "Amadi", "Roth", "Steiner", "Wolff", "Ekdal"]
CITIES = ["Lund", "Bergen", "Gdynia", "Turin", "Leeds", "Porto", "Graz",
          "Aarhus", "Split", "Ghent", "Nantes", "Bilbao"]


def company_names(count, rng):
    names = set()
    while len(names) < count:
        names.add(rng.choice(STARTS) + rng.choice(MIDDLES) + rng.choice(ENDS) +
                  " " + rng.choice(KINDS))
    return sorted(names)


def article(name, other, rng):
    """(text, [(question, answer or None)])"""
    founder = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    head = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    city, year = rng.choice(CITIES), rng.randrange(1900, 2020)
    staff, price = rng.randrange(40, 9000), rng.randrange(2, 900)
    text = (f"{name} buys a rival\n2025-0{rng.randrange(1, 10)}-1"
            f"{rng.randrange(10)}\n\n"
            f"{name} acquired {other} for {price} million euros on Tuesday. "
            f"The company was founded by {founder} in {year}. "
            f"{head}, the chief executive of {name}, called the price fair. "
            f"{name} is based in {city} and employs {staff} people. "
            f"Its revenue rose {rng.randrange(2, 40)}% last year. "
            f"{name} did not say when it would close a plant.\n")
    return text, [
        (f"Who founded {name}?", founder),
        (f"Where is {name} based?", city),
        (f"How many people does {name} employ?", str(staff)),
        (f"Who is the chief executive of {name}?", head),
        (f"Which company did {name} acquire?", other),
        (f"Who designed the logo of {name}?", None)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=pathlib.Path)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    names = company_names(2 * args.documents, rng)
    rng.shuffle(names)
    args.out.mkdir(parents=True, exist_ok=True)
    asked = []
    for i in range(args.documents):
        text, questions = article(names[2 * i], names[2 * i + 1], rng)
        (args.out / f"{i:06}.txt").write_text(text, encoding="utf-8")
        asked += questions
    rng.shuffle(asked)
    with open(args.out / "questions.jsonl", "w", encoding="utf-8") as file:
        for i, (question, answer) in enumerate(asked[:args.questions]):
            file.write(json.dumps({"id": str(i), "question": question,
                                   "answers": [answer] if answer else []})
                       + "\n")


if __name__ == "__main__":
    main()
