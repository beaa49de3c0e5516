#!/usr/bin/env python3
"""The table of how well questions are answered.

    tests/ask_eval/run.py --weft bazel-bin/service/cli/weft --data ../shared

Builds throw-away graphs with `weft ingest` and `weft load`, asks with `weft
ask --questions`, and prints one row for each set of sets.py (scored by
eval/score_questions.py of the data folder) and for

    graphs/metaqa-paths.tsv.gz over graphs/metaqa-kb.tsv.gz: hits@1 by hops

The time of Ask over gRPC against that of an empty unary call is measured by
//tests/ask_eval:latency.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import sets

def run(args, **kwargs):
    done = subprocess.run(args, capture_output=True, text=True, **kwargs)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args[:3]))} failed:\n{done.stderr}")
    return done.stdout


def ask(weft, database, questions, out):
    """Writes one line of answers a question; `questions`: [(id, text)]."""
    lines = "".join(json.dumps({"id": i, "question": q}) + "\n"
                    for i, q in questions)
    text = run([weft, "ask", "--db", database, "--format=jsonl",
                "--questions=-"], input=lines)
    out.write_text(text, encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def text_set(weft, data, work, name, questions, documents):
    key = name.replace(" ", "_").replace(",", "")
    run([weft, "ingest", "--db", work / key, *documents])
    gold = work / f"{key}.gold"
    gold.write_text("".join(
        json.dumps({"needs": [], "hops": 1, **q}) + "\n" for q in questions),
                    encoding="utf-8")
    answers = work / f"{key}.jsonl"
    ask(weft, work / key, [(q["id"], q["question"]) for q in questions],
        answers)
    scores = json.loads(run(
        [sys.executable, data / "eval/score_questions.py", gold, answers,
         "--json"]))
    print(f"{name:16} accuracy@1 {scores['accuracy_at_1']:6.1%}   hits@3 "
          f"{scores['hits_at_3']:6.1%}   list F1 {scores['list_f1']:6.1%}   "
          f"not known {scores['abstained']}/{scores['unanswerable']}   "
          f"false answers {scores['false_answer_rate']:6.1%}", flush=True)


def path_set(weft, data, work, sample):
    triples = data / "graphs/metaqa-kb.tsv.gz"
    database = work / "metaqa"
    run([weft, "load", "--db", database, triples])
    with gzip.open(data / "graphs/metaqa-paths.tsv.gz", "rt",
                   encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file
                if not line.startswith("#")]
    random.Random(1).shuffle(rows)
    rows = rows[:sample] if sample else rows
    questions = [(str(i), row[5].replace(f"[{row[1]}]", row[1]))
                 for i, row in enumerate(rows)]
    replies = ask(weft, database, questions, work / "metaqa.jsonl")
    hits = collections.Counter()
    count = collections.Counter()
    for reply in replies:
        row = rows[int(reply["id"])]
        count[row[0]] += 1
        best = reply["answers"][0]["text"] if reply["answers"] else None
        hits[row[0]] += best in row[4].split("|")
    for hops in sorted(count):
        print(f"metaqa, {hops} hop{'s' if hops != '1' else ' '}  hits@1 "
              f"{hits[hops] / count[hops]:6.1%}   of {count[hops]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weft", required=True, type=pathlib.Path)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=3000,
                        help="questions over loaded triples; 0: all")
    args = parser.parse_args()
    weft, data = args.weft.resolve(), args.data.resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for name, questions, documents in sets.load(data):
            text_set(weft, data, work, name, questions, documents)
        if (data / "graphs/metaqa-paths.tsv.gz").exists():
            path_set(weft, data, work, args.sample)


if __name__ == "__main__":
    main()
