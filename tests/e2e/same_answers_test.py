"""Embedded and served, one database gives the same answers.

A random graph and random questions to it, seed fixed: each command runs first
on the database itself, then through a server that has it open, and prints the
same bytes and ends with the same status.
"""

import random
import subprocess
import unittest

from weft_server import DEADLINE_S, SAMPLES, WEFT, ServerTest

NODES = 40
EDGES = 250
RELATIONS = ["own", "supply", "sue", "lend to"]
QUESTIONS = 45


def node(rng):
    return f"firm {rng.randrange(NODES)}"


def graph(rng):
    lines = {f"{node(rng)}\t{rng.choice(RELATIONS)}\t{node(rng)}"
             for _ in range(EDGES)}
    lines |= {f"{node(rng)}\tworth\t{rng.randrange(10, 99)}"
              for _ in range(NODES)}
    return "\n".join(sorted(lines)) + "\n"


def hop(rng):
    relations = "|".join(f"`{r}`" for r in rng.sample(RELATIONS, 2))
    length = rng.choice(["", "", "*1..2", "*2..3"])
    left, right = rng.choice([("-", "->"), ("<-", "-"), ("-", "-")])
    return f"{left}[:{relations}{length}]{right}"


def query(rng):
    a, b, c = (node(rng) for _ in range(3))
    return ["query", "--format=jsonl", rng.choice([
        f"MATCH (a {{name: '{a}'}}){hop(rng)}(b) RETURN b.name",
        f"MATCH (a {{name: '{a}'}}){hop(rng)}(b){hop(rng)}(c)"
        " RETURN c.name, count(*) AS n ORDER BY n DESC, c.name LIMIT 7",
        f"MATCH (a){hop(rng)}(b) WHERE a.name < b.name RETURN count(*)",
        f"MATCH (a {{name: '{a}'}}) OPTIONAL MATCH (a){hop(rng)}"
        f"(b {{name: '{b}'}}) RETURN a.name, b.name",
        f"MATCH (a {{name: '{a}'}}){hop(rng)}(b) WHERE EXISTS {{"
        f" (b){hop(rng)}({{name: '{c}'}}) }} RETURN DISTINCT b.name",
        f"MATCH p = ANY SHORTEST (a {{name: '{a}'}})-[:own|sue]-+"
        f"(b {{name: '{b}'}}) RETURN length(p)",
        f"MATCH (a {{name: '{a}'}}){hop(rng)}(b) RETURN b.name AS n UNION"
        f" MATCH (a {{name: '{b}'}}){hop(rng)}(b) RETURN b.name AS n",
        "MATCH (a) WHERE a.worth > 50 RETURN a.name, a.worth"
        " ORDER BY a.worth, a.name",
        "MATCH (a)-[r:own]->(b) RETURN a.nothing + 1, type(r) SKIP 3 LIMIT 2",
        "MATCH (a RETURN a",
    ])]


def traversal(rng):
    relation = rng.choice(RELATIONS)
    return rng.choice([
        ["neighbors", node(rng), "--depth=2", "--format=jsonl",
         f"--relation={relation}"],
        ["neighbors", node(rng), "--direction=in", "--limit=5"],
        ["path", node(rng), node(rng), "--k=3", "--depth=5"],
        ["path", node(rng), node(rng), "--all-shortest", "--format=jsonl"],
        ["facts", f"--subject={node(rng)}", "--format=jsonl"],
        ["facts", f"--relation={relation}", "--limit=9"],
        ["neighbors", "no such firm"],
        ["ask", f"Who owns {node(rng)}?"],
        ["ask", "Which company released r1?", "--format=jsonl"],
    ])


def run(command, where):
    """What it printed, and its status."""
    done = subprocess.run([WEFT, *command, *where], capture_output=True,
                          text=True, timeout=DEADLINE_S, check=False)
    return done.returncode, done.stdout, done.stderr


class SameAnswers(ServerTest):
    def test_embedded_and_served(self):
        rng = random.Random(20261122)
        database = self.folder / "test.db"
        triples = self.folder / "graph.tsv"
        triples.write_text(graph(rng))
        embedded = ["--db", str(database)]
        for command in (["load", str(triples)], ["ingest", str(SAMPLES)]):
            status, _, error = run(command, embedded)
            self.assertEqual(status, 0, error)
        commands = [rng.choice([query, traversal])(rng)
                    for _ in range(QUESTIONS)]
        expected = [run(command, embedded) for command in commands]
        server = self.start()
        served = ["--server", server.address]
        for command, answer in zip(commands, expected):
            with self.subTest(command):
                self.assertEqual(run(command, served), answer)
        # Something was asked that has answers, and something that fails.
        self.assertGreater(sum(bool(a[1]) for a in expected), QUESTIONS // 2)
        self.assertTrue(any(a[0] != 0 for a in expected))


if __name__ == "__main__":
    unittest.main()
