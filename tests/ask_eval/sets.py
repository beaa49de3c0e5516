"""The sets of questions over documents that run.py asks and fit.py fits on.

`load` gives (name, questions, documents) for each set whose files are there;
a question is {"id", "question", "answers"}, no answers: the documents do not
say. Those over documents of the data folder:

    eval/questions.jsonl over eval/documents 000, 002, 004
    eval/articles/questions_c.jsonl over articles 11-18, questions_d over 21-28

and those of our own, in tests/ask_eval/data and samples. unanswerable.jsonl
has further questions over the former, for fitting only.
"""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = ROOT / "tests/ask_eval/data"
HELD_BACK = "held back"  # never looked at while rules were made

SHARED_SETS = [
    ("000 002 004", "a", "eval/questions.jsonl",
     [f"eval/documents/{n}.txt" for n in ("000", "002", "004")]),
    ("articles 11-18", "c", "eval/articles/questions_c.jsonl",
     [f"eval/articles/documents/{n}.txt" for n in range(11, 19)]),
    ("articles 21-28", "d", "eval/articles/questions_d.jsonl",
     [f"eval/articles/documents/{n}.txt" for n in range(21, 29)]),
]
OWN_SETS = [
    ("our own", "questions.jsonl", ["chess", "dig", "ferry", "vaccine"], True),
    ("our own, more", "questions_2.jsonl",
     ["rowing", "tram", "lender", "theatre"], False),
    ("our own, third", "questions_3.jsonl",
     ["storm", "council", "probe", "trial"], False),
    (HELD_BACK, "questions_held_back.jsonl",
     ["theft", "strike", "ski", "plant"], False),
]


def read(path):
    return [json.loads(line) for line in
            path.read_text(encoding="utf-8").splitlines()]


def load(data, more_unanswerable=False):
    """[(name, questions, paths of documents)]"""
    out = []
    extra = read(OWN / "unanswerable.jsonl") if more_unanswerable else []
    for name, short, questions, documents in SHARED_SETS:
        if (data / questions).exists():
            out.append((name, read(data / questions) +
                        [q for q in extra if q["documents"] == short],
                        [data / document for document in documents]))
    for name, questions, documents, samples in OWN_SETS:
        paths = [OWN / f"{document}.txt" for document in documents]
        if samples:
            paths += sorted((ROOT / "samples").glob("*.txt"))
        out.append((name, read(OWN / questions), paths))
    return out
