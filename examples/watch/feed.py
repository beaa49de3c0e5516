#!/usr/bin/env python3
"""Feeds a dashboard from the changes of a graph.

    feed.py STATE.json [--server HOST:PORT | --db DIR] [--once]

STATE.json holds what the dashboard shows, how many statements each relation
has and the newest of them, and the token of the last change that is in it. It
is written in one piece: stop the program at any moment and start it again, and
it goes on behind what it has seen. A change that comes twice changes nothing.
Without a state, or with a token that is no longer known, the state is read
from the graph. With --once it ends where there are no more changes.

$WEFT names the program, "weft" without it.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys

NEWEST = 20
WEFT = os.environ.get("WEFT", "weft")


def lines_of(arguments):
    """JSON lines that weft prints; at the end its error, "" for none."""
    process = subprocess.Popen([WEFT, *arguments], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    for line in process.stdout:
        yield json.loads(line), ""
    error = process.stderr.read().strip()
    if process.wait() != 0:
        yield None, error or f"weft ended with status {process.returncode}"


def statement(fact):
    return (fact["subject"], fact["relation"], fact["object"] or "",
            fact["negated"])


class State:
    def __init__(self, path):
        self.path = path
        self.token = ""
        # In the order in which they came.
        self.statements = {}
        if path.exists():
            kept = json.loads(path.read_text())
            self.token = kept["token"]
            self.statements = {tuple(s): None for s in kept["statements"]}

    def read_graph(self, where):
        self.token = ""
        self.statements = {}
        for fact, error in lines_of(["facts", "--format=jsonl", *where]):
            if error:
                sys.exit(error)
            self.statements[statement(fact)] = None

    def apply(self, change):
        for fact in change["removed"]:
            self.statements.pop(statement(fact), None)
        for fact in change["added"]:
            self.statements.setdefault(statement(fact))
        self.token = change["token"]
        self.write()

    def write(self):
        counts = collections.Counter(s[1] for s in self.statements)
        beside = self.path.with_suffix(".new")
        beside.write_text(json.dumps({
            "relations": dict(counts.most_common()),
            "newest": [s[:3] for s in [*self.statements][-NEWEST:][::-1]],
            "token": self.token,
            "statements": [*self.statements],
        }) + "\n")
        beside.replace(self.path)


def follow(state, where, once):
    """Applies changes until there are no more. False: the token is unknown."""
    start = ["--since", state.token] if state.token else ["--earliest"]
    for change, error in lines_of(["watch", "--format=jsonl", *start, *where,
                                   *(["--no-wait"] if once else [])]):
        if error and state.token and "token" in error:
            return False
        if error:
            sys.exit(error)
        state.apply(change)
    return True


def main():
    once = "--once" in sys.argv
    path, *where = [a for a in sys.argv[1:] if a != "--once"]
    state = State(pathlib.Path(path))
    while True:
        if not state.token:
            # What the kept changes say again is the same then.
            state.read_graph(where)
        if follow(state, where, once):
            return
        state.token = ""


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
